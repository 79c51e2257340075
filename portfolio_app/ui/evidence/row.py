"""One piece in the evidence list."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from portfolio_app.ui.editor.bars import WORD
from portfolio_app.ui.keys import Keys
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import IconButton
from portfolio_app.ui.widgets.layouts import Row
from portfolio_app.ui.widgets.rows import RowButton, RowContent

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QPaintEvent

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.ui.look import Look

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier
KEYS = {
    "toggle": Keys(does="Select a piece, or leave it out again", keys=("Space",)),
    "up": Keys(does="Go to the piece above", keys=("Up",)),
    "down": Keys(does="Go to the piece below", keys=("Down",)),
    "pick up": Keys(does="Select upwards", keys=("Shift+Up",)),
    "pick down": Keys(does="Select downwards", keys=("Shift+Down",)),
    "all": Keys(does="Select everything that is shown", keys=("Ctrl+A",)),
    "none": Keys(does="Select nothing", keys=("Esc",)),
    "remove": Keys(does="Put what is selected in the bin", keys=("Del",)),
}
"""What the keys do that a row does not answer by itself."""
MENU = {"Duplicate": "duplicate", WORD.does: "word"}
"""What the menu of a row offers between opening it and putting it in the bin."""


class EvidenceRow(QWidget):
    """A piece: one button that opens it, one that puts it into the bin; it can be selected."""

    opened = Signal(str)
    remove_wanted = Signal(object)
    asked = Signal(object, str)
    """This row, and what a key, its menu or a press with a modifier asks for."""

    def __init__(self, look: Look, piece: Evidence, content: RowContent) -> None:
        super().__init__()
        self._look = look
        self._content = content
        self.is_picked = False
        self.piece = piece
        self.button = RowButton(look, content)
        self.remove = IconButton(look, "trash", f"Put “{content.title}” in the bin")
        row = Row(look, gap="s", parent=self)
        row.add(self.button, stretch=1)
        row.add(self.remove)
        self.button.clicked.connect(self._on_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.button.installEventFilter(self)

    def show_piece(self, piece: Evidence, content: RowContent) -> None:
        """Show the piece as it is now."""
        self.piece = piece
        self.remove.setAccessibleName(f"Put “{content.title}” in the bin")
        self.remove.setToolTip(self.remove.accessibleName())
        if content != self._content:
            self._content = content
            self._show_content()

    def set_picked(self, *, picked: bool) -> None:
        """Show whether the piece is selected."""
        if picked != self.is_picked:
            self.is_picked = picked
            self.button.setAccessibleDescription("Selected" if picked else "")
            self._show_content()
            self.update()

    def _show_content(self) -> None:
        """Show the piece; one that is selected has a tick in place of its picture."""
        shown = self._content
        if self.is_picked:
            shown = replace(shown, icon="check", icon_tone=Role.ACCENT)
        self.button.show_content(shown)

    @Slot()
    def _on_clicked(self) -> None:
        self.opened.emit(self.piece.id)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.remove_wanted.emit(self.piece)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer to the keys and presses that select."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            wanted = next((name for name, keys in KEYS.items() if keys.match(event)), "")
            if wanted:
                self.asked.emit(self, wanted)
                return True
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            return True  # its release would press the button
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            for modifier, wanted in ((_CTRL, "toggle"), (_SHIFT, "to here")):
                if event.modifiers() & modifier:
                    self.asked.emit(self, wanted)
                    return True
        return super().eventFilter(watched, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with this one piece."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open").triggered.connect(self._on_clicked)
        for words, wanted in MENU.items():
            menu.addAction(words).triggered.connect(partial(self.asked.emit, self, wanted))
        menu.addAction("Put in the bin").triggered.connect(self._on_remove_clicked)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of a piece that is selected."""
        if self.is_picked:
            QPainter(self).fillRect(self.rect(), self._look.theme.colour(Role.ACCENT_SOFT))
