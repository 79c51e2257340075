"""The matrix on the screen: gone through by arrow keys, opened by Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView

from portfolio_app.ui.capabilities.matrix_paint import MatrixCells, MatrixHeads
from portfolio_app.ui.capabilities.matrix_table import CAPABILITY, LATEST, MatrixTable
from portfolio_app.ui.focus import NO_RING
from portfolio_app.ui.keys import ENTER, Keys

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from portfolio_app.model.domain.coverage import Coverage
    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.ui.look import Look

    Index = QModelIndex | QPersistentModelIndex

KEYS = (
    Keys(does="Go from cell to cell", keys=("Up", "Down", "Left", "Right")),
    Keys(does="Open a capability at who said it", keys=(*ENTER, "Space")),
)
"""What the table and its `keyPressEvent` answer to."""
NARROW = 660
"""Px at 100 % below which the heads of voices are marks without words."""
VOICE_WIDTH, NARROW_VOICE_WIDTH, LATEST_WIDTH = 84, 48, 92
"""Px at 100 %."""


class Matrix(QTableView):
    """As high as its rows: the page around it scrolls, it does not."""

    opened = Signal(object, object)
    """A `CapabilityRef`, and the `Voice` of the cell, None in the other columns."""
    narrowed = Signal(bool)
    """Whether the heads have no room for words now."""
    moved = Signal(QRect)
    """Where the cell is, in its own px, that the keyboard has gone to."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.table = MatrixTable()
        self.cells = MatrixCells(look, self, self.table)
        self.heads = MatrixHeads(look, self, self.table)
        self.setModel(self.table)
        self.setItemDelegate(self.cells)
        self.setHorizontalHeader(self.heads)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.heads.setMinimumSectionSize(1)
        self.heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setProperty(NO_RING, True)  # the cell has a frame
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(bar)
        self.setVerticalScrollBarPolicy(bar)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._open)
        look.changed.connect(self.measure)

    def show_coverage(self, found: Coverage) -> None:
        """Show a framework; the keyboard stays where it was if it can."""
        before = self.currentIndex()
        row, column = before.row(), before.column()
        self.table.show_coverage(found)
        self.setAccessibleName(f"{found.framework.short}: who said what")
        self.measure()
        last = self.table.rowCount() - 1
        if last >= 0:
            place = self.table.index(min(max(row, 0), last), max(column, 0))
            self.setCurrentIndex(place)

    def go_to(self, ref: CapabilityRef) -> None:
        """Put the keyboard on the row of a capability, if it is there."""
        for row in range(self.table.rowCount()):
            if self.table.row(row).capability.ref == ref:
                column = max(self.currentIndex().column(), 0)
                self.setCurrentIndex(self.table.index(row, column))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def measure(self) -> None:
        """Share the width among the columns and give every row the height of its words."""
        theme = self._look.theme
        width = self.width()
        self.heads.is_narrow = width < theme.px(NARROW)
        voice = theme.px(NARROW_VOICE_WIDTH if self.heads.is_narrow else VOICE_WIDTH)
        latest = theme.px(LATEST_WIDTH)
        voices = LATEST - 1
        least = self.cells.least_title(
            [self.table.row(n) for n in range(self.table.rowCount())]
        )
        has_latest = width - voice * voices - latest >= least
        if not has_latest:  # large text in a small window: the page of each has the dates
            latest = 0
            voice = max(min(voice, (width - least) // voices), self.cells.least_voice())
        self.setColumnHidden(LATEST, not has_latest)
        for column in range(1, LATEST):
            self.setColumnWidth(column, voice)
        self.setColumnWidth(LATEST, latest or theme.px(LATEST_WIDTH))
        first = width - voice * voices - latest
        self.setColumnWidth(CAPABILITY, first)
        for row in range(self.table.rowCount()):
            self.setRowHeight(row, self.cells.height(self.table.row(row), first))
        self.setFixedHeight(self._height())
        self.updateGeometries()
        self.narrowed.emit(self.heads.is_narrow)

    def _height(self) -> int:
        rows = sum(self.rowHeight(row) for row in range(self.table.rowCount()))
        return self.heads.sizeHint().height() + rows + 1

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        ref = self.table.row(index.row()).capability.ref
        self.opened.emit(ref, self.table.voice(index.column()))

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(self._look.theme.px(720), self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest useful width."""
        return QSize(self._look.theme.px(200), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Answer to the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter or Space; the page keys belong to the page."""
        keys = Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            if self.currentIndex().isValid():
                self._open(self.currentIndex())
        elif event.key() in (keys.Key_PageUp, keys.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Paint both rows anew and tell where the keyboard is."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if self.hasFocus() and current.isValid():
            box = self.visualRect(current)
            self.moved.emit(box.translated(0, self.heads.height()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()
