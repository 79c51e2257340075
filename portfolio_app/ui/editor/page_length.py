"""How much of its pages a report fills, found again whenever the person pauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from portfolio_app.model.domain.forms import Layout
from portfolio_app.model.domain.lengths import is_too_long, length_in_words, page_limit

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.tasks import TaskRunner

PAUSE_MS: Final = 900
"""After the last keystroke: pages are laid out as they are drawn, which takes a moment."""


class PageLength(QObject):
    """Measures off the GUI thread, one measuring at a time, and only reports."""

    measured = Signal(str, bool)
    """The length in words, and whether it is more than is allowed."""

    def __init__(
        self,
        copy: WorkingCopy,
        measure: Callable[[Evidence], float],
        runner: TaskRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._copy = copy
        self._measure = measure
        self._runner = runner
        self._limit = page_limit(copy.form, copy.pathway)
        self._is_running = False
        self._paused = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._paused.timeout.connect(self._begin)

    @property
    def applies(self) -> bool:
        """Whether the piece is a report, whose pages are counted."""
        return self._copy.form.layout is Layout.REPORT

    @Slot()
    def measure_soon(self) -> None:
        """Measure after the next pause."""
        if self.applies:
            self._paused.start()

    @Slot()
    def _begin(self) -> None:
        if self._is_running:
            self._paused.start()
            return
        self._is_running = True
        evidence = self._copy.evidence

        def work(progress: Progress) -> float:
            return self._measure(evidence)

        self._runner.run(work, done=self._on_measured, failed=self._on_failed)

    @Slot(object)
    def _on_measured(self, pages: float) -> None:
        self._is_running = False
        limit = self._limit
        self.measured.emit(length_in_words(pages, limit), is_too_long(pages, limit))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        """Say no length rather than an old one; whatever is wrong is told where it matters."""
        self._is_running = False
        self.measured.emit("", False)
