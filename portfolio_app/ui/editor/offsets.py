"""Between the two ways of counting characters.

The domain counts code points, Qt counts UTF-16 units: every character beyond the Basic
Multilingual Plane (an emoji, say) is one of the former and two of the latter.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from portfolio_app.model.domain.anchors import Span

_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """Both ways of counting in one text."""

    def __init__(self, text: str) -> None:
        self._points = [found.start() for found in _ASTRAL.finditer(text)]
        self._units = [point + before for before, point in enumerate(self._points)]

    def units(self, point: int) -> int:
        """Return the UTF-16 offset of a code point offset."""
        return point + bisect_left(self._points, point)

    def point(self, unit: int) -> int:
        """Return the code point offset of a UTF-16 offset; within a pair, that of the pair."""
        return unit - bisect_left(self._units, unit)

    def span(self, first_unit: int, last_unit: int) -> Span:
        """Return the span between two UTF-16 offsets, end exclusive."""
        return Span(self.point(first_unit), self.point(last_unit))
