"""The recovery sheet: shown once, to be printed and kept away from the computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QCheckBox, QWidget

from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton
from portfolio_app.ui.widgets.fields import CheckLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.words import Card, PageHeading, Words

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look

SHEET = """<h1>Recovery sheet</h1>
<p>Progression Portfolio</p>
<p>This code opens the portfolio when its passphrase is lost. Keep this sheet where you keep
important papers, never beside the computer. Whoever holds it and the computer can read
everything.</p>
<p style="font-size: 22pt"><b>{code}</b></p>
<p>To use it: open the portfolio, choose “Use the recovery code”, and type it in.</p>"""


class RecoveryPage(QWidget):
    """Shows the code until the person says that it is kept."""

    kept = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._code = ""
        self.code = Words("", face=Face.TITLE, selectable=True)
        self.code.setAccessibleName("Recovery code")
        self.print_button = PlainButton(look, "Print the sheet", icon="printer")
        self.is_kept: QCheckBox = CheckLine(look, "I have printed it or written it down")
        self.go_on = MainButton(look, "Start writing", trailing="arrow-right")
        self.go_on.setEnabled(False)
        self._reason = Words(
            "You can start when you have said that the code is kept.",
            face=Face.SMALL,
            tone=Role.INK_2,
        )
        card = Card(look, inset="xl", gap="l")
        buttons = Flow(look)
        buttons.add(self.print_button)
        card.body.add(self.code, buttons)
        narrow = Narrow(look)
        narrow.body.add(card, self.is_kept)
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
        self.is_kept.toggled.connect(self._on_toggled)
        self.go_on.clicked.connect(self.kept)
        self.print_button.clicked.connect(self._on_print)

    def show_code(self, code: str) -> None:
        """Show a new portfolio's code."""
        self._code = code
        self.code.setText(code)
        self.is_kept.setChecked(False)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Take the code from the screen and from memory."""
        self._code = ""
        self.code.setText("")
        self.is_kept.setChecked(False)

    def sheet(self) -> QTextDocument:
        """Return the sheet as it is printed."""
        sheet = QTextDocument(self)
        sheet.setHtml(SHEET.format(code=self._code))
        return sheet

    @Slot(bool)
    def _on_toggled(self, kept: bool) -> None:
        self.go_on.setEnabled(kept)
        self._reason.setVisible(not kept)

    @Slot()
    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # only when it is asked for

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Recovery sheet")
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.sheet().print_(printer)
