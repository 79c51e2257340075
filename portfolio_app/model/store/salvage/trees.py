"""Finds out which table every readable page belongs to.

Tables are trees of pages. What hangs below a damaged page has lost its way to the root; whose
it is shows in what its rows look like, in the indexes, and in what they refer to.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from portfolio_app.model.store.salvage.records import (
    Cell,
    Kind,
    Value,
    cells,
    children,
    kind_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from portfolio_app.model.store.salvage.pages import Pages
    from portfolio_app.model.store.salvage.shape import Table

_OBJECTS: Final = frozenset({"table", "index", "trigger", "view"})
_JUDGED: Final = 200
"""Rows that are looked at to tell whose they are."""
_TABLE: Final = frozenset({Kind.TABLE_LEAF, Kind.TABLE_INTERIOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaEntry:
    """A line of `sqlite_schema`: where a table or index begins."""

    type: str
    name: str
    table: str
    root: int
    sql: str


@dataclass(slots=True, kw_only=True)
class Branch:
    """Pages that hang together."""

    pages: list[int] = field(default_factory=list)
    missing: set[int] = field(default_factory=set)
    """Numbers of pages that should be part of it and are not."""


class Forest:
    """Every page that has cells, and what it is part of."""

    def __init__(self, pages: Pages, step: Callable[[int, int], None]) -> None:
        self._pages = pages
        self.stale = pages.journal.damaged
        """Pages that are known in an older state only, which is not to be followed further."""
        self.kinds: dict[int, Kind] = {}
        self._below: dict[int, list[int]] = {}
        for number in range(1, pages.count + 1):
            self._look_at(number)
            if number % 1000 == 0:
                step(number, pages.count)

    def schema(self) -> list[SchemaEntry]:
        """Return every readable line of the schema."""
        rows = [cell.record for cell in self.cells(self.schema_pages())]
        return [entry for row in rows if row and (entry := _entry(row))]

    def schema_pages(self) -> list[int]:
        """Return the pages that hold the schema; its rows are like no others."""
        return [
            number
            for number, kind in self.kinds.items()
            if kind is Kind.TABLE_LEAF
            and any(c.record and _entry(c.record) for c in self.first_cells(number, 1))
        ]

    def branch(self, root: int, kinds: Collection[Kind] = _TABLE) -> Branch:
        """Return what hangs below a page, that page included."""
        branch, waiting, seen = Branch(), [root], set()
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            kind = self.kinds.get(number)
            if kind is None or kind not in kinds:
                branch.missing.add(number)
                continue
            branch.pages.append(number)
            waiting += self._below.get(number, ())
        return branch

    def fallen(self, known: set[int]) -> list[Branch]:
        """Return what hangs below none of the known pages, each branch from its top."""
        free = [n for n, kind in self.kinds.items() if kind in _TABLE and n not in known]
        hanging = {child for number in free for child in self._below.get(number, ())}
        return [self.branch(number) for number in free if number not in hanging]

    def cells(self, numbers: Iterable[int]) -> Iterator[Cell]:
        """Yield the cells of pages that hold records."""
        for number in numbers:
            kind, page = self.kinds[number], self._pages.read(number)
            if page is None or kind is Kind.TABLE_INTERIOR:
                continue
            read = _nothing if number in self.stale else self._pages.read
            try:
                yield from cells(number, page, kind, read)
            except ValueError:
                continue  # given back and reused: it makes no sense, and holds no row

    def first_cells(self, number: int, most: int = 2) -> list[Cell]:
        """Return the first cells of a leaf, without what runs over to other pages."""
        page = self._pages.read(number)
        if page is None:
            return []
        try:
            return list(islice(cells(number, page, self.kinds[number], _nothing), most))
        except ValueError:
            return []

    def _look_at(self, number: int) -> None:
        page = self._pages.read(number)
        kind = kind_of(number, page) if page else None
        if kind is None or page is None:
            return
        try:
            if kind in {Kind.TABLE_INTERIOR, Kind.INDEX_INTERIOR}:
                self._below[number] = children(number, page)
        except ValueError:
            return
        self.kinds[number] = kind


@dataclass(slots=True, kw_only=True)
class Ownership:
    """Which pages are whose."""

    pages: dict[str, list[int]]
    """Of every table, by its name."""
    wounded: frozenset[str]
    """Tables of which pages are missing, or may be."""
    counted: frozenset[str]
    """Tables with an index that is whole, and so tells of every row."""
    entries: dict[str, dict[int, dict[str, Value]]]
    """What indexes know of the rows of tables: the values of their columns, by rowid."""
    nobodys: int = 0
    """Rows whose table could not be told."""


def assign(
    forest: Forest,
    schema: list[SchemaEntry],
    tables: Mapping[str, Table],
    damaged: frozenset[int],
) -> Ownership:
    """Tell whose every readable page is, the damaged ones being known."""
    roots = {entry.name: entry.root for entry in schema if entry.type == "table"}
    of_schema = forest.branch(1)
    known = {*of_schema.pages, *forest.schema_pages()}
    branches = {
        name: forest.branch(roots[name], tuple(Kind) if table.keyed else _TABLE)
        for name, table in tables.items()
        if name in roots
    }
    unexplained = damaged - of_schema.missing
    for branch in branches.values():
        known.update(branch.pages)
        unexplained -= branch.missing
    entries, counted = _entries(forest, schema, tables)
    owned = Ownership(
        pages={name: branch.pages for name, branch in branches.items()},
        wounded=frozenset(
            name
            for name in tables
            if (
                branches[name].missing if name in branches else unexplained or of_schema.missing
            )
        ),
        counted=counted | (frozenset() if unexplained else tables.keys() - roots.keys()),
        entries=entries,
    )
    _take_in_fallen(forest, tables, owned, known)
    return owned


def _take_in_fallen(
    forest: Forest, tables: Mapping[str, Table], owned: Ownership, known: set[int]
) -> None:
    """Give every branch without a root to the table whose rows it holds."""
    for branch in forest.fallen(known):
        rows = list(islice(forest.cells(branch.pages), _JUDGED))
        records = {cell.rowid: cell.record for cell in rows if cell.record}
        if not records:
            continue
        wounded = (tables[name] for name in owned.wounded)
        candidates = [table for table in wounded if not table.keyed]  # those are no such trees
        owners = _owners(records, candidates, owned, forest)
        if len(owners) == 1:
            owned.pages.setdefault(owners[0].name, []).extend(branch.pages)
        elif not owners or not all(owner.derived for owner in owners):
            owned.nobodys += sum(1 for _ in forest.cells(branch.pages))


def _owners(
    records: Mapping[int, tuple[Value, ...]],
    candidates: list[Table],
    owned: Ownership,
    forest: Forest,
) -> list[Table]:
    """Return the tables whose rows these may be: one, where it can be told."""
    fitting = [table for table in candidates if all(map(table.fits, records.values()))]
    if len(fitting) > 1:
        known = [t for t in fitting if _are_indexed(t, records, owned.entries.get(t.name, {}))]
        fitting = known or [t for t in fitting if not owned.entries.get(t.name)] or fitting
    if len(fitting) > 1:
        fullest = max(
            sum(len(record) == len(table.columns) for record in records.values())
            for table in fitting
        )
        fitting = [
            table
            for table in fitting
            if sum(len(r) == len(table.columns) for r in records.values()) == fullest
        ]
    if len(fitting) > 1:
        referring = [table for table in fitting if _refers(table, records, owned, forest)]
        fitting = referring or fitting
    if len(fitting) > 1:
        alike = {table.name: min(map(table.resemblance, records.values())) for table in fitting}
        fitting = [t for t in fitting if alike[t.name] == max(alike.values())]
    return fitting


def _are_indexed(
    table: Table,
    records: Mapping[int, tuple[Value, ...]],
    entries: Mapping[int, Mapping[str, Value]],
) -> bool:
    """Tell whether an index knows one of these rows with the values that it has here."""
    for rowid, record in records.items():
        entry, values = entries.get(rowid, {}), table.named(record)
        if entry and all(values.get(name, rowid) == value for name, value in entry.items()):
            return True
    return False


def _refers(
    table: Table,
    records: Mapping[int, tuple[Value, ...]],
    owned: Ownership,
    forest: Forest,
) -> bool:
    """Tell whether these rows, as the table's, would refer to rows that are there."""
    for reference in table.references:
        there = {
            value
            for cell in forest.cells(owned.pages.get(reference.table, ()))
            for value in cell.record or ()
            if isinstance(value, str)
        }
        if any(
            table.named(record).get(reference.column) in there for record in records.values()
        ):
            return True
    return False


