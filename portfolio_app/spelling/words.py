"""Finds the words of a text whose spelling can be judged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\-‑][^\W\d_]+)*")
"""Letters of any script, with apostrophes and hyphens between them."""

_NO_PROSE: Final = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|\S*[\d_/\\]\S*")
"""Addresses, numbers, codes: nothing of them is judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word and where it stands."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last."""
    text: str
    """As it is written."""


def words_in(text: str) -> Iterator[Word]:
    """Yield the words of `text` in order, without addresses and without what holds digits."""
    passed_over = [found.span() for found in _NO_PROSE.finditer(text)]
    for found in _WORD.finditer(text):
        while passed_over and passed_over[0][1] <= found.start():
            passed_over.pop(0)
        if not (passed_over and passed_over[0][0] < found.end()):
            yield Word(start=found.start(), end=found.end(), text=found.group())
