"""Measures a report as it will be drawn, for a pathway that limits its pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from math import ceil
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from portfolio_app.model.domain.verdict import Verdict
from portfolio_app.pack.pages.document import Paper
from portfolio_app.pack.pages.flow import Opening, PartMark, Section
from portfolio_app.pack.pages.place import Pages
from portfolio_app.pack.pages.report import head, main_column
from portfolio_app.pack.pages.setting import Setting
from portfolio_app.pack.plan import PackRequest, plan_pack
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.styles import standard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.pack.styles import Sheet

LEAST = 0.01
"""What a page that was begun counts at least, so that no page is lost in counting."""


def report_pages(evidence: Evidence, snapshot: Snapshot, catalogue: Catalogue) -> int:
    """Return how many pages the main column of a report fills in the standard edition.

    What stands above the columns takes part; the side column and attachments do not. The same
    flowables are drawn in the same frame as in the pack. Evidence that is no report has none.
    """
    return ceil(report_length(evidence, snapshot, catalogue))


def report_length(evidence: Evidence, snapshot: Snapshot, catalogue: Catalogue) -> float:
    """Return the same in parts of a page, for whoever is still writing."""
    pathway = catalogue.pathways[snapshot.portfolio.pathway]
    plan = plan_pack(
        PackRequest(
            snapshot=replace(snapshot, evidence=(evidence,)),
            pathway=pathway,
            catalogue=catalogue,
            # Neither the verdict nor the day shows in what is measured.
            verdict=Verdict(pathway=pathway.id, today=date.min, requirements=(), stages=()),
            sealed_at=datetime(2000, 1, 1, tzinfo=UTC),
            version=1,
        )
    )
    if not plan.reports:
        return 0.0
    setting = Setting(
        plan=plan,
        edition=standard(),
        pages=Pages(),
        passages={p.key: p for p in plan.reports[0].passages},
        attachments={},
    )
    end = _End(setting.sheet)
    pages = Paper(setting, _nobody).measure([*_story(setting), end])
    return pages - 1 + max(end.filled, LEAST)


class _End(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Takes no room, and notes how much of the page is filled above it."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.filled = 1.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take no room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Note where it stands."""
        _, y = self.canv.absolutePosition(0, 0)
        self.filled = min(1.0, (self._sheet.ceiling - y) / self._sheet.height)


def _story(setting: Setting) -> Iterator[Flowable]:
    report = setting.plan.reports[0]
    yield PartMark(Part.REPORT, report.name)
    yield Opening(
        Section(part=Part.REPORT, place=report.place, name=report.name, title=report.title)
    )
    yield from head(setting, report)
    yield from main_column(setting, report)


def _nobody(page: int) -> None:
    """Ignore that a page was drawn."""
