"""Gives rows whose owner is lost a place where a person finds them."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from portfolio_app.model.store.backups.checking import open_still
from portfolio_app.model.store.salvage.shape import quoted, tables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from portfolio_app.model.domain.care import Guide
    from portfolio_app.model.store.keys import VaultKey
    from portfolio_app.model.store.salvage.records import Value
    from portfolio_app.model.store.salvage.shape import Reference, Table

FOUND_AGAIN: Final = "Found again"
"""Title of the piece that files are put into whose own piece is not known any more."""
_EMPTY: Final[dict[type, Value]] = {str: "", bytes: b"", int: 0}


class Adoption:
    """Makes rows for those that others refer to and that are lost."""

    def __init__(
        self,
        connection: dbapi2.Connection,
        guide: Guide,
        at: datetime,
        lost: Mapping[str, Sequence[Mapping[str, Value]]],
    ) -> None:
        """Begin.

        Args:
            connection: On the new database; it checks no references.
            guide: Knows the rules.
            at: Aware: this moment.
            lost: What indexes still know of rows that are gone, by table.
        """
        self._connection = connection
        self._lost = lost
        self._guide = guide
        self._at = at.astimezone(UTC).isoformat(timespec="microseconds")
        self._tables = tables_of(connection)
        self._place = ""
        self.made: Counter[str] = Counter()
        """How many rows were made, by table."""
        self._special: dict[str, Callable[[Value, Mapping[str, Value]], dict[str, Value]]] = {
            "evidence": self._piece,
            "attachment": self._file,
            "person": self._person,
        }

    def run(self) -> None:
        """Make every row that is missing; one that is made may need another."""
        while any(
            self._adopt(reference, table)
            for table in self._tables.values()
            for reference in table.references
        ):
            pass

    def _adopt(self, reference: Reference, table: Table) -> bool:
        """Make the rows that `table` refers to in vain, and tell whether there were any."""
        column, target = quoted(reference.column), quoted(reference.target)
        owner = self._tables[reference.table]
        orphans = self._connection.execute(
            f"SELECT DISTINCT {column} FROM {quoted(table.name)} WHERE {column} IS NOT NULL"  # noqa: S608
            f" AND {column} NOT IN (SELECT {target} FROM {quoted(owner.name)})"
        ).fetchall()
        for (value,) in orphans:
            self._insert(owner, {reference.target: value})
        return bool(orphans)

    def _insert(self, table: Table, known: dict[str, Value]) -> None:
        target, value = next(iter(known.items()))
        for row in self._lost.get(table.name, ()):
            if row.get(target) == value:
                known = {**known, **row}
        known = {**self._special.get(table.name, _nothing)(value, known), **known}
        values = {
            column.name: known.get(column.name, _default(column.kinds))
            for column in table.columns
            if column.name in known or not (column.may_be_none or column.name == table.rowid)
        }
        names, marks = ", ".join(map(quoted, values)), ", ".join("?" * len(values))
        self._connection.execute(
            f"INSERT INTO {quoted(table.name)} ({names}) VALUES ({marks})",  # noqa: S608
            tuple(values.values()),
        )
        self.made[table.name] += 1

    def _piece(self, key: Value, known: Mapping[str, Value]) -> dict[str, Value]:
        answers = self._connection.execute(
            "SELECT path, changed_at FROM answer WHERE evidence_id = ?", (key,)
        ).fetchall()
        changed = max((moment for _, moment in answers), default=self._at)
        form = self._guide.form_of([path for path, _ in answers])
        return {"form": form, "created_at": changed, "changed_at": changed}

    def _file(self, key: Value, known: Mapping[str, Value]) -> dict[str, Value]:
        digest, size, begin = hashlib.sha256(), 0, b""
        for (content,) in self._connection.execute(
            "SELECT content FROM attachment_chunk WHERE attachment_id = ? ORDER BY seq", (key,)
        ):
            begin = begin or content
            digest.update(content)
            size += len(content)
        return {
            "evidence_id": known.get("evidence_id") or self._found_again(),
            "name": FOUND_AGAIN,
            "media_type": self._guide.media_type_of(begin),
            "size": size,
            "sha256": digest.hexdigest(),
            "pages": 1,
        }

    def _person(self, key: Value, known: Mapping[str, Value]) -> dict[str, Value]:
        names = self._connection.execute(
            "SELECT name FROM person_name WHERE person_id = ?", (key,)
        ).fetchall()
        return {"real_name": names[0][0] if names else "", "added_at": self._at}

    def _found_again(self) -> str:
        """Return the piece for files whose own is not known; it is made when first needed."""
        if not self._place:
            self._place = uuid.uuid4().hex
            self._insert(self._tables["evidence"], {"id": self._place})
            self._insert(
                self._tables["answer"],
                {"evidence_id": self._place, **self._title()},
            )
        return self._place

    def _title(self) -> dict[str, Value]:
        return {
            "path": "title",
            "text": FOUND_AGAIN,
            "written_by": "practitioner",
            "entered_by": "practitioner",
            "changed_at": self._at,
        }


def portfolio_from(backups: Iterable[Path], key: VaultKey) -> dict[str, Value]:
    """Return the one row of `portfolio` from the first backup that opens, if one does."""
    for path in backups:
        try:
            with closing(open_still(path, key)) as backup:
                cursor = backup.execute("SELECT * FROM portfolio")
                row = cursor.fetchone()
                names = [column[0] for column in cursor.description]
        except (dbapi2.DatabaseError, OSError):
            continue
        if row:
            return dict(zip(names, row, strict=True))
    return {}


def _default(kinds: tuple[type, ...]) -> Value:
    for kind, empty in _EMPTY.items():
        if kind in kinds:
            return empty
    return None


def _nothing(key: Value, known: Mapping[str, Value]) -> dict[str, Value]:
    return {}
