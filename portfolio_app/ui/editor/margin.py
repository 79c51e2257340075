"""The margin beside a text: a bar and a label for each claimed passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from portfolio_app.ui.editor.marks import colours
from portfolio_app.ui.tokens import Face

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from portfolio_app.ui.editor.marks import Mark
    from portfolio_app.ui.editor.writing import WritingArea
    from portfolio_app.ui.look import Look

LANES = 3
"""Bars for which there is room beside one another."""
SHORT_WIDTH = 64
"""Width in px at 100 % with short labels."""


class ClaimMargin(QWidget):
    """Paints what is claimed beside the lines it stands in; pressing a mark opens it.

    Bars of passages on the same lines stand beside one another, labels move down to avoid one
    another. The panel says the same in words, so the margin is
    no stop for the keyboard.
    """

    pressed = Signal(object)
    """The ids of the claims of a mark."""

    def __init__(self, look: Look, area: WritingArea) -> None:
        super().__init__()
        self._look = look
        self._area = area
        self._is_short = False
        self._rows: list[list[int]] = []
        """The lines of the marks as they were painted last."""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setMouseTracking(True)
        area.marks_changed.connect(self.refresh)
        area.document().documentLayout().documentSizeChanged.connect(self.refresh)
        area.edited.connect(self._on_edited)

    def set_short(self, *, short: bool) -> None:
        """Show numbers alone, where there is little room."""
        if short != self._is_short:
            self._is_short = short
            self.updateGeometry()
            self.update()

    def refresh(self) -> None:
        """Follow the text."""
        said = ", ".join(mark.label for mark in self._area.marks)
        name = f"Claimed beside this text: {said}" if said else ""
        if name != self.accessibleName():
            self.setAccessibleName(name)
        self.update()

    @Slot()
    def _on_edited(self) -> None:
        """Paint anew where lines have moved; most keys move none."""
        if [rows for _, *rows in self._area.mark_rows()] != self._rows:
            self.refresh()

    def places(self) -> list[tuple[Mark, QRect, QRect]]:
        """Return each mark with the places of its bar and its label."""
        theme = self._look.theme
        left = theme.space.l
        label_left = left + theme.border.claim_mark + theme.space.s
        height, free = theme.line_height(Face.SMALL_STRONG), 0
        step = theme.border.claim_mark + theme.px(2)
        found = []
        marked = self._area.mark_rows()
        self._rows = [[top, bottom] for _, top, bottom in marked]
        rows = sorted(marked, key=lambda row: row[1])
        for (mark, top, bottom), lane in zip(rows, lanes(rows), strict=True):
            bar_left = left - lane * step
            bar = QRect(bar_left, top + theme.px(2), theme.border.claim_mark, bottom - top - 2)
            label_top = max(top + theme.px(3), free)
            label = QRect(label_left, label_top, self.width() - label_left, height)
            free = label.bottom() + 1
            found.append((mark, bar, label))
        return found

    def _words(self, mark: Mark, room: int) -> str:
        wide = self._look.theme.metrics(Face.SMALL_STRONG).horizontalAdvance(mark.label)
        return mark.short_label if self._is_short or wide > room else mark.label

    def _at(self, place: QPoint) -> Mark | None:
        reach = self._look.theme.space.s
        for mark, bar, label in self.places():
            band = bar.adjusted(-reach, 0, reach, 0)
            if label.contains(place) or band.contains(place):
                return mark
        return None

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return the width of the margin."""
        theme = self._look.theme
        width = theme.px(SHORT_WIDTH) if self._is_short else theme.size.margin_column
        return QSize(width, 0)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Say the whole label where only numbers are shown."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._at(event.pos())
            QToolTip.showText(event.globalPos(), mark.label if mark else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a mark can be pressed."""
        shape = (
            Qt.CursorShape.PointingHandCursor if self._at(event.position().toPoint()) else None
        )
        self.setCursor(shape) if shape else self.unsetCursor()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the claims of the mark."""
        if mark := self._at(event.position().toPoint()):
            self.pressed.emit(mark.claims)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks that are on screen."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(Face.SMALL_STRONG))
        for mark, bar, label in self.places():
            if not event.rect().intersects(bar.united(label)):
                continue
            colour = theme.colour(colours(theme, mark.group)[0])
            radius = theme.border.claim_mark / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(bar, radius, radius)
            painter.setPen(colour)
            flags = Qt.AlignmentFlag.AlignVCenter.value
            painter.drawText(label, flags, self._words(mark, label.width()))


def lanes(rows: Sequence[tuple[Mark, int, int]]) -> list[int]:
    """Return for each passage how far to the left its bar stands, so that none lies on another.

    Args:
        rows: Marks with top and bottom of their lines, by their tops. Of more than `LANES`
            on one line, the last lies on another.
    """
    free = [0] * LANES
    found = []
    for _, top, bottom in rows:
        lane = next((n for n, end in enumerate(free) if end <= top), LANES - 1)
        free[lane] = bottom
        found.append(lane)
    return found
