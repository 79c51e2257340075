"""The dates of a pathway, from the day of the start: stages and the registration year.

Everything here is pure arithmetic on days. The conventions, which are ours where no document
says otherwise:

- A month ends on the same day of a later month, or on its last day where that month is
  shorter; every stage is counted from the start itself, so 31 August and six months is the
  end of February whatever lies between.
- Part-time work stretches months, not weeks or days: at 0.6 of full time three months are
  five. A fraction of a month is that share of the month it lies in, a fraction of a day is a
  whole day: nobody is asked sooner than their share of the year.
- Leave moves every date that falls on or after its first day by as many days as it lasts.
- An extension moves every date from the day it was agreed on by calendar months. Leave that
  begins in the time it adds moves the date again, as it does before.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.wording import count, day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FULL_TIME = Fraction(1)
LEAST_SHARE = Fraction(1, 20)
"""Less than two hours a week is a slip of the pen; ours."""
MOST_MONTHS = 60
"""No extension is longer; ours."""
YEARS = (1990, 2100)
"""Days before and after these are slips of the pen; ours."""


def read_share(text: str) -> Fraction:
    """Return a share of full time that a person wrote: `0.6`, `3/5`, `60 %` or `22.2/37`.

    Raises:
        ValueError: It is none; the message is fit to be shown.
    """
    plain = text.replace(" ", "").replace(",", ".")
    part, slash, whole = plain.removesuffix("%").partition("/")
    try:
        if "/" in whole:
            raise ValueError(whole)
        found = Fraction(part) / Fraction(whole) if slash else Fraction(part)
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f"“{text}” is not a share such as 0.6 or 3/5") from error
    return found / 100 if plain.endswith("%") else found


def share_words(share: Fraction) -> str:
    """Return a share as people write it: `0.6`, or `6/7` where figures never end."""
    plain = f"{float(share):g}"
    return plain if Fraction(plain) == share else str(share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A review or a date on the way, counted from the start or from another stage."""

    id: str
    title: str
    after: str = ""
    """The stage from which it is counted; empty: the start."""
    months: int = 0
    """Months of work: part-time work stretches them."""
    weeks: int = 0
    days: int = 0
    optional: bool = False
    """Whether an authority, or a practitioner, chooses to hold it: nothing is asked for by it
    until then."""
    certainty: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRules:
    """What a pathway lets part-time work, leave and extensions do to its dates."""

    pro_rata: bool = False
    """Whether part-time work stretches the stages."""
    leave: bool = False
    """Whether long leave moves them."""
    extension_for: str = ""
    """For what the time may be extended, mid-sentence; empty: for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Leave that stops the clock, both days included."""

    first: date
    last: date
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """More time, which somebody agreed to for a reason."""

    months: int
    reason: str
    agreed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """How one practitioner's time runs."""

    share: Fraction = FULL_TIME
    """Of full time: 3/5 for three days of five."""
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None
    chosen: tuple[str, ...] = ()
    """The ids of optional stages that are held."""

    def holds(self, stage: Stage) -> bool:
        """Return whether a stage is held."""
        return not stage.optional or stage.id in self.chosen


NOTHING_SAID = Timetable()
"""Full time, without leave, extension or optional stages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDate:
    """A stage with its day."""

    stage: Stage
    due: date


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """Some days in a row, both ends included."""

    first: date
    last: date

    def covers(self, when: date) -> bool:
        """Return whether `when` lies within."""
        return self.first <= when <= self.last

    @property
    def words(self) -> str:
        """The days in words: `7 to 13 September 2026`."""
        first, last = self.first, self.last
        if first == last:
            return day(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day} to {day(last)}"
        start = f"{first.day} {first:%B}" if first.year == last.year else day(first)
        return f"{start} to {day(last)}"


def add_months(start: date, months: Fraction | int) -> date:
    """Return the day so many months after `start`, by the conventions of this module."""
    whole = floor(months)
    reached = _shifted(start, whole)
    if part := months - whole:
        following = _shifted(start, whole + 1)
        return reached + timedelta(days=ceil(part * (following - reached).days))
    return reached


def _shifted(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def months_between(first: date, last: date) -> int:
    """Return how many whole months have passed from `first` to `last`; 0 when none has."""
    rough = (last.year - first.year) * 12 + last.month - first.month
    return max(0, rough if _shifted(first, rough) <= last else rough - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkClock:
    """Counts worked time from one practitioner's start."""

    start: date
    share: Fraction = FULL_TIME
    pauses: tuple[Pause, ...] = ()

    @classmethod
    def of(cls, started_on: date, rules: TimeRules, timetable: Timetable) -> WorkClock:
        """Return the clock that runs as the rules of a pathway let it."""
        return cls(
            start=started_on,
            share=timetable.share if rules.pro_rata else FULL_TIME,
            pauses=timetable.pauses if rules.leave else (),
        )

    def after(
        self, *, months: int = 0, weeks: int = 0, days: int = 0, since: date | None = None
    ) -> date:
        """Return the day so much later than the start, or than a day that was reached."""
        base = since or self.start
        plain = add_months(base, months / self.share) + timedelta(weeks=weeks, days=days)
        return _moved(plain, self.pauses, base)


