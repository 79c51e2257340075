"""A report: the recommendation, the judgement in one column, and what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, NextPageTemplate, PageBreak, Spacer

from portfolio_app.pack.pages.attachment import attachments
from portfolio_app.pack.pages.claims import claims_below, claims_beside, letters_of
from portfolio_app.pack.pages.document import PAGE
from portfolio_app.pack.pages.flow import Opening, Rule, Section
from portfolio_app.pack.pages.margin import Beside, Clear, Manner, Marking
from portfolio_app.pack.pages.prose import blocks, prose
from portfolio_app.pack.pages.reflow import labelled
from portfolio_app.pack.pages.tables import layout_table, stacked, tall
from portfolio_app.pack.pages.written import written
from portfolio_app.pack.plan.blocks import ProseBlock
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.styles import HAIRLINE, HEAD_LINE, RULE, THIN
from portfolio_app.pack.tagged.structure import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import EvidencePlan, Fact, SideBlock

CLAIMED = "Claimed in this report"
APART = 4.4 * mm
"""Between two blocks of the side column."""
VALUES = 16.5 * mm
"""Width of page numbers and short answers in the side column."""
LONGEST_ABREAST = 900
"""Characters of words that may stand in a narrow column below the report; ours."""
SHORT = 9
"""Characters of a short answer; ours."""


def reports(setting: Setting) -> Iterator[Flowable]:
    """Yield the reports of part D."""
    for plan in setting.plan.reports:
        yield PageBreak()
        yield Opening(
            Section(
                part=Part.REPORT,
                place=plan.place,
                name=plan.name,
                title=f"{plan.name}, {plan.title}",
                counted=True,
            )
        )
        yield from report(setting, plan)
        if plan.attachments:
            yield from attachments(setting, plan, alone=False)
        yield NextPageTemplate(PAGE)


def report(setting: Setting, plan: EvidencePlan) -> Iterator[Flowable]:
    """Yield one report with its side column."""
    if setting.edition.reflowed:
        yield from _report_below(setting, plan)
        return
    sheet = setting.sheet
    letters = letters_of(plan.passages)
    crowded = plan.place in setting.pages.crowded
    yield Marking(Manner.NOTHING if crowded else Manner.LETTERS, letters)
    above = list(head(setting, plan))
    room = sheet.height - sum(tall(f, sheet.width) for f in above)
    beside, below, left = _parted(setting, plan.report.side if plan.report else (), room)
    claims = list(claims_beside(setting, CLAIMED, plan.passages, letters))
    fits = sum(tall(f, sheet.note) for f in claims) + APART <= left
    if fits:
        beside.append(claims)
    yield from above
    yield Beside(
        [f for block in beside for f in block], sheet.text + sheet.note_gap, sheet.note
    )
    main = list(main_column(setting, plan))
    yield from main
    if below and stacked((*main, *_running(setting, below)), sheet.width) <= room:
        yield from _running(setting, below)
        below = []
    yield Clear(sheet.bottom)
    if claims and not fits:
        yield from claims_below(setting, CLAIMED, plan.passages, letters)
    yield from _below(setting, below)


def _running(setting: Setting, found: Sequence[SideBlock]) -> list[Flowable]:
    """Return blocks of the side column as running text, for where the main column is short."""
    return [flowable for block in found for flowable in _as_text(setting, block)]


def _as_text(setting: Setting, block: SideBlock) -> Iterator[Flowable]:
    if block.heading:
        yield setting.heading(block.heading, "report-head")
    key = object()
    for at, fact in enumerate(block.facts):
        path = (Step("L", key), Step("LI", at))
        yield labelled(setting, fact.label, fact.value, "item", path)
    yield from written(setting, block.paragraphs, "report")
    if block.attribution:
        yield setting.para(block.attribution, "attribution")


def _report_below(setting: Setting, plan: EvidencePlan) -> Iterator[Flowable]:
    """Yield one report with what stands beside it elsewhere below it."""
    yield Marking(Manner.NOTHING)
    yield from head(setting, plan)
    yield from main_column(setting, plan)
    yield from _running(setting, plan.report.side if plan.report else ())


def main_column(setting: Setting, plan: EvidencePlan) -> Iterator[Flowable]:
    """Yield what is measured against the pathway's limit of pages."""
    for block in plan.blocks:
        if isinstance(block, ProseBlock):
            yield from prose(setting, block, "report", "report-head")
        else:
            yield from blocks(setting, (block,))


