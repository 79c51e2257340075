"""Turns answers into blocks of a section; knows no form by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.forms import FieldKind, Layout
from portfolio_app.pack.plan.answers import row_place, shown
from portfolio_app.pack.plan.blocks import (
    AttachmentPlan,
    Block,
    ClaimedPassage,
    Fact,
    FactsBlock,
    Paragraph,
    PictureBlock,
    ProseBlock,
    TableBlock,
)
from portfolio_app.pack.plan.prose import Claimed, paragraphs
from portfolio_app.pack.plan.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from portfolio_app.model.domain.evidence import Attachment, Passage
    from portfolio_app.model.domain.forms import Field
    from portfolio_app.model.domain.slots import Slot
    from portfolio_app.pack.plan.bundle import Bundle, Piece

SHORT_PART = 160
"""Characters up to which a part of a group stands beside its label; ours."""
LONG_FACT = 220
"""Characters above which a line is set as text, not as a fact; ours."""
LONG_CELL = 420
"""Characters above which a list is set as text, since its table would be all columns; ours."""
MOST_COLUMNS = 5
"""Columns of a table; rows of more answers are set below one another, to be read; ours."""
PDF = "application/pdf"
"""Such a file fills pages of its own, even where it answers a picture field."""
FACT_KINDS = frozenset(FieldKind) - {
    FieldKind.PROSE, FieldKind.SECTIONS, FieldKind.GROUP, FieldKind.LIST, FieldKind.PICTURE,
}  # fmt: skip
"""Kinds whose answer is a fact: a line, a day, a choice."""


def is_fact(piece: Piece, field: Field) -> bool:
    """Return whether the answer to a field is short enough to stand beside its label."""
    return field.kind in FACT_KINDS and len(piece.evidence.text(field.id)) <= LONG_FACT


class Writer:
    """Turns the answered slots of one field into blocks."""

    def __init__(
        self, bundle: Bundle, piece: Piece, claimed: Mapping[Passage, ClaimedPassage]
    ) -> None:
        self._bundle = bundle
        self._piece = piece
        self._claimed = claimed

    def group_fact(self, field: Field, slots: Sequence[Slot]) -> Fact | None:
        """Return a group whose parts are all short as one fact: a period from, to."""
        if any(slot.kind not in FACT_KINDS or self._claims(slot) for slot in slots):
            return None
        values = [shown(self._bundle, self._piece, slot) for slot in slots]
        dates = all(slot.kind is FieldKind.DATE for slot in slots)
        text = " to ".join(values) if dates else ", ".join(values)
        return Fact(label=field.title, value=(text,)) if len(text) <= SHORT_PART // 2 else None

    def blocks(self, field: Field, slots: Sequence[Slot]) -> Iterator[Block]:
        """Yield the blocks of a field."""
        if field.kind is FieldKind.LIST:
            yield from self._list(field, slots)
        elif field.kind is FieldKind.GROUP:
            yield from self._group(field.title, slots)
        else:
            for slot in slots:
                yield from self._slot(slot.title, slot)

    def _slot(self, heading: str, slot: Slot) -> Iterator[Block]:
        if slot.kind is FieldKind.PICTURE:
            picture = self._piece.evidence.attachment(slot.path)
            if picture and picture.media_type != PDF:
                yield PictureBlock(
                    heading=heading, attachment=attachment_plan(self._piece, picture)
                )
        else:
            yield ProseBlock(
                heading=heading,
                paragraphs=self.paragraphs(slot),
                attribution=self.attribution(slot),
            )

    def _group(self, heading: str, slots: Sequence[Slot]) -> Iterator[Block]:
        short = all(self._is_short(slot) for slot in slots)
        speakers = {self.attribution(slot) for slot in slots}
        if short and len(speakers) == 1:
            yield FactsBlock(
                heading=heading,
                facts=tuple((slot.title, self._short(slot)) for slot in slots),
                attribution=self.attribution(slots[-1]),
            )
        else:
            for slot in slots:
                yield from self._slot(f"{heading}: {slot.title}", slot)

    def _list(self, field: Field, slots: Sequence[Slot]) -> Iterator[Block]:
        rows: dict[int, list[Slot]] = {}
        for slot in slots:
            rows.setdefault(slot.row or 1, []).append(slot)
        if any(self._claims(slot) or self._is_long(slot) for slot in slots):
            for row, own in rows.items():
                number = f" {row}" if len(rows) > 1 else ""
                yield from self._group(f"{field.title}{number}", own)
        elif len(self._used(field, rows)) > MOST_COLUMNS:
            for row, own in rows.items():
                yield from self._entry(field, row, own)
        else:
            yield self._table(field, rows)

    def _used(self, field: Field, rows: dict[int, list[Slot]]) -> list[Field]:
        """Return the parts of a list that anybody answered."""
        used = {slot.part.id for own in rows.values() for slot in own if slot.part}
        return [part for part in field.parts if part.id in used]

    def _entry(self, field: Field, row: int, own: Sequence[Slot]) -> Iterator[Block]:
        """Yield a row of many answers under its first, such as a goal with all about it.

        The first may be long and is said once: short answers stand below it beside their
        labels, each longer one follows under its own title.
        """
        first, *rest = own
        is_titled = first.part == field.parts[0] and rest
        told = shown(self._bundle, self._piece, first) if is_titled else field.title
        parts = rest if is_titled else own
        brief = [slot for slot in parts if self._is_short(slot)]
        beside = [s for s in brief if self.attribution(s) == self.attribution(brief[0])]
        if beside:
            yield from self._group(f"{row}. {told}", beside)
        else:
            yield ProseBlock(heading=f"{row}. {told}", paragraphs=())
        for slot in parts:
            if slot not in beside:
                yield from self._slot(slot.title, slot)

    def _table(self, field: Field, rows: dict[int, list[Slot]]) -> TableBlock:
        parts = self._used(field, rows)
        cells = []
        for own in rows.values():
            by_part = {slot.part.id: slot for slot in own if slot.part}
            cells.append(tuple(
                shown(self._bundle, self._piece, by_part[part.id]) if part.id in by_part else ""
                for part in parts
            ))  # fmt: skip
        last = next(reversed(rows.values()))[-1]
        return TableBlock(
            heading=field.title,
            heads=tuple(part.title for part in parts),
            rows=tuple(cells),
            attribution=self.attribution(last),
            row_places=tuple(row_place(self._piece, row) for row in rows),
        )

    def _claims(self, slot: Slot) -> list[Claimed]:
        return [
            Claimed(found.key, passage.span)
            for passage, found in self._claimed.items()
            if passage.path == slot.path
        ]

    def paragraphs(self, slot: Slot) -> tuple[Paragraph, ...]:
        """Return the words of one slot, its claims marked."""
        if slot.kind in FACT_KINDS and not self._claims(slot):
            return (Paragraph(text=shown(self._bundle, self._piece, slot)),)
        report = self._piece.form.layout is Layout.REPORT
        text = self._piece.evidence.text(slot.path)
        marks = self._piece.evidence.marks(slot.path)
        return paragraphs(text, self._claims(slot), marks, short_lines_are_headings=report)

    def _short(self, slot: Slot) -> Paragraph:
        return Paragraph(text=shown(self._bundle, self._piece, slot))

    def _is_short(self, slot: Slot) -> bool:
        evidence = self._piece.evidence
        if slot.kind is FieldKind.PICTURE or evidence.marks(slot.path) or self._claims(slot):
            return False
        return len(evidence.text(slot.path)) <= SHORT_PART

    def _is_long(self, slot: Slot) -> bool:
        evidence = self._piece.evidence
        return bool(evidence.marks(slot.path)) or len(evidence.text(slot.path)) > LONG_CELL

    def attribution(self, slot: Slot) -> str:
        """Return whose words a slot holds, as a sentence."""
        answer = self._piece.evidence.answers.get(slot.path)
        return self._bundle.attribution(self._piece, answer) if answer else ""


# --- attachments -------------------------------------------------------------------------


def attachment_plan(piece: Piece, attachment: Attachment) -> AttachmentPlan:
    """Plan a file. Its name is never shown: file names tend to hold people's names."""
    number = [a.id for a in piece.evidence.attachments].index(attachment.id) + 1
    return AttachmentPlan(
        id=attachment.id,
        media_type=attachment.media_type,
        sha256=attachment.sha256,
        pages=attachment.pages,
        description=" ".join(_described(piece, attachment).split()),
        place=Place(f"{piece.place}-attachment-{number}"),
    )


def _described(piece: Piece, attachment: Attachment) -> str:
    """Return what is to be seen: the answer to a picture field is its description."""
    answer = piece.evidence.text(attachment.path) if attachment.path else ""
    return answer or attachment.description


def attachments_on_pages(piece: Piece) -> tuple[AttachmentPlan, ...]:
    """Return the files that fill pages of their own; pictures stand beside their field."""
    pictures = {f.id for f in piece.form.fields if f.kind is FieldKind.PICTURE}
    return tuple(
        attachment_plan(piece, a)
        for a in piece.evidence.attachments
        if a.path is None
        or (piece.shows(a.path) and (a.media_type == PDF or a.path not in pictures))
    )
