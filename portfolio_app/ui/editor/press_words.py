"""Words that wrap and can be pressed: a quotation that leads to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy

from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.rows import TALL, WRAP

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from portfolio_app.ui.look import Look


class PressWords(QPushButton):
    """A button that looks like a sentence."""

    def __init__(
        self, look: Look, text: str, *, face: Face = Face.SMALL, tone: Role = Role.INK_2
    ) -> None:
        super().__init__(text)
        self._look = look
        self._face = face
        self._tone = tone
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_words(self, text: str) -> None:
        """Say something else."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def _used(self, width: int) -> QRect:
        room = QRect(0, 0, max(1, width), TALL)
        return self._look.theme.metrics(self._face).boundingRect(room, WRAP, self.text())

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that a narrower place is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words."""
        return max(self._used(width).height(), self._look.theme.size.target_least)

    def sizeHint(self) -> QSize:
        """Return a usual width."""
        width = self.width() if self.isVisible() else self._look.theme.px(220)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least useful size."""
        return QSize(self._look.theme.px(80), self._look.theme.size.target_least)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as with Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of the words at the width that was really given."""
        height = self.heightForWidth(event.size().width())
        if self.minimumHeight() != height:
            self.setFixedHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, underlined where the pointer is."""
        theme = self._look.theme
        painter = QPainter(self)
        font = theme.font(self._face)
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(theme.colour(self._tone))
        painter.drawText(self.rect(), WRAP | Qt.AlignmentFlag.AlignVCenter.value, self.text())
