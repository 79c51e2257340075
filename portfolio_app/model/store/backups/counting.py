"""Counts what a database holds, and compares two states of one portfolio.

Reads only columns that have been there since the first schema, so that it reads every backup.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from portfolio_app.model.domain.care import Comparison, Contents

if TYPE_CHECKING:
    from sqlcipher3 import dbapi2

_UNTITLED = "Untitled"


def count(connection: dbapi2.Connection) -> Contents:
    """Count what a database holds, the bin left out."""
    kept = "JOIN evidence ON evidence.id = evidence_id WHERE evidence.removed_at IS NULL"
    words = sum(
        len(text.split())
        for (text,) in connection.execute(f"SELECT text FROM answer {kept}")  # noqa: S608 - ours
    )
    pieces, changed_at = connection.execute(
        "SELECT count(*), max(changed_at) FROM evidence WHERE removed_at IS NULL"
    ).fetchone()
    return Contents(
        pieces=pieces,
        words=words,
        claims=_number(connection, f"claim {kept}"),
        files=_number(connection, f"attachment {kept} AND attachment.removed_at IS NULL"),
        changed_at=datetime.fromisoformat(changed_at) if changed_at else None,
    )


def compare(backup: dbapi2.Connection, present: dbapi2.Connection | None) -> Comparison:
    """Return what would be lost and regained if `backup` took the place of `present`."""
    if present is None:
        return Comparison(backup=count(backup), present=None)
    theirs, ours = _pieces(backup), _pieces(present)
    return Comparison(
        backup=count(backup),
        present=count(present),
        gained=tuple(title for key, (title, _) in theirs.items() if key not in ours),
        lost=tuple(title for key, (title, _) in ours.items() if key not in theirs),
        changed=tuple(
            title
            for key, (title, print_) in ours.items()
            if key in theirs and theirs[key][1] != print_
        ),
    )


def _number(connection: dbapi2.Connection, rows: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0])  # noqa: S608 - ours


def _pieces(connection: dbapi2.Connection) -> dict[str, tuple[str, bytes]]:
    """Return title and fingerprint of every piece that is not in the bin, by its id."""
    titles, prints = {}, {}
    for (key,) in connection.execute(
        "SELECT id FROM evidence WHERE removed_at IS NULL ORDER BY created_at, id"
    ):
        titles[key], prints[key] = _UNTITLED, hashlib.sha256()
    for rows in (
        "SELECT evidence_id, path, text FROM answer ORDER BY path",
        'SELECT evidence_id, id, path, start, "end", note FROM claim ORDER BY number',
        "SELECT evidence_id, id, sha256, removed_at FROM attachment ORDER BY number",
    ):
        for key, *values in connection.execute(rows):
            if key in prints:
                prints[key].update(repr(values).encode("utf-8", "replace"))
                if values[0] == "title" and values[1]:
                    titles[key] = values[1]
    return {key: (titles[key], prints[key].digest()) for key in titles}
