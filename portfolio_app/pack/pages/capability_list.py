"""Capabilities that have no page of their own: a table with who speaks to them, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Spacer

from portfolio_app.pack.pages.flow import Opening, Rule, Section
from portfolio_app.pack.pages.margin import Manner, Marking
from portfolio_app.pack.pages.reflow import kept_together, labelled
from portfolio_app.pack.pages.tables import stacked, text_table
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.plan.text import Strong
from portfolio_app.pack.styles import HAIRLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.platypus import Table
    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.front import CapabilityList, CapabilityRow

_WIDTHS = (10 * mm, 72 * mm, 44 * mm, 44 * mm)
ABOVE = 9 * mm
"""Room between a table and what stands above it on the page."""


def capability_list(setting: Setting, plan: CapabilityList, *, first: bool) -> list[Flowable]:
    """Return the table of one framework, whole on a page where a page holds it.

    Args:
        setting: What it is set with.
        plan: What it shows.
        first: Whether it stands at the top of its part.
    """
    lead = setting.para(plan.lead, "means")
    lead.keepWithNext = 1
    head: list[Flowable] = [
        Opening(
            Section(part=Part.CAPABILITIES, place=plan.place, name=plan.label, title=plan.title)
        ),
        Marking(Manner.NOTHING),
        setting.para(plan.label, "label"),
        setting.title(plan.title, small=True),
        Rule(setting.sheet.width, after=5, kept=True),
        lead,
    ]
    if not first:
        head[0].spaceBefore = ABOVE
    if setting.edition.reflowed:
        return [CondPageBreak(180), *head, *_below(setting, plan)]
    made = [*head, Spacer(0, 2 * mm), _table(setting, plan)]
    whole = ABOVE + stacked(made[2:], setting.sheet.width)
    return made if first else [CondPageBreak(min(whole, setting.sheet.height)), *made]


def _table(setting: Setting, plan: CapabilityList) -> Table:
    heads = ("No.", "Title", "Who speaks to it", "Pages")
    return text_table(
        [
            [setting.para(text, "head") for text in heads],
            *(_row(setting, row) for row in plan.rows),
        ],
        _WIDTHS,
        tight=True,
        row_heads=(0, 1),
        summary=f"{plan.title}, with who speaks to each and where",
    )


def _row(setting: Setting, row: CapabilityRow) -> list[object]:
    return [
        setting.para(row.number, "cell-bold"),
        setting.para(row.title, "cell"),
        setting.para(row.said, "cell"),
        setting.line(row.pages, "cell") if row.pages else "",
    ]


def _below(setting: Setting, plan: CapabilityList) -> Iterator[Flowable]:
    """Yield the rows below one another, each with a line beneath it."""
    for row in plan.rows:
        title = setting.line((Strong(f"{row.number} "), row.title), "item")
        said = setting.para(row.said, "item")
        pages = [labelled(setting, "Pages", row.pages, "item")] if row.pages else []
        end = Rule(setting.sheet.width, weight=0.8, color=HAIRLINE, before=2, after=8)
        yield from kept_together([title, said, *pages, end])
