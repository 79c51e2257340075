"""Who has a portfolio open, as it is told to everybody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.wording import day

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The one program that may write in a portfolio just now."""

    computer: str
    person: str
    """By the name with which they are signed in there; empty where it could not be read."""
    since: datetime | None
    """Aware; None where it could not be read."""
    is_here: bool
    """Whether that computer is this one."""

    def in_words(self) -> str:
        """Return a sentence: who has it, where, and since when."""
        where = "on this computer" if self.is_here else f"on {self.computer or 'a computer'}"
        who = f" by {self.person}" if self.person else ""
        local = self.since.astimezone() if self.since else None
        when = f", since {local:%H:%M} on {day(local.date())}" if local else ""
        return f"This portfolio is open {where}{who}{when}."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOnly:
    """Why a portfolio can be read and not changed just now."""

    reason: str
    """A sentence."""
    advice: str
    """What makes it change."""
