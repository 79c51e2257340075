"""Tags for platypus tables: rows, cells, header cells, and one table however it is split."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portfolio_app.pack.tagged.structure import Attributes, Element, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from reportlab.platypus import Table


class TableTags:
    """Tags one table; give each table its own, as `Table(..., renderCB=TableTags(...))`.

    ReportLab hands the same object to every part of a table that is split over pages, so the
    parts become one element and the repeated head is an artifact on all pages but the first.

    Args:
        header_rows: How many rows at the top are heads of columns (those of `repeatRows`).
        row_heads: The columns whose cells are heads of their rows, from 0.
        summary: What the table shows, in one sentence.
        path: Steps from the element around it down to the table.
    """

    def __init__(
        self,
        header_rows: int = 1,
        row_heads: Collection[int] = (),
        summary: str | None = None,
        path: tuple[Step, ...] = (),
    ) -> None:
        self.header_rows = header_rows
        self.row_heads = row_heads
        self.step = Step("Table", object(), Attributes(summary=summary))
        self.path = path
        self._closers: list[Callable[..., Any]] = []
        self._row: Element | None = None
        self._is_header_row = False

    def __call__(self, table: Table, event: str, *place: Any) -> None:  # noqa: ANN401
        """Follow ReportLab through the table: `event` is startTable, startRow, startCell ..."""
        match event:
            case "startTable":
                self._enter(table.canv.within(*self.path, self.step))
                self._is_continued = bool(table.canv.current.kids)
            case "startRow":
                self._start_row(table, place[0])
            case "startCell":
                self._start_cell(table, place[0], place[1])
            case "endCell" | "endRow" | "endTable":
                self._leave()

    def _start_row(self, table: Table, row: int) -> None:
        self._is_header_row = row < self.header_rows
        if self._is_header_row and self._is_continued:
            self._enter(table.canv.artifact())
        else:
            self._enter(table.canv.within(Step("TR", object())))

    def _start_cell(self, table: Table, row: int, column: int) -> None:
        is_head = self._is_header_row or column in self.row_heads
        scope = None
        if is_head:
            scope = "Column" if self._is_header_row else "Row"
        first_column, first_row, last_column, last_row = _span(table, column, row)
        attributes = Attributes(
            scope=scope,
            col_span=last_column - first_column + 1,
            row_span=last_row - first_row + 1,
        )
        step = Step("TH" if is_head else "TD", object(), attributes)
        self._enter(table.canv.within(step))

    def _enter(self, context: Any) -> None:  # noqa: ANN401 - any context manager
        context.__enter__()
        self._closers.append(context.__exit__)

    def _leave(self) -> None:
        self._closers.pop()(None, None, None)


def _span(table: Table, column: int, row: int) -> tuple[int, int, int, int]:
    """Return first column, first row, last column, last row of the cell at that place."""
    ranges = getattr(table, "_spanRanges", None) or {}
    return ranges.get((column, row)) or (column, row, column, row)
