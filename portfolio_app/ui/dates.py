"""Dates as people in England write and read them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LEAST_LETTERS: Final = 3
"""Letters of a month that are enough: "Jan"."""

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_YEARLESS: Final = re.compile(
    r"\d{1,2}(?:[/.\-]\d{1,2}|(?:st|nd|rd|th)?(?: of)? ?[a-z]{3,})\.?"
)
_WORDS: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ?([a-z]+)\.?,? ?(\d{4}|\d{2})")


def parse_date(text: str) -> date:
    """Return the day that `text` names.

    Understands "14 January 2027", "14th Jan 27", "14/1/2027" (day first) and "2027-01-14".

    Raises:
        ValueError: There is no such day; the message is fit to be shown.
    """
    plain = " ".join(text.lower().split())
    if found := _ISO.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups())
    elif found := _FIGURES.fullmatch(plain):
        day, month, year = (int(part) for part in found.groups())
    elif (found := _WORDS.fullmatch(plain)) and (number := _month(found[2])):
        day, month, year = int(found[1]), number, int(found[3])
    elif _YEARLESS.fullmatch(plain):
        raise ValueError("Write the year, too, like this: 14 January 2027.")
    else:
        raise ValueError("Write the day like this: 14 January 2027.")
    if year < 100:  # two figures
        year += 2000
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError("There is no such day in the calendar.") from error


def date_in_words(day: date) -> str:
    """Return "14 January 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return "14 Jan", for narrow places where the year is plain."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def weekday_in_words(day: date) -> str:
    """Return "Thursday 14 January"."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return f"{names[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def days_in_words(day: date, today: date) -> str:
    """Return how far off `day` is: "today", "in 12 days", "3 days ago"."""
    distance = (day - today).days
    if distance == 0:
        return "today"
    if abs(distance) == 1:
        return "tomorrow" if distance > 0 else "yesterday"
    return f"in {distance} days" if distance > 0 else f"{-distance} days ago"


def _month(word: str) -> int:
    """Return the number of the month that `word` begins, or 0."""
    if len(word) < LEAST_LETTERS:
        return 0
    names = [name.lower() for name in MONTHS]
    if word == "sept":
        return 9
    return next((n for n, name in enumerate(names, 1) if name.startswith(word)), 0)
