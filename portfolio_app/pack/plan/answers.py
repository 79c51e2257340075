"""Shows single answers in words, and sorts a form's answers into facts and blocks."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from portfolio_app.model.domain.evidence import DATE, TITLE
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.names import EvidenceId, FieldPath, ModelId
from portfolio_app.model.domain.slots import slots
from portfolio_app.model.domain.wording import day
from portfolio_app.pack.plan.text import Line, PageLink, Place, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.model.domain.forms import Field
    from portfolio_app.model.domain.slots import Slot
    from portfolio_app.pack.plan.bundle import Bundle, Piece

FACES = ("not at all", "a little", "sometimes", "mostly", "always")
"""The words under the five faces, from 1 to 5."""
SHORT = 90
"""Characters up to which the answer to a part may stand beside its label; ours."""


def fields(bundle: Bundle, piece: Piece) -> Iterator[tuple[Field, list[Slot]]]:
    """Yield each field that may be shown with its answered slots, title and date apart."""
    models = bundle.request.catalogue.models
    asked = slots(piece.form, piece.evidence.answers, models)
    for _, group in groupby(asked, key=lambda slot: slot.top.id):
        found = list(group)
        top = found[0].top
        if top.id in {TITLE, DATE} or top.id in piece.withheld:
            continue
        answered = [s for s in found if is_answered(piece, s)]
        if answered:
            yield top, answered


def is_answered(piece: Piece, slot: Slot) -> bool:
    """Return whether anything stands in a slot."""
    if slot.kind is FieldKind.PICTURE:
        return piece.evidence.attachment(slot.path) is not None
    return bool(piece.evidence.text(slot.path).strip())


def shown(bundle: Bundle, piece: Piece, slot: Slot) -> str:
    """Return a short answer in words: dates, choices, models, faces."""
    text = piece.evidence.text(slot.path).strip()
    if slot.kind is FieldKind.DATE:
        return _day(text)
    if slot.kind is FieldKind.CHOICE:
        return slot.field.option_title(text)
    if slot.kind is FieldKind.MODEL:
        model = bundle.request.catalogue.models.get(ModelId(text))
        return model.title if model else text
    if slot.kind is FieldKind.FACE:
        return FACES[int(text) - 1] if text in {"1", "2", "3", "4", "5"} else text
    return " ".join(text.split())


def shown_line(bundle: Bundle, piece: Piece, slot: Slot) -> Line:
    """Return a short answer, a learning goal with the page where it stands."""
    if slot.kind is FieldKind.GOAL:
        return _goal(bundle, piece.evidence.text(slot.path).strip())
    return (shown(bundle, piece, slot),)


def row_place(piece: Piece, row: int) -> Place:
    """Return the place of a row of a list: a learning goal."""
    return Place(f"{piece.place}-row-{row}")


def _goal(bundle: Bundle, stored: str) -> Line:
    evidence_id, _, row = stored.rpartition("/")
    piece = bundle.piece(EvidenceId(evidence_id))
    goals = (
        next((f for f in piece.form.fields if f.kind is FieldKind.LIST), None)
        if piece
        else None
    )
    if piece is None or goals is None or not row.isdecimal():
        return ("A learning goal that is not in this pack",) if evidence_id else (stored,)
    text = piece.evidence.text(FieldPath(f"{goals.id}.{row}.{goals.parts[0].id}"))
    return line(f"{' '.join(text.split())} ", PageLink(piece.place))


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
