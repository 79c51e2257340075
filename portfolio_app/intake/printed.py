"""Reads the words of a PDF as paragraphs, with what was typed into its fields."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import IntakeError
from portfolio_app.intake import kinds
from portfolio_app.intake.document import Control, Document, Note, Paragraph
from portfolio_app.intake.reading import page_texts
from portfolio_app.intake.text import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pikepdf

    from portfolio_app.intake.document import Block

MAX_PAGES: Final = 500
_FULL: Final = 0.75
"""Of the longest line: a line so long may end only because the next word did not fit."""
_LINES_LEAST: Final = 40
"""Characters; where no line is longer, nothing was broken at a width."""
_MOST_FIELDS: Final = 10_000
_NOT_TICKED: Final = "Off"
"""Of a box (ISO 32000-1, 12.7.4.2.3)."""
_ENDS: Final = (".", "!", "?", ":", ";", "”", '"')
_ITEM: Final = re.compile(r"\s*(?:[•●▪◦–*-]|[0-9]{1,2}[.)])\s")
_BESIDE: Final = frozenset({"/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly"})
_NO_WORDS: Final = (
    "The PDF holds no words that can be read, as when a page was scanned; it can be attached."
)
_MORE_FIELDS: Final = (
    "The PDF holds so many fields that not all of them were read; compare the result with it."
)


def read_pdf(data: bytes, tick: Callable[[], None]) -> Document:
    """Return the paragraphs of a PDF; `tick` is called for each page.

    Raises:
        IntakeError: It opens with a password only.
    """
    blocks: list[Block] = []
    for text in page_texts(data, kinds.PDF):
        tick()
        blocks += [Paragraph(p) for p in paragraphs(normalise(text).split("\n"))]
    typed, is_whole = _typed(data)
    blocks += typed
    remarks = (() if blocks else (_NO_WORDS,)) + (() if is_whole else (_MORE_FIELDS,))
    return Document(blocks=tuple(blocks), remarks=remarks)


def paragraphs(lines: list[str]) -> Iterator[str]:
    """Yield lines as paragraphs, those joined that were broken at the width of the page."""
    kept = [line.strip() for line in lines if line.strip()]
    longest = max((len(line) for line in kept), default=0)
    whole = kept[0] if kept else ""
    for before, line in pairwise(kept):
        is_full = longest > _LINES_LEAST and len(before) >= _FULL * longest
        begins_anew = before.endswith(_ENDS) or _ITEM.match(line)
        if is_full and (line[:1].islower() or not begins_anew):
            whole = f"{whole} {line}"
        else:
            yield whole
            whole = line
    if whole:
        yield whole


def _typed(data: bytes) -> tuple[list[Block], bool]:
    """Return what was typed into fields and remarked on the pages, and whether that is all."""
    import pikepdf  # heavy: not before a file is read

    try:
        with pikepdf.open(BytesIO(data)) as document:
            fields, is_whole = _fields(document)
            return [*fields, *_beside(document)], is_whole
    except pikepdf.PasswordError as error:
        raise IntakeError(
            "The file you chose is a PDF that opens with a password only.",
            advice="Nothing was changed. Open it with its password, print it to a new PDF "
            "without one, then choose that.",
        ) from error
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError):
        # its pages were read; whether it can be printed is told when it is attached
        return [], True


def _fields(document: pikepdf.Pdf) -> tuple[list[Control], bool]:
    """Return the fields that hold words, and whether none was left out.

    A signature holds none (ISO 32000-1, 12.7.4.5).
    """
    form = document.Root.get("/AcroForm")
    if form is None or "/Fields" not in form:
        return [], True
    found: list[Control] = []
    inherited: dict[str, pikepdf.Object] = {}
    waiting = [(one, inherited) for one in reversed(list(form.Fields))]
    for _ in range(_MOST_FIELDS):
        if not waiting:
            break
        field, above = waiting.pop()
        whole = above | {name: field[name] for name in ("/FT", "/V") if name in field}
        if inner := [kid for kid in field.get("/Kids", []) if "/T" in kid]:
            waiting += [(kid, whole) for kid in reversed(inner)]
            continue
        words = normalise(_words(whole.get("/V")))
        name, title = str(field.get("/T", "")), str(field.get("/TU", ""))
        kind = whole.get("/FT", "/Tx")
        if words and kind in ("/Tx", "/Ch"):
            found.append(Control(name, title, words, is_apart=True))
        elif words and kind == "/Btn" and words != _NOT_TICKED:
            found.append(Control(name, title, words, is_apart=True, is_box=True))
    return found, not waiting


def _words(value: pikepdf.Object | None) -> str:
    """Return what a field holds: text, several choices, or the name of what is ticked."""
    import pikepdf

    if isinstance(value, pikepdf.Array):
        return "\n".join(str(one) for one in value if isinstance(one, pikepdf.String))
    if isinstance(value, pikepdf.Stream):
        return str(pikepdf.String(value.read_bytes()))
    if value is None or isinstance(value, pikepdf.Dictionary):
        return ""
    return str(value).removeprefix("/") if isinstance(value, pikepdf.Name) else str(value)


def _beside(document: pikepdf.Pdf) -> Iterator[Block]:
    for page in list(document.pages)[:MAX_PAGES]:
        for remark in page.get("/Annots", []):
            words = normalise(str(remark.get("/Contents", "")))
            if words and str(remark.get("/Subtype", "")) in _BESIDE:
                yield Note(f"Comment: {words}")
