"""Filters as small buttons, one of which is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.segments import (
    lead_tab_to,
    say_one_of_several,
    underline,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from portfolio_app.ui.look import Look


class Chip(QPushButton):
    """One filter."""

    def __init__(self, look: Look, words: str) -> None:
        super().__init__(words)
        self._look = look
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def words_box(self) -> QRect:
        """Return where the words stand."""
        return self.rect()

    def paint_more(self, painter: QPainter) -> None:
        """Paint what else stands on the chip."""

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return room for the words in bold, so that choosing moves nothing."""
        theme = self._look.theme
        words = theme.metrics(Face.SMALL_STRONG).horizontalAdvance(self.text())
        return QSize(words + 2 * theme.space.m, theme.px(30))

    def minimumSizeHint(self) -> QSize:
        """Return the same: the words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip; the chosen one is tinted and bold."""
        theme, chosen = self._look.theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = Role.ACCENT_SOFT if chosen else Role.SURFACE
        if self.underMouse() and not chosen:
            fill = Role.HOVER
        line = theme.border.hairline
        painter.setBrush(theme.colour(fill))
        painter.setPen(QPen(theme.colour(Role.ACCENT if chosen else Role.LINE_STRONG), line))
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(box, theme.radius.card, theme.radius.card)
        painter.setFont(theme.font(Face.SMALL_STRONG if chosen else Face.SMALL))
        painter.setPen(theme.colour(Role.ACCENT if chosen else Role.INK_2))
        painter.drawText(self.words_box(), Qt.AlignmentFlag.AlignCenter.value, self.text())
        if chosen:
            underline(painter, theme, self.rect())
        self.paint_more(painter)


class Chips(QWidget):
    """Filters in lines; arrow keys move the choice."""

    chosen = Signal(object)

    def __init__(self, look: Look, *, name: str) -> None:
        super().__init__()
        self._look = look
        self._values: list[object] = []
        self._group: QButtonGroup | None = None
        self.setAccessibleName(name)
        self._flow = Flow(look, gap="s", parent=self)
        self.chips: list[Chip] = []

    def show_options(self, options: Sequence[tuple[object, str]], value: object) -> None:
        """Replace the filters and choose `value`, or the first where it is gone."""
        if [v for v, _ in options] != self._values:
            self._make([v for v, _ in options], [words for _, words in options])
        for chip, (_, words) in zip(self.chips, options, strict=True):
            chip.setText(words)
            chip.setAccessibleName(words)
            chip.updateGeometry()
        at = self._values.index(value) if value in self._values else 0
        self.chips[at].setChecked(True)
        lead_tab_to(self.chips[at], self.chips)

    def value(self) -> object:
        """Return the chosen filter."""
        return next(
            (v for v, c in zip(self._values, self.chips, strict=True) if c.isChecked()), None
        )

    def _make(self, values: list[object], words: list[str]) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        if self._group:
            self._group.deleteLater()
        self._values, self._group = values, QButtonGroup(self)
        self.chips = [Chip(self._look, text) for text in words]
        for number, chip in enumerate(self.chips):
            self._group.addButton(chip, number)
            say_one_of_several(chip)
            self._flow.add(chip)
        self._group.idClicked.connect(self._on_clicked)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self._values[number])
