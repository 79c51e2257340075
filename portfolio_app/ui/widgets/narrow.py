"""A column no wider than is comfortable to read and fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_app.ui.widgets.layouts import Column

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.widgets.layouts import Gap

READING_WIDTH = 600
"""Px at 100 %: about eighty characters of the interface's text."""


class Narrow(QWidget):
    """Holds its `body` to a width; takes less where the window is narrower."""

    def __init__(self, look: Look, *, gap: Gap = "l", width: int = READING_WIDTH) -> None:
        """Make an empty column.

        Args:
            look: The theme in use.
            gap: Between its parts.
            width: Px at 100 %.
        """
        super().__init__()
        self._look = look
        self._width = width
        self.body = Column(look, gap=gap, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._measure()
        look.changed.connect(self._measure)

    @Slot()
    def _measure(self) -> None:
        self.setMaximumWidth(self._look.theme.px(self._width))
        self.updateGeometry()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Ask for the whole width, so that the column does not shrink to its words."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), self.maximumWidth()), hint.height())
