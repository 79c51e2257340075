"""The white page that answers lie on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from portfolio_app.ui.editor.sheet import Sheet
    from portfolio_app.ui.look import Look


class Page(QWidget):
    """Paints the white page, with the prompts' column at its left."""

    def __init__(self, look: Look, sheet: Sheet) -> None:
        super().__init__()
        self._look = look
        self._sheet = sheet

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """Return the least width; Qt guesses the height of wrapped words, and too high."""
        return QSize(super().minimumSizeHint().width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page."""
        theme = self._look.theme
        left = 0 if self._sheet.is_narrow else theme.size.prompt_column
        painter = QPainter(self)
        page = self.rect().adjusted(left, 0, 0, 0)
        painter.fillRect(page, theme.colour(Role.SURFACE))
        if left:
            line = theme.border.hairline
            painter.fillRect(left, 0, line, self.height(), theme.colour(Role.LINE))
