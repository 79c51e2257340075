"""One choice out of a few, side by side: 5, 20 or 60 minutes; one framework or the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from portfolio_app.ui.tokens import Face, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.ui.look import Look
    from portfolio_app.ui.theme import Theme


class Segments(QWidget):
    """Buttons without gaps, one of them chosen; below one another where it is narrow.

    Arrow keys move the choice.
    """

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
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._values = [option for option, _ in options]
        self._segments: list[_Segment] = []
        self._group = QButtonGroup(self)
        self._row = _Folding(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for number, (_, words) in enumerate(options):
            segment = _Segment(look, words, number == 0, number == len(options) - 1)
            segment.setAccessibleName(f"{name}: {words}")
            self._segments.append(segment)
            self._group.addButton(segment, number)
            say_one_of_several(segment)
            self._row.addWidget(segment)
        self.set_value(self._values[0] if value is None else value)
        self._group.idClicked.connect(self._on_clicked)

    def value(self) -> object:
        """Return the chosen value."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: object) -> None:
        """Choose `value` without announcing it."""
        chosen = self._segments[self._values.index(value)]
        chosen.setChecked(True)
        lead_tab_to(chosen, self._segments)

    def buttons(self) -> list[QPushButton]:
        """Return the segments, left to right."""
        return list(self._segments)

    def _in_line(self) -> int:
        """Return the width of all segments beside one another."""
        return sum(segment.sizeHint().width() for segment in self._segments)

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that a narrower control is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of one line, or of all."""
        height = self._segments[0].sizeHint().height()
        return height if width >= self._in_line() else height * len(self._segments)

    def sizeHint(self) -> QSize:
        """Return all segments in one line; as high as they are at the present width."""
        width = self._in_line()
        return QSize(width, self.heightForWidth(self.width() if self.isVisible() else width))

    def minimumSizeHint(self) -> QSize:
        """Return the widest segment."""
        width = max(segment.sizeHint().width() for segment in self._segments)
        return QSize(width, self._segments[0].sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the line into a column when it does not fit."""
        stacked = event.size().width() < self._in_line()
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        self._row.activate()
        for segment in self._segments:
            segment.stand_alone(alone=stacked)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # a layout takes `sizeHint`, kept from before, as the most

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self._values[number])


def lead_tab_to(chosen: QAbstractButton, group: Sequence[QAbstractButton]) -> None:
    """Let Tab reach the chosen one of an exclusive group; arrow keys reach the others.

    Qt does so itself for a choice made by a person, but not for one made by the program.
    """
    for button in group:
        policies = Qt.FocusPolicy
        button.setFocusPolicy(policies.StrongFocus if button is chosen else policies.ClickFocus)


def say_one_of_several(button: QAbstractButton) -> None:
    """Let a screen reader call a button of an exclusive group a radio button.

    Qt goes by this property and calls others check boxes; what they do is up to the group.
    """
    button.setAutoExclusive(True)


def underline(painter: QPainter, theme: Theme, box: QRect) -> None:
    """Mark what is chosen by a line at its foot: a tint alone is not seen by everybody."""
    thick, inset = theme.px(3), theme.px(14)
    line = QRect(box.left() + inset, 0, box.width() - 2 * inset, thick)
    line.moveBottom(box.bottom() - theme.px(2))
    painter.fillRect(line, theme.colour(Role.ACCENT))


class _Folding(QBoxLayout):
    """Beside one another, or below. Qt asks the layout for the height, never its widget."""

    def __init__(self, whole: Segments) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, whole)
        self._whole = whole

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that a narrower control is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of one line, or of all."""
        return self._whole.heightForWidth(width)


class _Segment(QPushButton):
    """One of the segments; only the outer corners of the row are round."""

    def __init__(self, look: Look, words: str, is_first: bool, is_last: bool) -> None:
        super().__init__(words)
        self._look = look
        self._is_first = is_first
        self._is_last = is_last
        self._is_alone = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def stand_alone(self, *, alone: bool) -> None:
        """Have a box of its own, or share one with the neighbours."""
        self._is_alone = alone
        self.update()

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
        if not self._is_first and not self._is_alone:
            painter.fillRect(
                0, theme.border.hairline, theme.border.hairline,
                self.height() - 2 * theme.border.hairline, theme.colour(Role.LINE),
            )  # fmt: skip
        painter.setFont(theme.font(Face.BODY_STRONG if chosen else Face.BODY))
        painter.setPen(theme.colour(Role.ACCENT if chosen else Role.INK_2))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if chosen:
            underline(painter, theme, self.rect())

    def _outline(self) -> QRectF:
        """Return a box that sticks out, and is cut off, where a neighbour follows."""
        theme = self._look.theme
        half = theme.border.hairline / 2
        beyond = 2 * theme.radius.card
        return QRectF(self.rect()).adjusted(
            half if self._is_first or self._is_alone else -beyond,
            half,
            -half if self._is_last or self._is_alone else beyond,
            -half,
        )
