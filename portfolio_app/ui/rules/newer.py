"""Says once that newer rules are there; nothing changes until the person says so."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from portfolio_app.errors import PortfolioError
from portfolio_app.ui.tokens import State
from portfolio_app.ui.widgets.notices import Notice

if TYPE_CHECKING:
    from portfolio_app.services.moving import Destination
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.portfolio_window import PortfolioWindow

logger = logging.getLogger(__name__)


class NewerRules(QObject):
    """Looks for newer rules when the window of a portfolio is made."""

    def __init__(self, look: Look, window: PortfolioWindow) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._found: Destination | None = None
        self.notice: Notice | None = None
        try:
            self._show(window.portfolio.moving.newer())  # a thousandth of a second
        except PortfolioError:
            logger.info("not known whether there are newer rules")  # Today says what is wrong

    @property
    def _told(self) -> str:
        """What is remembered once the person was told."""
        found = self._found.pathway if self._found else None
        return f"rules {found.id} {found.version}" if found else ""

    def _show(self, found: Destination | None) -> None:
        self._found = found
        if found is None or self._told in self._window.settings.told_about:
            return
        words = (
            f"A newer version of your pathway's rules exists: {found.pathway.version}. "
            "Nothing changes until you say so."
        )
        self.notice = Notice(self._look, State.WAITING, words, action="What would change")
        self.notice.pressed.connect(self._on_pressed)
        self._window.show_banner(self.notice)

    @Slot()
    def _on_pressed(self) -> None:
        if self.notice is None or self._found is None:
            return
        self._window.take_banner(self.notice)
        self.notice = None
        self._window.settings = self._window.settings.told(self._told)
        self._window.show_place("settings")
        pathway = self._found.pathway
        self._window.choices.rules.compare_with(pathway.id, pathway.version)
