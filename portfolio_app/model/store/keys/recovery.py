"""The recovery code: a random key that can be written down and typed back without doubt.

26 symbols of Crockford's base 32 (130 random bits) and two check symbols. The 28 together
are a word of the Reed-Solomon code over GF(32) with the roots 1 and a, whose words differ
in at least three places: any one or two wrong symbols, and any two that changed places,
are always noticed. (A Reed-Solomon code over GF(32) has room for 31 symbols.)
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import WrongKeyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O (they look like 1, 1, 0) and no U."""

RANDOM_SYMBOLS: Final = 26
LENGTH: Final = RANDOM_SYMBOLS + 2
GROUP: Final = 4
"""Symbols between two hyphens where the code is shown."""

_LOOKALIKES: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})
_SEPARATORS: Final = str.maketrans("", "", "-‐‑–—−")
_REDUCED: Final = 0b00101
"""x^5 modulo x^5 + x^2 + 1, by which GF(32) is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCode:
    """A recovery code that is complete and free of typing mistakes."""

    symbols: str = field(repr=False)
    """28 symbols of `ALPHABET`, ungrouped."""

    @classmethod
    def new(cls) -> RecoveryCode:
        """Draw a new code from the operating system's random source."""
        values = [secrets.randbelow(len(ALPHABET)) for _ in range(RANDOM_SYMBOLS)]
        return cls(symbols=_spelled([*values, *_checks(values)]))

    @classmethod
    def parse(cls, text: str) -> RecoveryCode:
        """Read a code as somebody typed it: any case, spaces, hyphens, I or L for 1, O for 0.

        Raises:
            WrongKeyError: It is incomplete or contains a mistake.
        """
        typed = "".join(text.translate(_SEPARATORS).split()).upper().translate(_LOOKALIKES)
        if len(typed) != LENGTH:
            raise WrongKeyError(
                f"A recovery code has {LENGTH} letters and figures; this one has {len(typed)}.",
                advice="Compare it with the recovery sheet and type it again.",
            )
        values = [ALPHABET.find(symbol) for symbol in typed]
        if -1 in values or any(_syndromes(values)):
            raise WrongKeyError(
                "There is a typing mistake in the recovery code.",
                advice="Compare it with the recovery sheet and type it again.",
            )
        return cls(symbols=typed)

    @property
    def text(self) -> str:
        """The code as it is shown and printed: seven groups of four."""
        starts = range(0, LENGTH, GROUP)
        return "-".join(self.symbols[start : start + GROUP] for start in starts)


def _spelled(values: Iterable[int]) -> str:
    return "".join(ALPHABET[value] for value in values)


def _double(value: int) -> int:
    """Multiply by a, the element 2, in GF(32)."""
    carried = value << 1
    return (carried & 0b11111) ^ (_REDUCED if carried & 0b100000 else 0)


def _syndromes(values: Sequence[int]) -> tuple[int, int]:
    """Evaluate the word at 1 and at a (Horner); both are 0 for a word of the code."""
    at_one = at_a = 0
    for value in values:
        at_one ^= value
        at_a = _double(at_a) ^ value
    return at_one, at_a


def _checks(values: Sequence[int]) -> tuple[int, int]:
    """Return the two symbols that complete `values` to a word of the code.

    With p and q appended the syndromes are s + p + q and t + a·p + q, where s and t are
    those of `values` followed by zeroes; the pair is found by trying the 32 values of p.
    """
    at_one, at_a = _syndromes([*values, 0, 0])
    for first in range(len(ALPHABET)):
        second = at_one ^ first
        if at_a ^ _double(first) ^ second == 0:
            return first, second
    raise AssertionError(values)
