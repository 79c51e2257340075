"""Brings text from outside into the one form in which the program stores it."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t\u00a0\u2007\u202f]")
_TRAILING = re.compile(r"[ ]+$", re.MULTILINE)

_INVISIBLE = frozenset(
    "\u00ad\u200b\u200e\u200f\u2060\ufeff"  # soft hyphen, zero-width space and joiner, marks
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # may reverse what is shown
)
"""Removed: nobody sees them, and a quotation that lacks them would not be found.

The joiners U+200C and U+200D stay, which scripts and emoji need.
"""

_REMOVED_CATEGORIES = frozenset({"Cc", "Cs", "Co"})
"""Controls, halves of surrogate pairs and private characters: no typeface has a sign."""


def normalise(text: str) -> str:
    """Return `text` in NFC with plain line breaks and spaces, without unseen characters.

    Typographic quotation marks and dashes are the author's and stay. Non-breaking spaces
    become plain ones, so that a typed quotation finds its passage. Lines lose trailing
    spaces; the whole loses surrounding empty lines.
    """
    if text.isascii() and text.isprintable():
        return text.strip()  # most lines of most files
    text = _SPACES.sub(" ", _BREAKS.sub("\n", text))
    kept = (c for c in text if c == "\n" or _is_kept(c))
    composed = unicodedata.normalize("NFC", "".join(kept))
    return _TRAILING.sub("", composed).strip("\n").strip()


def one_line(text: str) -> str:
    """Return `text` normalised, its lines and runs of spaces joined by single spaces."""
    return " ".join(normalise(text).split())


def _is_kept(character: str) -> bool:
    if character in _INVISIBLE or unicodedata.category(character) in _REMOVED_CATEGORIES:
        return False
    return ord(character) & 0xFFFE != 0xFFFE  # the last two of every plane are no characters
