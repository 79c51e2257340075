"""How one wording differs from another, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto
from itertools import groupby
from operator import itemgetter
from typing import Final

from portfolio_app.model.domain.splices import shared

_TOKEN: Final = re.compile(r"(?:\w+(?:['’]\w+)*|[^\w\s])\s*|\s+")
"""A word or a mark, with the white space after it."""


class Change(Enum):
    """What became of a stretch of text."""

    KEPT = auto()
    TAKEN_OUT = auto()
    PUT_IN = auto()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive text of which the same became."""

    change: Change
    text: str


def differences(before: str, after: str) -> tuple[Stretch, ...]:
    """Return how `after` came from `before`, in reading order.

    Kept and taken out together are `before`; kept and put in together are `after`.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[tuple[Change, str]] = []
    # Frequent words must count as well: an account is short, and "I" is half of it.
    for _, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        out, put = "".join(old[i1:i2]), "".join(new[j1:j2])
        kept = _whole_words(out, put)
        found += (
            (Change.KEPT, out[:kept]),
            (Change.TAKEN_OUT, out[kept:]),
            (Change.PUT_IN, put[kept:]),
        )
    together = groupby((part for part in found if part[1]), key=itemgetter(0))
    return tuple(
        Stretch(change, "".join(text for _, text in parts)) for change, parts in together
    )


def _whole_words(one: str, other: str) -> int:
    """Return how many code points of whole words two texts share at their beginning."""
    length = shared(one, other)
    while length and (_is_inside_word(one, length) or _is_inside_word(other, length)):
        length -= 1
    return length


def _is_inside_word(text: str, at: int) -> bool:
    return text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()
