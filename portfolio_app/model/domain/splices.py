"""A text as its difference from another: what both begin and end with is not kept twice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Splice:
    """What makes a text out of another one, its base."""

    head: int
    """Code points that it takes from the beginning of the base."""
    tail: int
    """Code points that it takes from the end of the base."""
    words: str
    """What it has between them."""

    @classmethod
    def between(cls, base: str, text: str) -> Splice:
        """Return what makes `text` out of `base`."""
        head = shared(base, text)
        tail = shared(base[head:][::-1], text[head:][::-1])
        return cls(head, tail, text[head : len(text) - tail])

    def applied_to(self, base: str) -> str:
        """Return the text."""
        return base[: self.head] + self.words + base[len(base) - self.tail :]


def shared(one: str, other: str) -> int:
    """Return how many code points two texts share at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
