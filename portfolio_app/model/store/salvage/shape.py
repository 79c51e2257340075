"""What the tables of a schema look like: enough to tell whose row a record is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlcipher3 import dbapi2

    from portfolio_app.model.store.salvage.records import Value

_DERIVED: Final = frozenset({"searchable", "alembic_version"})
"""Tables that are made anew: by triggers from the others, and by the steps of migration."""
_SLUG: Final = re.compile(r"[\w-]+")
_CAPABILITY: Final = re.compile(r"[\w.-]+/[\w.-]+")
_LOOKS: Final = {
    ("contributor", "role"): re.compile(r"[a-z][\w-]*"),
    ("kept_rule", "path"): re.compile(r".+\.toml"),
    ("move", "from_pathway"): _SLUG,
    ("move", "from_version"): re.compile(r"\d[\d.]*"),
    ("person", "id"): _SLUG,
    ("person_name", "person_id"): _SLUG,
    ("retention", "destroy_on"): re.compile(r"\d{4}-\d\d-\d\d"),
    ("self_rating", "capability"): _CAPABILITY,
    ("statement", "capability"): _CAPABILITY,
}
"""What values look like, of tables that columns alone do not tell apart; never a condition."""
_NUMBERS: Final = ("INT", "BOOL", "REAL", "NUM", "FLOA", "DOUB")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column."""

    name: str
    kinds: tuple[type, ...]
    """What its values may be, besides None."""
    may_be_none: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A column whose values are those of another table's column."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a schema."""

    name: str
    columns: tuple[Column, ...]
    """In the order in which its records hold them."""
    rowid: str = ""
    """The column that is the rowid under another name; records hold None in its place."""
    keyed: bool = False
    """Whether it is kept as an index is, by its primary key (WITHOUT ROWID)."""
    derived: bool = False
    """Whether it is made anew."""
    references: tuple[Reference, ...] = ()
    indexes: Mapping[str, tuple[str, ...]]
    """The columns of its indexes, by their names."""

    def fits(self, record: tuple[Value, ...]) -> bool:
        """Tell whether a record may be a row of this table.

        A row from before columns were added has fewer of them.
        """
        if len(record) > len(self.columns):
            return False
        return all(
            isinstance(value, column.kinds)
            if value is not None
            else column.may_be_none or column.name == self.rowid
            for column, value in zip(self.columns, record, strict=False)
        )

    def resemblance(self, record: tuple[Value, ...]) -> int:
        """Return how many values look as those of this table do; -1 when one does not."""
        looks = [
            pattern.fullmatch(str(value)) is not None
            for name, value in self.named(record).items()
            if (pattern := _LOOKS.get((self.name, name))) and value is not None
        ]
        return sum(looks) if all(looks) else -1

    def named(self, record: tuple[Value, ...]) -> dict[str, Value]:
        """Return the values of a record by the names of their columns."""
        return {column.name: value for column, value in zip(self.columns, record, strict=False)}


def tables_of(connection: dbapi2.Connection) -> dict[str, Table]:
    """Return every table of a database that has rows of its own."""
    found = connection.execute("PRAGMA table_list").fetchall()
    return {
        name: _table(connection, name, kind=kind, keyed=bool(keyed))
        for schema, name, kind, _, keyed, *_ in found
        if schema == "main" and kind in {"table", "shadow"} and not name.startswith("sqlite_")
    }


def _table(connection: dbapi2.Connection, name: str, *, kind: str, keyed: bool) -> Table:
    listed = connection.execute(f"PRAGMA table_info({quoted(name)})").fetchall()
    primary = sorted((row for row in listed if row[5]), key=lambda row: row[5])
    rowid = ""
    if not keyed and len(primary) == 1 and primary[0][2].upper() == "INTEGER":
        rowid = primary[0][1]
    if keyed:
        listed = [*primary, *(row for row in listed if not row[5])]
    return Table(
        name=name,
        columns=tuple(
            Column(name=row[1], kinds=_kinds(row[2]), may_be_none=not row[3]) for row in listed
        ),
        rowid=rowid,
        keyed=keyed,
        derived=kind == "shadow" or name in _DERIVED,
        references=tuple(
            Reference(column=row[3], table=row[2], target=row[4])
            for row in connection.execute(f"PRAGMA foreign_key_list({quoted(name)})")
        ),
        indexes=_indexes(connection, name),
    )


def _indexes(connection: dbapi2.Connection, name: str) -> dict[str, tuple[str, ...]]:
    names = [row[1] for row in connection.execute(f"PRAGMA index_list({quoted(name)})")]
    return {
        index: tuple(
            row[2] for row in connection.execute(f"PRAGMA index_info({quoted(index)})")
        )
        for index in names
    }


def _kinds(declared: str) -> tuple[type, ...]:
    """Return what a column of a declared type holds; one without a type holds anything."""
    declared = declared.upper()
    if not declared:
        return (int, float, str, bytes)
    if "BLOB" in declared:
        return (bytes,)
    if any(word in declared for word in _NUMBERS):
        return (int, float)
    return (str,)


def quoted(name: str) -> str:
    """Return a name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'
