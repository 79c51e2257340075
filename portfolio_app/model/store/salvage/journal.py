"""Reads the journal that a crash left (`vault.db-wal`), and tells whether it is whole.

SQLite replays a journal up to the first frame that is not right, and says nothing of what
follows. After a crash that is as it should be: what follows was never finished. But a frame
that was damaged later hides every save behind it. The two are told apart by a transaction that
is finished behind the frame that is not right.

Source: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from operator import mul
from typing import TYPE_CHECKING, BinaryIO, Final

from portfolio_app.model.store.salvage.cipher import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portfolio_app.model.store.salvage.cipher import PageCipher

_HEAD: Final = 32
_FRAME_HEAD: Final = 24
_FRAME: Final = _FRAME_HEAD + PAGE
_LITTLE, _BIG = 0x377F0682, 0x377F0683
"""First number of a journal; tells the byte order of its checksums."""
_WORD: Final = 0xFFFFFFFF

Sums = tuple[int, int]


class JournalState(Enum):
    """What a journal is worth."""

    WHOLE = "whole"
    """Every save in it is readable, or there is none."""
    UNFINISHED = "unfinished"
    """Its last save is not whole, as if the computer had stopped in the middle of it."""
    BROKEN = "broken"
    """Saves lie behind a damaged place, where they would be passed over in silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """What of a journal can be read."""

    state: JournalState = JournalState.WHOLE
    pages: dict[int, int] = field(default_factory=dict)
    """Where in the file the newest intact version of a page stands, by its number."""
    size: int | None = None
    """Pages of the database after the last save; None when nothing was saved."""
    damaged: frozenset[int] = frozenset()
    """Numbers of pages whose newest version is damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    number: int
    """Of the page."""
    size: int
    """Pages of the database if the frame ends a save, else 0."""
    salts: bytes
    sums: Sums
    """As they stand in the frame."""
    content: int
    """Where its page stands in the file."""
    follows: bool
    """Whether its checksum continues that of the frame before, as that one states it."""
    intact: bool
    """Whether its page is what was written."""


def read_journal(path: Path, cipher: PageCipher) -> Journal:
    """Read a journal; nobody may be writing it.

    Raises:
        OSError: It cannot be read.
    """
    if not path.is_file() or path.stat().st_size <= _HEAD:
        return Journal()
    with path.open("rb") as file:
        head = file.read(_HEAD)
        begins_well, order = _check_head(head)
        frames = list(_frames(file, head, order, cipher))
    salts = head[16:24] if begins_well else frames[0].salts if frames else b""
    replayed = _replayed(frames, salts) if begins_well else 0
    last_save = _last_save(frames, salts)
    ours = frames[: max(last_save, replayed)]
    return _journal(ours, salts, _state(frames, salts, replayed, last_save))


def _journal(frames: list[_Frame], salts: bytes, state: JournalState) -> Journal:
    pages: dict[int, int] = {}
    damaged: set[int] = set()
    for frame in frames:
        if frame.intact and frame.salts == salts:
            pages[frame.number] = frame.content
            damaged.discard(frame.number)
        else:
            damaged.add(frame.number)
    sizes = [frame.size for frame in frames if frame.size and frame.intact]
    return Journal(
        state=state,
        pages=pages,
        size=sizes[-1] if sizes else None,
        damaged=frozenset(damaged),
    )


def _state(frames: list[_Frame], salts: bytes, replayed: int, last_save: int) -> JournalState:
    if last_save > replayed:
        return JournalState.BROKEN
    rest = frames[replayed:]
    if any(frame.salts == salts and not frame.intact for frame in rest):
        return JournalState.UNFINISHED
    return JournalState.WHOLE


def _replayed(frames: list[_Frame], salts: bytes) -> int:
    """Return how many frames SQLite replays: up to the last save before one is not right."""
    end = 0
    for index, frame in enumerate(frames):
        if not (frame.follows and frame.salts == salts and frame.number):
            break
        if frame.size:
            end = index + 1
    return end


def _last_save(frames: list[_Frame], salts: bytes) -> int:
    """Return how many frames there are up to the last save that is finished and readable."""
    return max(
        (
            index + 1
            for index, frame in enumerate(frames)
            if frame.size and frame.salts == salts and frame.intact
        ),
        default=0,
    )


def _frames(file: BinaryIO, head: bytes, order: str, cipher: PageCipher) -> Iterator[_Frame]:
    """Yield every whole frame, whatever it is worth."""
    before: Sums = struct.unpack(">2I", head[24:32])
    place = _HEAD
    while len(frame := file.read(_FRAME)) == _FRAME:
        number, size = struct.unpack(">2I", frame[:8])
        sums: Sums = struct.unpack(">2I", frame[16:24])
        page = frame[_FRAME_HEAD:]
        yield _Frame(
            number=number,
            size=size,
            salts=frame[8:16],
            sums=sums,
            content=place + _FRAME_HEAD,
            follows=checksum(frame[:8] + page, before, order) == sums,
            intact=cipher.is_intact(number, page),
        )
        before = sums
        place += _FRAME


def _check_head(head: bytes) -> tuple[bool, str]:
    """Tell whether the head of a journal is right, and the byte order of its checksums."""
    (magic,) = struct.unpack(">I", head[:4])
    order = ">" if magic == _BIG else "<"
    sums = struct.unpack(">2I", head[24:32])
    is_right = magic in {_LITTLE, _BIG} and checksum(head[:24], (0, 0), order) == sums
    return is_right, order


def checksum(content: bytes, before: Sums, order: str) -> Sums:
    """Return SQLite's checksum of a journal's `content`, which continues that `before` it.

    Defined as: for each pair of words x, y: a += x + b; b += y + a. So each word adds to the
    two sums before it, as Fibonacci's numbers do, and its share of the end is one of them.
    """
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    shares = _shares(len(words))
    a, b = before
    return (
        (sum(map(mul, words, shares[2:])) + b * shares[1] + a * shares[2]) & _WORD,
        (sum(map(mul, words, shares[1:])) + b * shares[0] + a * shares[1]) & _WORD,
    )


@cache
def _shares(words: int) -> tuple[int, ...]:
    """Return Fibonacci's numbers modulo 2³², from that after the number of words down to 0."""
    numbers = [0, 1]
    while len(numbers) < words + 2:
        numbers.append((numbers[-1] + numbers[-2]) & _WORD)
    return tuple(reversed(numbers))
