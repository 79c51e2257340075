"""The capability matrix: each mark leads to words on a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Spacer, Table, TableStyle
from reportlab.platypus.flowables import Flowable

from portfolio_app.pack.fonts import Face
from portfolio_app.pack.pages.flow import Opening, Section
from portfolio_app.pack.pages.furniture import fitting
from portfolio_app.pack.pages.matrix_list import matrix_list
from portfolio_app.pack.pages.place import linked
from portfolio_app.pack.pages.reflow import abreast
from portfolio_app.pack.pages.shapes import voice_mark
from portfolio_app.pack.plan.bundle import MATRIX
from portfolio_app.pack.plan.matrix import VOICES
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.styles import (
    GREY,
    HAIRLINE,
    HEAD_LINE,
    INK,
    OPENING,
    PANEL,
    TEAL,
    THIN,
)
from portfolio_app.pack.tagged.flowables import Para
from portfolio_app.pack.tagged.structure import Step
from portfolio_app.pack.tagged.tables import TableTags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.model.domain.roles import Voice
    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.front import Column, ColumnGroup, MatrixCell, MatrixRow

TITLE = "Capability matrix"
NUMBER = 6 * mm
PAGE = 8 * mm
TITLES = 44.55 * mm
"""Width of the titles of evidence."""
CELL = 5.75 * mm
WIDEST = 8 * mm
BETWEEN = 2.2 * mm
ROW = 6.35 * mm
HEAD = 65 * mm
MOST_COLUMNS = 19
"""Capabilities beside one another; more stand in a second table."""


def matrix(setting: Setting) -> Iterator[Flowable]:
    """Yield the matrix, in as many tables as the frameworks need."""
    plan = setting.plan.matrix
    yield Opening(Section(part=Part.GLANCE, place=MATRIX, name=TITLE, title=TITLE))
    yield setting.heading(TITLE, "h1", 1)
    if setting.edition.reflowed:
        yield from matrix_list(setting)
        yield from _remarks(setting)
        return
    yield setting.para(plan.lead, "lead")
    for groups in _sheets(plan.groups):
        yield _table(setting, groups)
        yield Spacer(0, 6 * mm)
    yield from _remarks(setting)


def _sheets(groups: Sequence[ColumnGroup]) -> Iterator[list[ColumnGroup]]:
    """Part the frameworks so that each table has room for its columns."""
    current: list[ColumnGroup] = []
    for group in groups:
        for start in range(0, len(group.columns), MOST_COLUMNS):
            part = replace(group, columns=group.columns[start : start + MOST_COLUMNS])
            if (
                current
                and sum(len(g.columns) for g in current) + len(part.columns) > MOST_COLUMNS
            ):
                yield current
                current = []
            current.append(part)
    if current:
        yield current


# --- the table ---------------------------------------------------------------------------


def _table(setting: Setting, groups: Sequence[ColumnGroup]) -> Table:
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
    rows: list[list[object]] = [_head_row(setting, groups, columns, titles)]
    rows += [_row(setting, row, columns, titles) for row in setting.plan.matrix.rows]
    rows += [_kinds(setting, columns), _domains(setting, columns)]
    heights = [HEAD, *([ROW] * (len(rows) - 1))]
    return Table(
        rows,
        colWidths=widths,
        rowHeights=heights,
        style=TableStyle(_lines(columns, len(rows), setting.plan.matrix.rows)),
        repeatRows=1,
        hAlign="LEFT",
        renderCB=TableTags(
            header_rows=1, header_cols=2, summary="Passages by evidence and capability"
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
    width: float,
) -> list[object]:
    firsts = {group.columns[0].ref: group.title for group in groups}
    turned: list[object] = [
        "" if c is None else TurnedHead(c.short_title, c.number, firsts.get(c.ref, ""))
        for c in columns
    ]
    legend = Legend(setting.plan.matrix.voices)
    return [legend, "", setting.para("Page", "matrix-page"), *turned]


def _row(
    setting: Setting, row: MatrixRow, columns: Sequence[Column | None], width: float
) -> list[object]:
    title = fitting(row.title, width - 1.5 * mm, size=8.4)
    style = "matrix-further" if row.further else "matrix-title"
    page = linked(setting.pages.printed(row.place), row.place)
    marks: list[object] = []
    for column in columns:
        cell = row.cell(column.ref) if column else None
        marks.append(MatrixMark(setting, cell, row.voice) if cell else "")
    return [
        setting.para(row.number, "matrix-number"),
        setting.para(title, style),
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


class MatrixMark(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A mark in the matrix: a link to the first passage."""

    def __init__(self, setting: Setting, cell: MatrixCell, voice: Voice) -> None:
        super().__init__()
        self.cell, self.voice = cell, voice
        self.page = setting.pages.printed(cell.passages[0])

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Fill the cell."""
        self.width = availWidth
        return availWidth, ROW

    def draw(self) -> None:
        """Draw the mark as a figure in a link that says all it says."""
        canvas = self.canv
        said = f"{self.cell.description}, page {self.page}"
        box = (0, 0, self.width, ROW)
        with canvas.within(Step("Link", "link")):
            with canvas.figure("mark", said, box):
                figure = str(len(self.cell.passages))
                voice_mark(canvas, self.voice, self.width / 2, ROW / 2, text=figure)
            canvas.link_to(self.cell.passages[0], box, said)


class TurnedHead(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The head of a column: its title turned by 90 degrees, its number below."""

    def __init__(self, title: str, number: str, group: str) -> None:
        super().__init__()
        self.title, self.number, self.group = title, number, group

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Fill the cell."""
        self.width = availWidth
        return availWidth, HEAD

    def draw(self) -> None:
        """Draw the title upwards, the number in teal, the framework above its first column."""
        canvas = self.canv
        if self.group:
            with canvas.within(Step("Span", "framework")):
                canvas.setFillColor(TEAL)
                canvas.draw_text(0, HEAD - 7, self.group, Face.SANS_BOLD, 8.4)
        canvas.setFillColor(TEAL)
        with canvas.within(Step("Span", "number")):
            canvas.draw_text(
                self.width / 2, 4.4, self.number, Face.SANS_BOLD, 8, anchor="middle"
            )
        canvas.saveState()
        canvas.translate(self.width / 2 + 2.8, 17)
        canvas.rotate(90)
        canvas.setFillColor(INK)
        with canvas.within(Step("Span", "title")):
            canvas.draw_text(0, 0, fitting(self.title, HEAD - 30, size=8), Face.SANS, 8)
        canvas.restoreState()


class Legend(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """What the marks mean, in the empty corner of the matrix."""

    PITCH = 17.0

    def __init__(self, voices: Sequence[Voice]) -> None:
        super().__init__()
        self.voices = voices

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Fill the corner."""
        return availWidth, HEAD

    def draw(self) -> None:
        """Draw a line for each voice; the figure in it is an example."""
        canvas = self.canv
        y = HEAD - 62
        with canvas.within(Step("P", "whose")):
            canvas.setFillColor(GREY)
            canvas.draw_text(0, y + 4, "Whose words", Face.SANS_BOLD, 8)
        for index, voice in enumerate(self.voices):
            y -= self.PITCH + (3 if index == 0 else 0)
            with canvas.artifact():
                voice_mark(canvas, voice, 6, y + 3, text="2")
            with canvas.within(Step("P", voice)):
                canvas.setFillColor(INK)
                canvas.draw_text(NUMBER, y, VOICES[voice], Face.SANS, 8.4)
        with canvas.within(Step("P", "evidence")):
            canvas.setFillColor(GREY)
            canvas.draw_text(0, 4.4, "Evidence", Face.SANS_BOLD, 8)


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
