"""A piece of evidence: what it is, its words with their claims, its attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import NextPageTemplate, PageBreak, Spacer

from portfolio_app.pack.pages.attachment import attachments
from portfolio_app.pack.pages.child import child
from portfolio_app.pack.pages.claims import claims_below, letters_of
from portfolio_app.pack.pages.document import PAGE
from portfolio_app.pack.pages.flow import Opening, PartMark, Section
from portfolio_app.pack.pages.margin import Manner, Marking
from portfolio_app.pack.pages.prose import blocks
from portfolio_app.pack.pages.tables import facts_table
from portfolio_app.pack.plan.records import Part

CLAIMED = "Claimed in this account"

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import EvidencePlan


def evidence(setting: Setting) -> Iterator[Flowable]:
    """Yield the pages of part C."""
    for index, plan in enumerate(setting.plan.evidence):
        yield NextPageTemplate(PAGE)
        yield PageBreak()
        if index == 0:
            yield PartMark(Part.EVIDENCE, setting.plan.part_title(Part.EVIDENCE))
        yield Opening(_section(plan))
        if plan.child:
            yield from child(setting, plan)
        elif plan.blocks or not plan.attachments:
            yield from _account(setting, plan)
        if plan.attachments:
            alone = not plan.blocks and not plan.child
            yield from attachments(setting, plan, alone=alone)


def _section(plan: EvidencePlan) -> Section:
    return Section(
        part=Part.EVIDENCE,
        place=plan.place,
        name=plan.name,
        title=f"{plan.name}, {plan.title}",
        counted=True,
    )


def _account(setting: Setting, plan: EvidencePlan) -> Iterator[Flowable]:
    crowded = plan.place in setting.pages.crowded
    yield setting.para(plan.label, "label")
    yield setting.title(plan.title)
    yield facts_table(setting, plan.facts)
    yield Spacer(0, 4 * mm)
    yield Marking(Manner.NOTHING if crowded else Manner.NOTES)
    yield from blocks(setting, plan.blocks)
    if crowded:
        yield Spacer(0, 4 * mm)
        letters = letters_of(plan.passages)
        yield from claims_below(setting, CLAIMED, plan.passages, letters)
