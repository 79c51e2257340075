"""Tells when an open portfolio is to be locked because nobody is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog

from portfolio_app.ui.desktop import DesktopWatch
from portfolio_app.ui.idle import IdleWatch

if TYPE_CHECKING:
    from portfolio_app.ui.tasks import TaskRunner

SOON_MS: Final = 50
"""After a box was cancelled, for the code that had asked to go on."""


class Absence(QObject):
    """Watches while a portfolio is open, and clears away what stands in front of it."""

    noticed = Signal()
    """Nobody is there, and nothing asks any more: lock."""

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__(runner)
        self._runner = runner
        self._is_watching = False
        self.idle = IdleWatch(self)
        self.desktop = DesktopWatch(self)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._on_away)
        self.idle.idle.connect(self._on_idle)
        self.desktop.away.connect(self._on_away)

    @Slot(int)
    def watch(self, minutes: int) -> None:
        """Watch from now on; nobody may be idle for more than `minutes`, unless it is 0."""
        self._is_watching = True
        self.idle.allow(minutes)

    def rest(self) -> None:
        """Watch no more: nothing is open."""
        self._is_watching = False
        self.idle.allow(0)
        self._soon.stop()

    @Slot()
    def _on_idle(self) -> None:
        """Let work that somebody waits for end first; the watch looks again."""
        if not self._runner.is_busy:
            self._on_away()

    @Slot()
    def _on_away(self) -> None:
        if not self._is_watching:
            return
        if _cancel_what_asks():
            self._soon.start()
        else:
            self.noticed.emit()


def _cancel_what_asks() -> bool:
    """Cancel the box, the menu or the file dialog in front; tell whether there was one."""
    front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if isinstance(front, QDialog):
        front.done(QDialog.DialogCode.Rejected)  # close() is refused where nothing cancels
    elif front is not None:
        front.close()
    return front is not None
