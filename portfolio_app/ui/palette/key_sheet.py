"""The sheet of F1: every key, by place, to read, to hear and to print."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QFrame, QTextBrowser

from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import PlainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.look import Look
    from portfolio_app.ui.palette.keyboard import KeyPlace

TITLE: Final = "All keys"
WIDTH: Final = 640
HEIGHT: Final = 640
"""Px at 100 %; less where the window has less."""


class KeySheet(QDialog):
    """A text that the arrow keys go through, so that it can be heard line by line."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._behind = parent
        self._places: tuple[KeyPlace, ...] = ()
        self.setWindowTitle(TITLE)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.text = QTextBrowser()
        self.text.setAccessibleName(TITLE)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.print_button = PlainButton(look, "Print the sheet", icon="printer")
        self.leave = QuietButton(look, "Close", tip="Esc")
        buttons = Flow(look)
        buttons.add(self.print_button, self.leave)
        column = Column(look, gap="m", inset="xl", parent=self)
        column.add(self.text, stretch=1)
        column.add(buttons)
        self.print_button.clicked.connect(self._on_print)
        self.leave.clicked.connect(self.reject)
        look.changed.connect(self._write)

    def show_places(self, places: Iterable[KeyPlace]) -> None:
        """Show these, from the beginning."""
        self._places = tuple(places)
        px, behind = self._look.theme.px, self._behind
        margin = self._look.theme.space.xl
        self.resize(
            min(px(WIDTH), behind.width() - 2 * margin),
            min(px(HEIGHT), behind.height() - 2 * margin),
        )
        self._write()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def sheet(self) -> QTextDocument:
        """Return the sheet as it is printed: dark on white, whatever the theme."""
        sheet = QTextDocument(self)
        sheet.setHtml(_html(self._places, ink="black", quiet="black", size=10))
        return sheet

    @Slot()
    def _write(self) -> None:
        theme = self._look.theme
        self.text.document().setDefaultFont(theme.font(Face.BODY))
        self.text.setHtml(
            _html(
                self._places,
                ink=theme.colour(Role.INK).name(),
                quiet=theme.colour(Role.INK_2).name(),
                size=0,
            )
        )
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    @Slot()
    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # only when it is asked for

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(TITLE)
        if QPrintDialog(printer, self).exec() == QPrintDialog.DialogCode.Accepted:
            self.sheet().print_(printer)

    # Qt overrides

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back, also where the window system does not by itself."""
        super().hideEvent(event)
        self._behind.window().activateWindow()


def _html(places: Iterable[KeyPlace], *, ink: str, quiet: str, size: int) -> str:
    """Return the sheet; `size` in pt, 0: that of the document."""
    style = f' style="font-size: {size}pt"' if size else ""
    parts = [f'<body{style}><h2 style="color: {ink}">{TITLE}</h2>']
    for place in places:
        parts.append(f'<h4 style="color: {ink}">{escape(place.title)}</h4><table width="100%">')
        parts += [
            f'<tr><td width="36%" style="color: {ink}"><b>{escape(keys.shown)}</b></td>'
            f'<td style="color: {quiet}">{escape(keys.does)}</td></tr>'
            for keys in place.keys
        ]
        parts.append("</table>")
    return "".join((*parts, "</body>"))
