"""The vocabulary of requirements: what a panel may ask of a piece, or of several together.

Few words, each general: a council's rule is put together from them as data. Rules about one
piece keep it from counting (`MustAnswer`, `Rows`, `Elapsed`); rules about several say how
those that count are counted (`Among`, `ForEach`, `Rhythm`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio_app.model.domain.names import FieldPath, RoleId


@dataclass(frozen=True, slots=True, kw_only=True)
class MustAnswer:
    """An answer that a requirement insists on."""

    path: FieldPath
    one_of: tuple[str, ...]
    """The stored answers that will do; empty: any answer."""
    otherwise: str
    """The sentence when it is another, or when there must be some answer and is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """How many rows a list of each piece must have: two to three bigger goals."""

    field: str
    """The id of the LIST field."""
    at_least: int = 1
    at_most: int | None = None
    part: str = ""
    """The part whose answer decides whether a row counts; empty: every row does."""
    one_of: tuple[str, ...] = ()
    """The stored answers of `part` that count."""
    called: str
    """What is counted, as it stands after the number: `direct observations`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elapsed:
    """How long ago a day must lie on the day of the piece: years since qualifying."""

    path: FieldPath
    """The DATE answer that is looked at."""
    months: int
    strictly: bool
    """Whether it must be more than so many months, not just as many."""
    since: str
    """What the day is of, mid-sentence: `qualifying`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """How many of the pieces that count must have something more in common."""

    at_least: int
    by: tuple[RoleId, ...] = ()
    """The roles of which one must have contributed; empty: whoever did."""
    path: FieldPath | None = None
    """The answer that decides."""
    one_of: tuple[str, ...] = ()
    """The stored answers that will do; empty: any."""
    being: str
    """Ends the sentence "at least two must be ...": `by the assessor`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForEach:
    """Counts for each of several answers by itself: one log for each review."""

    path: FieldPath
    """The CHOICE that says what a piece is for."""
    values: tuple[str, ...]
    """The stored answers. One that is the id of a stage is wanted by that stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A step of the calendar: so many months or so many weeks."""

    months: int = 0
    weeks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Even steps, up to a moment or to the end."""

    every: Interval
    until: Interval | None = None
    """Counted from the start; None: to the last stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Sums a number instead of counting: minutes of learning."""

    part: str
    """The CHOICE whose answers are numbers: a part of the rows, or a field of the piece."""
    at_least: int
    """In each period."""
    unit: str
    """In the plural: `minutes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Counts in every period from the start to the last stage: supervision, monthly hours."""

    phases: tuple[Phase, ...]
    rows: str = ""
    """The LIST whose rows are counted, each by its own day; empty: pieces by theirs."""
    day: str = ""
    """The DATE part of such a row."""
    amount: Amount | None = None


class Window(StrEnum):
    """Days outside which a piece is not counted."""

    REGISTRATION_YEAR = "registration-year"
    """1 December to 30 November: the year of Social Work England in which today lies."""
