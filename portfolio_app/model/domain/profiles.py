"""Role profiles: what an authority expects at each step, used by "what comes next"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.certainty import Certainty

if TYPE_CHECKING:
    from portfolio_app.model.domain.names import FrameworkId, PathwayId


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleProfile:
    """One job, or several at the same step."""

    id: str
    title: str
    level: str
    """`FRAMEWORK/LEVEL`, such as `pcf-2018/advanced`."""
    frameworks: tuple[FrameworkId, ...]
    """The statements that whoever holds it answers to."""
    pathways: tuple[PathwayId, ...] = ()
    """The pathways that lead to it."""
    note: str = ""
    certainty: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSet:
    """The steps of one authority, in order."""

    id: str
    authority: str
    source: str
    profiles: tuple[RoleProfile, ...]

    def after(self, pathway: PathwayId) -> tuple[RoleProfile, ...]:
        """Return the profiles that a pathway leads to, and the one after them."""
        reached = [n for n, profile in enumerate(self.profiles) if pathway in profile.pathways]
        if not reached:
            return ()
        return tuple(self.profiles[reached[0] : reached[-1] + 2])
