"""The capability matrix as a list by capability, for an edition that has no room for a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import CondPageBreak, Spacer

from portfolio_app.pack.pages.flow import Anchor
from portfolio_app.pack.pages.matrix_marks import TITLE
from portfolio_app.pack.plan.sheets import sheet_place, sheets
from portfolio_app.pack.plan.text import PageLink
from portfolio_app.pack.tagged.structure import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.front import Column
    from portfolio_app.pack.plan.text import Line, Place

LEAD = (
    "Each line says whose words speak to a capability, how many passages there are, and the "
    "page on which the first of them stands."
)


def matrix_list(setting: Setting) -> Iterator[Flowable]:
    """Yield a heading for each capability and a line for each source that speaks to it."""
    yield setting.para(LEAD, "lead")
    groups = setting.plan.matrix.groups
    begun = {
        (sheet[0][0], sheet[0][1].start): sheet_place(index)
        for index, sheet in enumerate(sheets([len(group.columns) for group in groups]))
        if index  # the first table is where the whole matrix begins
    }
    for at, group in enumerate(groups):
        yield CondPageBreak(120)
        if place := begun.get((at, 0)):
            yield Anchor(place, TITLE)
        yield setting.heading(group.title, "h2", 2)
        for number, column in enumerate(group.columns):
            yield from _capability(setting, column, begun.get((at, number)) if number else None)


def _capability(setting: Setting, column: Column, place: Place | None) -> Iterator[Flowable]:
    yield CondPageBreak(70)
    if place:
        yield Anchor(place, TITLE)
    yield setting.heading(f"{column.code}  {column.short_title}", "h3", 3)
    key = object()
    lines = list(_lines(setting, column))
    for index, line in enumerate(lines):
        yield setting.line(line, "item", "LBody", (Step("L", key), Step("LI", index)))
    if not lines:
        yield setting.para("No passage yet.", "unwritten")
    if column.domain:
        own = setting.plan.matrix.own_page
        yield setting.line((f"{own}: ", PageLink(column.domain, bare=True)), "note")
    yield Spacer(0, 8)


def _lines(setting: Setting, column: Column) -> Iterator[Line]:
    for row in setting.plan.matrix.rows:
        cell = row.cell(column.ref)
        if cell:
            name, _, said = cell.description.partition(f", {column.code}: ")
            yield (f"{name}: {said}, ", PageLink(cell.passages[0]))
