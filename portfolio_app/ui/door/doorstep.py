"""The window before a portfolio is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QPaintEvent

    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.services.program import Program
    from portfolio_app.services.rules import RuleService
    from portfolio_app.ui.door.care_panel import CarePanel
    from portfolio_app.ui.door.first_start import FirstStart
    from portfolio_app.ui.door.return_page import ReturnPage
    from portfolio_app.ui.door.unlock_page import UnlockPage
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner


class Doorstep(QMainWindow):
    """Shows one screen that needs no open portfolio; makes each when it is first shown."""

    passphrase_given = Signal(Path, str)
    recovery_code_given = Signal(Path, str)
    vault_wanted = Signal(Path)
    """This portfolio is to be opened instead."""
    begun = Signal(object)
    """A complete `Beginning`."""
    return_begun = Signal(object)
    """A complete `Returning`."""
    code_kept = Signal()
    editor_wanted = Signal()
    """Rules are to be made or changed."""
    example_wanted = Signal()
    other_wanted = Signal()
    """A portfolio somewhere else is to be opened."""
    check_wanted = Signal()
    painted = Signal()
    """The window was painted whole for the first time."""

    def __init__(
        self,
        look: Look,
        free_place: Callable[[], Path],
        today: Callable[[], date],
        about_place: Callable[[Path], str],
    ) -> None:
        """Make the window.

        Args:
            look: The theme in use.
            free_place: Finds where a new portfolio is kept unless the person chooses otherwise.
            today: Tells the day.
            about_place: Tells what to know about a place, such as that it is synchronised.
        """
        super().__init__()
        self._look = look
        self._free_place = free_place
        self._today = today
        self._about_place = about_place
        self._pathways: tuple[Pathway, ...] = ()
        self._offered: tuple[RuleService, TaskRunner] | None = None
        self._unlock: UnlockPage | None = None
        self._first_start: FirstStart | None = None
        self._returning: ReturnPage | None = None
        self._came_from: QWidget | None = None
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
            page.vault_wanted.connect(self.vault_wanted)
            page.other_wanted.connect(self.other_wanted)
            page.new_wanted.connect(self._on_new_wanted)
            page.return_wanted.connect(self.show_return)
            page.check_wanted.connect(self.check_wanted)
            self._stack.addWidget(page)
        return self._unlock

    @property
    def first_start(self) -> FirstStart:
        """The steps to a new portfolio."""
        if self._first_start is None:
            from portfolio_app.ui.door.first_start import FirstStart

            page = self._first_start = FirstStart(
                self._look, self._today(), self._free_place(), self._about_place
            )
            page.show_pathways(self._pathways)
            if self._offered is not None:
                page.offer_rules(*self._offered)
            page.editor_wanted.connect(self.editor_wanted)
            page.begun.connect(self.begun)
            page.code_kept.connect(self.code_kept)
            page.example_wanted.connect(self.example_wanted)
            page.open_wanted.connect(self.other_wanted)
            page.return_wanted.connect(self.show_return)
            page.check_wanted.connect(self.check_wanted)
            page.left.connect(self._on_first_start_left)
            self._stack.addWidget(page)
        return self._first_start

    @property
    def returning(self) -> ReturnPage:
        """The screen that brings an open export back."""
        if self._returning is None:
            from portfolio_app.ui.door.return_page import ReturnPage

            page = self._returning = ReturnPage(
                self._look, self._free_place(), self._about_place
            )
            page.begun.connect(self.return_begun)
            page.code_kept.connect(self.code_kept)
            page.left.connect(self._on_return_left)
            self._stack.addWidget(page)
        return self._returning

    @property
    def signing(self) -> QWidget | None:
        """The window in which packs are signed and checked, while it is there."""
        return self._signing

    @property
    def is_asking_for_secret(self) -> bool:
        """Whether the screen shown is the one that asks for a secret."""
        return self._unlock is not None and self._stack.currentWidget() is self._unlock

    def show_pathways(self, pathways: Sequence[Pathway]) -> None:
        """Offer these rule packs in the first start, now or when it is shown."""
        self._pathways = tuple(pathways)
        if self._first_start is not None:
            self._first_start.show_pathways(self._pathways)

    def offer_rules(self, rules: RuleService, runner: TaskRunner) -> None:
        """Let files of rules be added in the first start, now or when it is shown."""
        self._offered = (rules, runner)
        if self._first_start is not None:
            self._first_start.offer_rules(rules, runner)

    def show_unlock(self, vault: Path, others: Sequence[Path] = ()) -> None:
        """Ask for the secret of a portfolio, and offer the `others` opened lately."""
        self._stack.setCurrentWidget(self.unlock)
        self.unlock.ask(vault, others)

    @Slot()
    def show_first_start(self) -> None:
        """Lead through making a portfolio."""
        self._stack.setCurrentWidget(self.first_start)
        self.first_start.focus_first()

    @Slot()
    def show_return(self) -> None:
        """Lead through bringing an open export back."""
        self._came_from = self._stack.currentWidget()
        self._stack.setCurrentWidget(self.returning)
        self.returning.focus_first()

    def show_recovery(self, code: str) -> None:
        """Show the code of a portfolio just made."""
        if self._returning is not None and self._stack.currentWidget() is self._returning:
            self._returning.show_recovery(code)
            return
        self._stack.setCurrentWidget(self.first_start)
        self.first_start.show_recovery(code)

    def show_care(self, runner: TaskRunner) -> CarePanel:
        """Make room below the question for what can be done for a damaged portfolio."""
        from portfolio_app.ui.door.care_panel import CarePanel

        panel = CarePanel(self._look, runner)
        self.unlock.show_below(panel)
        return panel

    def ask_for_portfolio(self, start: Path) -> Path | None:
        """Ask for the folder of a portfolio, from `start` on."""
        from portfolio_app.ui.file_dialogs import ask_for_folder

        return ask_for_folder(self, "Open a portfolio", start)

    def show_signing(self, program: Program, runner: TaskRunner) -> None:
        """Open the window in which packs are signed and checked."""
        if self._signing is None:
            from portfolio_app.ui.signing.window import SigningWindow

            self._signing = SigningWindow(self._look, program, runner)
            self._signing.destroyed.connect(self._on_signing_gone)
            self._signing.resize(self.size())
        self._signing.show()
        self._signing.activateWindow()

    def forget(self) -> None:
        """Throw the screens away, and with them every secret and answer typed into them."""
        for page in (self._unlock, self._first_start, self._returning):
            if page is not None:
                page.forget()
                self._stack.removeWidget(page)
                page.deleteLater()
        self._unlock = self._first_start = self._returning = self._came_from = None

    @Slot()
    def _on_new_wanted(self) -> None:
        self.first_start.lead_back()
        self.show_first_start()

    @Slot()
    def _on_first_start_left(self) -> None:
        self._stack.setCurrentWidget(self.unlock)
        self.unlock.focus_secret()

    @Slot()
    def _on_return_left(self) -> None:
        if self._came_from is self._unlock and self._unlock is not None:
            self._on_first_start_left()
        else:
            self.show_first_start()

    @Slot()
    def _on_signing_gone(self) -> None:
        self._signing = None

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint; whoever is told by queue hears when all of it is done."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()
