"""What has to be known about an open portfolio: who else has it, and where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from portfolio_app.ui.problems import in_words
from portfolio_app.ui.tokens import State
from portfolio_app.ui.widgets.notices import Notice

if TYPE_CHECKING:
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.shell import Shell
    from portfolio_app.ui.tasks import TaskRunner


class BarNotice(QObject):
    """Says who else has the portfolio open, and tries again when asked to."""

    free = Signal()
    """It can be written now."""

    def __init__(
        self, look: Look, shell: Shell, portfolio: OpenPortfolio, runner: TaskRunner
    ) -> None:
        super().__init__(shell)
        self._portfolio = portfolio
        self._runner = runner
        self.notice: Notice | None = None
        if bar := portfolio.bar:
            words = f"{bar.reason} {bar.advice}"
            self.notice = Notice(look, State.WAITING, words, action="Try again")
            self.notice.pressed.connect(self._on_try_again)
            shell.show_banner(self.notice)

    @Slot()
    def _on_try_again(self) -> None:
        self._say("Looking whether it is free ...", can_try=False)
        self._runner.run(self._try_to_write, done=self._on_tried, failed=self._on_not_tried)

    def _try_to_write(self, progress: Progress) -> bool:
        return self._portfolio.try_to_write()

    @Slot(object)
    def _on_tried(self, can_write: bool) -> None:
        if can_write:
            self.free.emit()
        elif bar := self._portfolio.bar:
            self._say(f"{bar.reason} {bar.advice}")

    @Slot(object)
    def _on_not_tried(self, error: Exception) -> None:
        self._say(" ".join(in_words(error)))

    def _say(self, words: str, *, can_try: bool = True) -> None:
        if self.notice is not None:
            self.notice.set_text(words)
            self.notice.button.setEnabled(can_try)


class PlaceNotice(QObject):
    """Explains a place that is synchronised, until the person says that they know."""

    known = Signal()

    def __init__(self, look: Look, shell: Shell, about: str) -> None:
        """Show it.

        Args:
            look: The theme in use.
            shell: The window that it stands in.
            about: What to know about the place; nothing is shown where it is empty.
        """
        super().__init__(shell)
        self._shell = shell
        self.notice: Notice | None = None
        if about:
            self.notice = Notice(look, State.PARTLY, about, action="I know")
            self.notice.pressed.connect(self._on_known)
            shell.show_banner(self.notice)

    @Slot()
    def _on_known(self) -> None:
        if self.notice is not None:
            self._shell.take_banner(self.notice)
            self.notice = None
        self.known.emit()
