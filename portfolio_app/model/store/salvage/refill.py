"""Writes every readable row of a damaged vault into a new database."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import VaultTooNewError
from portfolio_app.model.store.engine import REBUILDING, make_engine
from portfolio_app.model.store.folder import create_private
from portfolio_app.model.store.migrations import NEWEST, create_schema
from portfolio_app.model.store.salvage.pages import Pages
from portfolio_app.model.store.salvage.records import Kind
from portfolio_app.model.store.salvage.shape import quoted, tables_of
from portfolio_app.model.store.salvage.trees import Forest, assign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlcipher3 import dbapi2

    from portfolio_app.model.store.keys import VaultKey
    from portfolio_app.model.store.salvage.journal import JournalState
    from portfolio_app.model.store.salvage.records import Cell, Value
    from portfolio_app.model.store.salvage.shape import Table
    from portfolio_app.model.store.salvage.trees import Ownership, SchemaEntry

_VERSION: Final = re.compile(r"[0-9]{4}")
_IN_ONE_GO: Final = 500
"""Rows written in one transaction, so that the new database's journal stays small."""


@dataclass(slots=True, kw_only=True)
class Haul:
    """What a salvage brought back, and what it knows of the rest."""

    damaged: frozenset[int] = frozenset()
    """Numbers of the damaged pages."""
    journal: JournalState
    rows: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """How many of each table were brought back."""
    lost: dict[str, list[dict[str, Value]]] = field(default_factory=dict)
    """What is known of rows that are gone, by table: values of the columns that are known."""
    uncounted: tuple[str, ...] = ()
    """Tables that lost pages, and no index tells how many rows were on them."""
    nobodys: int = 0
    """Rows that are readable, but of no table that could be told."""


def refill(folder: Path, key: VaultKey, fresh: Path, step: Callable[[int, int], None]) -> Haul:
    """Write what is readable in a closed vault into the new database `fresh`.

    It has the schema that the vault had, and rows may lack the rows they refer to.

    Raises:
        VaultTooNewError: The vault was written by a newer release.
        OSError: A file cannot be read or written.
    """
    with Pages(folder, key) as pages:
        damaged = pages.damaged(step)
        forest = Forest(pages, step)
        schema = forest.schema()
        version = _version(forest, schema)
        create_private(fresh)
        with _rebuilding(fresh, key, version) as connection:
            tables = tables_of(connection)
            owned = assign(forest, schema, tables, damaged)
            haul = Haul(damaged=damaged, journal=pages.journal.state, nobodys=owned.nobodys)
            for table in tables.values():
                if not table.derived:
                    _fill(connection, table, forest, owned, haul)
    haul.uncounted = tuple(
        name
        for name, table in tables.items()
        if name in owned.wounded - owned.counted - {"portfolio"} and not table.derived
    )
    return haul


def _fill(
    connection: dbapi2.Connection,
    table: Table,
    forest: Forest,
    owned: Ownership,
    haul: Haul,
) -> None:
    """Bring back the rows of one table, and note those that are gone."""
    found, cut_off = set(), {}
    connection.execute("BEGIN")
    connection.execute(f"DELETE FROM {quoted(table.name)}")  # noqa: S608 - as the steps made it
    for cell in _rows(forest, table, owned.pages.get(table.name, [])):
        if cell.record is None:
            cut_off[cell.rowid] = table.named(cell.beginning)
        elif table.fits(cell.record) and _insert(connection, table, cell):
            found.add(cell.rowid)
            haul.rows[table.name] += 1
            if haul.rows[table.name] % _IN_ONE_GO == 0:
                connection.execute("COMMIT")
                connection.execute("BEGIN")
    connection.execute("COMMIT")
    known = {**owned.entries.get(table.name, {}), **cut_off}
    gone = [values for rowid, values in known.items() if rowid not in found]
    if gone and not table.keyed:
        haul.lost[table.name] = gone


def _rows(forest: Forest, table: Table, numbers: list[int]) -> Iterator[Cell]:
    """Yield the cells that hold rows: in an index all, in a table those of leaves.

    What is known in an older state comes last, so that it never takes a newer row's place.
    """
    wanted = set(Kind) if table.keyed else {Kind.TABLE_LEAF}
    yield from forest.cells(
        number
        for number in sorted(numbers, key=lambda number: number in forest.stale)
        if forest.kinds[number] in wanted
    )


def _insert(connection: dbapi2.Connection, table: Table, cell: Cell) -> bool:
    """Write a row under its own rowid; tell whether there was room for it."""
    values = table.named(cell.record or ())
    if table.rowid:
        values[table.rowid] = cell.rowid
    elif not table.keyed:
        values["rowid"] = cell.rowid
    names = ", ".join(quoted(name) for name in values)
    marks = ", ".join("?" * len(values))
    statement = f"INSERT OR IGNORE INTO {quoted(table.name)} ({names}) VALUES ({marks})"  # noqa: S608
    return bool(connection.execute(statement, tuple(values.values())).rowcount)


@contextmanager
def _rebuilding(fresh: Path, key: VaultKey, version: str) -> Iterator[dbapi2.Connection]:
    """Make an empty database of a version, and lend a connection that checks no reference."""
    engine = make_engine(fresh, key)
    try:
        create_schema(engine, until=version)
        with _unchecked(engine) as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _unchecked(engine: Engine) -> Iterator[dbapi2.Connection]:
    with engine.execution_options(**{REBUILDING: True}).connect() as connection:
        own = connection.connection.driver_connection
        assert own is not None  # noqa: S101 - a connection that is open has one
        own.execute("PRAGMA foreign_keys = OFF")
        own.execute("PRAGMA query_only = OFF")
        own.execute("PRAGMA synchronous = OFF")  # made durable as a whole, once it is complete
        yield own


def _version(forest: Forest, schema: list[SchemaEntry]) -> str:
    """Return the schema's version: as stated, else as any page states it, else the newest."""
    roots = [entry.root for entry in schema if entry.name == "alembic_version"]
    leaves = [n for n, kind in forest.kinds.items() if kind is Kind.TABLE_LEAF]
    for numbers in (forest.branch(roots[0]).pages if roots else [], leaves):
        for number in numbers:
            rows = [cell.record for cell in forest.first_cells(number)]
            if len(rows) == 1 and (found := _as_version(rows[0])):
                return found
    return NEWEST


def _as_version(record: tuple[Value, ...] | None) -> str:
    if not record or len(record) != 1 or not isinstance(record[0], str):
        return ""
    if not _VERSION.fullmatch(record[0]):
        return ""
    if record[0] > NEWEST:
        raise VaultTooNewError(
            "This portfolio was saved by a newer version of the program.",
            advice="Install the newest version, then try again. Nothing was changed.",
        )
    return record[0]
