"""The capability matrix: each mark leads to words on a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Spacer, Table, TableStyle

from portfolio_app.model.domain.wording import joined
from portfolio_app.pack.fonts import marked_up, text_width
from portfolio_app.pack.pages.flow import Opening, Section
from portfolio_app.pack.pages.furniture import fitting
from portfolio_app.pack.pages.matrix_list import matrix_list
from portfolio_app.pack.pages.matrix_marks import (
    HEAD,
    NUMBER,
    TITLE,
    Ahead,
    Legend,
    MatrixMark,
    TurnedHead,
)
from portfolio_app.pack.pages.place import linked
from portfolio_app.pack.pages.reflow import abreast
from portfolio_app.pack.pages.tables import stacked
from portfolio_app.pack.plan.bundle import MATRIX
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.plan.sheets import sheet_place, sheets
from portfolio_app.pack.styles import (
    HAIRLINE,
    HEAD_LINE,
    OPENING,
    PANEL,
    TEAL,
    THIN,
    face_of,
)
from portfolio_app.pack.tagged.flowables import Para
from portfolio_app.pack.tagged.structure import Attributes
from portfolio_app.pack.tagged.tables import TableTags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.front import Column, ColumnGroup, MatrixRow

PAGE = 8 * mm
TITLES = 44.55 * mm
"""Width of the titles of evidence."""
CELL = 5.75 * mm
WIDEST = 8 * mm
BETWEEN = 2.2 * mm
ROW, TALL_ROW = 6.35 * mm, 9.2 * mm
"""Height of a row whose title takes one line, or two."""
MOST_LINES = 2


def matrix(setting: Setting) -> Iterator[Flowable]:
    """Yield the matrix, in as many tables as the frameworks need."""
    plan = setting.plan.matrix
    yield Opening(Section(part=Part.GLANCE, place=MATRIX, name=TITLE, title=TITLE))
    title = setting.heading(TITLE, "h1", 1)
    if setting.edition.reflowed:
        yield title
        yield from matrix_list(setting)
        yield from _remarks(setting)
        return
    above = [title, setting.para(plan.lead, "lead")]
    made = [(legend := Legend(plan.voices), _table(setting, groups, legend))
            for groups in _sheets(plan.groups)]  # fmt: skip
    is_first = _would_be_alone(setting, above, [table for _, table in made])
    yield from above
    if is_first:
        yield from _remarks(setting)
    for index, (legend, table) in enumerate(made):
        if index or is_first:
            yield Spacer(0, 6 * mm)
        # A long first table begins below the heading; later ones stay whole where they can.
        yield Ahead(legend, sheet_place(index) if index else None)
        yield table
    if not is_first:
        yield Spacer(0, 6 * mm)
        yield from _remarks(setting)


def _would_be_alone(
    setting: Setting, above: Sequence[Flowable], tables: Sequence[Table]
) -> bool:
    """Return whether the remarks would be alone on a page below the last table."""
    if len(tables) > 1:
        return True
    sheet = setting.sheet
    taken = stacked((*above, *tables), sheet.width)
    needed = stacked(_remarks(setting), sheet.width) + 6 * mm
    return bool(taken <= sheet.height < taken + needed)


def _sheets(groups: Sequence[ColumnGroup]) -> Iterator[list[ColumnGroup]]:
    """Part the frameworks so that each table has room for its columns."""
    for sheet in sheets([len(group.columns) for group in groups]):
        yield [replace(groups[at], columns=groups[at].columns[part]) for at, part in sheet]


# --- the table ---------------------------------------------------------------------------


def _table(setting: Setting, groups: Sequence[ColumnGroup], legend: Legend) -> Table:
    columns: list[Column | None] = []
    for group in groups:
        if columns:
            columns.append(None)
        columns.extend(group.columns)
    number = sum(column is not None for column in columns)
    room = setting.sheet.width - NUMBER - TITLES - PAGE - BETWEEN * (len(groups) - 1)
    cell = min(WIDEST, room / number)
    titles = setting.sheet.width - NUMBER - PAGE - cell * number - BETWEEN * (len(groups) - 1)
    widths = [NUMBER, titles, PAGE, *(BETWEEN if c is None else cell for c in columns)]
    rows: list[list[object]] = [_head_row(setting, groups, columns, legend)]
    heights = [HEAD]
    for heard, row in _heard_titles(setting.plan.matrix.rows):
        title = _title(setting, row, heard, titles - 1.5 * mm)
        heights.append(ROW if len(title.blPara.lines) == 1 else TALL_ROW)
        rows.append(_row(setting, row, columns, title, heights[-1]))
    rows += [_kinds(setting, columns), _domains(setting, columns)]
    heights += [ROW, ROW]
    return Table(
        rows,
        colWidths=widths,
        rowHeights=heights,
        style=TableStyle(_lines(columns, len(rows), setting.plan.matrix.rows)),
        repeatRows=1,
        hAlign="LEFT",
        renderCB=TableTags(
            header_rows=1,
            row_heads=(0, 1),
            summary=f"Passages by evidence and capability: {joined([g.title for g in groups])}",
        ),
    )


def _lines(
    columns: Sequence[Column | None], depth: int, rows: Sequence[MatrixRow]
) -> list[tuple[object, ...]]:
    last = depth - 3
    lines: list[tuple[object, ...]] = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("RIGHTPADDING", (1, 1), (1, -1), 1.5 * mm),
        ("SPAN", (0, 0), (1, 0)),
        ("NOSPLIT", (0, max(1, last - 1)), (-1, -1)),
    ]  # fmt: skip
    start = 0
    for at, column in enumerate([*columns, None]):
        if column is None:
            first = 0 if start == 0 else 3 + start
            lines.append(("LINEBELOW", (first, 0), (2 + at, 0), HEAD_LINE, TEAL))
            lines.append(("LINEBELOW", (first, last), (2 + at, last), HEAD_LINE, TEAL))
            for row in range(1, last):
                further = row < len(rows) and rows[row].further
                if not further:
                    lines.append(("LINEBELOW", (first, row), (2 + at, row), THIN, HAIRLINE))
            start = at + 1
        elif (at - start) % 2:
            lines.append(("BACKGROUND", (3 + at, 1), (3 + at, last), PANEL))
    return lines


def _head_row(
    setting: Setting,
    groups: Sequence[ColumnGroup],
    columns: Sequence[Column | None],
    legend: Legend,
) -> list[object]:
    firsts = {group.columns[0].ref: group.title for group in groups}
    turned: list[object] = [
        "" if c is None else TurnedHead(c, firsts.get(c.ref, "")) for c in columns
    ]
    return [legend, "", setting.para("Page", "matrix-page"), *turned]


def _heard_titles(rows: Sequence[MatrixRow]) -> Iterator[tuple[str, MatrixRow]]:
    """Yield each row with its title as it is heard, where no row stands above it."""
    above = ""
    for row in rows:
        above = above if row.further else row.title
        yield f"{above}, {row.title}" if row.further else row.title, row


def _title(setting: Setting, row: MatrixRow, heard: str, width: float) -> Para:
    """Return the title of a row on two lines at most; it is heard in full."""
    style = setting.style("matrix-further" if row.further else "matrix-title")
    shown = row.title
    while True:
        markup = marked_up(shown if shown == row.title else f"{shown} …", face_of(style))
        made = Para(markup, style, attributes=Attributes(actual_text=heard))
        made.wrap(width, 10_000)
        if len(made.blPara.lines) <= MOST_LINES:
            return made
        shown = fitting(
            shown,
            text_width(shown, face_of(style), style.fontSize) - 1,
            face_of(style),
            style.fontSize,
        ).removesuffix(" …")


def _row(
    setting: Setting,
    row: MatrixRow,
    columns: Sequence[Column | None],
    title: Para,
    height: float,
) -> list[object]:
    page = linked(setting.pages.printed(row.place), row.place)
    marks: list[object] = []
    for column in columns:
        cell = row.cell(column.ref) if column else None
        marks.append(MatrixMark(setting, cell, row.voice, height) if cell else "")
    return [
        setting.para(row.number, "matrix-number"),
        title,
        Para(page, setting.style("matrix-page-link")),
        *marks,
    ]


def _kinds(setting: Setting, columns: Sequence[Column | None]) -> list[object]:
    return [
        "", setting.para("Kinds of source", "matrix-kinds"), "",
        *("" if c is None else setting.para(str(c.kinds), "matrix-kind") for c in columns),
    ]  # fmt: skip


def _domains(setting: Setting, columns: Sequence[Column | None]) -> list[object]:
    if not any(c and c.domain for c in columns):
        return ["" for _ in range(3 + len(columns))]
    cells: list[object] = []
    for column in columns:
        if column and column.domain:
            page = linked(setting.pages.printed(column.domain), column.domain)
            cells.append(Para(page, setting.style("matrix-domain")))
        else:
            cells.append("")
    return ["", setting.para(setting.plan.matrix.own_page, "matrix-title"), "", *cells]


# --- below -------------------------------------------------------------------------------


def _remarks(setting: Setting) -> Iterator[Flowable]:
    plan, sheet = setting.plan.matrix, setting.sheet
    whole = [
        setting.heading("Read it as a whole", "h3-first"),
        setting.para(plan.whole, "side"),
    ]
    thin = [
        setting.heading("Where it is thin", "h3-first"),
        *(setting.line(line, "side") for line in plan.thin),
    ]
    yield CondPageBreak(34 * mm)
    yield from abreast(
        setting,
        [whole, thin],
        (sheet.half, sheet.gutter, sheet.half),
        (
            ("LINEABOVE", (0, 0), (0, 0), OPENING, TEAL),
            ("LINEABOVE", (2, 0), (2, 0), OPENING, TEAL),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
        ),
    )
