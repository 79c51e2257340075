"""Where the person types what is searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from portfolio_app.ui.widgets.fields import TextLine

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from portfolio_app.ui.look import Look


class SearchLine(TextLine):
    """One line. Down leads to what was found, Enter opens the best of it, Esc empties it."""

    went_down = Signal()
    entered = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, icon="search", name="Search your evidence")
        self.setPlaceholderText("Search your evidence")

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer to the keys that go beyond the line."""
        match event.key():
            case Qt.Key.Key_Down:
                self.went_down.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case _:
                super().keyPressEvent(event)
