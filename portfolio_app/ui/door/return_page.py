"""Bringing an open export back: which, by what passphrase, where; then the recovery sheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from portfolio_app.ui.documents import documents_folder
from portfolio_app.ui.door.protect_step import ProtectStep
from portfolio_app.ui.file_dialogs import ask_for_folder
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.words import Strip, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portfolio_app.ui.door.recovery_page import RecoveryPage
    from portfolio_app.ui.look import Look

_NONE_CHOSEN = "None chosen yet."


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """What a portfolio is made of an open export from."""

    source: Path
    folder: Path
    passphrase: str

    def __repr__(self) -> str:
        return "Returning(...)"


class ReturnPage(QWidget):
    """Asks for the export and what the portfolio needs besides; shows the new code then."""

    begun = Signal(object)
    """A complete `Returning`."""
    code_kept = Signal()
    left = Signal()
    """Nothing is to be brought back."""

    def __init__(self, look: Look, folder: Path, about_place: Callable[[Path], str]) -> None:
        """Make the page.

        Args:
            look: The theme in use.
            folder: Where the portfolio is kept unless the person chooses otherwise.
            about_place: Tells what to know about a place, such as that it is synchronised.
        """
        super().__init__()
        self._look = look
        self.source: Path | None = None
        self.chosen = Words(_NONE_CHOSEN)
        self.choose = PlainButton(look, "Choose the folder")
        self.step = ProtectStep(
            look,
            folder,
            about_place,
            title="Bring back an open export",
            note="Everything in it becomes a new portfolio, encrypted again. The open export "
            "stays as it is: delete it when you need it no more.",
            first=self._choosing(),
        )
        self.back = PlainButton(look, "&Back", icon="arrow-left")
        self.go_on = MainButton(look, "&Make the portfolio", trailing="arrow-right")
        self._foot = Strip(side="top")
        buttons = Row(look, gap="m", inset=("l", "xl"), parent=self._foot)
        buttons.add(self.back)
        buttons.addStretch(1)
        buttons.add(self.go_on)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.step)
        column = Column(look, gap="none", parent=self)
        column.add(self._stack, stretch=1)
        column.add(self._foot)
        self.choose.clicked.connect(self._on_choose)
        self.back.clicked.connect(self._on_back)
        self.go_on.clicked.connect(self._on_go_on)
        self.step.submitted.connect(self._on_go_on)

    @cached_property
    def recovery(self) -> RecoveryPage:
        """What is shown when the portfolio has been made."""
        from portfolio_app.ui.door.recovery_page import RecoveryPage

        page = RecoveryPage(self._look)
        page.kept.connect(self.code_kept)
        self._stack.addWidget(page)
        return page

    def show_recovery(self, code: str) -> None:
        """Show the code of the portfolio just made, until it is kept."""
        self._set_busy(None)
        self.step.forget()
        self._foot.hide()
        self._stack.setCurrentWidget(self.recovery)
        self.recovery.show_code(code)

    @Slot(object)
    def show_problem(self, error: Exception) -> None:
        """Say why the portfolio could not be made; every answer stays."""
        self._set_busy(None)
        self.step.show_problem(*in_words(error))

    def focus_first(self) -> None:
        """Land where the first answer is given."""
        self.choose.setFocus()

    def forget(self) -> None:
        """Forget every secret."""
        self.step.forget()
        if "recovery" in self.__dict__:
            self.recovery.forget()

    def _choosing(self) -> QWidget:
        asked, buttons = QWidget(), Flow(self._look)
        buttons.add(self.choose)
        Column(self._look, gap="xs", parent=asked).add(
            Words("The open export", face=Face.BODY_STRONG),
            Words(
                "The folder that was written, with “READ-ME-FIRST.txt” in it.",
                face=Face.SMALL,
                tone=Role.INK_2,
            ),
            self.chosen,
            buttons,
        )
        return asked

    def _set_busy(self, words: str | None) -> None:
        self.go_on.set_busy(words)
        self.back.setEnabled(words is None)
        self.step.setEnabled(words is None)

    @Slot()
    def _on_choose(self) -> None:
        chosen = ask_for_folder(self, "The open export", documents_folder())
        if chosen:
            self.source = chosen
            self.chosen.setText(str(chosen))
            self.step.show_problem("", "")

    @Slot()
    def _on_back(self) -> None:
        self.step.forget()
        self.left.emit()

    @Slot()
    def _on_go_on(self) -> None:
        if self.go_on.is_busy:
            return
        if self.source is None:
            self.step.show_problem("Choose the folder of the open export first.", "")
            self.choose.setFocus()
        elif self.step.complaint():
            self.step.focus_complaint()
        else:
            self.step.show_problem("", "")
            self._set_busy("Bringing it back ...")
            self.begun.emit(
                Returning(
                    source=self.source, folder=self.step.folder, passphrase=self.step.secret()
                )
            )
