"""Tables in the manner of the pack: no boxes, four kinds of line, text on the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Table, TableStyle

from portfolio_app.pack.fonts import Face, text_width
from portfolio_app.pack.plan.text import Strong, plain
from portfolio_app.pack.styles import HAIRLINE, HEAD_LINE, OPENING, TEAL, THIN
from portfolio_app.pack.tagged.structure import Step
from portfolio_app.pack.tagged.tables import TableTags

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import Fact

GAP = 4 * mm
"""Padding at the right of a cell; there is none at its left, so that text keeps to the grid."""
SHORTEST_LABEL, LONGEST_LABEL = 21 * mm, 34 * mm
TALLEST_ROW = 190 * mm
"""A row above this is parted over pages."""
ENDLESS = 10_000.0
"""More room than any page has, in points."""
Command = tuple[object, ...]


def text_table(
    rows: Sequence[Sequence[object]],
    widths: Sequence[float],
    *,
    summary: str,
    row_heads: Collection[int] = (),
    tight: bool = False,
    closed: bool = True,
    header: bool = True,
    extra: Sequence[Command] = (),
) -> Table:
    """Return a table of text, its first row the head, repeated on every page.

    Args:
        rows: Cells, the head first.
        widths: Of the columns, in points.
        summary: What it shows, in one sentence.
        row_heads: The columns whose cells are heads of their rows, from 0.
        tight: Whether it holds figures rather than text.
        closed: Whether a hairline stands below the last row.
        header: Whether the first row is a head.
        extra: Further commands of ReportLab's `TableStyle`.
    """
    first = 1 if header else 0
    commands = [*_text_lines(tight=tight, first=first), *extra]
    if header:
        commands += _head_lines()
    if closed:
        commands.append(("LINEBELOW", (0, -1), (-1, -1), THIN, HAIRLINE))
    table = Table(
        [list(row) for row in rows],
        colWidths=list(widths),
        style=TableStyle(commands),
        repeatRows=first,
        hAlign="LEFT",
        renderCB=TableTags(header_rows=first, row_heads=row_heads, summary=summary),
    )
    return _splitting(table)


def _text_lines(*, tight: bool, first: int) -> list[Command]:
    above, below = (3.2, 4.2) if tight else (5.2, 6.6)
    return [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), GAP),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), above),
        ("BOTTOMPADDING", (0, 0), (-1, -1), below),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, first), (-1, -2), THIN, HAIRLINE),
    ]


def _head_lines() -> list[Command]:
    return [
        ("TOPPADDING", (0, 0), (-1, 0), 0),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 4),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEBELOW", (0, 0), (-1, 0), HEAD_LINE, TEAL),
    ]


def layout_table(
    rows: Sequence[Sequence[object]], widths: Sequence[float], extra: Sequence[Command] = ()
) -> Table:
    """Return cells side by side that are no table to a reader: nothing in it is tagged so."""
    commands: list[Command] = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *extra,
    ]
    return _splitting(
        Table(
            [list(row) for row in rows],
            colWidths=list(widths),
            style=TableStyle(commands),
            hAlign="LEFT",
        )
    )


def _splitting(table: Table) -> Table:
    """Let a row be parted only where no page could hold it; elsewhere rows stay whole."""
    table.wrap(10_000, 10_000)
    table.splitInRow = max(table._rowHeights, default=0) > TALLEST_ROW  # noqa: SLF001
    return table


def facts_table(
    setting: Setting,
    facts: Sequence[Fact],
    *,
    columns: int = 2,
    label: float | None = None,
    top: bool = True,
) -> Table:
    """Return labelled facts in columns, read down the first column and then the next."""
    if setting.edition.reflowed:
        return _facts_below(setting, facts)
    sheet = setting.sheet
    width = (sheet.width - (columns - 1) * sheet.gutter) / columns
    depth = -(-len(facts) // columns)
    if label is None:
        longest = max((text_width(f.label, Face.SANS, 8) for f in facts), default=0.0)
        label = min(max(longest + 3 * mm, SHORTEST_LABEL), LONGEST_LABEL)
    key = object()
    rows: list[list[object]] = []
    for row in range(depth):
        cells: list[object] = []
        for column in range(columns):
            at = column * depth + row
            if column:
                cells.append("")
            filled = at < len(facts)
            cells.extend(_fact(setting, facts[at], (key, column), at) if filled else ["", ""])
        rows.append(cells)
    widths = ([label, width - label, sheet.gutter] * columns)[:-1]
    return layout_table(rows, widths, _fact_lines(columns, depth, len(facts), top=top))


def tall(flowable: Flowable, width: float) -> float:
    """Return the height of a flowable with the room around it."""
    _, height = flowable.wrap(width, ENDLESS)
    return float(height + flowable.getSpaceBefore() + flowable.getSpaceAfter())


def stacked(flowables: Iterable[Flowable], width: float) -> float:
    """Return the room in which flowables stand below one another on one page."""
    height, after, wanted = 0.0, 0.0, 0.0
    for flowable in flowables:
        if isinstance(flowable, CondPageBreak):
            wanted = max(wanted, height + flowable.height)
            continue
        _, own = flowable.wrap(width, ENDLESS)
        height += own + max(after, flowable.getSpaceBefore())
        after = flowable.getSpaceAfter()
    return max(height, wanted)


def before_value(label: str) -> Strong:
    """Return a label as it stands before its value; a question needs no colon."""
    return Strong(f"{label} " if label.endswith(("?", "!")) else f"{label}: ")


def _facts_below(setting: Setting, facts: Sequence[Fact]) -> Table:
    """Return facts below one another, each a line of its own with its label."""
    key = object()
    rows = []
    for at, fact in enumerate(facts):
        text = (before_value(fact.label), *fact.value)
        made = setting.line(text, "fact", "LBody", (Step("L", key), Step("LI", at)))
        made.source = plain(fact.value)
        rows.append([made])
    lines: list[Command] = [
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 8),
        ("LINEBELOW", (0, -1), (-1, -1), OPENING, TEAL),
    ]
    table = layout_table(rows or [[""]], (setting.sheet.width,), lines)
    table.spaceAfter = 10
    return table


def _fact(setting: Setting, fact: Fact, key: object, at: int) -> list[object]:
    path = (Step("L", key), Step("LI", at))
    return [
        setting.para(fact.label, "fact-label", "Lbl", path),
        setting.line(fact.value, "fact", "LBody", path),
    ]


def _fact_lines(columns: int, depth: int, number: int, *, top: bool) -> list[Command]:
    lines: list[Command] = [
        ("TOPPADDING", (0, 0), (-1, -1), 3.1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4.4),
        *(("RIGHTPADDING", (3 * c, 0), (3 * c, -1), 2.4 * mm) for c in range(columns)),
    ]
    for column in range(columns):
        left = column * 3
        last = min(depth, number - column * depth) - 1
        if last < 0:
            continue
        if top:
            lines.append(("LINEABOVE", (left, 0), (left + 1, 0), HEAD_LINE, HAIRLINE))
        lines.append(("LINEBELOW", (left, 0), (left + 1, last), THIN, HAIRLINE))
    return lines
