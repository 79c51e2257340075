"""The periods of a rhythm: weeks of supervision, months of learning, quarters of review."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from portfolio_app.model.domain.stages import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from portfolio_app.model.domain.rules import Interval, Phase
    from portfolio_app.model.domain.stages import WorkClock


def periods(phases: Sequence[Phase], clock: WorkClock, end: date) -> tuple[Period, ...]:
    """Return the periods of a rhythm, from the start to the day before `end`.

    What is left of a phase after its last whole step belongs to that step: nobody is asked
    for a meeting in the one day that remains.
    """
    found: list[Period] = []
    begun = clock.start
    for phase in phases:
        until = min(_after(clock, phase.until), end) if phase.until else end
        edges = [begun, *_edges(phase.every, clock, begun, until)]
        if edges[-1] < until:
            edges = [*edges[:-1], until] if len(edges) > 1 else [begun, until]
        found += [
            Period(first=first, last=last - timedelta(days=1))
            for first, last in pairwise(edges)
        ]
        begun = max(begun, until)
    return tuple(found)


def _edges(every: Interval, clock: WorkClock, begun: date, until: date) -> Iterator[date]:
    """Yield the ends of whole steps, none later than `until`.

    Steps are counted from the start of the phase. Months that begin where whole months from
    the start end are counted from there, so that month ends stay where they belong.
    """
    step = 1
    base = _months_reached(clock, begun) if every.months else None
    while True:
        if base is not None:
            edge = clock.after(months=base + step * every.months)
        else:
            edge = clock.after(
                months=step * every.months, weeks=step * every.weeks, since=begun
            )
        if edge > until:
            return
        yield edge
        step += 1


def _months_reached(clock: WorkClock, moment: date) -> int | None:
    """Return how many whole months of work end on `moment`; None when none do."""
    months = 0
    while (reached := clock.after(months=months)) < moment:
        months += 1
    return months if reached == moment else None


def _after(clock: WorkClock, interval: Interval) -> date:
    return clock.after(months=interval.months, weeks=interval.weeks)
