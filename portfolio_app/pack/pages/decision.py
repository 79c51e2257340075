"""The document of a panel's decision: what was decided, and the fields to sign it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import NextPageTemplate, Spacer

from portfolio_app.pack.pages.attachment import attachments
from portfolio_app.pack.pages.document import PAGE
from portfolio_app.pack.pages.flow import Opening, PartMark, Section
from portfolio_app.pack.pages.margin import Clear, Manner, Marking
from portfolio_app.pack.pages.prose import blocks
from portfolio_app.pack.pages.report import report
from portfolio_app.pack.pages.signatures import signatures
from portfolio_app.pack.pages.tables import facts_table
from portfolio_app.pack.plan.records import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.front import DecisionPlan


def decision(setting: Setting, plan: DecisionPlan) -> Iterator[Flowable]:
    """Yield the decision, and below it, where there is room, the signatures."""
    (piece,) = (*setting.plan.evidence, *setting.plan.reports)
    yield PartMark(Part.REPORT, piece.kind)
    yield Opening(
        Section(
            part=Part.REPORT,
            place=piece.place,
            name=piece.kind,
            title=piece.title,
            counted=True,
        )
    )
    yield Marking(Manner.NOTHING)
    yield setting.para(plan.label, "label")
    yield setting.title(plan.title)
    yield setting.para(plan.lead, "lead")
    yield Spacer(0, 2 * mm)
    yield facts_table(setting, (*plan.facts, *piece.facts))
    yield Spacer(0, 4 * mm)
    yield from report(setting, piece) if piece.report else blocks(setting, piece.blocks)
    yield Clear(setting.sheet.bottom)
    yield Spacer(0, 6 * mm)
    yield setting.para(plan.note, "note")
    if piece.attachments:
        yield from attachments(setting, piece, alone=False)
        yield NextPageTemplate(PAGE)
    yield from signatures(setting, apart=bool(piece.attachments))
