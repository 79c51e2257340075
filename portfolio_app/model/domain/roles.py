"""Who speaks in a portfolio, and as what kind of source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio_app.model.domain.names import RoleId


class Voice(StrEnum):
    """A kind of source. Each has one mark (a shape) on screen and on paper."""

    SELF = "self"
    OBSERVER = "observer"
    CHILD = "child"
    PROFESSIONAL = "professional"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A part that a person plays towards a portfolio: writes, observes, signs."""

    id: RoleId
    title: str
    """In mid-sentence, lower case: `team manager`."""
    voice: Voice

    @property
    def heading(self) -> str:
        """The title where a line begins: `Team manager`."""
        return self.title[:1].upper() + self.title[1:]
