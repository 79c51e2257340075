"""Which backups are kept: many of the last days, fewer of the last months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, tzinfo

LAST: Final = 10
DAILY: Final = 14
WEEKLY: Final = 12


def kept(moments: Iterable[datetime], zone: tzinfo | None = None) -> frozenset[datetime]:
    """Return which of the backups made at these moments stay.

    They are the last ten, the last of each of the fourteen latest days on which there was one,
    and the last of each of the twelve latest such weeks. So one made by today's program can
    never push out all of those from before a long holiday.

    Args:
        moments: Aware.
        zone: In which days and weeks (from Monday) are counted; the computer's own by default.
    """
    latest = sorted(set(moments), reverse=True)
    days = _latest_of_each(latest, lambda moment: moment.astimezone(zone).date(), DAILY)
    weeks = _latest_of_each(
        latest, lambda moment: moment.astimezone(zone).isocalendar()[:2], WEEKLY
    )
    return frozenset(latest[:LAST]) | days | weeks


def _latest_of_each(
    latest: list[datetime], period: Callable[[datetime], object], most: int
) -> frozenset[datetime]:
    """Return the first moment of each period, for so many periods; the latest come first."""
    found: dict[object, datetime] = {}
    for moment in latest:
        found.setdefault(period(moment), moment)
    return frozenset(list(found.values())[:most])
