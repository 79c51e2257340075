"""Reads what the piece that is open said before, and brings earlier wordings back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from portfolio_app.model.domain.names import FieldPath
from portfolio_app.ui.editor.saver import Saving

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfolio_app.model.domain.history import Revision
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.history import HistoryService
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.editor.history_tab import HistoryTab
    from portfolio_app.ui.editor.saver import Saver
    from portfolio_app.ui.editor.sheet import Sheet
    from portfolio_app.ui.editor.side_panel import SidePanel
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.tasks import TaskRunner


class HistoryDesk(QObject):
    """Keeps the history tab up to date while it is in sight."""

    failed = Signal(object)

    def __init__(
        self,
        copy: WorkingCopy,
        sheet: Sheet,
        panel: SidePanel,
        history: HistoryService,
        saver: Saver,
        clock: Clock,
        runner: TaskRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._copy = copy
        self._sheet = sheet
        self._panel = panel
        self._history = history
        self._saver = saver
        self._clock = clock
        self._runner = runner
        self._path = ""
        panel.tabs.currentChanged.connect(self._on_tab_changed)
        saver.changed.connect(self._on_saving)
        self._tab.restore_wanted.connect(self._on_restore_wanted)
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._on_focus_changed)

    @property
    def _tab(self) -> HistoryTab:
        return self._panel.history

    @Slot()
    def read(self) -> None:
        """Read what is kept by now, if anybody looks."""
        if self._panel.stack.currentWidget() is self._tab:
            self._runner.run(self._read, done=self._show, failed=self._on_failed)

    # Off the GUI thread

    def _read(self, progress: Progress) -> Mapping[FieldPath, tuple[Revision, ...]]:
        return self._history.of(self._copy.evidence.id)

    def _keep(self, revision: Revision, progress: Progress) -> Revision:
        """Keep what stands there now, every keystroke of it, before it is replaced."""
        self._saver.outbox.write_all()
        self._history.keep(self._copy.evidence.id, FieldPath(revision.place.path))
        return revision

    # Answering

    @Slot(object)
    def _show(self, history: Mapping[FieldPath, tuple[Revision, ...]]) -> None:
        self._tab.show_history(history, self._clock.today())
        self._tab.point_at(self._path)

    @Slot(int)
    def _on_tab_changed(self, index: int) -> None:
        self.read()

    @Slot(object, object)
    def _on_saving(self, saving: Saving, detail: object) -> None:
        if saving is Saving.DONE:
            self.read()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        """Follow the person from answer to answer."""
        if now is None or not isValid(self._sheet) or not self._sheet.isAncestorOf(now):
            return  # elsewhere, or the page is going, and its rows before this desk
        row = next((row for row in self._sheet.rows() if row.entry is now), None)
        if row and row.asked.path != self._path:
            self._path = row.asked.path
            self._tab.point_at(self._path)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)  # by a slot: whoever has gone by then hears of nothing

    @Slot(object)
    def _on_restore_wanted(self, revision: Revision) -> None:
        work = partial(self._keep, revision)
        self._runner.run(work, done=self._bring_back, failed=self._on_failed)

    @Slot(object)
    def _bring_back(self, revision: Revision) -> None:
        self._sheet.write(FieldPath(revision.place.path), revision.text)
        self._saver.save_now()
