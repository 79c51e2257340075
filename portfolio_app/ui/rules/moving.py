"""Takes an open portfolio over to other rules, once everything in its window is saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from portfolio_app.ui.problems import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.moving import Destination
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.settings_page.rules import RulesSection
    from portfolio_app.ui.tasks import TaskRunner


class Moving(QObject):
    """Does what the section of Settings asks for."""

    moved = Signal(object)
    """The `OpenPortfolio` from now on."""

    def __init__(
        self,
        program: Program,
        portfolio: OpenPortfolio,
        runner: TaskRunner,
        hub: Hub,
        section: RulesSection,
        save_all: Callable[[], bool],
    ) -> None:
        """Listen to a section.

        Args:
            program: Puts the portfolio together anew.
            portfolio: Open.
            runner: Where services run.
            hub: Hears of changes.
            section: Where a person asks for a move.
            save_all: Brings everything to the disk; False where that did not succeed.
        """
        super().__init__(section)
        self._program = program
        self._portfolio = portfolio
        self._runner = runner
        self._hub = hub
        self._section = section
        self._save_all = save_all
        section.move_wanted.connect(self._on_wanted)

    @Slot(object)
    def _on_wanted(self, to: Destination) -> None:
        if self._save_all():
            self._runner.run(
                partial(self._move, to), done=self._on_moved, failed=self._on_not_moved
            )

    def _move(self, to: Destination, progress: Progress) -> OpenPortfolio:
        self._portfolio.moving.move(to)
        return self._program.door.anew(self._portfolio, self._hub.announce)

    @Slot(object)
    def _on_moved(self, opened: OpenPortfolio) -> None:
        self._section.close_windows()
        self.moved.emit(opened)

    @Slot(object)
    def _on_not_moved(self, error: Exception) -> None:
        window = self._section.moving
        if window is not None:
            window.show_problem(error)
        else:
            explain(error, self._section)
