"""What is done by itself while a portfolio is open: reading attached files, tidying history.

Little by little, with pauses between: what the person does and what is being saved come first.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from portfolio_app.errors import PortfolioError
from portfolio_app.services.changes import Area

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.tasks import TaskRunner

logger = logging.getLogger(__name__)

BEGIN_MS: Final = 1_500
"""After a portfolio was opened or a file attached: first the screens show what there is."""
STEP_MS: Final = 30
"""Between two steps."""


class Chore(Protocol):
    """Something that is done in steps."""

    def step(self) -> bool:
        """Do a little; tell whether there is more."""


class Background(QObject):
    """Runs one step of one chore at a time. It ends when it is stopped, and never by itself."""

    def __init__(
        self, portfolio: OpenPortfolio, runner: TaskRunner, hub: Hub, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._reader: Callable[[], Chore] = portfolio.search.reader
        self._waiting: list[Callable[[], Chore]] = []
        self._chore: Chore | None = None
        self._is_stopped = False
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._run)
        hub.changed.connect(self._on_changed)
        if portfolio.bar is None:
            self._begin(self._reader, portfolio.history.tidier)

    @Slot()
    def stop(self) -> None:
        """Begin nothing more. A step that runs is waited for by whoever settles the runner."""
        self._is_stopped = True
        self._next.stop()

    def _begin(self, *chores: Callable[[], Chore]) -> None:
        self._waiting += (chore for chore in chores if chore not in self._waiting)
        if not (self._is_stopped or self._next.isActive()):
            self._next.start(BEGIN_MS)

    @Slot()
    def _run(self) -> None:
        if not self._is_stopped:
            self._runner.run(self._step, done=self._on_done, failed=self._on_failed)

    def _step(self, progress: Progress) -> bool:
        """Off the GUI thread: do a step, and tell whether there is more to do."""
        if self._chore is None:
            if not self._waiting:
                return False
            self._chore = self._waiting.pop(0)()
        if not self._chore.step():
            self._chore = None
        return self._chore is not None or bool(self._waiting)

    @Slot(object)
    def _on_done(self, is_more: bool) -> None:
        if is_more and not self._is_stopped:
            self._next.start(STEP_MS)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        """Leave it until something changes: nothing is lost that the person wrote."""
        self._chore = None
        self._waiting.clear()
        logger.info("nothing is done in the background: %s", type(error).__name__)
        if not isinstance(error, PortfolioError):
            self._runner.failed.emit(error)

    @Slot(object)
    def _on_changed(self, area: Area) -> None:
        if area & Area.EVIDENCE:
            self._begin(self._reader)
