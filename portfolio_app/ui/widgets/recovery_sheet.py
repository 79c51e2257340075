"""A recovery code, shown until the person says that it is kept; with the sheet to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QCheckBox, QWidget

from portfolio_app.ui.tokens import Face
from portfolio_app.ui.widgets.buttons import PlainButton
from portfolio_app.ui.widgets.fields import CheckLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look

SHEET = """<h1>Recovery sheet</h1>
<p>Progression Portfolio</p>
<p>This code opens the portfolio when its passphrase is lost. Keep this sheet where you keep
important papers, never beside the computer. Whoever holds it and the computer can read
everything.</p>
<p style="font-size: 22pt"><b>{code}</b></p>
<p>To use it: open the portfolio, choose “Use the recovery code”, and type it in.</p>"""


class RecoverySheet(QWidget):
    """The code in large type, a button that prints it, and a box to say that it is kept."""

    kept_changed = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._code = ""
        self.code = Words("", face=Face.TITLE, selectable=True)
        self.code.setAccessibleName("Recovery code")
        self.print_button = PlainButton(look, "Print the sheet", icon="printer")
        self.is_kept: QCheckBox = CheckLine(look, "I have printed it or written it down")
        card = Card(look, inset="xl", gap="l")
        buttons = Flow(look)
        buttons.add(self.print_button)
        card.body.add(self.code, buttons)
        Column(look, gap="l", parent=self).add(card, self.is_kept)
        self.is_kept.toggled.connect(self.kept_changed)
        self.print_button.clicked.connect(self._on_print)

    def show_code(self, code: str) -> None:
        """Show a code that is not kept yet."""
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

    @Slot()
    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # only when it is asked for

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Recovery sheet")
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.sheet().print_(printer)
