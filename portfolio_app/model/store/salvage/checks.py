"""Asks an open database whether rows, indexes, references, files and search are in order."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from portfolio_app.model.store.salvage.shape import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

CHUNK: Final = 256 * 1024
"""Bytes in each stretch of a file but the last; see `shelves.attachments`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenFile:
    """An attachment whose bytes are not those that were put in."""

    name: str
    evidence: str
    """The id of its piece."""
    parts: int
    """How many stretches it should have."""
    missing: int
    """How many of them are gone; 0 when all are there and one is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What a database says of itself."""

    complaints: tuple[str, ...] = ()
    """Of rows and indexes, in the library's words; never shown."""
    orphans: int = 0
    """Rows that refer to rows that are not there."""
    files: tuple[BrokenFile, ...] = ()
    search: tuple[str, ...] = ()
    """Names of search indexes that do not fit the words."""

    @property
    def can_be_repaired(self) -> bool:
        """Whether writing every row anew would mend something."""
        return bool(self.complaints or self.orphans or self.search)


def check(connection: dbapi2.Connection, step: Callable[[int, int], None]) -> Checks:
    """Check a database whose pages are sound."""
    return Checks(
        complaints=tuple(
            str(row[0])
            for row in connection.execute("PRAGMA integrity_check")
            if row[0] != "ok"
        ),
        orphans=len(connection.execute("PRAGMA foreign_key_check").fetchall()),
        files=_broken_files(connection, step),
        search=tuple(name for name in _indexes(connection) if not _fits(connection, name)),
    )


def _broken_files(
    connection: dbapi2.Connection, step: Callable[[int, int], None]
) -> tuple[BrokenFile, ...]:
    found = connection.execute(
        "SELECT id, name, evidence_id, size, sha256 FROM attachment ORDER BY number"
    ).fetchall()
    broken = []
    for done, (key, name, evidence, size, sha256) in enumerate(found):
        step(done, len(found))
        digest, there = hashlib.sha256(), 0
        for (content,) in connection.execute(
            "SELECT content FROM attachment_chunk WHERE attachment_id = ? ORDER BY seq", (key,)
        ):
            digest.update(content)
            there += 1
        if digest.hexdigest() != sha256:
            parts = -(-size // CHUNK)
            broken.append(
                BrokenFile(
                    name=name, evidence=evidence, parts=parts, missing=max(0, parts - there)
                )
            )
    return tuple(broken)


def _indexes(connection: dbapi2.Connection) -> list[str]:
    return [
        name
        for name, sql in connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
        )
        if sql and "using fts5" in sql.lower()
    ]


def _fits(connection: dbapi2.Connection, name: str) -> bool:
    """Have a full-text index compare itself with the texts that it is of."""
    index = quoted(name)
    try:
        connection.execute(
            f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
        )
    except dbapi2.DatabaseError:
        return False
    return True
