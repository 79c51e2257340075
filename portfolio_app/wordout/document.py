"""Writes pieces of evidence as one Word document."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.blkcntnr import BlockItemContainer
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
from portfolio_app.wordout.sheet import add_styled, furnish, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

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
    end = document.element.body.sectPr
    for number, piece in enumerate(pieces, 1):
        # Each apart: the library looks through all of a body for every paragraph that it adds.
        apart = BlockItemContainer(OxmlElement("w:body"), document)
        _add_piece(apart, piece, definitions, begins_page=number > 1)
        for block in list(apart._element):  # noqa: SLF001 - the library moves nothing
            end.addprevious(block)
        step(number, len(pieces))
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _add_piece(
    into: BlockItemContainer, piece: Evidence, given: Definitions, *, begins_page: bool
) -> None:
    form = given.forms[piece.form]
    top = add_styled(into, plain(heading(piece, form)), f"Heading {PIECE_LEVEL}")
    top.paragraph_format.page_break_before = begins_page
    for line in introduction(piece, form):
        add_styled(into, plain(line), GUIDANCE_STYLE)
    for part in outline(piece, form, given.models):
        add_styled(into, plain(part.title), f"Heading {min(part.level, DEEPEST_LEVEL)}")
        for prompt in part.prompts:
            hint = add_styled(into, plain(prompt), GUIDANCE_STYLE)
            hint.paragraph_format.keep_with_next = True
        if isinstance(part, Place):
            _add_answer(into, piece, part, given)


def _add_answer(
    into: BlockItemContainer, piece: Evidence, place: Place, given: Definitions
) -> None:
    slot = place.slot
    words = in_words(slot, piece.text(slot.path), given.models, given.goals)
    marks = piece.marks(slot.path)
    paragraphs = add_prose(into, words, marks)
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
