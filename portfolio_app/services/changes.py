"""What has changed in the vault, told to the screens after the commit."""

from __future__ import annotations

from collections.abc import Callable
from enum import Flag, auto


class Area(Flag):
    """A part of the portfolio that a screen may be showing."""

    PORTFOLIO = auto()
    EVIDENCE = auto()
    CONTRIBUTORS = auto()
    SEALS = auto()
    PEOPLE = auto()
    SPELLING = auto()
    """The person's own words."""
    ERASED = auto()
    """Somebody was erased: what is held for undoing must be let go, it may name them."""


Announce = Callable[[Area], None]
"""Called once per committed change, from whichever thread made it."""


def nobody(area: Area) -> None:
    """Announce to no one; for the command line."""
