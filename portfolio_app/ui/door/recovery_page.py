"""The recovery sheet: shown once, to be printed and kept away from the computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.recovery_sheet import RecoverySheet
from portfolio_app.ui.widgets.words import PageHeading, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from portfolio_app.ui.look import Look


class RecoveryPage(QWidget):
    """Shows the code until the person says that it is kept."""

    kept = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._shown = RecoverySheet(look)
        self.code, self.is_kept = self._shown.code, self._shown.is_kept
        self.print_button = self._shown.print_button
        self.go_on = MainButton(look, "Start writing", trailing="arrow-right")
        self.go_on.setEnabled(False)
        self._reason = Words(
            "You can start when you have said that the code is kept.",
            face=Face.SMALL,
            tone=Role.INK_2,
        )
        narrow = Narrow(look)
        narrow.body.add(self._shown)
        narrow.body.add(self.go_on, align=Qt.AlignmentFlag.AlignLeft)
        narrow.body.add(self._reason)
        scrolled = Scrolled(
            look, gap="l", inset=("page_top", "page_side"), name="Recovery sheet"
        )
        scrolled.body.add(
            PageHeading(
                look,
                "Your recovery sheet",
                note="If you forget the passphrase, only this code opens the portfolio. "
                "It is shown now and never again.",
            ),
            narrow,
        )
        scrolled.body.addStretch(1)
        Column(look, gap="none", parent=self).add(scrolled, stretch=1)
        self._shown.kept_changed.connect(self._on_kept_changed)
        self.go_on.clicked.connect(self.kept)

    def show_code(self, code: str) -> None:
        """Show a new portfolio's code."""
        self._shown.show_code(code)

    def forget(self) -> None:
        """Take the code from the screen and from memory."""
        self._shown.forget()

    def sheet(self) -> QTextDocument:
        """Return the sheet as it is printed."""
        return self._shown.sheet()

    @Slot(bool)
    def _on_kept_changed(self, kept: bool) -> None:
        self.go_on.setEnabled(kept)
        self._reason.setVisible(not kept)
