"""Every date of a portfolio in one list: what is done by which piece, what waits, what is due.

A pure function of the verdict, so that the timeline, the calendar file and the command line
tell the same. Titles and details of dates hold no client's words, except the titles of pieces
and the panel's own steps in `detail` and `wants`; `Entry.title` is always the rules' own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from portfolio_app.model.domain.milestones import StageState, nearness
from portfolio_app.model.domain.wording import count, day, in_days

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.domain.names import EvidenceId, FieldPath, FormId


class Kind(StrEnum):
    """What a date is."""

    START = "start"
    STAGE = "stage"
    PERIOD = "period"
    """The last day of one period of a rhythm."""
    REGISTRATION = "registration"
    """The last day of a registration year of Social Work England."""
    SITTING = "sitting"
    """Days among which the panel meets, while the portfolio names no day."""
    SUBMIT = "submit"
    PANEL = "panel"
    OUTCOME = "outcome"
    STEP = "step"
    """Further work that the panel asked for."""
    UNDATED = "undated"
    """The same, without a day: it stands under the present day until it has one or is done."""


class Standing(StrEnum):
    """How a date, or what is wanted by it, stands."""

    DONE = "done"
    WAITING = "waiting"
    """For words that are another person's to give."""
    DUE = "due"
    LATE = "late"
    FUTURE = "future"

    @classmethod
    def by_day(cls, due: date, today: date) -> Standing:
        """Return how a date stands while nothing is done about it."""
        return cls(nearness(due, today))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Where a date leads: to a piece, or to a new one."""

    evidence: EvidenceId | None = None
    path: FieldPath | None = None
    form: FormId | None = None
    """A new piece of this form is begun; None where `evidence` is opened."""
    answers: tuple[tuple[FieldPath, str], ...] = ()
    """What is known of a new piece: for which review it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """What is wanted by a date."""

    title: str
    standing: Standing
    words: str
    """How far it has come: `Done`, `Begun`, `Not begun`, `Waiting`."""
    detail: str
    lead: Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One date."""

    key: str
    """The same for the same date, whatever its day: `stage.review-6`."""
    kind: Kind
    title: str
    day: date
    """The day, or the last of several."""
    standing: Standing
    since: date | None = None
    """The first of several days."""
    series: str = ""
    """The requirement of a rhythm; entries of one series stand together in a month."""
    detail: str = ""
    wants: tuple[Want, ...] = ()
    lead: Lead | None = None
    """Where it leads where nothing in particular is wanted."""
    advice: str = ""
    """“Check with your academy”, where the rules are not sure."""
    is_held: bool = True
    """Whether it is asked for; an optional stage is not until it is chosen."""
    is_begun: bool = True
    """Whether the days of a period have begun."""


def standing_words(standing: Standing, due: date, today: date) -> str:
    """Return a state in words, calmly: `Done`, `Due in 12 days`, `5 days over`."""
    if standing is Standing.DONE:
        return "Done"
    if standing is Standing.WAITING:
        return "Waiting"
    if standing is Standing.LATE:
        return f"{count((today - due).days, 'day')} over"
    if standing is Standing.DUE:
        return f"Due {in_days(due, today)}"
    return f"In {count((due - today).days, 'day')}"


def stage_standing(state: StageState, wants: tuple[Want, ...]) -> Standing:
    """Return how a stage stands: it waits when all that is still wanted is another's."""
    still = [want for want in wants if want.standing is not Standing.DONE]
    waits = still and all(want.standing is Standing.WAITING for want in still)
    if waits and state in (StageState.DUE, StageState.FUTURE):
        return Standing.WAITING
    return Standing(state)


def months(entries: tuple[Entry, ...]) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Return the entries under their months, `January 2027`, both in order."""
    found: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: e.day):
        found.setdefault(f"{entry.day:%B %Y}", []).append(entry)
    return tuple((month, tuple(those)) for month, those in found.items())


def together(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return a month's entries with those of one rhythm as one."""
    series: dict[str, list[Entry]] = {}
    for entry in entries:
        series.setdefault(entry.series or entry.key, []).append(entry)
    return tuple(sorted(map(_summed, series.values()), key=lambda entry: entry.day))


def _summed(entries: list[Entry]) -> Entry:
    first, last = entries[0], entries[-1]
    if len(entries) == 1:
        return first
    done = sum(entry.standing is Standing.DONE for entry in entries)
    open_ones = [entry for entry in entries if entry.standing is not Standing.DONE]
    late = [entry for entry in open_ones if entry.standing is Standing.LATE]
    nearest = min(open_ones, key=lambda e: e.day, default=last)
    said = [entry.detail for entry in late] or [nearest.detail]
    number = f"{done} of {len(entries)} are recorded." if first.is_begun else ""
    when = late[-1].day if late else nearest.day
    return Entry(
        key=f"{first.series}.{day(last.day)}",
        kind=first.kind,
        title=first.title,
        since=first.since,
        day=when,
        standing=nearest.standing,
        series=first.series,
        detail=" ".join(part for part in (number, *said[:1]) if part),
        lead=nearest.lead,
        advice=first.advice,
        is_begun=first.is_begun,
    )
