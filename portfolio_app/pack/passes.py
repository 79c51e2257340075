"""Draws the pages of a plan until their numbers stand still.

What a page says depends on where others fall, and where they fall on what it says. So pages are
laid out first, without words, for their numbers, and then drawn with the numbers found; that
is done again as long as something moved, which it seldom does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from reportlab.platypus import NextPageTemplate, PageBreak

from portfolio_app.pack.pages.claims import letters_of
from portfolio_app.pack.pages.contents import contents
from portfolio_app.pack.pages.cover import COVER_SECTION, Cover
from portfolio_app.pack.pages.cover_text import cover_text
from portfolio_app.pack.pages.decision import decision
from portfolio_app.pack.pages.document import PAGE, Paper
from portfolio_app.pack.pages.domain import domains
from portfolio_app.pack.pages.evidence import evidence
from portfolio_app.pack.pages.flow import Opening, PartMark
from portfolio_app.pack.pages.matrix import matrix
from portfolio_app.pack.pages.place import Pages
from portfolio_app.pack.pages.report import reports
from portfolio_app.pack.pages.requirements import requirements
from portfolio_app.pack.pages.setting import Setting
from portfolio_app.pack.pages.signatures import signatures
from portfolio_app.pack.pages.statements import statement, verify, words_used
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.tagged.flowables import Memory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.foreign_page import ForeignDocument
    from portfolio_app.pack.origin import Origin
    from portfolio_app.pack.plan.records import PackPlan
    from portfolio_app.pack.styles import Edition
    from portfolio_app.pack.tagged.structure import Drawing

MOST_PASSES = 6
"""Page numbers stand still after two or three passes; more would be a defect."""


class Progress(Protocol):
    """A listener who may stop the work by raising `CancelledError`."""

    def step(self, done: int, total: int, note: str) -> None:
        """Take note that `done` of `total` is done."""


class Passes:
    """The passes over one plan in one edition.

    Args:
        plan: From `plan_pack`.
        edition: How it looks.
        opened: Every attachment of the plan, opened, by its id.
        progress: Hears of every page.
        origin: Of an edition: the pack that it comes from.
    """

    def __init__(
        self,
        plan: PackPlan,
        edition: Edition,
        opened: Mapping[str, ForeignDocument],
        progress: Progress,
        origin: Origin | None = None,
    ) -> None:
        self._plan, self._edition, self._opened = plan, edition, opened
        self._progress, self._origin = progress, origin
        self._memory = Memory()

    def drawn(self) -> tuple[Paper, Drawing]:
        """Draw the pages."""
        pages = self._laid_out(Pages(numbering=self._edition.numbering)).found()
        for _ in range(MOST_PASSES):
            paper = self._paper(pages, "Drawing the pages", second=True)
            drawing = paper.draw(story(paper.setting))
            if paper.found() == pages:
                return paper, drawing
            pages = paper.found()
        raise AssertionError("page numbers do not stand still")

    def laid_out(self) -> Paper:
        """Find where everything falls, without drawing it."""
        pages = Pages(numbering=self._edition.numbering)
        for _ in range(MOST_PASSES):
            paper = self._laid_out(pages)
            if paper.found() == pages:
                return paper
            pages = paper.found()
        raise AssertionError("page numbers do not stand still")

    def _laid_out(self, pages: Pages) -> Paper:
        paper = self._paper(pages, "Laying out the pages", second=pages.total > 0)
        paper.lay_out(story(paper.setting))
        return paper

    def _paper(self, pages: Pages, note: str, *, second: bool) -> Paper:
        expected = pages.total or expected_pages(self._plan)
        before = expected if second else 0

        def on_page(page: int) -> None:
            self._progress.step(before + min(page, expected), 2 * expected, note)

        setting = _setting(self._plan, self._edition, pages, self._opened)
        known = replace(setting, origin=self._origin, memory=self._memory)
        return Paper(known, on_page)


def expected_pages(plan: PackPlan) -> int:
    """Return about how many pages there will be, for a bar that fills evenly."""
    pieces = (*plan.evidence, *plan.reports)
    bound = sum(a.pages for piece in pieces for a in piece.attachments)
    return 10 + len(plan.domains) + len(pieces) + bound + sum(p.words for p in pieces) // 400


def _setting(
    plan: PackPlan, edition: Edition, pages: Pages, opened: Mapping[str, ForeignDocument]
) -> Setting:
    pieces = (*plan.evidence, *plan.reports)
    crowded = [piece for piece in pieces if piece.place in pages.crowded]
    return Setting(
        plan=plan,
        edition=edition,
        pages=pages,
        passages={passage.key: passage for piece in pieces for passage in piece.passages},
        attachments=opened,
        claim_numbers={
            passage.key: number
            for piece in pieces
            for number, passage in enumerate(piece.passages, start=1)
        },
        letters={
            key: letter
            for piece in crowded
            for key, letter in letters_of(piece.passages).items()
        },
    )


def story(setting: Setting) -> Iterator[Flowable]:
    """Yield the whole pack, in order, or the document of a decision."""
    plan = setting.plan
    if plan.decision:
        yield from decision(setting, plan.decision)
        return
    yield PartMark(Part.GLANCE, plan.part_title(Part.GLANCE))
    yield Opening(COVER_SECTION)
    if setting.edition.reflowed:
        yield from cover_text(setting)
    else:
        yield Cover(setting)
    yield NextPageTemplate(PAGE)
    for make in (contents, requirements, matrix)[: 3 if plan.matrix.groups else 2]:
        yield PageBreak()
        yield from make(setting)
    yield from domains(setting)
    yield from evidence(setting)
    yield NextPageTemplate(PAGE)
    for index, make in enumerate((reports, statement, words_used, verify, signatures)):
        for at, flowable in enumerate(make(setting)):
            if at == 1 and (index == 0 or (index == 1 and not plan.reports)):
                # After the page break that every section begins with.
                yield PartMark(Part.REPORT, plan.part_title(Part.REPORT))
            yield flowable
