"""Leads a portfolio's window to what comes from outside, and to writing in Word."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot

from portfolio_app.services.changes import Area
from portfolio_app.ui.intake.dropping import FileDrops
from portfolio_app.ui.intake.screen import BringInScreen
from portfolio_app.ui.intake.word_out import WordOutScreen
from portfolio_app.ui.signing.files import ask_person

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.services.open_portfolio import OpenPortfolio
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.portfolio_window import PortfolioWindow
    from portfolio_app.ui.tasks import TaskRunner

BRING_IN: Final = "bring-in"
PLACE: Final = "evidence"
"""The place that both screens belong to."""


class OutsideDesk(QObject):
    """An action on the rail, files dropped on the window, and the two screens they lead to."""

    def __init__(
        self,
        window: PortfolioWindow,
        look: Look,
        portfolio: OpenPortfolio,
        runner: TaskRunner,
        hub: Hub,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._portfolio = portfolio
        self._piece = ""
        """What was open in the editor when files were to be brought in."""
        ask = partial(ask_person, window)
        self.bringing = BringInScreen(look, portfolio, runner, ask)
        self.writing = WordOutScreen(look, portfolio, runner, ask)
        self.drops = FileDrops(window)
        window.add_action(BRING_IN, "Bring in", "bring-in", keys="Ctrl+O")
        window.rail.place(BRING_IN).setEnabled(portfolio.bar is None)
        window.action_chosen.connect(self._on_action)
        self.drops.dropped.connect(self._on_dropped)
        self.bringing.left.connect(self._on_left)
        self.bringing.opened.connect(self._on_opened)
        self.bringing.word_wanted.connect(self._on_word_wanted)
        self.writing.left.connect(self._on_left)
        window.choices.leaving.word_wanted.connect(self._on_all_wanted)
        hub.changed.connect(self._on_changed)

    def bring_in(self, files: tuple[Path, ...] = ()) -> None:
        """Show where files are brought in, and begin with `files`."""
        self._piece = self._window.editor.evidence_id if self._window.editor else ""
        if self._portfolio.bar is None and self._window.put_editor_away():
            self._window.show_within(PLACE, self.bringing)
            self.bringing.take(files)

    def write_in_word(self, evidence_id: str = "") -> None:
        """Show where evidence is written as a Word document: one piece, or all of it."""
        if self._window.put_editor_away():
            self._window.show_within(PLACE, self.writing)
            self.writing.begin(evidence_id)

    @Slot(str)
    def _on_action(self, key: str) -> None:
        if key == BRING_IN:
            self.bring_in()

    @Slot(object)
    def _on_dropped(self, files: tuple[Path, ...]) -> None:
        self.bring_in(files)

    @Slot()
    def _on_left(self) -> None:
        self._window.show_place(PLACE)

    @Slot(str, str)
    def _on_opened(self, evidence_id: str, path: str) -> None:
        self.bringing.begin()
        self._window.open_evidence(evidence_id, path)

    @Slot()
    def _on_word_wanted(self) -> None:
        self.write_in_word(self._piece)

    @Slot()
    def _on_all_wanted(self) -> None:
        self.write_in_word()

    @Slot(object)
    def _on_changed(self, area: Area) -> None:
        if area & Area.ERASED:
            self.bringing.let_go()
            self.writing.let_go()
