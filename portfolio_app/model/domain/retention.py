"""How long a portfolio is kept, and what is said of its end."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.wording import day, in_days

if TYPE_CHECKING:
    from datetime import datetime

REMINDED: Final = timedelta(days=30)
"""How long before the day somebody is reminded of it; ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """The decision that a portfolio is destroyed one day."""

    destroy_on: date
    """The first day on which it is to be destroyed."""
    reason: str
    """Why that day, in the practitioner's words or the program's: `12 months after panel`."""
    chosen_at: datetime


def months_after(start: date, months: int) -> date:
    """Return the same day so many months later, or the last of a shorter month."""
    number = start.year * 12 + start.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def reminder(retention: Retention | None, today: date) -> str:
    """Return what to remind somebody of today, or nothing.

    Nothing ever happens by itself, and the sentence says so.
    """
    if retention is None or retention.destroy_on - today > REMINDED:
        return ""
    when = f"{day(retention.destroy_on)}, {in_days(retention.destroy_on, today)}"
    if retention.destroy_on > today:
        return f"You chose to destroy this portfolio on {when}. Nothing happens by itself."
    return (
        f"The day on which you chose to destroy this portfolio has come: {when}. "
        "It stays until you do so, or choose another day."
    )
