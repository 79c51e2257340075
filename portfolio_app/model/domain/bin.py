"""What was removed, and how long it can still be brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from portfolio_app.model.domain.evidence import Attachment, Evidence

KEPT: Final = timedelta(days=30)
"""How long what was removed can be brought back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """Something in the bin: a piece of evidence, or a file of one that is not in it."""

    piece: Evidence
    """The piece; for a file the one that it belongs to."""
    attachment: Attachment | None = None
    """The file; None for a whole piece."""
    shown_by: tuple[str, ...] = ()
    """Titles of pieces that show its words, and keep them when it is destroyed."""
    at: datetime
    """When it was removed."""

    def days_left(self, now: datetime) -> int:
        """Return for how many days more it can be brought back, the begun one included."""
        left = self.at + KEPT - now
        return max(0, -(-left // timedelta(days=1)))
