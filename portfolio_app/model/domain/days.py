"""Reads a day as people in England write it."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_FIGURES = re.compile(r"([0-9]{1,2})\s?([/.-])\s?([0-9]{1,2})\s?\2\s?([0-9]{2}|[0-9]{4})")
_WORDS = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+)?"
    r"([0-9]{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})[.,]?\s+([0-9]{4}|[0-9]{2})"
)


def parse_day(text: str) -> date | None:
    """Return the day that `text` names, or None when it names none.

    Read are ISO 8601 (`2026-05-12`) and the British ways: `12 May 2026`, `Tuesday, 12th May
    2026`, `12/05/2026`, `12.5.26`. Figures stand in British order, day first, and never in
    another: guessing would turn one day into a different one. Years of two figures are of
    this century.
    """
    plain = " ".join(text.casefold().split()).rstrip(".")
    if found := _ISO.fullmatch(plain):
        year, month, day = found.groups()
        return _day(year, int(month), day)
    if found := _FIGURES.fullmatch(plain):
        day, _, month, year = found.groups()
        return _day(year, int(month), day)
    if found := _WORDS.fullmatch(plain):
        day, name, year = found.groups()
        return _day(year, _month(name), day)
    return None


def _day(year: str, month: int, day: str) -> date | None:
    century = 2000 if len(year) == 2 else 0
    try:
        return date(century + int(year), month, int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    """Return the number of a month, which may be shortened (`Sept`); 0 for other words."""
    return next((n for n, full in enumerate(_MONTHS, 1) if full.startswith(name)), 0)
