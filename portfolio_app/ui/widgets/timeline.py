"""The strip of dates at the foot of Today and of the first start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_app.ui.dates import MONTHS, date_in_words, days_in_words, short_date
from portfolio_app.ui.tokens import Face, Role, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.ui.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One date of the strip."""

    day: date
    title: str
    state: State | None = None
    """Shown as its icon; None is a hollow circle: to come."""

    @property
    def spoken(self) -> str:
        """The date as a screen reader says it."""
        return f"{self.title}, {date_in_words(self.day)}"


class TimelineStrip(QWidget):
    """Dates on a line, today among them.

    Labels give way or move up a row rather than overlap. The same dates are the widget's
    accessible name, in words.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._moments: list[Moment] = []
        self._today: date | None = None
        # Not fixed upright: that would hold it to the height at its usual width.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_moments(self, moments: Sequence[Moment], today: date) -> None:
        """Replace the dates."""
        self._moments = sorted(moments, key=lambda moment: moment.day)
        self._today = today
        spoken = [moment.spoken for moment in self._moments]
        self.setAccessibleName("; ".join(["Timeline", *spoken]))
        self.updateGeometry()
        self.update()

    def _span(self) -> tuple[date, date]:
        days = [moment.day for moment in self._moments]
        if self._today is not None:
            days.append(self._today)
        return min(days), max(days)

    def _at(self, day: date, width: int) -> int:
        """Return the place of `day` in px from the left."""
        first, last = self._span()
        edge = self._look.theme.px(11)
        part = (day - first).days / max(1, (last - first).days)
        return round(edge + part * (width - 2 * edge))

    def _note(self, moment: Moment) -> str:
        """Return the date; and how far off it is, for what is being waited for."""
        if moment.state is State.WAITING and self._today is not None:
            return f"{short_date(moment.day)}, {days_in_words(moment.day, self._today)}"
        return short_date(moment.day)

    def _labels(self, width: int) -> list[tuple[Moment, QRect, int]]:
        """Return each label's place and row, rows counted upwards from the line.

        From right to left: a label gives way to the left as long as it still stands above
        its mark, and else moves up a row.
        """
        theme = self._look.theme
        height = theme.line_height(Face.SMALL_STRONG) + theme.line_height(Face.CAPTION)
        starts: list[int] = []
        placed = []
        for moment in reversed(self._moments):
            room, at = self._label_width(moment), self._at(moment.day, width)
            wanted = min(max(0, at - room // 2), width - room)
            row, left = len(starts), wanted
            for number, start in enumerate(starts):
                given = min(wanted, start - theme.space.s - room)
                if given >= max(0, at - room):
                    row, left = number, given
                    break
            starts[row : row + 1] = [left]
            placed.append((moment, QRect(left, 0, room, height), row))
        step = height + theme.space.xs
        top = (len(starts) - 1) * step
        return [
            (moment, box.translated(0, top - row * step), row) for moment, box, row in placed
        ]

    def _label_width(self, moment: Moment) -> int:
        theme = self._look.theme
        title = theme.metrics(Face.SMALL_STRONG).horizontalAdvance(moment.title)
        note = theme.metrics(Face.CAPTION).horizontalAdvance(self._note(moment))
        return max(title, note) + theme.px(2)

    def _line_height_at(self, labels: list[tuple[Moment, QRect, int]]) -> int:
        below = max((box.bottom() + 1 for _, box, _ in labels), default=0)
        return below + self._look.theme.px(22)

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that a narrower strip may be higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows of labels, the line and the months."""
        if not self._moments:
            return 0
        theme = self._look.theme
        line = self._line_height_at(self._labels(width))
        return line + theme.px(13) + theme.line_height(Face.CAPTION) + theme.px(3)

    def sizeHint(self) -> QSize:
        """Return a usual width and the height at the present one."""
        usual = self._look.theme.px(640)
        return QSize(usual, self.heightForWidth(max(self.width(), usual)))

    def minimumSizeHint(self) -> QSize:
        """Return the least useful width."""
        return QSize(self._look.theme.px(240), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, the dates, their labels, the months and today."""
        if not self._moments:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        labels = self._labels(self.width())
        line = self._line_height_at(labels)
        self._paint_line(painter, line)
        self._paint_leaders(painter, labels, line)
        for moment, box, _ in labels:
            self._paint_label(painter, moment, box)
            self._paint_mark(painter, moment, QPoint(self._at(moment.day, self.width()), line))
        self._paint_months(painter, line)

    def _paint_line(self, painter: QPainter, line: int) -> None:
        theme = self._look.theme
        now = self._at(self._today, self.width()) if self._today else 0
        first, last = self._span()
        start, end = self._at(first, self.width()), self._at(last, self.width())
        around, free = theme.px(11), QRegion(self.rect())
        for moment in self._moments:  # the line leaves room for the marks, on any ground
            at = self._at(moment.day, self.width())
            free -= QRegion(at - around, line - around, 2 * around, 2 * around)
        painter.save()  # to switch clipping off would also switch off the next clip
        painter.setClipRegion(free)
        for left, right, role, width in (
            (start, now, Role.ACCENT, theme.px(4)),
            (now, end, Role.LINE_STRONG, theme.px(2)),
        ):
            painter.setPen(QPen(theme.colour(role), width, c=Qt.PenCapStyle.FlatCap))
            if right > left:
                painter.drawLine(QPointF(left, line), QPointF(right, line))
        painter.restore()

    def _paint_label(self, painter: QPainter, moment: Moment, box: QRect) -> None:
        theme = self._look.theme
        high = theme.line_height(Face.SMALL_STRONG)
        middle = Qt.AlignmentFlag.AlignCenter.value
        painter.setFont(theme.font(Face.SMALL_STRONG))
        painter.setPen(theme.colour(Role.INK))
        title = QRect(box.left(), box.top(), box.width(), high)
        painter.drawText(title, middle, moment.title)
        painter.setFont(theme.font(Face.CAPTION))
        painter.setPen(theme.colour(Role.INK_2))
        painter.drawText(box.adjusted(0, high, 0, 0), middle, self._note(moment))

    def _paint_leaders(
        self, painter: QPainter, labels: Sequence[tuple[Moment, QRect, int]], line: int
    ) -> None:
        """Lead from the labels of higher rows down to their marks, behind other labels."""
        theme = self._look.theme
        free = QRegion(self.rect())
        for _, box, _ in labels:
            free -= QRegion(box)
        painter.save()
        painter.setClipRegion(free)
        painter.setPen(QPen(theme.colour(Role.LINE), theme.border.hairline))
        for moment, box, row in labels:
            if row:
                at = self._at(moment.day, self.width())
                painter.drawLine(at, box.bottom() + theme.px(2), at, line - theme.px(12))
        painter.restore()

    def _paint_mark(self, painter: QPainter, moment: Moment, at: QPoint) -> None:
        theme = self._look.theme
        if moment.state is not None:
            style = theme.state(moment.state)
            edge = theme.size.icon_small
            box = QRect(0, 0, edge, edge)
            box.moveCenter(at)
            self._look.icons.paint(painter, box, style.icon, style.colour)
            return
        painter.setPen(QPen(theme.colour(Role.LINE_STRONG), theme.px(1.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = theme.px(5)
        painter.drawEllipse(QPointF(at), radius, radius)

    def _paint_months(self, painter: QPainter, line: int) -> None:
        theme = self._look.theme
        height = theme.line_height(Face.CAPTION)
        top = line + theme.px(13)
        taken = self._paint_today(painter, line, QRect(0, top, 0, height))
        painter.setFont(theme.font(Face.CAPTION))
        painter.setPen(theme.colour(Role.INK_2))
        metrics = theme.metrics(Face.CAPTION)
        free = 0
        for month in self._months():
            words = MONTHS[month.month - 1]
            if month.month == 1 or month == self._months()[0]:
                words += f" {month.year}"
            left = max(0, self._at(max(month, self._span()[0]), self.width()))
            left = 0 if month == self._months()[0] else left
            box = QRect(left, top, metrics.horizontalAdvance(words) + 2, height)
            if left < free or box.right() > self.width() or box.intersects(taken):
                continue
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter.value, words)
            free = box.right() + theme.space.m

    def _paint_today(self, painter: QPainter, line: int, row: QRect) -> QRect:
        """Paint the mark and the word; return the room that they take."""
        if self._today is None:
            return QRect()
        theme = self._look.theme
        at = self._at(self._today, self.width())
        mark = QRectF(at - theme.px(1), line - theme.px(12), theme.px(2), theme.px(24))
        painter.fillRect(mark, theme.colour(Role.INK))
        painter.setFont(theme.font(Face.SMALL_STRONG))
        painter.setPen(theme.colour(Role.INK))
        width = theme.metrics(Face.SMALL_STRONG).horizontalAdvance("Today") + theme.px(2)
        left = min(max(0, at - width // 2), self.width() - width)
        box = QRect(left, row.top(), width, row.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter.value, "Today")
        return box.adjusted(-theme.space.m, 0, theme.space.m, 0)

    def _months(self) -> list[date]:
        """Return the first day of each month that the strip touches."""
        first, last = self._span()
        months = []
        year, month = first.year, first.month
        while (year, month) <= (last.year, last.month):
            months.append(date(year, month, 1))
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return months
