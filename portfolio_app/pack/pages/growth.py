"""What was said of a capability at each earlier review, and since: side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from portfolio_app.model.domain.wording import day
from portfolio_app.pack.pages.flow import Rule
from portfolio_app.pack.pages.tables import Command, layout_table
from portfolio_app.pack.plan.text import PageLink
from portfolio_app.pack.styles import HEAD_LINE, RULE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.front import Growth

ABREAST = 3


def growth(setting: Setting, times: Sequence[Growth]) -> Iterator[Flowable]:
    """Yield a column for each time, or one below the other in large print."""
    if not times:
        return
    yield setting.heading("What was assessed then, and what has moved since", "h2")
    if setting.edition.reflowed:
        for time in times:
            yield Rule(
                setting.sheet.width, weight=HEAD_LINE, color=RULE, before=4, after=6, kept=True
            )
            yield from _one(setting, time)
        return
    sheet = setting.sheet
    widths = (sheet.third, sheet.gutter) * (ABREAST - 1) + (sheet.third,)
    for start in range(0, len(times), ABREAST):
        cells: list[object] = []
        lines: list[Command] = [
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5 * mm),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
        ]
        for index, time in enumerate(times[start : start + ABREAST]):
            cells += [_one(setting, time), ""]
            lines.append(("LINEABOVE", (2 * index, 0), (2 * index, 0), HEAD_LINE, RULE))
        cells = (cells + [""] * len(widths))[: len(widths)]
        yield layout_table([cells], widths, lines)


def _one(setting: Setting, time: Growth) -> list[Flowable]:
    head = [
        setting.para(time.title, "cell-bold"),
        setting.para(time.summary, "attribution-flush"),
    ]
    if time.quotation is None:
        return head
    said = time.quotation
    when = f", {day(said.dated)}" if said.dated else ""
    return [
        *head,
        setting.para(said.words, "quotation", "BlockQuote"),
        setting.para(f"{said.who}{when}", "attribution-flush"),
        setting.line((PageLink(said.passage),), "note"),
    ]
