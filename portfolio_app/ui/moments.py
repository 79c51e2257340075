"""How dates are drawn: their marks on the strip, their icons in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.agenda import Kind, Standing
from portfolio_app.ui.tokens import Role, State
from portfolio_app.ui.widgets.timeline import Moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portfolio_app.model.domain.agenda import Entry

MARKS: Mapping[Standing, State] = {
    Standing.DONE: State.MET,
    Standing.LATE: State.PARTLY,
    Standing.DUE: State.WAITING,
    Standing.WAITING: State.WAITING,
}
"""On the strip; a date in the future is a hollow circle. Nothing late is red: red is for what
would harm a person or break the pack."""
ICONS: Mapping[Standing, tuple[str, Role]] = {
    Standing.DONE: ("state-met", Role.MET),
    Standing.LATE: ("state-partly", Role.PARTLY),
    Standing.DUE: ("clock", Role.ACCENT),
    Standing.WAITING: ("state-waiting", Role.WAITING),
    Standing.FUTURE: ("calendar", Role.INK_2),
}
"""In lists: the icon, and the colour of it and of the words at the right."""
_ON_STRIP = frozenset(
    (Kind.START, Kind.STAGE, Kind.SUBMIT, Kind.PANEL, Kind.STEP, Kind.OUTCOME)
)
_SHORT = {
    Kind.START: "Started",
    Kind.SUBMIT: "Handing in",
    Kind.STEP: "Step",
    Kind.OUTCOME: "Decided",
}


def moments(entries: Sequence[Entry]) -> list[Moment]:
    """Return what the strip shows of an agenda: what is held, without the rhythms."""
    return [
        Moment(
            day=entry.day,
            title=_SHORT.get(entry.kind, entry.title),
            state=MARKS.get(entry.standing),
        )
        for entry in entries
        if entry.kind in _ON_STRIP and entry.is_held
    ]
