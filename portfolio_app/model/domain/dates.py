"""Everything that decides a portfolio's days, and what moves when some of it is changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from portfolio_app.model.domain.stages import (
    NOTHING_SAID,
    Timetable,
    complaints,
    is_sensible,
    stage_dates,
)
from portfolio_app.model.domain.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Portfolio


START = "Start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """What a person may say about their time, all of it."""

    started_on: date
    panel_on: date | None
    submit_by: date | None
    timetable: Timetable

    @classmethod
    def of(cls, portfolio: Portfolio) -> Dates:
        """Return the dates that a portfolio has."""
        return cls(
            started_on=portfolio.started_on,
            panel_on=portfolio.panel_on,
            submit_by=portfolio.submit_by,
            timetable=portfolio.timetable,
        )

    def given_to(self, portfolio: Portfolio) -> Portfolio:
        """Return the portfolio with these dates."""
        return replace(
            portfolio,
            started_on=self.started_on,
            panel_on=self.panel_on,
            submit_by=self.submit_by,
            timetable=self.timetable,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One date that another day is proposed for."""

    title: str
    before: date | None
    """None: there was no such date."""
    after: date | None
    """None: there will be none."""

    @property
    def sentence(self) -> str:
        """The change in words, such as that a review moves from 3 March to 14 April 2027."""
        if self.before and self.after:
            return f"{self.title} moves from {_from(self.before, self.after)}."
        if self.after:
            return f"{self.title} is on {day(self.after)}."
        return f"{self.title} is taken out."


def _from(before: date, after: date) -> str:
    first = f"{before.day} {before:%B}" if before.year == after.year else day(before)
    return f"{first} to {day(after)}"


def shifts(before: Dates, after: Dates, pathway: Pathway) -> tuple[Shift, ...]:
    """Return every date that would change, the earliest first."""
    old, new = dict(named_days(before, pathway)), dict(named_days(after, pathway))
    found = [
        Shift(title=title, before=old.get(title), after=new.get(title))
        for title in (*new, *(title for title in old if title not in new))
        if old.get(title) != new.get(title)
    ]
    return tuple(sorted(found, key=lambda s: s.after or s.before or after.started_on))


def named_days(dates: Dates, pathway: Pathway) -> Iterator[tuple[str, date]]:
    """Yield every date that is held, by its title."""
    timetable = dates.timetable
    yield START, dates.started_on
    for when in stage_dates(pathway.stages, dates.started_on, pathway.time, timetable):
        if timetable.holds(when.stage):
            yield when.stage.title, when.due
    if dates.submit_by:
        yield "Handing in", dates.submit_by
    if dates.panel_on:
        yield "Panel", dates.panel_on


def wrong_days(dates: Dates, pathway: Pathway, before: Dates | None = None) -> tuple[str, ...]:
    """Return what cannot be so under the rules of a pathway, in sentences.

    Args:
        dates: What a person wants to say.
        pathway: Whose stages and rules of time they follow.
        before: What was said before; nothing is complained about that stays as it was.
    """
    was = before.timetable if before else NOTHING_SAID
    return (
        *contradictions(dates, before),
        *complaints(pathway.stages, pathway.time, dates.timetable, was),
        *_out_of_reach(dates, pathway, before),
    )


def contradictions(
    dates: Dates, before: Dates | None = None, *, is_start_said: bool = True
) -> Iterator[str]:
    """Yield which days cannot be, alone or together, in sentences.

    Args:
        dates: What a person wants to say.
        before: What was said before; nothing is complained about that stays as it was.
        is_start_said: Whether a person said when it began. Where nobody did, it is today,
            and a portfolio may well be put together after its panel has met.
    """
    start, panel, submit = dates.started_on, dates.panel_on, dates.submit_by
    was = (before.started_on, before.panel_on, before.submit_by) if before else (None,) * 3
    is_start_new, is_panel_new, is_submit_new = (
        start != was[0],
        panel != was[1],
        submit != was[2],
    )
    for when, is_new in ((start, is_start_new), (panel, is_panel_new), (submit, is_submit_new)):
        if when and is_new and not is_sensible(when):
            yield f"The year of {day(when)} cannot be right."
    if panel and panel < start and is_start_said and (is_panel_new or is_start_new):
        yield "The panel lies before the start."
    if submit and submit < start and is_start_said and (is_submit_new or is_start_new):
        yield "The day to submit lies before the start."
    if panel and submit and submit > panel and (is_panel_new or is_submit_new):
        yield "The day to submit lies after the panel."


def _out_of_reach(dates: Dates, pathway: Pathway, before: Dates | None) -> Iterator[str]:
    """Yield why an extension would move nothing, or was agreed before there was anything."""
    extension, start = dates.timetable.extension, dates.started_on
    if not extension or not pathway.time.extension_for:
        return
    if before and (before.timetable.extension, before.started_on) == (extension, start):
        return
    plain = replace(dates.timetable, extension=None)
    held = [
        when.due
        for when in stage_dates(pathway.stages, start, pathway.time, plain)
        if plain.holds(when.stage)
    ]
    if extension.agreed_on < start:
        yield f"More time was agreed on {day(extension.agreed_on)}, before the start."
    elif held and extension.agreed_on > max(held):
        yield (
            f"More time agreed on {day(extension.agreed_on)} moves nothing: "
            f"the last date is {day(max(held))}."
        )


def with_panel(dates: Dates, panel_on: date | None, days_before: int) -> Dates:
    """Return the dates with another panel; a submission so long before it goes along.

    Args:
        dates: As they were.
        panel_on: The new day.
        days_before: How many days before its panel the authority wants the pack; 0 where
            nobody says: then a day to submit is a person's own and stays.
    """
    lead = timedelta(days=days_before)
    follows = dates.submit_by is None or (
        dates.panel_on is not None and dates.submit_by == dates.panel_on - lead
    )
    submit = dates.submit_by
    if days_before and follows:
        submit = panel_on - lead if panel_on else None
    return replace(dates, panel_on=panel_on, submit_by=submit)
