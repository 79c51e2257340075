"""A report: the recommendation, the judgement in one column, and what stands beside it."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, NextPageTemplate, PageBreak, Spacer

from portfolio_app.pack.fonts import Face, marked_up
from portfolio_app.pack.pages.attachment import attachments
from portfolio_app.pack.pages.document import PAGE
from portfolio_app.pack.pages.flow import Opening, Rule, Section
from portfolio_app.pack.pages.margin import Beside, Clear, Manner, Marking, claim_markup
from portfolio_app.pack.pages.prose import blocks, prose, words
from portfolio_app.pack.pages.reflow import claims_after, labelled
from portfolio_app.pack.pages.tables import layout_table
from portfolio_app.pack.plan.blocks import ProseBlock
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.styles import HAIRLINE, HEAD_LINE, RULE, THIN
from portfolio_app.pack.tagged.flowables import Para

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import ClaimedPassage, EvidencePlan, Fact, SideBlock

CLAIMED = "Claimed in this report"
APART = 4.4 * mm
"""Between two blocks of the side column."""
VALUES = 16.5 * mm
"""Width of page numbers and short answers in the side column."""
LONGEST_ABREAST = 900
"""Characters of words that may stand in a narrow column below the report; ours."""
SHORT = 9
"""Characters of a short answer; ours."""
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
    if setting.edition.reflowed:
        yield from _report_below(setting, plan)
        return
    sheet = setting.sheet
    letters: dict[str, str] = {p.key: _letter(index) for index, p in enumerate(plan.passages)}
    yield Marking(Manner.LETTERS, letters)
    head = list(_head(setting, plan))
    room = sheet.height - sum(_height(f, sheet.width) for f in head)
    beside, below, left = _parted(setting, plan.report.side if plan.report else (), room)
    claims = list(_claims_beside(setting, plan.passages, letters))
    fits = sum(_height(f, sheet.note) for f in claims) + APART <= left
    if fits:
        beside.append(claims)
    yield from head
    yield Beside(
        [f for block in beside for f in block], sheet.text + sheet.note_gap, sheet.note
    )
    yield from main_column(setting, plan)
    yield Clear(sheet.bottom)
    if not fits:
        yield from _claims_below(setting, plan.passages, letters)
    yield from _below(setting, below)


def _report_below(setting: Setting, plan: EvidencePlan) -> Iterator[Flowable]:
    """Yield one report with what stands beside it elsewhere below it."""
    yield Marking(Manner.NOTHING)
    yield from _head(setting, plan)
    yield from main_column(setting, plan)
    for block in plan.report.side if plan.report else ():
        if block.heading:
            yield setting.heading(block.heading, "report-head")
        for fact in block.facts:
            yield labelled(setting, fact.label, fact.value, "cell")
        for paragraph in block.paragraphs:
            yield words(setting, paragraph, "report")
            yield from claims_after(setting, paragraph)
        if block.attribution:
            yield setting.para(block.attribution, "attribution")


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
    yield setting.title(plan.title)
    yield Rule(setting.sheet.width, after=6)
    if plan.report and plan.report.lead:
        for paragraph in plan.report.lead.paragraphs:
            yield words(setting, paragraph, "recommendation")
            yield from claims_after(setting, paragraph)
    if plan.report:
        yield setting.line(plan.report.byline, "byline")


def _height(flowable: Flowable, width: float) -> float:
    _, height = flowable.wrap(width, _TALL)
    return float(height + flowable.getSpaceBefore() + flowable.getSpaceAfter())


# --- the side column ---------------------------------------------------------------------


def _is_short(fact: Fact) -> bool:
    """Return whether a fact stands beside its label: page numbers, a yes."""
    return not any(isinstance(part, str) and len(part) > SHORT for part in fact.value)


def _block(setting: Setting, block: SideBlock) -> Iterator[Flowable]:
    width = setting.sheet.note
    yield Rule(width, weight=HEAD_LINE, color=RULE, after=4)
    if block.heading:
        yield setting.heading(block.heading, "h3-first")
    rows = [
        [setting.para(fact.label, "side-fact"), setting.line(fact.value, "side-right")]
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
            yield setting.para(fact.label, "fact-label")
            yield setting.line(fact.value, "side-fact")
    for paragraph in block.paragraphs:
        yield words(setting, paragraph, "side-serif")
    if block.attribution:
        yield setting.para(block.attribution, "attribution-flush")


def _claims_beside(
    setting: Setting, passages: Sequence[ClaimedPassage], letters: Mapping[str, str]
) -> Iterator[Flowable]:
    """Yield what is claimed of the report's words, under the letters of the brackets."""
    if passages:
        yield Rule(setting.sheet.note, weight=HEAD_LINE, color=RULE, after=4)
        yield setting.heading(CLAIMED, "h3-first")
        yield _claims(setting, passages, letters, 1)


def _claims_below(
    setting: Setting, passages: Sequence[ClaimedPassage], letters: Mapping[str, str]
) -> Iterator[Flowable]:
    """Yield the same below both columns, where the side column has no room."""
    width = setting.sheet.width
    table = _claims(setting, passages, letters, 3)
    yield CondPageBreak(_height(table, width) + 24)
    yield Rule(width, weight=HEAD_LINE, color=RULE, before=3, after=4)
    yield setting.heading(CLAIMED, "h3-first")
    yield table


def _claims(
    setting: Setting,
    passages: Sequence[ClaimedPassage],
    letters: Mapping[str, str],
    columns: int,
) -> Flowable:
    width = setting.sheet.note if columns == 1 else setting.sheet.third
    letter = 4.4 * mm
    cells: list[list[object]] = []
    for passage in passages:
        note = f". {marked_up(passage.note, Face.SANS)}" if passage.note else ""
        said = Para(claim_markup(setting, passage) + note, setting.style("note"))
        cells.append([setting.para(letters[passage.key], "letter"), said, ""])
    cells += [["", "", ""]] * (-len(cells) % columns)
    rows = [
        [cell for own in cells[at : at + columns] for cell in own][:-1]
        for at in range(0, len(cells), columns)
    ]
    widths = ([letter, width - letter, setting.sheet.gutter] * columns)[:-1]
    return layout_table(rows, widths, (("BOTTOMPADDING", (0, 0), (-1, -1), 3.4),))


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
        height = sum(_height(flowable, setting.sheet.note) for flowable in flowables) + APART
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
            for paragraph in block.paragraphs:
                yield words(setting, paragraph, "report")
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
