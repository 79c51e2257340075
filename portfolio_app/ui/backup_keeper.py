"""Makes backups by itself while a portfolio is open, beside everything else.

It has a thread of its own: a backup of a large portfolio takes seconds, and a network drive may
take minutes, while what is being written must be saved within one.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from portfolio_app.errors import DamagedVaultError, PortfolioError
from portfolio_app.model.domain.care import BackupReason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portfolio_app.model.domain.care import Backup, BackupKeys
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.tasks import TaskRunner

logger = logging.getLogger(__name__)

LOOK_MS: Final = 60_000
"""Between two looks at whether a backup is due."""


class BackupKeeper(QObject):
    """Looks every minute whether a backup is due, and makes those that are asked for."""

    ways_in_brought = Signal(object)
    """The backups were given the portfolio's ways in; the `BackupKeys` tell which were not."""
    kept = Signal()
    """A backup was made, or copied."""
    saved = Signal(object)
    """The `Backup` that the person asked for is there."""
    troubled = Signal(object)
    """It did not succeed; the error tells why. It will be tried again."""
    damage_met = Signal(object)
    """The portfolio itself is damaged; told once."""

    def __init__(self, portfolio: OpenPortfolio, runner: TaskRunner, parent: QObject) -> None:
        """Make it; it begins with `start`.

        Args:
            portfolio: What is backed up.
            runner: Where the work is done; best one that saves nothing else.
            parent: As long as which it lives.
        """
        super().__init__(parent)
        self._backups = portfolio.backups
        self.runner = runner
        """Where the work is done."""
        self.is_busy = False
        """Whether a backup is being made."""
        self._has_told = False
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.look)

    @Slot()
    def start(self) -> None:
        """Begin to look."""
        self._look.start()

    @Slot()
    def stop(self) -> None:
        """Look no more. What runs is stopped by whoever settles the runner."""
        self._look.stop()

    @Slot()
    def look(self) -> None:
        """Make a backup if one is due, and bring up to date what the others lack."""
        if not self.is_busy:
            self._run(self._keep)

    @Slot()
    def make_now(self) -> None:
        """Make a backup because the person asks for it."""
        self._run(self._make)

    def save(self, path: Path) -> None:
        """Write a backup to a file of the person's."""
        self._run(partial(self._save, path))

    def bring_ways_in(self) -> None:
        """Let the backups open as the portfolio does, because that was changed just now."""
        self.runner.run(
            self._bring_ways_in, done=self._on_ways_in_brought, failed=self._on_failed
        )

    # Off the GUI thread

    def _bring_ways_in(self, progress: Progress) -> BackupKeys:
        return self._backups.bring_ways_in(progress)

    def _keep(self, progress: Progress) -> Backup | None:
        self._backups.bring_ways_in(progress)  # what was out of reach may be back
        if reason := self._backups.due():
            self._backups.make(reason, progress)
        self._backups.copy_latest(progress)
        return None

    def _make(self, progress: Progress) -> Backup:
        self._backups.bring_ways_in(progress)
        made = self._backups.make(BackupReason.BY_HAND, progress)
        self._backups.copy_latest(progress)
        return made

    def _save(self, path: Path, progress: Progress) -> Backup:
        return self._backups.write(path, progress)

    # Answering

    @Slot(object)
    def _on_ways_in_brought(self, told: BackupKeys) -> None:
        self.ways_in_brought.emit(told)

    def _run(self, work: Callable[[Progress], Backup | None]) -> None:
        self.is_busy = True
        task = self.runner.run(work, done=self._on_done, failed=self._on_failed)
        task.ended.connect(self._on_ended)

    @Slot(object)
    def _on_done(self, made: Backup | None) -> None:
        self.kept.emit()
        if made is not None:
            self.saved.emit(made)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PortfolioError):
            raise error
        logger.info("no backup: %s", type(error).__name__)
        self.troubled.emit(error)
        if isinstance(error, DamagedVaultError) and not self._has_told:
            self._has_told = True
            self.damage_met.emit(error)

    @Slot()
    def _on_ended(self) -> None:
        self.is_busy = False
