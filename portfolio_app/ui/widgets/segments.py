"""One choice out of a few, side by side: 5, 20 or 60 minutes; one framework or the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from portfolio_app.ui.tokens import Face, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.ui.look import Look


class Segments(QWidget):
    """Buttons without gaps, one of them chosen. Arrow keys move the choice."""

    chosen = Signal(object)
    """The value of the segment that a person chose."""

    def __init__(
        self,
        look: Look,
        options: Sequence[tuple[object, str]],
        *,
        name: str,
        value: object = None,
    ) -> None:
        """Make the control.

        Args:
            look: The theme in use.
            options: Values and their words, left to right.
            name: What is being chosen, for screen readers.
            value: Which one is chosen at first; the first if None.
        """
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._values = [option for option, _ in options]
        self._segments: list[QPushButton] = []
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_, words) in enumerate(options):
            segment = _Segment(look, words, number == 0, number == len(options) - 1)
            segment.setAccessibleName(f"{name}: {words}")
            self._segments.append(segment)
            self._group.addButton(segment, number)
            row.addWidget(segment)
        self.set_value(self._values[0] if value is None else value)
        self._group.idClicked.connect(self._on_clicked)

    def value(self) -> object:
        """Return the chosen value."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: object) -> None:
        """Choose `value` without announcing it."""
        self._segments[self._values.index(value)].setChecked(True)

    def buttons(self) -> list[QPushButton]:
        """Return the segments, left to right."""
        return list(self._segments)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self._values[number])


class _Segment(QPushButton):
    """One of the segments; only the outer corners of the row are round."""

    def __init__(self, look: Look, words: str, is_first: bool, is_last: bool) -> None:
        super().__init__(words)
        self._look = look
        self._is_first = is_first
        self._is_last = is_last
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return room for the words in bold, so that choosing moves nothing."""
        theme = self._look.theme
        words = theme.metrics(Face.BODY_STRONG).horizontalAdvance(self.text())
        return QSize(words + 2 * theme.px(14), theme.size.segment)

    def minimumSizeHint(self) -> QSize:
        """Return the same: the words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the segment; the chosen one is tinted and bold."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.rect())
        chosen = self.isChecked()
        fill = Role.ACCENT_SOFT if chosen else Role.SURFACE
        if self.underMouse() and not chosen:
            fill = Role.HOVER
        path = QPainterPath()
        path.addRoundedRect(self._outline(), theme.radius.card, theme.radius.card)
        painter.fillPath(path, theme.colour(fill))
        painter.setPen(QPen(theme.colour(Role.LINE_STRONG), theme.border.hairline))
        painter.drawPath(path)
        if not self._is_first:
            painter.fillRect(
                0, theme.border.hairline, theme.border.hairline,
                self.height() - 2 * theme.border.hairline, theme.colour(Role.LINE),
            )  # fmt: skip
        painter.setFont(theme.font(Face.BODY_STRONG if chosen else Face.BODY))
        painter.setPen(theme.colour(Role.ACCENT if chosen else Role.INK_2))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _outline(self) -> QRectF:
        """Return a box that sticks out, and is cut off, where a neighbour follows."""
        theme = self._look.theme
        half = theme.border.hairline / 2
        beyond = 2 * theme.radius.card
        return QRectF(self.rect()).adjusted(
            half if self._is_first else -beyond,
            half,
            -half if self._is_last else beyond,
            -half,
        )
