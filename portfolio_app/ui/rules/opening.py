"""Opens the window in which rules are made: one, whoever asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from portfolio_app.ui.problems import catch_defects

if TYPE_CHECKING:
    from portfolio_app.services.program import Program
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.opening import Opening
    from portfolio_app.ui.rules.window import RuleWindow
    from portfolio_app.ui.tasks import TaskRunner


class RuleDesk(QObject):
    """Holds the window while it is there. No portfolio needs to be open for it."""

    def __init__(self, look: Look, opening: Opening, runner: TaskRunner) -> None:
        """Open nothing yet.

        Args:
            look: The theme in use.
            opening: Puts the program together.
            runner: Works for the window.
        """
        super().__init__(runner)
        self._look = look
        self._opening = opening
        self._runner = runner
        self.window: RuleWindow | None = None

    @Slot()
    def open(self) -> None:
        """Show the window, as soon as the program is together."""
        self._runner.run(self._opening.put_together, done=self._show)

    @Slot(object)
    def _show(self, program: Program) -> None:
        if self.window is None:
            from portfolio_app.ui.rules.window import RuleWindow

            self.window = RuleWindow(self._look, program, self._runner)
            self.window.destroyed.connect(self._on_gone)
            catch_defects(self.window)
        self.window.show()
        self.window.activateWindow()

    @Slot()
    def _on_gone(self) -> None:
        self.window = None
