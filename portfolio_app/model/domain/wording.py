"""Dates, counts and lists in words, the same on screen, on paper and on the command line."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def day(when: date) -> str:
    """Return `14 January 2027`."""
    return f"{when.day} {when:%B %Y}"


def weekday(when: date) -> str:
    """Return `Thursday 14 January 2027`."""
    return f"{when:%A} {day(when)}"


def moment(when: datetime) -> str:
    """Return `14 January 2027 at 16:42`, in the time zone that `when` carries."""
    return f"{day(when)} at {when:%H:%M}"


def in_days(when: date, today: date) -> str:
    """Return `today`, `tomorrow`, `in 12 days`, `yesterday` or `12 days ago`."""
    days = (when - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def count(number: int, singular: str, plural: str = "") -> str:
    """Return `1 page`, `2 pages`; the plural adds an s unless it is given."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def plural(noun: str) -> str:
    """Return what several are called: `domains`, `competencies`."""
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def small(number: int) -> str:
    """Return numbers below ten as words, others as figures."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)


def joined(items: Sequence[str], last: str = "and") -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def sentence(text: str) -> str:
    """Return `text` with a capital at its beginning, nothing else changed."""
    return text[:1].upper() + text[1:]


def harmless(text: str, most: int = 100) -> str:
    """Return what a stranger wrote as one line that shows nothing but itself.

    Names and titles in other people's files go onto terminals and into sentences: controls
    could rewrite those, and marks of direction turn them round. The joiners U+200C and U+200D
    stay, which scripts need.

    Args:
        text: What they wrote.
        most: Characters; what is longer ends in an ellipsis. No name or title has more.
    """
    kept = "".join(c for c in text[: 16 * most] if c.isspace() or not _is_hidden(c))
    line = " ".join(kept.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def hidden_sign(text: str, *, allowed: str = "") -> str:
    """Return the first sign of `text` that shows nothing but does something: `U+202E`; or "".

    Args:
        text: What a stranger wrote.
        allowed: Signs that may stand there all the same, such as the end of a line.
    """
    if text.isprintable():  # most are, and every rule file's texts are looked at when it starts
        return ""
    found = (c for c in text if c not in allowed and (_is_hidden(c) or _ends_line(c)))
    return next((f"U+{ord(sign):04X}" for sign in found), "")


def _ends_line(character: str) -> bool:
    return unicodedata.category(character) in {"Zl", "Zp"}


def _is_hidden(character: str) -> bool:
    category = unicodedata.category(character)
    return category in {"Cc", "Cf", "Co", "Cs"} and character not in "\u200c\u200d"


def words(text: str) -> int:
    """Count the words of a text, as the editor and the pack both show it."""
    return len(text.split())


def quoted_start(text: str, most: int = 60) -> str:
    """Return the beginning of a passage in quotation marks, cut at a word with an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return f"“{flat}”"
    return f"“{flat[:most].rsplit(' ', 1)[0]} …”"
