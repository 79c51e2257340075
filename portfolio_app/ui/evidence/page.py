"""The list of all evidence, and the way to more of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from portfolio_app.services.changes import Area
from portfolio_app.ui.evidence.bin_view import BinView
from portfolio_app.ui.evidence.chooser import Chooser
from portfolio_app.ui.evidence.list_view import EvidenceList
from portfolio_app.ui.evidence.piece_desk import PieceDesk
from portfolio_app.ui.evidence.second_use import SecondUses
from portfolio_app.ui.keys import Keys, bind
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.widgets.layouts import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent

    from portfolio_app.model.domain.bin import Removed
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.names import FieldPath
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.model.domain.verdict import Verdict
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.search import Found as Place
    from portfolio_app.ui.evidence.sorting import SortSheet
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

SEARCH = Keys(does="Search your evidence", keys=("Ctrl+F",))
SETTLE_MS = 200
"""Changes that follow one another this fast are read once."""
TYPED_MS = 60
"""Keys that follow one another this fast are searched for once."""
FIRST_FIELD = "title"
"""Where the keyboard lands in a new piece; every form begins with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one reading of the vault found for the list."""

    snapshot: Snapshot
    pathway: Pathway
    verdict: Verdict


class EvidencePage(QWidget):
    """Shows what there is, reads again whenever it changes, and begins new pieces."""

    opened = Signal(str, str)
    """The id of a piece to write in, and the answer in which the keyboard lands."""
    word_wanted = Signal(str)
    """The id of a piece that is to be written as a Word document."""
    capability_opened = Signal(object, object)
    """A `CapabilityRef` whose page is to be shown, and the `Source` of what was found."""

    def __init__(
        self,
        look: Look,
        portfolio: OpenPortfolio,
        catalogue: Catalogue,
        clock: Clock,
        runner: TaskRunner,
        hub: Hub,
    ) -> None:
        super().__init__()
        self._portfolio = portfolio
        self._clock = clock
        self._runner = runner
        self._is_stale = True
        """Whether something has changed since it was read; it is read when it is shown."""
        self._look = look
        self._typed = ""
        self.list = EvidenceList(look, catalogue)
        self.chooser = Chooser(look, catalogue)
        self.bin = BinView(look, catalogue)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.chooser)
        self.stack.addWidget(self.bin)
        Column(look, gap="none", parent=self).add(self.stack)
        self.uses = SecondUses(self.list.picking, portfolio.duties, catalogue, runner, self)
        self.desk = PieceDesk(look, self.list, self.uses, portfolio, runner)
        self._connect()
        self._settled = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settled.timeout.connect(self.reload)
        self._paused = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._paused.timeout.connect(self._search)
        hub.changed.connect(self._on_changed)
        bind(self, SEARCH, self.search)

    def _connect(self) -> None:
        self.list.opened.connect(self._on_opened)
        self.list.place_opened.connect(self.opened)
        self.list.capability_opened.connect(self.capability_opened)
        self.list.add_wanted.connect(self.add_wanted)
        self.list.picking.word_wanted.connect(self.word_wanted)
        for worker in (self.uses, self.desk):
            worker.opened.connect(self.opened)
            worker.failed.connect(self._show_problem)
        self.desk.undone.connect(self.reload)
        self.list.problem.retried.connect(self.reload)
        self.chooser.chosen.connect(self.begin)
        self.chooser.left.connect(self.show_list)
        self.list.searched.connect(self._on_searched)
        self.list.bin_wanted.connect(self.show_bin)
        self.bin.left.connect(self.show_list)
        self.bin.put_back_wanted.connect(self._on_put_back_wanted)
        self.bin.destroyed_for_good.connect(self._on_destroyed)

    @property
    def sheet(self) -> SortSheet | None:
        """The question what becomes of a jotting, once it was asked."""
        return self.desk.sheet

    @Slot()
    def reload(self) -> None:
        """Read the portfolio again."""
        self._is_stale = False
        self._runner.run(self._read, done=self._show, failed=self._show_problem)
        if self.stack.currentWidget() is self.bin:
            self._runner.run(self._read_bin, done=self._show_bin, failed=self._show_problem)

    @Slot()
    def search(self) -> None:
        """Put the keyboard into the search."""
        self.show_list()
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.selectAll()

    def search_for(self, words: str) -> None:
        """Look for `words`, in titles and texts."""
        self.search()
        self.list.search.setText(words)

    @Slot()
    def show_bin(self) -> None:
        """Show what was removed."""
        self.stack.setCurrentWidget(self.bin)
        self.bin.back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reload()

    @Slot()
    def add_wanted(self) -> None:
        """Offer the kinds of evidence."""
        self.offer("")

    @Slot(str)
    def offer(self, form_id: str) -> None:
        """Offer the kinds of evidence, with the keyboard on one of them."""
        self.stack.setCurrentWidget(self.chooser)
        self.chooser.point_at(form_id)

    @Slot()
    def show_list(self) -> None:
        """Go back to the list."""
        self.stack.setCurrentWidget(self.list)

    @Slot()
    def sort_jottings(self) -> None:
        """Show what waits to be sorted, with the keyboard on the latest, once it is read."""
        self.show_form("")
        self.list.sort_first()
        self.reload()

    @Slot(str)
    def show_form(self, form_id: str) -> None:
        """Show the pieces of one form, as soon as they have been read."""
        self.show_list()
        self.list.show_form(form_id)

    @Slot(str)
    def begin(self, form_id: str, answers: Mapping[FieldPath, str] | None = None) -> None:
        """Make a new piece of the kind `form_id`, with what is known of it, and open it."""
        work = partial(self._add, form_id, answers)
        self._runner.run(work, done=self._on_begun, failed=self._show_problem)

    # Off the GUI thread

    def _read(self, progress: Progress) -> Found:
        snapshot = self._portfolio.verdicts.snapshot()
        return Found(
            snapshot=snapshot,
            pathway=self._portfolio.verdicts.pathway(),
            verdict=self._portfolio.verdicts.status(self._clock.today(), snapshot),
        )

    def _add(
        self, form_id: str, answers: Mapping[FieldPath, str] | None, progress: Progress
    ) -> Evidence:
        """Begin a piece by whoever the pathway asks for, under the name registered for them.

        One of that kind in which nothing was written yet is gone on with: whoever only looked
        into it would find more and more of them in the list.
        """
        pieces = () if answers else self._portfolio.evidence.all()
        if blank := next((p for p in pieces if p.form == form_id and p.is_blank), None):
            return blank
        rules = self._portfolio.verdicts.pathway().requirements
        form = self._portfolio.evidence.form(form_id)
        wanted = (role for r in rules if form.id in r.forms for role in r.by)
        by = next(wanted, form.contributor)
        known = {c.role: c.name for c in self._portfolio.contributors.all()}
        name = known.get(by, "") if by else ""
        return self._portfolio.evidence.add(form_id, answers, by=by, author_name=name)

    def _find(self, typed: str, progress: Progress) -> tuple[str, tuple[Place, ...]]:
        return typed, self._portfolio.search.find(typed)

    def _read_bin(self, progress: Progress) -> tuple[Removed, ...]:
        return self._portfolio.bin.all()

    def _put_back_removed(self, removed: Removed, progress: Progress) -> None:
        self._portfolio.bin.put_back(removed)

    def _destroy(self, removed: Removed, progress: Progress) -> None:
        self._portfolio.bin.destroy(removed)

    # Showing

    @Slot(object)
    def _show_found(self, found: tuple[str, tuple[Place, ...]]) -> None:
        self.list.show_found(*found)

    @Slot(object)
    def _show_bin(self, removed: tuple[Removed, ...]) -> None:
        self.bin.show_removed(removed, self._clock.now())

    @Slot(object)
    def _show(self, found: Found) -> None:
        self.list.problem.show_words("")
        self.desk.show_pathway(found.pathway)
        self.list.show_evidence(found.snapshot, found.pathway)
        self.uses.show_pathway(found.pathway)
        self.chooser.show_needs(found.verdict)
        if self.list.search.text().strip():
            self._on_searched(self.list.search.text())

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self.show_list()
        self.list.problem.show_words(*in_words(error))

    # Answering

    @Slot(str)
    def _on_searched(self, typed: str) -> None:
        self._typed = typed
        self._paused.start()

    @Slot()
    def _search(self) -> None:
        work = partial(self._find, self._typed)
        self._runner.run(work, done=self._show_found, failed=self._show_problem)

    @Slot(object)
    def _on_put_back_wanted(self, removed: Removed) -> None:
        work = partial(self._put_back_removed, removed)
        self._runner.run(work, done=self._on_restored, failed=self._show_problem)

    @Slot(object)
    def _on_destroyed(self, removed: Removed) -> None:
        work = partial(self._destroy, removed)
        self._runner.run(work, done=self._on_restored, failed=self._show_problem)

    @Slot(object)
    def _on_begun(self, piece: Evidence) -> None:
        self.show_list()
        self.opened.emit(piece.id, FIRST_FIELD)

    @Slot(str)
    def _on_opened(self, evidence_id: str) -> None:
        self.opened.emit(evidence_id, "")

    @Slot(object)
    def _on_restored(self, nothing: object) -> None:
        self.reload()

    @Slot(object)
    def _on_changed(self, area: Area) -> None:
        if area & Area.ERASED:
            self.desk.forget()
        if not area & (Area.EVIDENCE | Area.PORTFOLIO | Area.CONTRIBUTORS):
            return
        self._is_stale = True
        if self.isVisible() or area & Area.ERASED:  # a name must not be seen once more
            self._settled.start()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has changed while nobody saw it."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()
