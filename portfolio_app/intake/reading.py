"""Reads the words of a file that was attached, page by page, so that they can be found.

Only what stands in it as text: pictures and scans have none. What cannot be read has no words;
that it can be printed was seen when it was attached.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import IntakeError
from portfolio_app.intake import kinds
from portfolio_app.intake.document import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

logger = logging.getLogger(__name__)

MOST: Final = 50_000
"""Code points of one page. A page of print has four thousand; more is an artefact."""

_PARTED: Final = re.compile("[\ufffe\u0002]\r?\n")
"""How PDFium tells a hyphen at the end of a line."""


def page_texts(data: bytes, media_type: str) -> Iterator[str]:
    """Yield the words of each page in turn; nothing for a kind of file that has none."""
    if media_type == kinds.PDF:
        yield from _of_pdf(data)
    elif media_type == kinds.WORD:
        yield from _of_word(data)


def _of_pdf(data: bytes) -> Iterator[str]:
    import pypdfium2  # heavy: not before a file is read

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        logger.info("an attachment has no words that can be read")
        return
    try:
        for number in range(len(document)):
            yield _of_page(document, number)
    finally:
        document.close()


def _of_page(document: pypdfium2.PdfDocument, number: int) -> str:
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return ""  # the other pages have their words
    try:
        words = page.get_textpage()
        try:
            return _cleaned(words.get_text_bounded())
        finally:
            words.close()
    finally:
        page.close()


def _of_word(data: bytes) -> Iterator[str]:
    from portfolio_app.intake.word import read_word

    try:
        document = read_word(data)
    except IntakeError:
        logger.info("an attachment has no words that can be read")
        return
    yield _cleaned("\n".join(words_of(block) for block in document.blocks))


def _cleaned(words: str) -> str:
    """Return words that were parted at the end of a line as one, without control marks."""
    whole = _PARTED.sub("", words[:MOST]).replace("\r\n", "\n")
    return "".join(c if c.isprintable() or c == "\n" else " " for c in whole).strip()
