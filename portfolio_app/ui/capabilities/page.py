"""Capabilities: the matrix first, from there the page of one, and all statements."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from portfolio_app.services.changes import Area
from portfolio_app.ui.capabilities.domain_view import DomainView
from portfolio_app.ui.capabilities.matrix_view import MatrixView
from portfolio_app.ui.capabilities.reading import Known, read
from portfolio_app.ui.capabilities.statements_page import StatementsPage
from portfolio_app.ui.keys import Keys
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.widgets.layouts import Column

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.coverage import Covered
    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.model.domain.ratings import SelfRating
    from portfolio_app.model.domain.roles import Voice
    from portfolio_app.model.domain.search import Source
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.capabilities.rating_panel import Chosen
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

BACK = Keys(does="Back to the matrix", keys=("Esc",))
SETTLE_MS = 200
"""Changes that follow one another this fast are read once."""


class CapabilitiesPage(QWidget):
    """Reads off the GUI thread whenever something has changed, and when it is shown."""

    opened = Signal(object)
    """A `Quotation` that is to be shown where it stands."""

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
        self._look = look
        self._portfolio = portfolio
        self._catalogue = catalogue
        self._clock = clock
        self._runner = runner
        self._is_stale = True
        self._wanted: tuple[CapabilityRef, Source | None] | None = None
        self._chosen: dict[CapabilityRef, Chosen] = {}
        """Steps that were chosen and not kept when the person left a capability."""
        self.known: Known | None = None
        self.domain: DomainView | None = None
        self.view = MatrixView(look)
        self.statements = StatementsPage(look, portfolio, clock, runner, hub)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.statements)
        Column(look, gap="none", parent=self).add(self.stack)
        self._settled = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settled.timeout.connect(self.reload)
        self.view.opened.connect(self.open_capability)
        self.view.statements_wanted.connect(self.show_statements)
        self.view.problem.retried.connect(self.reload)
        self.statements.left.connect(self.show_matrix)
        self.statements.saver.changed.connect(self._on_saving)
        hub.changed.connect(self._on_changed)

    def flush(self) -> bool:
        """Bring everything to the disk; tell, and show why, if that fails."""
        done = self.statements.flush()
        if not done and self.stack.currentWidget() is not self.domain:
            self.show_statements()
        return done

    def give_up(self) -> None:
        """Forget what could not be saved: the person closes without it."""
        self.statements.give_up()

    @Slot()
    def reload(self) -> None:
        """Read everything again."""
        self._is_stale = False
        self._runner.run(self._read, done=self._show, failed=self._on_not_read)

    @Slot()
    def show_matrix(self) -> None:
        """Go back to the matrix, to the row that was looked at."""
        former, self.domain = self.domain, None
        self.stack.setCurrentWidget(self.view)
        if former:
            self._remember(former)
            self.statements.saver.save_now()
            self.stack.removeWidget(former)
            former.deleteLater()
            self.view.matrix.go_to(former.ref)
        else:
            self.view.matrix.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._is_stale:
            self.reload()

    @Slot()
    def show_statements(self) -> None:
        """Show every statement below one another."""
        self.stack.setCurrentWidget(self.statements)
        self.statements.back.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object, object)
    def open_capability(self, ref: CapabilityRef, voice: Voice | None = None) -> None:
        """Show the page of one capability, at a voice if one was pointed at."""
        row = self.known.row(ref) if self.known else None
        if self.known and row:
            self._build(self.known, row)
            if self.domain:
                self.domain.point_at(voice)

    def open_soon(self, ref: CapabilityRef, said: Source | None = None) -> None:
        """Show the page of one capability, as soon as everything has been read.

        With `said`, show what is written of it.
        """
        if self.known is None:
            self._wanted = (ref, said)
            return
        self.open_capability(ref)
        if said and self.domain:
            self.domain.show_words(said)

    # Off the GUI thread

    def _read(self, progress: Progress) -> Known:
        return read(self._portfolio)

    def _rate(
        self, ref: CapabilityRef, level: str, stage: str, note: str, _: Progress
    ) -> CapabilityRef:
        """Keep a rating; its note is kept by itself before, and goes into it."""
        self.statements.saver.outbox.write_all()
        self._portfolio.ratings.rate(ref, level, stage=stage, note=note)
        return ref

    def _take_back(self, ref: CapabilityRef, progress: Progress) -> SelfRating:
        return self._portfolio.ratings.take_back(ref)

    def _put_back(self, rating: SelfRating, progress: Progress) -> None:
        self._portfolio.ratings.put_back(rating)

    # Showing

    def _build(self, known: Known, row: Covered) -> None:
        former = self.domain
        can_write = self._portfolio.bar is None
        view = DomainView(self._look, known, row, self._catalogue, can_write=can_write)
        view.left.connect(self.show_matrix)
        view.quotation_opened.connect(self.opened)
        view.edited.connect(self.statements.write)
        view.problem.retried.connect(self.statements.saver.save_now)
        view.rating.noted.connect(self._on_noted)
        view.rating.rated.connect(self._on_rated)
        view.rating.taken_back.connect(self._on_take_back)
        view.rating.put_back.connect(self._on_put_back)
        if former:
            self._remember(former)
        self.domain = view
        self.stack.addWidget(view)
        if former and former.ref == view.ref:
            view.take_over(former)  # while that is still in sight, and has the keyboard
        elif view.ref in self._chosen:
            view.rating.choose(self._chosen[view.ref])
        self.stack.setCurrentWidget(view)
        if former:
            self.stack.removeWidget(former)
            former.deleteLater()

    def _remember(self, former: DomainView) -> None:
        """Keep what is chosen and not kept, until the person comes back to it."""
        self._chosen.pop(former.ref, None)
        if chosen := former.rating.unkept():
            self._chosen[former.ref] = chosen

    @Slot(object)
    def _show(self, known: Known) -> None:
        if self.known and not self.statements.saver.outbox.is_empty:
            known = replace(known, notes=self.known.notes)  # what is typed is newer
        self.known = known
        self.view.problem.show_words("")
        self.view.show_coverage(known.coverage)
        wanted, self._wanted = self._wanted, None
        if wanted:
            self.open_soon(*wanted)
            return
        if self.domain is None:
            return
        row = known.row(self.domain.ref)
        if row is None:
            self.show_matrix()
        elif not self.statements.saver.outbox.is_empty:
            self._is_stale = True  # older than what is typed; read again when that is saved
            self.domain.rating.show_ratings(known.ratings_of(row.capability.ref))
        elif row == self.domain.row:
            self.domain.show_known(known)
        else:
            self._build(known, row)

    @Slot(object)
    def _on_not_read(self, error: Exception) -> None:
        self._is_stale = True
        problem = self.domain.problem if self.domain else self.view.problem
        problem.show_words(*in_words(error))

    @Slot(object, object)
    def _on_saving(self, saving: object, told: object) -> None:
        if self.domain:
            self.domain.show_saving(*self.statements.standing())
            error = in_words(told) if isinstance(told, Exception) else ("",)
            self.domain.problem.show_words(*error)

    @Slot(str, str, str)
    def _on_rated(self, level: str, stage: str, note: str) -> None:
        if self.domain:
            work = partial(self._rate, self.domain.ref, level, stage, note)
            self._runner.run(work, done=self._on_rating_kept, failed=self._on_rating_not_kept)

    @Slot(str)
    def _on_noted(self, note: str) -> None:
        if self.domain and self.known:
            ref = self.domain.ref
            self.known = replace(self.known, notes={**self.known.notes, ref: note})
            write = partial(self._portfolio.ratings.write_note, ref, note)
            self.statements.saver.put(("note", ref), write)

    @Slot(object)
    def _on_rating_kept(self, ref: CapabilityRef) -> None:
        if self.known:
            self.known = replace(self.known, notes={**self.known.notes, ref: ""})
        self._chosen.pop(ref, None)
        if self.domain and self.domain.ref == ref:
            self.domain.rating.settle(stored=True)
        self.reload()

    @Slot(object)
    def _on_rating_not_kept(self, error: Exception) -> None:
        if self.domain:
            self.domain.rating.settle(stored=False)
        self._on_not_read(error)

    @Slot()
    def _on_take_back(self) -> None:
        if self.domain:
            work = partial(self._take_back, self.domain.ref)
            self._runner.run(work, done=self._on_taken_back, failed=self._on_not_read)

    @Slot(object)
    def _on_taken_back(self, rating: SelfRating) -> None:
        if self.domain and self.domain.ref == rating.capability:
            self.domain.rating.offer_back(rating)
        self.reload()

    @Slot(object)
    def _on_put_back(self, rating: SelfRating) -> None:
        work = partial(self._put_back, rating)
        self._runner.run(work, done=self._on_stored, failed=self._on_not_read)

    @Slot(object)
    def _on_stored(self, nothing: object) -> None:
        """Show it, even while a statement has the keyboard."""
        self.reload()

    @Slot(object)
    def _on_changed(self, area: Area) -> None:
        if area & Area.ERASED and self.domain:
            self.domain.rating.let_go()
        if not area & (Area.PORTFOLIO | Area.EVIDENCE | Area.CONTRIBUTORS):
            return
        self._is_stale = True
        writing = self.domain is not None and self.domain.is_written_in
        if (self.isVisible() and not writing) or (self.known and area & Area.ERASED):
            self._settled.start()
        # What is being written is read when it is left; a name that was erased is not to be
        # seen once more when the page is shown again.

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Show at once what was read before; read what has changed when that is painted."""
        super().showEvent(event)
        if self._is_stale and self.known is None:
            self.reload()
        elif self._is_stale:
            self._settled.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Do not wait for a pause when the person goes elsewhere."""
        super().hideEvent(event)
        self.statements.saver.save_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the matrix by Esc."""
        if BACK.match(event) and self.stack.currentWidget() is not self.view:
            self.show_matrix()
        else:
            super().keyPressEvent(event)
