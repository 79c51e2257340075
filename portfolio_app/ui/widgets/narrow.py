"""A column no wider than is comfortable to read and fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.widgets.layouts import Column, Row

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.widgets.layouts import Gap

READING_WIDTH = 600
"""Px at 100 %: about eighty characters of the interface's text."""
_ALL = 1000
"""A stretch beside which that of the empty room does not count."""


class Narrow(QWidget):
    """Holds its `body` to a width; takes less where the window is narrower."""

    def __init__(
        self, look: Look, *, gap: Gap = "l", width: int = READING_WIDTH, centred: bool = False
    ) -> None:
        """Make an empty column.

        Args:
            look: The theme in use.
            gap: Between its parts.
            width: Px at 100 %.
            centred: Whether it stands in the middle of the room it is given.
        """
        super().__init__()
        self._look = look
        self._width = width
        self._inner = QWidget()
        self.body = Column(look, gap=gap, parent=self._inner)
        # A row, because only rows mind a greatest width when they ask for heights.
        row = Row(look, gap="none", parent=self)
        if centred:
            row.addStretch(1)
        row.add(self._inner, stretch=_ALL)
        row.addStretch(1)
        self._measure()
        look.changed.connect(self._measure)

    @Slot()
    def _measure(self) -> None:
        self._inner.setMaximumWidth(self._look.theme.px(self._width))
