"""Makes portfolios at the door: somebody's own, anew or of an export, and the example."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from shiboken6 import isValid

from portfolio_app.ui.opening import free_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.ui.door.doorstep import Doorstep
    from portfolio_app.ui.door.first_start import Beginning
    from portfolio_app.ui.door.return_page import Returning
    from portfolio_app.ui.opening import Opening
    from portfolio_app.ui.tasks import TaskRunner
    from portfolio_app.ui.widgets.buttons import Button

EXAMPLE = "Finished example"


class Making(QObject):
    """Leads from the last answer of the first start into the portfolio that it makes."""

    def __init__(
        self,
        doorstep: Doorstep,
        opening: Opening,
        runner: TaskRunner,
        enter: Callable[[OpenPortfolio], None],
    ) -> None:
        """Make portfolios as the doorstep asks for them.

        Args:
            doorstep: Asks, and shows what comes of it.
            opening: Makes them.
            runner: Does so off the GUI thread.
            enter: Goes into an open portfolio; a method of an object that outlives the work.
        """
        super().__init__(runner)
        self._doorstep = doorstep
        self._opening = opening
        self._runner = runner
        self._enter = enter
        self.waiting: OpenPortfolio | None = None
        """A portfolio made and open, until its recovery code is kept."""
        self._pressed: Button | None = None
        """The button that asked for the example; its page may be gone when that is open."""
        doorstep.begun.connect(self._on_begun)
        doorstep.return_begun.connect(self._on_return_begun)
        doorstep.code_kept.connect(self._on_code_kept)
        doorstep.example_wanted.connect(self._on_example_wanted)

    @Slot(object)
    def _on_begun(self, beginning: Beginning) -> None:
        self._runner.run(
            partial(self._opening.make, beginning),
            done=self._on_made,
            failed=self._doorstep.first_start.show_problem,
        )

    @Slot(object)
    def _on_return_begun(self, returning: Returning) -> None:
        self._runner.run(
            partial(self._opening.take_back, returning),
            done=self._on_made,
            failed=self._doorstep.returning.show_problem,
        )

    @Slot(object)
    def _on_made(self, made: tuple[OpenPortfolio, str]) -> None:
        self.waiting, code = made
        self._doorstep.show_recovery(code)

    @Slot()
    def _on_code_kept(self) -> None:
        opened, self.waiting = self.waiting, None
        if opened is not None:
            self._enter(opened)

    @Slot()
    def _on_example_wanted(self) -> None:
        self._doorstep.setEnabled(False)
        self._pressed = self._doorstep.first_start.who.example
        self._pressed.set_busy("Making the example ...")
        task = self._runner.run(
            partial(self._opening.make_example, free_place(EXAMPLE)), done=self._enter
        )
        task.ended.connect(self._on_example_ended)

    @Slot()
    def _on_example_ended(self) -> None:
        self._doorstep.setEnabled(True)
        if self._pressed is not None and isValid(self._pressed):
            self._pressed.set_busy(None)
