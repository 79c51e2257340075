"""A piece of evidence: what it is, its words with their claims, its attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, NextPageTemplate, PageBreak, Spacer

from portfolio_app.pack.pages.attachment import attachments
from portfolio_app.pack.pages.child import child
from portfolio_app.pack.pages.claims import claims_below, letters_of, note_markup
from portfolio_app.pack.pages.document import PAGE
from portfolio_app.pack.pages.flow import Opening, PartMark, Section
from portfolio_app.pack.pages.margin import APART, Clear, Manner, Marking
from portfolio_app.pack.pages.prose import blocks
from portfolio_app.pack.pages.tables import ENDLESS, facts_table, stacked, tall
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.tagged.flowables import Para

CLAIMED = "Claimed in this account"
SHORT = 0.62
"""The share of a page up to which a piece is short; ours."""
BETWEEN, SPARE = 10 * mm, 8 * mm
"""Room between two pieces on one page, and what is left below the last; ours."""

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import EvidencePlan


def evidence(setting: Setting) -> Iterator[Flowable]:
    """Yield the pages of part C; a short piece begins where words end, if it stays whole."""
    was_words = False
    for index, plan in enumerate(setting.plan.evidence):
        made = list(_piece(setting, plan))
        height = _height(setting, plan, made)
        is_short = height <= SHORT * setting.sheet.height
        if is_short:
            made = list(_piece(setting, plan, small=True))
        if is_short and was_words:
            yield Clear(setting.sheet.bottom)
            yield CondPageBreak(_height(setting, plan, made) + BETWEEN + SPARE)
            made[0].spaceBefore = BETWEEN
        else:
            yield NextPageTemplate(PAGE)
            yield PageBreak()
        if index == 0:
            yield PartMark(Part.EVIDENCE, setting.plan.part_title(Part.EVIDENCE))
        yield from made
        was_words = height < ENDLESS


def _piece(setting: Setting, plan: EvidencePlan, *, small: bool = False) -> Iterator[Flowable]:
    yield Opening(_section(plan))
    if plan.child:
        yield from child(setting, plan)
    elif plan.blocks or not plan.attachments:
        yield from _account(setting, plan, small=small)
    if plan.attachments:
        alone = not plan.blocks and not plan.child
        yield from attachments(setting, plan, alone=alone)


def _height(setting: Setting, plan: EvidencePlan, made: Sequence[Flowable]) -> float:
    """Return about how much room a piece needs that is nothing but words; endless else."""
    if plan.child or plan.attachments or plan.pictures:
        return ENDLESS
    sheet = setting.sheet
    words = (f for f in made if not isinstance(f, Opening | Marking | Clear))
    notes = 0.0
    if not setting.edition.reflowed:
        for passage in plan.passages:
            note = Para(note_markup(setting, passage), setting.style("note"))
            notes += tall(note, sheet.note) + APART
    return max(stacked(words, sheet.width), notes)


def _section(plan: EvidencePlan) -> Section:
    return Section(
        part=Part.EVIDENCE,
        place=plan.place,
        name=plan.name,
        title=f"{plan.name}, {plan.title}",
        counted=True,
    )


def _account(setting: Setting, plan: EvidencePlan, *, small: bool) -> Iterator[Flowable]:
    crowded = plan.place in setting.pages.crowded
    yield setting.para(plan.label, "label")
    yield setting.title(plan.title, small=small)
    yield facts_table(setting, plan.facts)
    yield Spacer(0, 4 * mm)
    yield Marking(Manner.NOTHING if crowded else Manner.NOTES)
    yield from blocks(setting, plan.blocks)
    if crowded:
        yield Spacer(0, 4 * mm)
        letters = letters_of(plan.passages)
        yield from claims_below(setting, CLAIMED, plan.passages, letters)
