"""Writes pieces of evidence as one Word document."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from portfolio_app.model.domain.returning import (
    ABOUT_THE_FILE,
    DEEPEST_LEVEL,
    GUIDANCE_STYLE,
    PIECE_LEVEL,
    Place,
    Tag,
    digest,
    heading,
    in_words,
    introduction,
    outline,
)
from portfolio_app.wordout.prose import add_prose
from portfolio_app.wordout.sheet import furnish, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.goals import Goal
    from portfolio_app.model.domain.names import FormId, ModelId
    from portfolio_app.model.domain.reflection import ReflectiveModel

_LONGEST_NAME: Final = 64
"""Characters that Word allows for the name of a content control."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """What the words of a piece mean."""

    forms: Mapping[FormId, Form]
    models: Mapping[ModelId, ReflectiveModel]
    goals: Sequence[Goal] = ()


def word_document(
    pieces: Sequence[Evidence],
    definitions: Definitions,
    *,
    title: str,
    written_at: datetime,
    step: Callable[[int, int], None] = lambda done, total: None,
) -> bytes:
    """Return a .docx file of `pieces`, each beginning on a page of its own.

    Args:
        pieces: In the order in which they are to stand.
        definitions: Their forms, and what their answers refer to.
        title: Of the document, for its properties.
        written_at: When, for its properties.
        step: Called after each piece with how many are done, and how many there are.
    """
    document = Document()
    furnish(document, title=title, written_at=written_at)
    document.add_paragraph(ABOUT_THE_FILE, style=GUIDANCE_STYLE)
    for number, piece in enumerate(pieces, 1):
        _add_piece(document, piece, definitions, begins_page=number > 1)
        step(number, len(pieces))
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _add_piece(
    document: WordDocument, piece: Evidence, given: Definitions, *, begins_page: bool
) -> None:
    form = given.forms[piece.form]
    top = document.add_heading(plain(heading(piece, form)), level=PIECE_LEVEL)
    top.paragraph_format.page_break_before = begins_page
    for line in introduction(piece, form):
        document.add_paragraph(plain(line), style=GUIDANCE_STYLE)
    for part in outline(piece, form, given.models):
        document.add_heading(plain(part.title), level=min(part.level, DEEPEST_LEVEL))
        for prompt in part.prompts:
            hint = document.add_paragraph(plain(prompt), style=GUIDANCE_STYLE)
            hint.paragraph_format.keep_with_next = True
        if isinstance(part, Place):
            _add_answer(document, piece, part, given)


def _add_answer(
    document: WordDocument, piece: Evidence, place: Place, given: Definitions
) -> None:
    slot = place.slot
    words = in_words(slot, piece.text(slot.path), given.models, given.goals)
    marks = piece.marks(slot.path)
    paragraphs = add_prose(document, words, marks)
    tag = Tag(piece=piece.id, path=slot.path, digest=digest(words))
    _enclose(paragraphs, tag=str(tag), title=place.title, is_hint=not words.strip())


def _enclose(paragraphs: Sequence[Paragraph], *, tag: str, title: str, is_hint: bool) -> None:
    """Put paragraphs into a content control (ISO/IEC 29500-1, 17.5.2.29)."""
    control = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    for name, value in (("w:alias", plain(title)[:_LONGEST_NAME]), ("w:tag", tag)):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        properties.append(element)
    if is_hint:
        properties.append(OxmlElement("w:showingPlcHdr"))
    content = OxmlElement("w:sdtContent")
    control.append(properties)
    control.append(content)
    paragraphs[0]._p.addprevious(control)  # noqa: SLF001 - the library has no controls
    for paragraph in paragraphs:
        content.append(paragraph._p)  # noqa: SLF001 - as above
