"""Sets an answer as paragraphs, formatted as its marks say."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from portfolio_app.model.domain.marks import MarkKind, block_kinds, paragraphs, within
from portfolio_app.model.domain.returning import HINT, HINT_STYLE_NAME
from portfolio_app.wordout.sheet import add_styled, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.blkcntnr import BlockItemContainer
    from docx.parts.document import DocumentPart
    from docx.text.paragraph import Paragraph

    from portfolio_app.model.domain.marks import Mark

_STYLES: Final = {
    MarkKind.HEADING: "Heading 4",
    MarkKind.BULLET: "List Bullet",
    MarkKind.NUMBERED: "List Number",
    MarkKind.QUOTATION: "Quote",
}


def add_prose(
    into: BlockItemContainer, text: str, marks: Sequence[Mark] = ()
) -> tuple[Paragraph, ...]:
    """Add the paragraphs of a text to the end of a part of a document, at least one."""
    if not text.strip():
        empty = into.add_paragraph()
        empty.add_run(HINT, style=HINT_STYLE_NAME)
        return (empty,)
    spans = paragraphs(text)
    found = []
    before: MarkKind | None = None
    counting = 0
    for span, kind in zip(spans, block_kinds(marks, spans), strict=True):
        paragraph = add_styled(into, "", _STYLES.get(kind, "") if kind else "")
        if kind is MarkKind.NUMBERED:
            counting = counting if before is kind else _new_count(into)
            _count_by(paragraph, counting)
        _add_runs(paragraph, text[span.start : span.end], within(marks, span))
        found.append(paragraph)
        before = kind
    return tuple(found)


def _add_runs(paragraph: Paragraph, text: str, marks: Sequence[Mark]) -> None:
    """Add the text of one paragraph, a run for each change of bold or italic."""
    inline = [mark for mark in marks if mark.kind in (MarkKind.BOLD, MarkKind.ITALIC)]
    cuts = sorted({0, len(text), *(m.start for m in inline), *(m.end for m in inline)})
    for start, end in pairwise(cuts):
        run = paragraph.add_run(plain(text[start:end]))
        kinds = {mark.kind for mark in inline if mark.start <= start and end <= mark.end}
        run.bold = True if MarkKind.BOLD in kinds else None
        run.italic = True if MarkKind.ITALIC in kinds else None


def _new_count(into: BlockItemContainer) -> int:
    """Return the number of a list that counts from 1 (ISO/IEC 29500-1, 17.9.15)."""
    part = cast("DocumentPart", into.part)
    numbering = part.numbering_part.element
    style = part.styles["List Number"].element
    own = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val"))
    usual = next(n for n in numbering.num_lst if n.numId == int(own))
    count = numbering.add_num(usual.abstractNumId.val)
    count.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(count.numId)


def _count_by(paragraph: Paragraph, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library numbers no lists
    counted = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", 0), ("w:numId", number)):
        element = OxmlElement(name)
        element.set(qn("w:val"), str(value))
        counted.append(element)
    properties.insert_element_before(
        counted, "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