def head(setting: Setting, plan: EvidencePlan) -> Iterator[Flowable]:
    """Yield what stands above both columns; it takes part in the measuring."""
    yield setting.para(plan.label, "label")
    yield setting.title(plan.title)
    yield Rule(setting.sheet.width, after=6)
    if plan.report and plan.report.lead:
        yield from written(setting, plan.report.lead.paragraphs, "recommendation")
    if plan.report:
        yield setting.line(plan.report.byline, "byline")


# --- the side column ---------------------------------------------------------------------


def _is_short(fact: Fact) -> bool:
    """Return whether a fact stands beside its label: page numbers, a yes."""
    return not any(isinstance(part, str) and len(part) > SHORT for part in fact.value)


def _block(setting: Setting, block: SideBlock) -> Iterator[Flowable]:
    width = setting.sheet.note
    yield Rule(width, weight=HEAD_LINE, color=RULE, after=4)
    if block.heading:
        yield setting.heading(block.heading, "h3-first")
    key = object()
    paths = {fact: (Step("L", key), Step("LI", at)) for at, fact in enumerate(block.facts)}
    rows = [
        [
            setting.para(fact.label, "side-fact", "Lbl", paths[fact]),
            setting.line(fact.value, "side-right", "LBody", paths[fact]),
        ]
        for fact in block.facts
        if _is_short(fact)
    ]
    if rows:
        lines = (
            ("LINEBELOW", (0, 0), (-1, -1), THIN, HAIRLINE),
            ("TOPPADDING", (0, 0), (-1, -1), 2.2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.6),
        )
        yield layout_table(rows, (width - VALUES, VALUES), lines)
    for fact in block.facts:
        if not _is_short(fact):
            yield Spacer(0, 3)
            yield setting.para(fact.label, "fact-label", "Lbl", paths[fact])
            yield setting.line(fact.value, "side-fact", "LBody", paths[fact])
    yield from written(setting, block.paragraphs, "side-serif")
    if block.attribution:
        yield setting.para(block.attribution, "attribution-flush")


def _parted(
    setting: Setting, blocks_beside: Sequence[SideBlock], room: float
) -> tuple[list[list[Flowable]], list[SideBlock], float]:
    """Part the blocks into those that fit beside the report and those that stand below it.

    The third result is the room that is left beside it.
    """
    beside: list[list[Flowable]] = []
    below: list[SideBlock] = []
    for block in blocks_beside:
        flowables = list(_block(setting, block))
        height = sum(tall(flowable, setting.sheet.note) for flowable in flowables) + APART
        if height <= room:
            beside.append([*flowables, Spacer(0, APART)])
            room -= height
        else:
            below.append(block)
    return beside, below, room


def _below(setting: Setting, below: Sequence[SideBlock]) -> Iterator[Flowable]:
    """Yield what had no room beside: long words as running text, the rest three abreast."""
    short = [block for block in below if _length(block) <= LONGEST_ABREAST]
    for block in below:
        if block not in short:
            yield setting.heading(block.heading, "report-head")
            yield from written(setting, block.paragraphs, "report")
            yield setting.para(block.attribution, "attribution")
    sheet = setting.sheet
    widths = (sheet.third, sheet.gutter, sheet.third, sheet.gutter, sheet.third)
    for start in range(0, len(short), 3):
        cells: list[object] = []
        for block in short[start : start + 3]:
            cells += [list(_block(setting, block)), ""]
        cells = (cells + [""] * len(widths))[: len(widths)]
        yield CondPageBreak(40 * mm)
        yield layout_table([cells], widths, (("TOPPADDING", (0, 0), (-1, -1), 4 * mm),))


def _length(block: SideBlock) -> int:
    return sum(len(paragraph.text) for paragraph in block.paragraphs)
