"""Layouts that answer to the width they are given: lines that go on, columns that stack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QWidget,
)

from portfolio_app.ui.widgets.layouts import Gap, Row, distance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from portfolio_app.ui.look import Look


class Flow(QLayout):
    """Things beside one another that go on in the next line where there is no room."""

    def __init__(self, look: Look, *, gap: Gap = "m", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._gap: Gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        look.changed.connect(self._measure)

    def add(self, *widgets: QWidget) -> None:
        """Append widgets in reading order."""
        for widget in widgets:
            self.addWidget(widget)

    @Slot()
    def _measure(self) -> None:
        self.invalidate()

    def _place(self, room: QRect, *, really: bool) -> int:
        """Return the height needed at the width of `room`; place the items if `really`."""
        gap = distance(self._look, self._gap)
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in (item for item in self._items if not item.isEmpty()):
            size = self._size(item, room.width())
            if not lines or used + size.width() > room.width():
                lines.append([])
                used = 0
            lines[-1].append((item, size))
            used += size.width() + gap
        top = room.top()
        for line in lines:
            height = max(size.height() for _, size in line)
            left = room.left()
            for item, size in line:
                if really:
                    middle = top + (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, middle), size))
                left += size.width() + gap
            top += height + gap
        return max(0, top - gap - room.top())

    def _size(self, item: QLayoutItem, room: int) -> QSize:
        size = item.sizeHint()
        if size.width() <= room:
            return size
        high = item.heightForWidth(room) if item.hasHeightForWidth() else size.height()
        return QSize(room, high)

    # Qt overrides

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that a narrower flow is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at `width`."""
        return self._place(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, really=True)

    def sizeHint(self) -> QSize:
        """Return the width of everything in one line."""
        gap = distance(self._look, self._gap)
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() + gap for size in shown) - gap
        return QSize(max(0, width), max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size


class SideBySide(QWidget):
    """Two parts of a page: beside one another, or below where it is narrow."""

    def __init__(
        self,
        look: Look,
        first: QWidget,
        second: QWidget,
        *,
        least_width: int = 900,
        shares: tuple[int, int] = (2, 1),
        gap: Gap = "column_gap",
    ) -> None:
        """Make the pair.

        Args:
            look: The theme in use.
            first: What is read first.
            second: What stands at the right, or below.
            least_width: Width in px at 100 % below which they stand below one another.
            shares: How they divide the width.
            gap: Distance between them.
        """
        super().__init__()
        self._look = look
        self._least_width = least_width
        self._row = Row(look, gap=gap, parent=self)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._parts = (first, second)
        for part, share in zip(self._parts, shares, strict=True):
            self._row.addWidget(part, share)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """Return the narrower arrangement: it is always possible."""
        width = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the pair when the width calls for it."""
        narrow = event.size().width() < self._look.theme.px(self._least_width)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._row.activate()


class FittingGrid(QWidget):
    """Equal cards in as many columns as the width allows, at least one."""

    def __init__(self, look: Look, *, least_width: int, most: int = 3, gap: Gap = "l") -> None:
        """Make an empty grid.

        Args:
            look: The theme in use.
            least_width: Narrowest useful width of one card, px at 100 %.
            most: Greatest number of columns.
            gap: Distance between cards.
        """
        super().__init__()
        self._look = look
        self._least_width = least_width
        self._most = most
        self._gap: Gap = gap
        self._cards: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        look.changed.connect(self._arrange)

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Replace the cards; the former ones are deleted."""
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = list(cards)
        self._columns = 0
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        gap = distance(self._look, self._gap)
        self._grid.setSpacing(gap)
        least = self._look.theme.px(self._least_width)
        columns = max(1, min(self._most, (self.width() + gap) // (least + gap)))
        if columns == self._columns:
            return
        for column in range(max(self._columns, columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)

    # Qt overrides

    def resizeEvent(self, event: object) -> None:
        """Choose the number of columns anew."""
        self._arrange()
