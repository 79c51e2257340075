"""Plans a child's page: cards, drawing, permission in the child's own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.roles import Voice
from portfolio_app.model.domain.wording import joined
from portfolio_app.pack.plan.answers import fields, shown
from portfolio_app.pack.plan.blocks import (
    Block,
    Card,
    CardsBlock,
    ChildPlan,
    EvidencePlan,
    Paragraph,
    Permission,
    PictureBlock,
)
from portfolio_app.pack.plan.bundle import MATRIX
from portfolio_app.pack.plan.text import Line, PageLink, Said, Strong, line
from portfolio_app.pack.plan.writing import is_fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.model.domain.slots import Slot
    from portfolio_app.pack.plan.bundle import Bundle, Piece
    from portfolio_app.pack.plan.writing import Writer

_WORDS = frozenset({FieldKind.PROSE, FieldKind.LINE})


def child_plan(
    bundle: Bundle, piece: Piece, plan: EvidencePlan, writer: Writer
) -> EvidencePlan:
    """Turn the plain plan of a piece in the child layout into that of a child's page."""
    blocks: list[Block] = []
    permissions: list[Permission] = []
    made: list[Line] = []
    drawing: PictureBlock | None = None
    for field, slots in fields(bundle, piece):
        if field.kind is FieldKind.LIST and _is_spoken(bundle, piece, slots):
            cards = _cards(bundle, piece, slots, writer)
            blocks.append(cards)
            made.append((f"Words of {cards.attribution}",))
        elif field.kind is FieldKind.PICTURE and drawing is None:
            drawing = next(
                b for b in writer.blocks(field, slots) if isinstance(b, PictureBlock)
            )
        elif field.kind is FieldKind.GROUP:
            permissions.extend(_permissions(bundle, piece, slots))
            made.extend(_how_made(bundle, piece, slots))
        elif not is_fact(piece, field):
            blocks.extend(writer.blocks(field, slots))
    made.extend(_used_for(plan))
    child = ChildPlan(permissions=tuple(permissions), made=tuple(made), drawing=drawing)
    return replace(plan, blocks=tuple(blocks), child=child)


def _by_child(bundle: Bundle, piece: Piece, slot: Slot) -> bool:
    answer = piece.evidence.answers.get(slot.path)
    return answer is not None and bundle.voice(piece, answer.written_by) is Voice.CHILD


def _is_spoken(bundle: Bundle, piece: Piece, slots: Sequence[Slot]) -> bool:
    return any(_by_child(bundle, piece, slot) for slot in slots)


def _cards(bundle: Bundle, piece: Piece, slots: Sequence[Slot], writer: Writer) -> CardsBlock:
    rows: dict[int, list[Slot]] = {}
    for slot in slots:
        rows.setdefault(slot.row or 1, []).append(slot)
    spoken = [s for s in slots if _by_child(bundle, piece, s)]
    return CardsBlock(
        cards=tuple(_card(bundle, piece, own, writer) for own in rows.values()),
        attribution=writer.attribution(spoken[-1]),
    )


def _card(bundle: Bundle, piece: Piece, slots: Sequence[Slot], writer: Writer) -> Card:
    asked: list[str] = []
    words: list[Paragraph] = []
    face = None
    for slot in slots:
        text = piece.evidence.text(slot.path).strip()
        if slot.kind is FieldKind.FACE:
            face = int(text) if text in {"1", "2", "3", "4", "5"} else None
        elif slot.kind in _WORDS and _by_child(bundle, piece, slot):
            words.extend(writer.paragraphs(slot))
        else:
            asked.append(shown(bundle, piece, slot))
    return Card(question=" ".join(asked), words=tuple(words), face=face)


def _permissions(bundle: Bundle, piece: Piece, slots: Sequence[Slot]) -> Iterator[Permission]:
    yes = {consent.path: consent.given_by for consent in piece.form.consents}
    for slot in slots:
        text = piece.evidence.text(slot.path).strip()
        own = slot.kind in _WORDS and _by_child(bundle, piece, slot)
        if own or slot.path in yes:
            yield Permission(
                question=slot.title,
                answer=shown(bundle, piece, slot),
                given=own or text in yes[slot.path],
                own_words=own,
            )


def _how_made(bundle: Bundle, piece: Piece, slots: Sequence[Slot]) -> Iterator[Line]:
    decided = {consent.path for consent in piece.form.consents}
    for slot in slots:
        if slot.path not in decided and not _by_child(bundle, piece, slot):
            yield line(Strong(f"{slot.title}. "), Said(shown(bundle, piece, slot)))


def _used_for(plan: EvidencePlan) -> Iterator[Line]:
    codes = list(dict.fromkeys(code for p in plan.passages for code in p.codes))
    if codes:
        yield line(Strong("Used for "), f"{joined(codes)}, see ", PageLink(MATRIX), ".")
