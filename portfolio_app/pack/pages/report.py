"""A report: the recommendation, the judgement in one column, and what stands beside it."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, NextPageTemplate, PageBreak, Spacer

from portfolio_app.pack.pages.attachment import attachments
from portfolio_app.pack.pages.document import PAGE
from portfolio_app.pack.pages.flow import Opening, Rule, Section
from portfolio_app.pack.pages.margin import Beside, Clear, Manner, Marking, claim_markup
from portfolio_app.pack.pages.prose import blocks, prose, words
from portfolio_app.pack.pages.tables import layout_table
from portfolio_app.pack.plan.blocks import ProseBlock
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.plan.text import PageLink
from portfolio_app.pack.styles import HAIRLINE, HEAD_LINE, RULE, TEAL, THIN
from portfolio_app.pack.tagged.flowables import Para

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import ClaimedPassage, EvidencePlan, SideBlock

APART = 5.5 * mm
"""Between two blocks of the side column."""
_TALL = 10_000


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
    sheet = setting.sheet
    letters = {p.key: _letter(index) for index, p in enumerate(plan.passages)}
    yield Marking(Manner.LETTERS, letters)
    head = list(_head(setting, plan))
    room = sheet.height - sum(_height(f, sheet.width) for f in head)
    beside, below = _parted(_side(setting, plan, letters), sheet.note, room)
    yield from head
    yield Beside(
        [f for block in beside for f in block], sheet.text + sheet.note_gap, sheet.note
    )
    yield from main_column(setting, plan)
    yield Clear(sheet.bottom)
    yield from _rows_below(setting, below)


def main_column(setting: Setting, plan: EvidencePlan) -> Iterator[Flowable]:
    """Yield what is measured against the pathway's limit of pages."""
    for block in plan.blocks:
        if isinstance(block, ProseBlock):
            yield from prose(setting, block, "report", "report-head")
        else:
            yield from blocks(setting, (block,))


def _letter(index: int) -> str:
    again, at = divmod(index, len(ascii_lowercase))
    return ascii_lowercase[at] + (str(again + 1) if again else "")


def head(setting: Setting, plan: EvidencePlan) -> Iterator[Flowable]:
    """Yield what stands above both columns; it takes part in the measuring."""
    yield from _head(setting, plan)


def _head(setting: Setting, plan: EvidencePlan) -> Iterator[Flowable]:
    yield setting.para(plan.label, "label")
    yield setting.heading(plan.title, "h1-rule", 1)
    yield Rule(setting.sheet.width, after=6)
    if plan.report and plan.report.lead:
        for paragraph in plan.report.lead.paragraphs:
            yield words(setting, paragraph, "recommendation")
    if plan.report:
        yield setting.line(plan.report.byline, "byline")


def _height(flowable: Flowable, width: float) -> float:
    _, height = flowable.wrap(width, _TALL)
    return float(height + flowable.getSpaceBefore() + flowable.getSpaceAfter())


# --- the side column ---------------------------------------------------------------------


def _side(
    setting: Setting, plan: EvidencePlan, letters: dict[str, str]
) -> Iterator[list[Flowable]]:
    """Yield the blocks of the side column, each a list of flowables."""
    found = [list(_block(setting, block)) for block in plan.report.side] if plan.report else []
    claims = [list(_claims(setting, plan.passages, letters))] if plan.passages else []
    # Claims come before the last block, which only says how long the report is.
    yield from (*found[:-1], *claims, *found[-1:])


def _block(setting: Setting, block: SideBlock) -> Iterator[Flowable]:
    width = setting.sheet.note
    yield Rule(width, weight=HEAD_LINE, color=RULE, after=4)
    if block.heading:
        yield setting.heading(block.heading, "h3-first")
    rows = []
    for fact in block.facts:
        links = all(isinstance(part, PageLink) or part == ", " for part in fact.value)
        if links or len(fact.value) > 1:
            rows.append(
                [setting.para(fact.label, "fact"), setting.line(fact.value, "cell-right")]
            )
        else:
            yield setting.para(fact.label, "fact-label")
            yield setting.line(fact.value, "fact")
            yield Spacer(0, 3)
    if rows:
        lines = (
            ("LINEBELOW", (0, 0), (-1, -1), THIN, HAIRLINE),
            ("TOPPADDING", (0, 0), (-1, -1), 2.4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        )
        yield layout_table(rows, (width - 16 * mm, 16 * mm), lines)
    for paragraph in block.paragraphs:
        yield words(setting, paragraph, "side-serif")
    if block.attribution:
        yield setting.para(block.attribution, "attribution-flush")


def _claims(
    setting: Setting, passages: Sequence[ClaimedPassage], letters: dict[str, str]
) -> Iterator[Flowable]:
    """Yield what is claimed of the report's words, under the letters of the brackets."""
    width = setting.sheet.note
    yield Rule(width, weight=HEAD_LINE, color=RULE, after=4)
    yield setting.heading("Claimed in this report", "h3-first")
    rows = [
        [
            Para(f'<font color="#{TEAL.hexval()[2:]}">{letters[p.key]}</font>', setting.style("head")),
            [
                Para(claim_markup(setting, p), setting.style("note")),
                *([setting.para(p.note, "note")] if p.note else []),
            ],
        ]
        for p in passages
    ]  # fmt: skip
    yield layout_table(
        rows, (4.4 * mm, width - 4.4 * mm), (("BOTTOMPADDING", (0, 0), (-1, -1), 4),)
    )


def _parted(
    found: Iterator[list[Flowable]], width: float, room: float
) -> tuple[list[list[Flowable]], list[list[Flowable]]]:
    """Part the blocks into those that fit beside the report and those that stand below it."""
    beside: list[list[Flowable]] = []
    below: list[list[Flowable]] = []
    for block in found:
        height = sum(_height(flowable, width) for flowable in block) + APART
        if height <= room:
            beside.append([*block, Spacer(0, APART)])
            room -= height
        else:
            below.append(block)
    return beside, below


def _rows_below(setting: Setting, below: Sequence[list[Flowable]]) -> Iterator[Flowable]:
    sheet = setting.sheet
    widths = (sheet.third, sheet.gutter, sheet.third, sheet.gutter, sheet.third)
    for start in range(0, len(below), 3):
        cells: list[object] = []
        for block in below[start : start + 3]:
            cells += [block, ""]
        cells = (cells + [""] * len(widths))[: len(widths)]
        yield CondPageBreak(40 * mm)
        yield layout_table([cells], widths, (("TOPPADDING", (0, 0), (-1, -1), 4 * mm),))
