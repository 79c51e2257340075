"""When a panel meets, and how it decides."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.stages import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.model.domain.names import FormId, RoleId

QUARTER = 3
"""Months of the quarters of the calendar year, when a panel says no more than quarterly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRule:
    """What an authority says about its panel. What it does not say is empty."""

    meets_on: tuple[date, ...] = ()
    """The days, where they are published."""
    meets_in: tuple[int, ...] = ()
    """The months of every year in which it meets, from 1."""
    quarterly: bool = False
    """It meets four times a year, and nobody says when."""
    members: tuple[str, ...] = ()
    """By role, the chair first."""
    decides: str = ""
    """By what rule, in a sentence."""
    outcomes: tuple[str, ...] = ()
    """What it may decide, each in a few words."""
    outcome_form: FormId | None = None
    """On which its decision is recorded."""
    outcome_signed_by: tuple[RoleId, ...] = ()
    outcome_goes_to: str = ""
    """Who gets the decision once it is signed, mid-sentence; empty where nobody says."""
    outcome_goes_to_certainty: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One time that the panel meets: a day, or the days among which nobody has said yet."""

    within: Period
    submit_by: date
    """The last day to hand in whichever of those days it is."""

    @property
    def day(self) -> date | None:
        """The day, where it is known."""
        return self.within.first if self.within.first == self.within.last else None


def sittings(
    rule: PanelRule, today: date, days_before: int, most: int = 4
) -> tuple[Sitting, ...]:
    """Return the coming sittings, the nearest first.

    Args:
        rule: When the panel meets.
        today: Sittings that are over on this day are left out.
        days_before: How many days before the panel the pack must be in.
        most: No more than so many.
    """
    coming = sorted(period for period in _periods(rule, today) if period.last >= today)
    lead = timedelta(days=days_before)
    return tuple(Sitting(within=p, submit_by=p.first - lead) for p in coming[:most])


def _periods(rule: PanelRule, today: date) -> Iterator[Period]:
    for when in rule.meets_on:
        yield Period(first=when, last=when)
    for year in range(today.year, today.year + 5):
        for month in rule.meets_in:
            yield _months(year, month, month)
        if rule.quarterly:
            for month in range(1, 13, QUARTER):
                yield _months(year, month, month + QUARTER - 1)


def _months(year: int, first: int, last: int) -> Period:
    end = calendar.monthrange(year, last)[1]
    return Period(first=date(year, first, 1), last=date(year, last, end))
