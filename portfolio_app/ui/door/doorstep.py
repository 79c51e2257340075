"""The window before a portfolio is open."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.services.program import Program
    from portfolio_app.ui.door.first_start import FirstStart
    from portfolio_app.ui.door.unlock_page import UnlockPage
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner


class Doorstep(QMainWindow):
    """Shows one screen that needs no open portfolio; makes each when it is first shown."""

    passphrase_given = Signal(Path, str)
    recovery_code_given = Signal(Path, str)
    begun = Signal(object)
    """A complete `Beginning`."""
    code_kept = Signal()
    example_wanted = Signal()
    other_wanted = Signal()
    """A portfolio somewhere else is to be opened."""
    check_wanted = Signal()
    painted = Signal()
    """The window was painted whole for the first time."""

    def __init__(self, look: Look, folder: Path) -> None:
        """Make the window.

        Args:
            look: The theme in use.
            folder: Where a new portfolio is kept unless the person chooses otherwise.
        """
        super().__init__()
        self._look = look
        self._folder = folder
        self._pathways: tuple[Pathway, ...] = ()
        self._unlock: UnlockPage | None = None
        self._first_start: FirstStart | None = None
        self._signing: QWidget | None = None
        self._is_painted = False
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.setWindowTitle("Progression Portfolio")
        self.setMinimumSize(*look.theme.tokens.window_least)

    @property
    def unlock(self) -> UnlockPage:
        """The screen that asks for a secret."""
        if self._unlock is None:
            from portfolio_app.ui.door.unlock_page import UnlockPage

            page = self._unlock = UnlockPage(self._look)
            page.passphrase_given.connect(self.passphrase_given)
            page.recovery_code_given.connect(self.recovery_code_given)
            page.other_wanted.connect(self.other_wanted)
            page.new_wanted.connect(self.show_first_start)
            page.check_wanted.connect(self.check_wanted)
            self._stack.addWidget(page)
        return self._unlock

    @property
    def first_start(self) -> FirstStart:
        """The steps to a new portfolio."""
        if self._first_start is None:
            from portfolio_app.ui.door.first_start import FirstStart

            today = datetime.now(UTC).astimezone().date()
            page = self._first_start = FirstStart(self._look, today, self._folder)
            page.show_pathways(self._pathways)
            page.begun.connect(self.begun)
            page.recovery.kept.connect(self.code_kept)
            page.example_wanted.connect(self.example_wanted)
            page.open_wanted.connect(self.other_wanted)
            page.check_wanted.connect(self.check_wanted)
            self._stack.addWidget(page)
        return self._first_start

    def show_pathways(self, pathways: Sequence[Pathway]) -> None:
        """Offer these rule packs in the first start, now or when it is shown."""
        self._pathways = tuple(pathways)
        if self._first_start is not None:
            self._first_start.show_pathways(self._pathways)

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

        self._signing = SigningWindow(self._look, program, runner)
        self._signing.resize(self.size())
        self._signing.show()

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        """Tell when the first paint is done."""
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            self.painted.emit()
        return done
