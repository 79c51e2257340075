"""The time, handed to whoever needs it, so that tests can choose it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return this moment, aware of its time zone."""

    def today(self) -> date:
        """Return this day, where the person is."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return this moment in UTC, to the second."""
        return datetime.now(UTC).replace(microsecond=0)

    def today(self) -> date:
        """Return this day in the local time zone."""
        return datetime.now(UTC).astimezone().date()