def _entries(
    forest: Forest,
    schema: list[SchemaEntry],
    tables: Mapping[str, Table],
) -> tuple[dict[str, dict[int, dict[str, Value]]], frozenset[str]]:
    """Return what indexes know of rows, and the tables of which one knows them all."""
    found: dict[str, dict[int, dict[str, Value]]] = defaultdict(dict)
    counted = set()
    for entry in schema:
        table = tables.get(entry.table)
        if entry.type != "index" or table is None or entry.name not in table.indexes:
            continue
        columns = table.indexes[entry.name]
        branch = forest.branch(entry.root, (Kind.INDEX_LEAF, Kind.INDEX_INTERIOR))
        if not branch.missing:
            counted.add(entry.table)
        for cell in forest.cells(branch.pages):
            if cell.record and isinstance(cell.record[-1], int):
                values = dict(zip(columns, cell.record[:-1], strict=False))
                found[entry.table].setdefault(cell.record[-1], {}).update(values)
    return found, frozenset(counted)


def _entry(record: tuple[Value, ...]) -> SchemaEntry | None:
    """Read a line of the schema; None for every other row."""
    if len(record) != 5 or record[0] not in _OBJECTS:
        return None
    kind, name, table, root, sql = record
    if not (isinstance(kind, str) and isinstance(name, str) and isinstance(table, str)):
        return None
    if not (isinstance(root, int) and isinstance(sql, str | None)):
        return None
    return SchemaEntry(type=kind, name=name, table=table, root=root, sql=sql or "")


def _nothing(number: int) -> None:
    """Read no further page."""