def _merged(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """Return the pauses in order, those that touch or overlap as one."""
    merged: list[Pause] = []
    for pause in sorted(pauses, key=lambda p: (p.first, p.last)):
        if merged and pause.first <= merged[-1].last + timedelta(days=1):
            last = max(merged[-1].last, pause.last)
            merged[-1] = Pause(first=merged[-1].first, last=last)
        else:
            merged.append(Pause(first=pause.first, last=pause.last))
    return tuple(merged)


def _moved(plain: date, pauses: Sequence[Pause], since: date) -> date:
    """Return the day behind all leave from `since` on that it meets on its way."""
    due = plain
    for pause in _merged(pauses):
        first = max(pause.first, since)
        if first <= min(due, pause.last):
            due += pause.last - first + timedelta(days=1)
    return due


def stage_dates(
    stages: Sequence[Stage], started_on: date, rules: TimeRules, timetable: Timetable
) -> tuple[StageDate, ...]:
    """Return every stage with its day, earliest first; optional ones too."""
    clock = WorkClock.of(started_on, rules, timetable)
    known = {stage.id: stage for stage in stages}

    def reached(stage: Stage) -> date:
        since = reached(known[stage.after]) if stage.after else None
        return clock.after(months=stage.months, weeks=stage.weeks, days=stage.days, since=since)

    found = (
        StageDate(stage=s, due=_extended(reached(s), clock, rules, timetable)) for s in stages
    )
    return tuple(sorted(found, key=lambda s: s.due))


def _extended(due: date, clock: WorkClock, rules: TimeRules, timetable: Timetable) -> date:
    extension = timetable.extension
    if extension and rules.extension_for and due >= extension.agreed_on:
        # Leave that was met on the way to `due` lies behind it: only later leave still counts.
        return _moved(add_months(due, extension.months), clock.pauses, due)
    return due


def is_sensible(when: date) -> bool:
    """Return whether a day lies in years that a portfolio can be about."""
    return YEARS[0] <= when.year <= YEARS[1]


def registration_year(when: date) -> Period:
    """Return the registration year of Social Work England in which a day lies.

    It runs from 1 December to 30 November, and registration is renewed by its last day.
    """
    first = when.year if when.month == 12 else when.year - 1
    return Period(first=date(first, 12, 1), last=date(first + 1, 11, 30))


def complaints(
    stages: Sequence[Stage],
    rules: TimeRules,
    timetable: Timetable,
    before: Timetable = NOTHING_SAID,
) -> tuple[str, ...]:
    """Return what cannot be in a timetable under the rules of a pathway, in sentences.

    Args:
        stages: Of the pathway.
        rules: Of the pathway.
        timetable: What a person wants to say.
        before: What was said before. Nothing is complained about that stays as it was: it
            may come from a pathway that allowed it, and moves no date where it is not allowed.
    """
    share = timetable.share
    found = []
    if share != before.share and not LEAST_SHARE <= share <= FULL_TIME:
        found.append("Part-time work is a share of full time, at least 0.05 and at most 1.")
    elif share not in (before.share, FULL_TIME) and not rules.pro_rata:
        found.append("The dates of this pathway do not change with part-time work.")
    found += _about_leave([p for p in timetable.pauses if p not in before.pauses], rules)
    if timetable.extension and timetable.extension != before.extension:
        found += _about_extension(timetable.extension, rules)
    optional = {stage.id for stage in stages if stage.optional}
    found += [
        f"“{stage}” is no stage that may be chosen."
        for stage in timetable.chosen
        if stage not in optional and stage not in before.chosen
    ]
    return tuple(found)


def _about_leave(pauses: Sequence[Pause], rules: TimeRules) -> Iterator[str]:
    if pauses and not rules.leave:
        yield "The dates of this pathway do not change with leave."
    for pause in pauses:
        if pause.last < pause.first:
            first, last = day(pause.first), day(pause.last)
            yield f"Leave that begins on {first} cannot end before it, on {last}."
    for pause in pauses:
        if not (is_sensible(pause.first) and is_sensible(pause.last)):
            yield f"The year of {day(pause.first)} to {day(pause.last)} cannot be right."


def _about_extension(extension: Extension, rules: TimeRules) -> Iterator[str]:
    if not rules.extension_for:
        yield "This pathway allows no extension."
    if not extension.reason.strip():
        yield "An extension needs its reason, which the record keeps."
    if extension.months < 1:
        yield f"An extension is of at least {count(1, 'month')}."
    if extension.months > MOST_MONTHS:
        yield f"An extension is of at most {count(MOST_MONTHS, 'month')}."
