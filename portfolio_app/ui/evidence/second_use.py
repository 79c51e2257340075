"""Using one piece for several duties, from the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu

from portfolio_app.model.domain.lending import forms_served
from portfolio_app.model.domain.wording import joined

if TYPE_CHECKING:
    from collections.abc import Collection

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.services.duties import DutyService, SecondUse
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.evidence.picking import Picking
    from portfolio_app.ui.tasks import TaskRunner


class SecondUses(QObject):
    """Offers what the one selected piece can be used for as well, and begins that."""

    opened = Signal(str, str)
    """The id of the new piece, and the answer that it wants first."""
    failed = Signal(object)

    def __init__(
        self,
        picking: Picking,
        duties: DutyService,
        catalogue: Catalogue,
        runner: TaskRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._picking = picking
        self._duties = duties
        self._catalogue = catalogue
        self._runner = runner
        self._pathway: Pathway | None = None
        self.button = picking.bar.use
        self.menu = QMenu(self.button)
        picking.changed.connect(self._on_changed)
        self.button.clicked.connect(self._on_clicked)

    def show_pathway(self, pathway: Pathway) -> None:
        """Offer the forms of a pathway."""
        self._pathway = pathway
        self._on_changed()

    def still_shown(self, gone: Collection[EvidenceId]) -> str:
        """Return how a sentence ends on pieces that show words of these; empty for none.

        May be called off the GUI thread.
        """
        others = [piece for piece in self._duties.drawing_on(gone) if piece.id not in gone]
        if not others:
            return ""
        named = [f"“{piece.title}”" if piece.title else "another piece" for piece in others]
        verb = "shows" if len(others) == 1 else "show"
        return f"; {joined(list(dict.fromkeys(named)))} still {verb} the words"

    def _forms(self) -> tuple[Form, ...]:
        picked = self._picking.picked()
        if self._pathway is None or len(picked) != 1:
            return ()
        return forms_served(picked[0], self._pathway, self._catalogue)

    @Slot()
    def _on_changed(self) -> None:
        self.button.setVisible(bool(self._forms()))

    @Slot()
    def _on_clicked(self) -> None:
        self.menu.clear()
        for form in self._forms():
            self.menu.addAction(form.title).triggered.connect(partial(self._on_wanted, form))
        self.menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))
        self.menu.setActiveAction(next(iter(self.menu.actions())))

    def _on_wanted(self, form: Form) -> None:
        work = partial(self._use, self._picking.picked()[0].id, form)
        self._runner.run(work, done=self._on_used, failed=self._on_failed)

    def _use(self, evidence_id: EvidenceId, form: Form, progress: Progress) -> SecondUse:
        return self._duties.use_for(evidence_id, form.id)

    @Slot(object)
    def _on_used(self, used: SecondUse) -> None:
        self.opened.emit(used.piece.id, used.wanted)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)
