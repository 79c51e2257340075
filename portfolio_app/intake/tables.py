"""Reads the tables of a document, which templates are often made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.slots import Slot

if TYPE_CHECKING:
    from portfolio_app.intake.document import Table
    from portfolio_app.intake.matching import Placing
    from portfolio_app.model.domain.forms import Field


def place_table(table: Table, placing: Placing) -> None:
    """Place the words of `table`.

    It may be the rows of a list under heads that name its parts, answers under their titles,
    answers beside their titles, or a frame around ordinary paragraphs. Any other table is
    words of the open question, a line a row.
    """
    heads = table.rows[0]
    listed = placing.titles.column_list(_first_line(head) for head in heads)
    if listed and len(table.rows) > 1:
        _place_list(table, listed, placing)
    elif (
        len(table.rows) > 1
        and _names_only(heads, placing)
        and not _names_only(table.rows[1], placing)
    ):
        _place_columns(table, placing)
    elif any(_is_label_row(row, placing) for row in table.rows):
        _place_labels(table, placing)
    else:
        for row in table.rows:
            cells = [cell for cell in row if cell]
            if len(cells) == 1:
                for line in cells[0].split("\n"):
                    placing.add_line(line)
            else:
                placing.add(_flat(cells))
        return
    placing.close()


def _place_list(table: Table, field: Field, placing: Placing) -> None:
    heads, *rows = table.rows
    columns = [_column(head, field, placing) for head in heads]
    for cells in rows:
        row = placing.next_row(field)
        for column, cell in zip(columns, cells, strict=True):
            if column and cell:
                placing.open_row(column, row)
                placing.add(cell)
    for head, column, cells in zip(heads, columns, zip(*rows, strict=True), strict=True):
        title, _, guidance = head.partition("\n")
        if column is None:
            _keep_apart(head, [cell for cell in cells if cell], placing)
            continue
        placing.keep_asides(title, column)
        if guidance and not placing.titles.is_own_wording(guidance, column):
            placing.unplaced.append(f"{title}: {guidance}")


def _column(head: str, field: Field, placing: Placing) -> Slot | None:
    """Return the part of a list whose answers stand below `head`."""
    found = placing.titles.slot(_first_line(head), field, loose=False)
    return found if found and found.top.id == field.id else None


def _keep_apart(head: str, cells: list[str], placing: Placing) -> None:
    """Leave a column that the list has no part for unplaced, its heading told once."""
    if head and cells:
        placing.unplaced.append(f"{_flat([head])}: {_flat(cells)}")
    elif head or cells:
        placing.unplaced.append(_flat(cells or [head]))


def _place_columns(table: Table, placing: Placing) -> None:
    for number, head in enumerate(table.rows[0]):
        if named := placing.find(head):
            placing.keep_asides(head, named if isinstance(named, Slot) else None)
        for row in table.rows[1:]:
            found = placing.find(head) if head else None
            if found and row[number]:
                placing.open(found)
                _add_lines(row[number], placing, isinstance(found, Slot))
            elif row[number]:
                placing.unplaced.append(row[number])


def _place_labels(table: Table, placing: Placing) -> None:
    """Place rows of titles with their answers to the right, or in the row below."""
    waiting: Slot | Field | None = None
    for row in table.rows:
        cells = [cell for cell in row if cell]
        found = None
        rest = []
        for cell in cells:
            is_label = found is None or "\n" not in cell
            if is_label and (named := placing.find(_first_line(cell))):
                found = named
                placing.open_named(found, _first_line(cell))
                for guidance in cell.split("\n")[1:]:
                    placing.add(guidance)
            elif found or (waiting and len(cells) == 1):
                _add_lines(cell, placing, isinstance(found or waiting, Slot))
            else:
                rest.append(cell)
        if rest:
            placing.unplaced.append(_flat(rest))
        waiting = found if found and len(cells) == 1 else None
        if waiting is None:
            placing.close()


def _add_lines(text: str, placing: Placing, answers_one: bool) -> None:
    """Place the lines of a cell: to the open question, or by the titles among them."""
    for line in text.split("\n"):
        if answers_one:
            placing.add(line)
        else:
            placing.add_line(line)


def _names_only(cells: tuple[str, ...], placing: Placing) -> bool:
    """Whether several cells stand here, and each names a question."""
    named = [cell for cell in cells if cell]
    return len(named) > 1 and all(placing.find(cell) for cell in named)


def _is_label_row(cells: tuple[str, ...], placing: Placing) -> bool:
    first = next(cell for cell in cells if cell)
    return len(cells) > 1 and placing.find(_first_line(first)) is not None


def _first_line(cell: str) -> str:
    return cell.partition("\n")[0]


def _flat(cells: list[str]) -> str:
    """Return cells as one line, parted by bars."""
    return " | ".join(" ".join(cell.split()) for cell in cells)
