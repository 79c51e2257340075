"""One signature in a list of results: who, what is known of them, and a word for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy

from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.states import Picture
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QLayout

    from portfolio_app.ui.look import Look
    from portfolio_app.ui.signing.told import Told

NARROW = 420
"""Px at 100 % below which the word stands under the sentence."""


class ResultRow(QPushButton):
    """A row that can be chosen to see more of it; chosen, it has the tint of its state."""

    def __init__(self, look: Look, told: Told) -> None:
        super().__init__()
        self._look = look
        self.told = told
        self._style = look.theme.state(told.state)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(told.spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.word = Words(
            told.word, face=Face.SMALL_STRONG, tone=self._style.colour, wrap=False
        )
        words = Column(look, gap="xs")
        words.add(Words(told.line, face=Face.BODY, rich=True))
        if told.detail:
            words.add(Words(told.detail, face=Face.SMALL, tone=Role.INK_2))
        self._both = Row(look, gap="m")
        self._both.add(words, stretch=1)
        self._both.add(self.word)
        row = Row(look, gap="m", inset=("l", "l"), parent=self)
        picture = Picture(look, self._style.icon, tone=self._style.colour, beside=Face.BODY)
        row.add(picture, align=Qt.AlignmentFlag.AlignTop)
        row.add(self._both, stretch=1)
        for child in (*self.findChildren(Words), picture):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _content(self) -> QLayout:
        layout = self.layout()
        if layout is None:
            raise RuntimeError("a row is made with its layout")
        return layout

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that a narrower row is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need."""
        return self._content().totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """Return the size of the words."""
        return self._content().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the words."""
        return self._content().totalMinimumSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the word under the sentence where it is narrow."""
        super().resizeEvent(event)
        narrow = event.size().width() < self._look.theme.px(NARROW)
        ways = QBoxLayout.Direction
        self._both.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tint of a chosen row, or the line below another."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(theme.colour(self._style.tint))
            painter.drawRoundedRect(QRectF(self.rect()), theme.radius.card, theme.radius.card)
            return
        if self.underMouse():
            painter.setBrush(theme.colour(Role.HOVER))
            painter.drawRoundedRect(QRectF(self.rect()), theme.radius.card, theme.radius.card)
        line, side = theme.border.hairline, theme.space.l
        painter.fillRect(
            side, self.height() - line, self.width() - 2 * side, line, theme.colour(Role.LINE)
        )
