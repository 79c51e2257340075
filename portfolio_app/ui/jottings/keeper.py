"""Keeps what is jotted down: it says so when it is on the disk, and not before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from portfolio_app.errors import PortfolioError
from portfolio_app.ui.announcing import say
from portfolio_app.ui.jottings.sheet import JottingSheet
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.tokens import State
from portfolio_app.ui.widgets.notices import Notice

if TYPE_CHECKING:
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.services.jottings import JottingService
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.shell import Shell
    from portfolio_app.ui.tasks import TaskRunner

SHOWN_MS: Final = 8000
"""How long it is said above the page that a jotting is kept."""
KEPT: Final = "Kept. It waits on Evidence, under “To sort”."


class JottingKeeper(QObject):
    """Opens the sheet over the window, and stores what stands on it."""

    show_wanted = Signal()
    """The person wants to see what waits to be sorted."""

    def __init__(
        self, look: Look, service: JottingService, runner: TaskRunner, window: Shell
    ) -> None:
        super().__init__(window)
        self._look = look
        self._service = service
        self._runner = runner
        self._window = window
        self._notice: Notice | None = None
        self._shown = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._shown.timeout.connect(self._take_notice)
        self.sheet = JottingSheet(look, window)
        self.sheet.keep_wanted.connect(self._on_keep_wanted)

    @Slot()
    def open(self) -> None:
        """Open the sheet, or bring it to the front."""
        self.sheet.show()
        self.sheet.raise_()
        self.sheet.activateWindow()

    def flush(self) -> bool:
        """Bring what stands on the sheet to the disk; say what is wrong and return False."""
        if not self.sheet.has_words:
            self.sheet.hide()
            return True
        try:
            self._service.keep(self.sheet.words.text(), self.sheet.title.text())
        except PortfolioError as error:
            self.open()
            self._show_problem(error)
            return False
        self.sheet.clear()
        self.sheet.hide()
        return True

    @Slot()
    def _on_keep_wanted(self) -> None:
        if not self.sheet.has_words or self.sheet.keep.is_busy:
            return
        self.sheet.keep.set_busy("Keeping ...")
        self.sheet.words.setReadOnly(True)
        work = partial(self._keep, self.sheet.words.text(), self.sheet.title.text())
        self._runner.run(work, done=self._on_kept, failed=self._show_problem)

    def _keep(self, text: str, title: str, progress: Progress) -> Evidence:
        return self._service.keep(text, title)

    @Slot(object)
    def _on_kept(self, jotting: Evidence) -> None:
        self._let_type()
        self.sheet.clear()
        self.sheet.hide()
        self._take_notice()
        self._notice = Notice(self._look, State.MET, KEPT, action="Show it")
        self._notice.pressed.connect(self._on_show_pressed)
        self._window.show_banner(self._notice)
        self._shown.start()
        say(self._window, KEPT)

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self._let_type()
        self.sheet.problem.show_words(*in_words(error))

    def _let_type(self) -> None:
        self.sheet.keep.set_busy(None)
        self.sheet.words.setReadOnly(False)

    @Slot()
    def _on_show_pressed(self) -> None:
        self._take_notice()
        self.show_wanted.emit()

    @Slot()
    def _take_notice(self) -> None:
        notice, self._notice = self._notice, None
        if notice is not None:
            self._window.take_banner(notice)
