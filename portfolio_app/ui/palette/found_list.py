"""What was found, in groups; moved through by arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from portfolio_app.ui.focus import NO_RING
from portfolio_app.ui.tokens import Face, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from portfolio_app.ui.look import Look
    from portfolio_app.ui.palette.entries import Entry
    from portfolio_app.ui.theme import Theme

    Index = QModelIndex | QPersistentModelIndex

ROW = 36
HEAD = 28
"""Px at 100 % that the name of a group takes above its first row."""
ROWS_SHOWN = 10
ENTRY = Qt.ItemDataRole.UserRole
HEADING = Qt.ItemDataRole.UserRole + 1
"""The name of the group, on its first row."""


class FoundTable(QAbstractListModel):
    """The entries; all are replaced at once."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def is_first(self, row: int) -> bool:
        """Whether a group begins at `row`."""
        return row == 0 or self.entries[row].kind is not self.entries[row - 1].kind

    # Qt overrides

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is asked for of one."""
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        if role == ENTRY:
            return entry
        if role == HEADING:
            return str(entry.kind) if self.is_first(index.row()) else ""
        return None


class FoundList(QListView):
    """The keyboard is shown by the chosen row."""

    chosen = Signal(object)
    """An `Entry`."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.table = FoundTable()
        self.setModel(self.table)
        self.setItemDelegate(_Rows(look, self))
        self.setAccessibleName("Found")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty(NO_RING, True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._choose)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; the first is pointed at."""
        self.table.show_entries(entries)
        self.setCurrentIndex(self.table.index(0, 0))
        self.scrollToTop()

    def pointed(self) -> Entry | None:
        """Return what is pointed at, if there is anything."""
        index = self.currentIndex()
        return index.data(ENTRY) if index.isValid() else None

    def choose(self) -> None:
        """Choose what is pointed at."""
        if self.currentIndex().isValid():
            self._choose(self.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ENTRY))

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return room for some rows."""
        px = self._look.theme.px
        return QSize(px(480), px(ROW) * ROWS_SHOWN)

    def minimumSizeHint(self) -> QSize:
        """Return room for two rows."""
        px = self._look.theme.px
        return QSize(px(200), px(ROW) * 2 + px(HEAD))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter or Space."""
        keys = Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            self.choose()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keep what was pointed at, and show it."""
        super().focusInEvent(event)
        self.viewport().update()


class _Rows(QStyledItemDelegate):
    """Paints the title, what it is, and its keys; the name of the group above the first."""

    def __init__(self, look: Look, parent: FoundList) -> None:
        super().__init__(parent)
        self._look = look
        self._list = parent

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return one row, with room for the name of its group."""
        px = self._look.theme.px
        head = px(HEAD) if self._list.table.is_first(index.row()) else 0
        return QSize(self._list.viewport().width(), px(ROW) + head)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row; the chosen one is tinted with an edge at the left."""
        theme, entry, heading = self._look.theme, index.data(ENTRY), index.data(HEADING)
        box: QRect = option.rect
        painter.save()
        if heading:
            head = QRect(box.left(), box.top(), box.width(), theme.px(HEAD))
            words = head.adjusted(theme.space.m, theme.space.s, 0, 0)
            _write(painter, theme, words, heading, Face.SMALL_STRONG, Role.INK_2)
            box = box.adjusted(0, head.height(), 0, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour(Role.ACCENT_SOFT))
            edge = QRect(box.left(), box.top(), theme.border.place_mark, box.height())
            painter.fillRect(edge, theme.colour(Role.ACCENT))
        _paint_entry(painter, theme, box, entry)
        painter.restore()


def _paint_entry(painter: QPainter, theme: Theme, box: QRect, entry: Entry) -> None:
    """Paint the keys at the right, the title at the left, what it is in between."""
    gap = theme.space.m
    room = box.adjusted(gap, 0, -gap, 0)
    if entry.keys:
        width = theme.metrics(Face.SMALL).horizontalAdvance(entry.keys)
        place = QRect(room.right() - width, room.top(), width + 1, room.height())
        _write(painter, theme, place, entry.keys, Face.SMALL, Role.INK_2)
        room.setRight(place.left() - gap)
    width = theme.metrics(Face.BODY).horizontalAdvance(entry.title)
    _write(painter, theme, room, entry.title, Face.BODY, Role.INK)
    room.setLeft(room.left() + width + gap)
    if entry.detail and room.width() > theme.px(40):
        _write(painter, theme, room, entry.detail, Face.SMALL, Role.INK_2)


def _write(
    painter: QPainter, theme: Theme, box: QRect, text: str, face: Face, role: Role
) -> None:
    """Write one line; what has no room ends in dots."""
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    line = theme.metrics(face).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(theme.font(face))
    painter.setPen(QPen(theme.colour(role)))
    painter.drawText(box, flags, line)
