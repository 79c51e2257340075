"""What the examples of other pathways say: invented, and the same for everybody.

`resources/example/words.toml` holds answers by form and field. Where a form asks for a field
several times, the answers take turns.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from portfolio_app import places
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.names import CapabilityRef, FieldPath

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.least import LeastPiece
    from portfolio_app.model.domain.names import RoleId
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.slots import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """Everything that examples say."""

    names: Mapping[str, str]
    """Who somebody is, by role."""
    answers: Mapping[str, Mapping[str, Sequence[Any]]]
    """By form, then by field: `goals.goal` for every row of a list. For a day, how many days
    it lies after the day of the piece."""
    plain: Mapping[str, Sequence[str]]
    """What fits anywhere, by kind of field: for the forms of another academy."""
    showing: Mapping[str, Mapping[str, str]]
    """Passages in which a capability shows, by framework and number."""
    claimed: Mapping[str, Sequence[Sequence[str]]]
    """For which capabilities a piece is claimed though no rule asks for it, by form."""
    statements: Mapping[str, Mapping[str, str]]
    """The account of a capability as a whole, by framework and number."""


def read_bank() -> Bank:
    """Read the bank that comes with the program."""
    table = tomllib.loads(places.resource("example", "words.toml").read_text("utf-8"))
    return Bank(
        names=table["names"],
        answers=table["answers"],
        plain=table["plain"],
        showing=table["showing"],
        claimed=table["claimed"],
        statements=table["statements"],
    )


class ExampleWords:
    """The `Words` of an example."""

    def __init__(self, bank: Bank, catalogue: Catalogue) -> None:
        self._bank = bank
        self._catalogue = catalogue

    def name(self, role: RoleId) -> str:
        """Return who is in a role."""
        return self._bank.names.get(role) or self._bank.names["practice_educator"]

    def answer(self, piece: LeastPiece, slot: Slot, *, needed: bool) -> str:
        """Return what the bank holds for a field, else what fits anywhere."""
        turn = piece.number + (slot.row or 1) - 2
        held = self._bank.answers.get(piece.form, {}).get(_place(slot))
        if slot.kind is FieldKind.DATE:
            if held or needed:
                return (piece.day + timedelta(days=_in_turn(held or (0,), turn))).isoformat()
            return ""
        if held:
            return str(_in_turn(held, turn))
        return self._plainly(piece, slot, turn) if needed else ""

    def showing(self, ref: CapabilityRef) -> str:
        """Return the passage of a capability, or one that only names it."""
        if known := self._bank.showing.get(ref.framework, {}).get(ref.number):
            return known
        found = self._catalogue.capability(ref)
        title = found.title if found else ref.number
        return f"On “{title}” I worked with my supervisor, and wrote down what changed."

    def statement(self, ref: CapabilityRef) -> str:
        """Return the account of a capability as a whole; empty where there is none."""
        return self._bank.statements.get(ref.framework, {}).get(ref.number, "")

    def claimed(self, piece: LeastPiece, pathway: Pathway) -> tuple[CapabilityRef, ...]:
        """Return the capabilities that a piece is claimed for though no rule asks for it."""
        held = self._bank.claimed.get(piece.form)
        if piece.claims or not held:
            return ()
        refs = (CapabilityRef.parse(text) for text in _in_turn(held, piece.number - 1))
        return tuple(ref for ref in refs if ref.framework in pathway.frameworks)

    def _plainly(self, piece: LeastPiece, slot: Slot, turn: int) -> str:
        if slot.path == FieldPath("title"):
            title = self._catalogue.forms[piece.form].title
            return title if piece.number == 1 else f"{title}, {piece.number}"
        if slot.kind is FieldKind.CHOICE:
            return slot.field.options[0].id
        return str(_in_turn(self._bank.plain[slot.kind], turn))


def _place(slot: Slot) -> str:
    """Return the path of a slot without the number of its row."""
    return f"{slot.top.id}.{slot.part.id}" if slot.row and slot.part else str(slot.path)


def _in_turn(held: Sequence[Any], turn: int) -> Any:  # noqa: ANN401 - words, or days
    return held[turn % len(held)]
