"""The people register: whose real name stands behind which stand-in.

What is in these records leaves the vault for the screen and for nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from portfolio_app.model.domain.names import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom the practitioner works with, and what they are called in the portfolio."""

    id: PersonId
    real_name: str
    stand_in: str
    """What stands in the portfolio for every name of theirs: `Child A`."""
    also: tuple[str, ...] = ()
    """Further names and nicknames, in the order given."""
    note: str = ""
    """For the practitioner alone: who this is."""
    added_at: datetime

    def __repr__(self) -> str:
        """Show nothing of whom it is about: what is shown may end in a report of a defect."""
        return f"Person(id={self.id!r})"

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of theirs, the real one first."""
        return (self.real_name, *self.also)
