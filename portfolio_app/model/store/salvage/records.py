"""Reads the cells and records of SQLite's pages.

Source: https://www.sqlite.org/fileformat2.html (sections 1.6 and 2.1). What is read here has
passed its authentication code, so SQLite wrote it; a page that nevertheless makes no sense
is one that was given back and reused, and gives no rows.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from portfolio_app.model.store.salvage.cipher import USABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Value = int | float | str | bytes | None


class Kind(IntEnum):
    """What a page is, by its first byte; that of all others is 0 in files below 64 GB."""

    INDEX_INTERIOR = 2
    TABLE_INTERIOR = 5
    INDEX_LEAF = 10
    TABLE_LEAF = 13


_KINDS: Final = frozenset(int(kind) for kind in Kind)
_FILE_HEAD: Final = 100
"""Bytes of the first page before what makes it a page like others."""
_INTERIOR: Final = frozenset({Kind.INDEX_INTERIOR, Kind.TABLE_INTERIOR})
_LEAST: Final = (USABLE - 12) * 32 // 255 - 23
_MOST_TABLE: Final = USABLE - 35
_MOST_INDEX: Final = (USABLE - 12) * 64 // 255 - 23
_FIXED: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer, by its serial type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One entry of a page."""

    child: int = 0
    """Number of the page of all smaller keys, in an interior page."""
    rowid: int = 0
    """In a table."""
    record: tuple[Value, ...] | None = None
    """None in interior pages of tables, and where a page it runs over to is damaged."""
    beginning: tuple[Value, ...] = ()
    """What can be read of a record that is not whole."""


def kind_of(number: int, page: bytes) -> Kind | None:
    """Return what a page is, None for one without cells."""
    first = page[_FILE_HEAD if number == 1 else 0]
    return Kind(first) if first in _KINDS else None


def children(number: int, page: bytes) -> list[int]:
    """Return the numbers of the pages below an interior page, in order."""
    begin = _FILE_HEAD if number == 1 else 0
    found = [int.from_bytes(page[place : place + 4]) for place in _places(page, begin, 12)]
    return [*found, int.from_bytes(page[begin + 8 : begin + 12])]


def cells(
    number: int, page: bytes, kind: Kind, read: Callable[[int], bytes | None]
) -> Iterator[Cell]:
    """Yield the entries of a page.

    Args:
        number: Of the page.
        page: Its content.
        kind: What it is.
        read: Reads another page, for records that run over.

    Raises:
        ValueError: It makes no sense.
    """
    begin = _FILE_HEAD if number == 1 else 0
    for place in _places(page, begin, 12 if kind in _INTERIOR else 8):
        try:
            yield _cell(page, place, kind, read)
        except (IndexError, struct.error) as error:
            raise ValueError(number) from error


def _places(page: bytes, begin: int, head: int) -> list[int]:
    count = int.from_bytes(page[begin + 3 : begin + 5])
    end = begin + head + 2 * count
    if end > USABLE:
        raise ValueError(count)
    return list(struct.unpack(f">{count}H", page[begin + head : end]))


def _cell(page: bytes, place: int, kind: Kind, read: Callable[[int], bytes | None]) -> Cell:
    child = rowid = 0
    if kind in _INTERIOR:
        child = int.from_bytes(page[place : place + 4])
        place += 4
    if kind is Kind.TABLE_INTERIOR:
        rowid, _ = _varint(page, place)
        return Cell(child=child, rowid=_signed(rowid))
    size, place = _varint(page, place)
    if kind is Kind.TABLE_LEAF:
        rowid, place = _varint(page, place)
    payload = _payload(page, place, size, kind, read)
    is_whole = len(payload) == size
    values = _record(payload, is_whole=is_whole)
    return Cell(
        child=child,
        rowid=_signed(rowid),
        record=values if is_whole else None,
        beginning=() if is_whole else values,
    )


def _payload(
    page: bytes, place: int, size: int, kind: Kind, read: Callable[[int], bytes | None]
) -> bytes:
    """Return the bytes of a record, as far as they can be read."""
    most = _MOST_TABLE if kind is Kind.TABLE_LEAF else _MOST_INDEX
    if size <= most:
        return page[place : place + size]
    here = _LEAST + (size - _LEAST) % (USABLE - 4)
    here = here if here <= most else _LEAST
    parts = [page[place : place + here]]
    left = size - here
    following = int.from_bytes(page[place + here : place + here + 4])
    while left > 0:
        over = read(following)
        if over is None:
            break
        following = int.from_bytes(over[:4])
        parts.append(over[4 : 4 + min(left, USABLE - 4)])
        left -= len(parts[-1])
    return b"".join(parts)


def _record(payload: bytes, *, is_whole: bool) -> tuple[Value, ...]:
    """Read the values of a record; of one that is cut off, those before the cut."""
    head, place = _varint(payload, 0)
    kinds = []
    while place < head:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        size = _size(kind)
        if place + size > len(payload):
            if is_whole:
                raise ValueError(kind)
            break
        values.append(_value(kind, payload[place : place + size]))
        place += size
    return tuple(values)


def _size(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return 8 if kind == 7 else _FIXED.get(kind, 0)


def _value(kind: int, content: bytes) -> Value:
    if kind >= 12:
        return content.decode("utf-8", "replace") if kind % 2 else content
    if kind == 7:
        return float(struct.unpack(">d", content)[0])
    if kind in _FIXED:
        return int.from_bytes(content, signed=True)
    return {0: None, 8: 0, 9: 1}[kind] if kind in {0, 8, 9} else None


def _varint(content: bytes, place: int) -> tuple[int, int]:
    """Return the number of up to nine bytes at `place`, and the place behind it."""
    value = 0
    for index in range(8):
        byte = content[place + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + index + 1
    return value << 8 | content[place + 8], place + 9


def _signed(number: int) -> int:
    """Return a rowid: 64 bits, of which the first is the sign."""
    return number - (1 << 64) if number >> 63 else number
