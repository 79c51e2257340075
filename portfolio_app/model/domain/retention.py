"""How long a portfolio is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """The decision that a portfolio is destroyed one day."""

    destroy_on: date
    """The first day on which it is to be destroyed."""
    reason: str
    """Why that day, in the practitioner's words or the program's: `12 months after panel`."""
    chosen_at: datetime
