"""How sure a rule or a title is, so that nobody quotes a guess at a panel."""

from __future__ import annotations

from enum import StrEnum


class Certainty(StrEnum):
    """Where something that the rules say comes from."""

    STATED = "stated"
    """It stands in the source that the file names."""
    DEDUCED = "deduced"
    """It follows from what the source says, but does not stand there."""
    OURS = "ours"
    """A default of this program, where the source is silent; an authority may change it."""
    UNVERIFIED = "unverified"
    """From general knowledge or second hand: the original has not been seen."""

    @property
    def advice(self) -> str:
        """What stands beside it on a screen; empty where the source speaks for itself."""
        return _ADVICE[self]


_ADVICE = {
    Certainty.STATED: "",
    Certainty.DEDUCED: "Deduced from its source; check with your academy.",
    Certainty.OURS: "A default of this program; check with your academy.",
    Certainty.UNVERIFIED: "Not verified; check with your academy.",
}
