"""Requirements met: figures on top, then one row for each requirement of the pathway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import PageBreak, Spacer

from portfolio_app.pack.fonts import Face, marked_up
from portfolio_app.pack.pages.flow import Icon, Opening, Rule, Section
from portfolio_app.pack.pages.reflow import kept_together, labelled
from portfolio_app.pack.pages.tables import Command, layout_table, tall, text_table
from portfolio_app.pack.plan.bundle import REQUIREMENTS
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.plan.text import Strong
from portfolio_app.pack.styles import GREY, HEAD_LINE, OPENING, RULE, TEAL
from portfolio_app.pack.tagged.flowables import Para

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.platypus import Table
    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.front import Figure, RequirementRow, RequirementsPlan
    from portfolio_app.pack.styles import Sheet

_WIDTHS = (49 * mm, 55 * mm, 34 * mm, 32 * mm)
ICON, ICON_WIDTH = 8.0, 9 * mm
"""Radius and room of the icon of a state in large print."""
TOGETHER = 2
"""Rows that go overleaf with the notes on the table, which would be alone there; ours."""
_FIGURES = 4
"""Figures in one row."""


def requirements(setting: Setting) -> Iterator[Flowable]:
    """Yield the page of requirements."""
    plan = setting.plan.requirements
    yield Opening(
        Section(part=Part.GLANCE, place=REQUIREMENTS, name=plan.title, title=plan.title)
    )
    above = [setting.heading(plan.title, "h1", 1), setting.line(plan.lead, "lead")]
    if plan.forced:
        above += _forced(setting, plan.forced)
    above += _figures(setting, plan.figures)
    yield from above
    if setting.edition.reflowed:
        yield from _rows_below(setting, plan)
        return
    taken = sum(tall(flowable, setting.sheet.width) for flowable in above)
    yield from _parted(_table(setting, plan), _notes(setting, plan), taken, setting.sheet)


def _table(setting: Setting, plan: RequirementsPlan) -> Table:
    heads = ("The pathway asks", "What is here", "Who said it", "State")
    return text_table(
        [
            [setting.para(text, "head") for text in heads],
            *(_row(setting, row) for row in plan.rows),
        ],
        _WIDTHS,
        summary="What the pathway asks, what is here, who said it, and whether it is met",
        row_heads=(0,),
    )


def _notes(setting: Setting, plan: RequirementsPlan) -> Table:
    notes = [setting.line(note, "note") for note in plan.notes]
    widths = (setting.sheet.half, setting.sheet.gutter, setting.sheet.half)
    table = layout_table([[notes[:1], "", notes[1:]]], widths)
    table.spaceBefore = 7 * mm
    return table


def _parted(table: Table, notes: Table, taken: float, sheet: Sheet) -> Iterator[Flowable]:
    """Yield a table and the notes on it, its last rows with them if they go overleaf."""
    room = sheet.height - taken
    height, more = tall(table, sheet.width), tall(notes, sheet.width)
    last = sum(table._rowHeights[-TOGETHER:])  # noqa: SLF001 - ReportLab has no other way
    parts = (
        table.split(sheet.width, height - last + 1)
        if height <= room < height + more and last < height
        else []
    )
    if len(parts) == 2:
        yield from (parts[0], PageBreak(), parts[1])
    else:
        yield table
    yield notes


def _rows_below(setting: Setting, plan: RequirementsPlan) -> Iterator[Flowable]:
    """Yield the rows below one another, the notes with the last of them."""
    rows = [list(_row_below(setting, row)) for row in plan.rows] or [[]]
    for note in plan.notes:
        said = setting.line(note, "note")
        said.spaceBefore = 8
        rows[-1].append(said)
    for row in rows:
        yield from kept_together(row)


def _forced(setting: Setting, reason: str) -> Iterator[Flowable]:
    yield setting.heading("Made although something is missing", "h3-first")
    yield setting.para("The practitioner gave this reason:", "note")
    yield setting.para(reason, "statement")
    yield Spacer(0, 4 * mm)


def _row_below(setting: Setting, row: RequirementRow) -> Iterator[Flowable]:
    """Yield a requirement as lines below one another, its state first."""
    yield Rule(setting.sheet.width, weight=HEAD_LINE, color=RULE, before=6, after=6, kept=True)
    yield setting.line(row.asks, "item")
    if row.advice:
        yield setting.para(row.advice, "note")
    said = [setting.line(row.state_text, "cell-bold")]
    if row.state_more:
        said.append(setting.line(row.state_more, "cell"))
    yield layout_table(
        [[Icon(row.state, radius=ICON), said]],
        (ICON_WIDTH, setting.sheet.width - ICON_WIDTH),
        (("TOPPADDING", (0, 0), (0, 0), 5),),
    )
    for line in row.here:
        yield setting.line(line, "item")
    for reason in row.reasons:
        yield setting.para(reason, "note")
    if row.said:
        yield labelled(setting, "Who said it", (row.said,), "fact")


def _figures(setting: Setting, figures: Sequence[Figure]) -> Iterator[Flowable]:
    if setting.edition.reflowed:
        for figure in figures:
            number = f"{figure.number} {figure.of}".strip()
            yield setting.line((Strong(f"{number}  "), figure.label), "item")
        yield Spacer(0, 8)
        return
    sheet = setting.sheet
    for start in range(0, len(figures), _FIGURES):
        row = figures[start : start + _FIGURES]
        width = (sheet.width - (_FIGURES - 1) * sheet.gutter) / _FIGURES
        cells: list[object] = []
        lines: list[Command] = []
        for index, figure in enumerate(row):
            cells += [_figure(setting, figure), ""]
            lines.append(("LINEABOVE", (2 * index, 0), (2 * index, 0), OPENING, TEAL))
        widths = [width, sheet.gutter] * len(row)
        lines.append(("TOPPADDING", (0, 0), (-1, -1), 4))
        yield layout_table([cells[:-1]], widths[:-1], lines)
        yield Spacer(0, 6 * mm)


def _figure(setting: Setting, figure: Figure) -> list[Flowable]:
    grey = "#" + GREY.hexval()[2:]
    of = f'<font name="{Face.SANS.value}" size="9.5" color="{grey}"> {figure.of}</font>'
    number = marked_up(figure.number, Face.DISPLAY) + (of if figure.of else "")
    label = Para(marked_up(figure.label, Face.SANS), setting.style("note"))
    return [Para(number, setting.style("number")), label]


def _row(setting: Setting, row: RequirementRow) -> list[object]:
    here: list[Flowable] = [setting.line(line, "cell") for line in row.here]
    here += [setting.para(reason, "note") for reason in row.reasons]
    said = [setting.line(row.state_text, "cell")]
    if row.state_more:
        said.append(setting.line(row.state_more, "cell"))
    state = layout_table(
        [[Icon(row.state), said]],
        (6 * mm, _WIDTHS[3] - 6 * mm),
        (("TOPPADDING", (0, 0), (0, 0), 0.8),),
    )
    asks: list[Flowable] = [setting.line(row.asks, "cell")]
    if row.advice:
        asks.append(setting.para(row.advice, "note"))
    return [asks, here, setting.para(row.said, "cell"), state]
