"""The window before a portfolio is open."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from portfolio_app.ui.door.first_start import FirstStart
from portfolio_app.ui.door.unlock_page import UnlockPage

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.services.program import Program
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner


class Doorstep(QMainWindow):
    """Shows one of the screens that need no open portfolio."""

    def __init__(self, look: Look, folder: Path) -> None:
        """Make the window.

        Args:
            look: The theme in use.
            folder: Where a new portfolio is kept unless the person chooses otherwise.
        """
        super().__init__()
        self._look = look
        self.unlock = UnlockPage(look)
        self.first_start = FirstStart(look, datetime.now(UTC).astimezone().date(), folder)
        self._stack = QStackedWidget()
        for page in (self.unlock, self.first_start):
            self._stack.addWidget(page)
        self.setCentralWidget(self._stack)
        self.setWindowTitle("Progression Portfolio")
        self.setMinimumSize(*look.theme.tokens.window_least)

    def show_unlock(self, vault: Path) -> None:
        """Ask for the secret of a portfolio."""
        self._stack.setCurrentWidget(self.unlock)
        self.unlock.ask(vault)

    @Slot()
    def show_first_start(self) -> None:
        """Lead through making a portfolio."""
        self._stack.setCurrentWidget(self.first_start)

    def show_recovery(self, code: str) -> None:
        """Show the code of a portfolio just made."""
        self._stack.setCurrentWidget(self.first_start)
        self.first_start.show_recovery(code)

    def show_signing(self, program: Program, runner: TaskRunner) -> None:
        """Open the window in which packs are signed and checked."""
        from portfolio_app.ui.signing.window import SigningWindow

        window = SigningWindow(self._look, program, runner)
        window.resize(self.size())
        window.show()
        self._signing = window
