"""Who signs the pack, in their order, and how each stands, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.signatures import Trust
from portfolio_app.model.domain.wording import day, small
from portfolio_app.ui.tokens import State
from portfolio_app.ui.widgets.steps import Link, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.names import RoleId
    from portfolio_app.model.domain.signatures import SignatureReport, Verification

NO_NAME = "Not named yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One who signs."""

    role: RoleId
    title: str
    """Of the role, where a line begins: `Team manager`."""
    name: str
    """Empty where nobody is named yet."""

    @property
    def called(self) -> str:
        """How they are called in a short sentence: the first name, or the role."""
        return self.name.split()[0] if self.name else f"the {self.title.lower()}"


def links_before(people: Sequence[Person], things: int) -> list[Link]:
    """Return the chain while the pack is not sealed and so many things are left."""
    links = []
    for number, person in enumerate(people):
        if number == 0:
            left = "thing" if things == 1 else f"{small(things)} things"
            state = State.PARTLY if things else State.MET
            words = f"After the {left}" if things else "You can seal now"
        else:
            state = State.MISSING
            words = f"Signs after {'you' if number == 1 else people[number - 1].called}"
        links.append(
            Link(
                title=person.name or NO_NAME,
                note=person.title,
                standing=Standing.TO_COME if number else Standing.CURRENT,
                state=state,
                state_words=words,
            )
        )
    return links


def links_after(people: Sequence[Person], found: Verification) -> list[Link]:
    """Return the chain of a sealed pack, as far as `found` shows it signed."""
    reports = {report.role: report for report in found.signatures}
    waits_for = found.missing[0].role if found.missing else None
    links = []
    for number, person in enumerate(people):
        report = reports.get(person.role)
        if report is not None:
            state, words = _signed(report)
            standing = Standing.TO_COME if state is State.PROBLEM else Standing.DONE
        elif person.role == waits_for:
            state, words, standing = State.WAITING, "Signs next", Standing.CURRENT
        else:
            before = people[number - 1].called if number else ""
            words = f"Signs after {before}" if before else "Has not sealed it"
            state, standing = State.MISSING, Standing.TO_COME
        links.append(
            Link(
                title=person.name or (report.name if report else NO_NAME),
                note=person.title,
                standing=standing,
                state=state,
                state_words=words,
            )
        )
    return links


def _signed(report: SignatureReport) -> tuple[State, str]:
    if not report.intact or report.trusted is Trust.MISMATCH:
        return State.PROBLEM, "Do not rely on it"
    when = f" {day(report.signed_at)}" if report.signed_at else ""
    if report.trusted is Trust.KNOWN:
        return State.MET, f"Signed{when}"
    return State.PARTLY, f"Signed{when}, key not confirmed"
