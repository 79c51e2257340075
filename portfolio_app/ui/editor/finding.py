"""Finding words in the texts of a piece."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portfolio_app.ui.editor.offsets import Offsets

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALIKE: Final = ("'’", '"“”', "-‑", "  ")
"""Characters of which a keyboard types one for another; the last two are blanks, one of which
does not break."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for."""

    words: str
    match_case: bool = False
    whole_words: bool = False

    def pattern(self) -> re.Pattern[str]:
        """Return what finds it."""
        letters = "".join(_alike(letter) for letter in self.words)
        if self.whole_words:
            letters = rf"(?<!\w){letters}(?!\w)"
        return re.compile(letters, 0 if self.match_case else re.IGNORECASE)


def places(text: str, wanted: Wanted) -> Iterator[tuple[int, int]]:
    """Yield where something stands in a text, in UTF-16 units as Qt counts."""
    if not wanted.words:
        return
    offsets = Offsets(text)
    for found in wanted.pattern().finditer(text):
        yield offsets.units(found.start()), offsets.units(found.end())


def _alike(letter: str) -> str:
    group = next((group for group in _ALIKE if letter in group), "")
    return f"[{re.escape(group)}]" if group else re.escape(letter)
