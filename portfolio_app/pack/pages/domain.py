"""A capability's own page: the account as a whole, and what different people say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, PageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from portfolio_app.model.domain.wording import day
from portfolio_app.pack.fonts import Face
from portfolio_app.pack.pages.capability_list import capability_list
from portfolio_app.pack.pages.flow import Opening, PartMark, Rule, Section, Shape
from portfolio_app.pack.pages.growth import growth
from portfolio_app.pack.pages.margin import Beside, Clear, Manner, Marking
from portfolio_app.pack.pages.reflow import (
    kept_together,
    opening_rules,
    pairs_below,
    with_aside,
)
from portfolio_app.pack.pages.shapes import voice_mark
from portfolio_app.pack.pages.tables import Command, layout_table, stacked
from portfolio_app.pack.plan.matrix import VOICES
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.plan.text import PageLink
from portfolio_app.pack.styles import HAIRLINE, HEAD_LINE, QUIET, RULE, THIN
from portfolio_app.pack.tagged.structure import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.front import DomainPlan, Quotation

ABREAST = 3
UNWRITTEN = "No statement yet."
OPENED = 260
"""Room that a capability needs to begin on a page of large print: up to its first words."""


def domains(setting: Setting) -> Iterator[Flowable]:
    """Yield the pages of capabilities, short ones on one page, then those in tables."""
    if setting.plan.domains or setting.plan.lists:
        yield PageBreak()
        yield PartMark(Part.CAPABILITIES, setting.plan.part_title(Part.CAPABILITIES))
    for index, plan in enumerate(setting.plan.domains):
        flowables = list(_domain(setting, plan))
        if index:
            whole = OPENED if setting.edition.reflowed else _height(setting, flowables)
            yield CondPageBreak(min(whole, setting.sheet.height))
            flowables[0].spaceBefore = 9 * mm
        yield from flowables
    for index, table in enumerate(setting.plan.lists):
        is_first = index == 0 and not setting.plan.domains
        yield from capability_list(setting, table, first=is_first)


def _height(setting: Setting, flowables: Sequence[Flowable]) -> float:
    """Return about how much room a capability needs, the space before it included."""
    total, column = float(9 * mm), 0.0
    run: list[Flowable] = []
    for flowable in flowables:
        if isinstance(flowable, Beside):
            total += stacked(run, setting.sheet.width)
            run = []
            column = stacked(flowable.content, setting.sheet.side)
        elif isinstance(flowable, Clear):
            total += max(stacked(run, setting.sheet.width), column)
            run = []
        elif not isinstance(flowable, Opening | Marking):
            run.append(flowable)
    return total + stacked(run, setting.sheet.width)


def _domain(setting: Setting, plan: DomainPlan) -> Iterator[Flowable]:
    sheet = setting.sheet
    yield Opening(
        Section(
            part=Part.CAPABILITIES,
            place=plan.place,
            name=plan.code,
            title=f"{plan.code}  {plan.title}",
            counted=True,
        )
    )
    yield Marking(Manner.NOTHING)
    yield setting.para(plan.label, "label")
    yield setting.title(f"{plan.number} {plan.title}")
    if not plan.quotations:
        yield Rule(sheet.width, after=5)
        yield from _statement(setting, plan)
        yield setting.para("No passage is claimed for it.", "means")
        return
    yield from opening_rules(setting, 4)
    yield from with_aside(
        setting, _statement(setting, plan), _facts(setting, plan),
        sheet.text + sheet.gutter, sheet.side,
    )  # fmt: skip
    yield from growth(setting, plan.growth)
    yield from _said(setting, plan)


def _statement(setting: Setting, plan: DomainPlan) -> Iterator[Flowable]:
    yield setting.heading("My account, as a whole", "h3-first")
    if not plan.statement:
        yield setting.para(UNWRITTEN, "unwritten")
        return
    for paragraph in plan.statement:
        yield setting.para(paragraph, "body")
    yield setting.para(plan.byline, "attribution")


def _facts(setting: Setting, plan: DomainPlan) -> list[Flowable]:
    note: list[Flowable] = [Spacer(0, 5), setting.line(plan.note, "note")] if plan.note else []
    if setting.edition.reflowed:
        counts = [(VOICES[voice], str(number)) for voice, number in plan.counts]
        below = list(pairs_below(setting, counts))
        return [setting.heading(plan.summary, "h2", 2), *kept_together(below), *note]
    key = object()
    rows = [
        [Shape(voice, radius=5.2),
         setting.para(VOICES[voice], "fact", "Lbl", (Step("L", key), Step("LI", voice))),
         setting.para(str(number), "cell-right", "LBody", (Step("L", key), Step("LI", voice)))]
        for voice, number in plan.counts
    ]  # fmt: skip
    side = setting.sheet.side
    table = layout_table(
        rows, (6 * mm, side - 16 * mm, 10 * mm),
        (
            ("LINEBELOW", (0, 0), (-1, -1), THIN, HAIRLINE),
            ("TOPPADDING", (0, 0), (-1, -1), 2.2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.4),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ),
    )  # fmt: skip
    return [setting.heading(plan.summary, "h3-first", 2), table, *note]


def _said(setting: Setting, plan: DomainPlan) -> Iterator[Flowable]:
    title = "Said by different people, over time" if len(plan.counts) > 1 else "What is said"
    yield setting.heading(title, "h2")
    if setting.edition.reflowed:
        for quotation in plan.quotations:
            yield from _quotation_below(setting, quotation)
        return
    days = [q.dated for q in plan.quotations if q.dated]
    if len(set(days)) > 1:
        yield TimeLine(setting, plan.quotations)
    else:
        yield Spacer(0, 2 * mm)
    sheet = setting.sheet
    widths = (sheet.third, sheet.gutter) * (ABREAST - 1) + (sheet.third,)
    for start in range(0, len(plan.quotations), ABREAST):
        row = plan.quotations[start : start + ABREAST]
        cells: list[object] = []
        lines: list[Command] = [
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5 * mm),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
        ]
        for index, quotation in enumerate(row):
            cells += [_quotation(setting, quotation), ""]
            lines.append(("LINEABOVE", (2 * index, 0), (2 * index, 0), HEAD_LINE, RULE))
        cells = (cells + [""] * len(widths))[: len(widths)]
        yield layout_table([cells], widths, lines)


def _quotation(setting: Setting, quotation: Quotation) -> list[Flowable]:
    when = f"{quotation.dated.day} {_month(quotation.dated)} {quotation.dated.year}" if (
        quotation.dated
    ) else ""  # fmt: skip
    third = setting.sheet.third
    head = layout_table(
        [[Shape(quotation.voice, quotation.letter), setting.para(quotation.who, "cell-bold"),
          setting.para(when, "note-right")]],
        (7 * mm, third - 29 * mm, 22 * mm),
        (("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("BOTTOMPADDING", (0, 0), (-1, -1), 4)),
    )  # fmt: skip
    return [
        head,
        setting.para(quotation.words, "quotation", "BlockQuote"),
        setting.para(quotation.source, "attribution-flush"),
        setting.line((PageLink(quotation.passage),), "note"),
    ]


def _quotation_below(setting: Setting, quotation: Quotation) -> Iterator[Flowable]:
    when = f", {day(quotation.dated)}" if quotation.dated else ""
    yield Rule(setting.sheet.width, weight=HEAD_LINE, color=RULE, before=4, after=6, kept=True)
    head = setting.para(f"{quotation.who}{when}", "cell-bold")
    said = setting.para(quotation.words, "quotation", "BlockQuote")
    source = setting.para(quotation.source, "attribution-flush")
    for flowable in (head, said, source):
        flowable.keepWithNext = 1
        yield flowable
    yield setting.line((PageLink(quotation.passage),), "note")


def _month(when: date) -> str:
    return day(when).split()[1][:3]


class TimeLine(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """When it was said: a line of months with the marks of the quotations."""

    HEIGHT = 15 * mm
    AXIS = 9.2 * mm

    def __init__(self, setting: Setting, quotations: Sequence[Quotation]) -> None:
        super().__init__()
        self.setting = setting
        self.dated = [(q.dated, q) for q in quotations if q.dated]
        self.spaceAfter = 3

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take a line of the grid."""
        self.width = self.setting.sheet.width
        return self.width, self.HEIGHT

    def draw(self) -> None:
        """Draw it as one figure, heard as a list of days."""
        # Letters join marks and quotations for the eye; those who listen hear who and when.
        said = "; ".join(f"{q.who}, {day(when)}" for when, q in self.dated)
        box = (0, 0, self.width, self.HEIGHT)
        with self.canv.figure(self, f"Time line. {said}", box):
            self._months()
            self._marks()

    def _ticks(self) -> list[date]:
        """Return the first days of months, few enough for their names to fit."""
        first = min(when for when, _ in self.dated).replace(day=1)
        last = max(when for when, _ in self.dated)
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 1200) if months / s <= 12)
        count_of = -(-months // step) + 1
        return [_later(first, n * step) for n in range(count_of)]

    def _at(self, when: date, ticks: Sequence[date]) -> float:
        share = (when - ticks[0]).days / max(1, (ticks[-1] - ticks[0]).days)
        return share * self.width

    def _months(self) -> None:
        canvas, ticks, y = self.canv, self._ticks(), self.AXIS
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.8)
        canvas.line(0, y, self.width, y)
        canvas.setFillColor(QUIET)
        for index, tick in enumerate(ticks):
            x = self._at(tick, ticks)
            canvas.line(x, y - 3.5, x, y + 3.5)
            if index < len(ticks) - 1:
                year = f" {tick.year}" if index == 0 or tick.month == 1 else ""
                canvas.draw_text(x + 2.5, y - 14.5, f"{_month(tick)}{year}", Face.SANS, 8)

    def _marks(self) -> None:
        """Draw the marks, those of nearly the same day beside one another."""
        ticks = self._ticks()
        last = -100.0
        for when, quotation in self.dated:
            x = max(self._at(when, ticks), last + 14.5)
            x = min(x, self.width - 6)
            last = x
            voice_mark(self.canv, quotation.voice, x, self.AXIS, text=quotation.letter)


def _later(first: date, months: int) -> date:
    month = first.month - 1 + months
    return first.replace(year=first.year + month // 12, month=month % 12 + 1)
