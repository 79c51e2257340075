"""The kinds of values in an open export, each read by what wrote it.

A kind is stated once and serves both ways, so nothing can be written that is not read back.
What is read comes from outside: anything that a kind does not expect is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

from portfolio_app.errors import IntakeError
from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.model.domain.wording import joined

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Json = Any
"""What the json module makes: objects, lists, texts, numbers, true, false and null."""

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,199}")
_MOST: Final = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly (RFC 8259, section 6)."""


def refusal(where: str, expected: str) -> IntakeError:
    """Return what to say of an export that holds something else than it should.

    Args:
        where: The file and the place in it; never what stands there.
        expected: Goes on from "there should be".
    """
    return IntakeError(
        f"The open export cannot be read: at {where} there should be {expected}.",
        advice="Nothing was made. Use the folder as the program wrote it.",
    )


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """How one kind of value stands in JSON."""

    write: Callable[[T], Json]
    read: Callable[[Json, str], T]
    """From what stands in the file, and where that is.

    Raises:
        IntakeError: Something else stands there.
    """


def _plain(wanted: type[T], expected: str, fits: Callable[[T], bool]) -> Kind[T]:
    """Return a kind that JSON has itself."""

    def read(value: Json, where: str) -> T:
        # Exactly this type: for Python, true is a whole number too.
        if type(value) is not wanted or not fits(value):
            raise refusal(where, expected)
        return value

    return Kind(lambda value: value, read)


def _written(
    write: Callable[[T], str], parse: Callable[[str], T], expected: str, pattern: str
) -> Kind[T]:
    """Return a kind that stands in JSON as text of one shape."""
    shape = re.compile(pattern)

    def read(value: Json, where: str) -> T:
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise refusal(where, expected)
        try:
            return parse(value)
        except (ValueError, OverflowError):
            raise refusal(where, expected) from None

    return Kind(write, read)


TEXT: Final = _plain(str, "a text", lambda _: True)
NAME: Final[Kind[Any]] = _plain(
    str,
    "a name of letters, digits, dots, slashes and hyphens",
    lambda value: bool(_NAME.fullmatch(value)),
)
"""An identifier; it is one of several types of text."""
FLAG: Final = _plain(bool, "true or false", lambda _: True)
WHOLE: Final = _plain(
    int, "a whole number that is not negative", lambda value: 0 <= value <= _MOST
)
FILE_NAME: Final = _plain(
    str,
    "a file name such as 0001-drawing.pdf",
    lambda value: bool(re.fullmatch(r"[0-9]{4,6}(-[a-z0-9]{1,60}){0,9}\.[a-z]{1,5}", value)),
)
"""Of a file beside the documents. It has no folder in it, so it leads nowhere else."""
SHA256: Final = _plain(
    str, "64 hexadecimal digits", lambda value: bool(re.fullmatch(r"[0-9A-Fa-f]{64}", value))
)
DAY: Final[Kind[date]] = _written(
    date.isoformat, date.fromisoformat, "a day such as 2027-01-14", r"\d{4}-\d\d-\d\d"
)
MOMENT: Final[Kind[datetime]] = _written(
    lambda value: value.astimezone(UTC).isoformat(timespec="microseconds"),
    datetime.fromisoformat,
    "a time such as 2026-11-22T09:30:00.000000+00:00",
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00",
)
SHARE: Final[Kind[Fraction]] = _written(
    str, Fraction, "a share such as 3/5", r"[1-9][0-9]{0,3}(/[1-9][0-9]{0,3})?"
)
CAPABILITY: Final[Kind[CapabilityRef]] = _written(
    str, CapabilityRef.parse, "a capability such as pcf-2018/6", _NAME.pattern
)


def perhaps(kind: Kind[T]) -> Kind[T | None]:
    """Return the kind that may also be null."""
    return Kind(
        lambda value: None if value is None else kind.write(value),
        lambda value, where: None if value is None else kind.read(value, where),
    )


def one_of(words: type[E]) -> Kind[E]:
    """Return the kind that is one of a few words."""
    known = {word.value: word for word in words}

    def read(value: Json, where: str) -> E:
        if not isinstance(value, str) or value not in known:
            raise refusal(where, f"one of {joined(list(known), 'or')}")
        return known[value]

    return Kind(lambda word: word.value, read)


def many(kind: Kind[T]) -> Kind[tuple[T, ...]]:
    """Return the kind that is a list of `kind`."""

    def read(value: Json, where: str) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise refusal(where, "a list")
        return tuple(
            kind.read(entry, f"{where}, entry {n}") for n, entry in enumerate(value, 1)
        )

    return Kind(lambda values: [kind.write(value) for value in values], read)


def shape(record: type[T], **kinds: Kind[Any]) -> Kind[T]:
    """Return the kind that is a record: an object with a key for each of its fields.

    Raises:
        TypeError: A field has no kind: it would be lost on the way.
    """
    if {field.name for field in fields(cast("Any", record))} != kinds.keys():
        raise TypeError(record)

    def write(value: T) -> Json:
        return {name: kind.write(getattr(value, name)) for name, kind in kinds.items()}

    def read(value: Json, where: str) -> T:
        if not isinstance(value, dict):
            raise refusal(where, "an object")
        if value.keys() != kinds.keys():
            raise refusal(where, f"exactly the keys {', '.join(kinds)}")
        found = {
            name: kind.read(value[name], f"{where}, “{name}”") for name, kind in kinds.items()
        }
        return record(**found)

    return Kind(write, read)
