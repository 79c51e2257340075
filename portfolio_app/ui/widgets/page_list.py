"""The pages of a document as a list of small pictures that come when they are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from portfolio_app.ui.tokens import Face, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.ui.look import Look

Index = QModelIndex | QPersistentModelIndex

THUMBNAIL_WIDTH: Final = 64
"""px at 100 %."""

A4_RATIO: Final = 297 / 210


class PageList(QAbstractListModel):
    """The pages of a document and their small pictures."""

    wanted = Signal(int)
    """A page came into view whose small picture is missing."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: tuple[str, ...] = ()
        self._pictures: dict[int, QPixmap] = {}
        self._missing: set[int] = set()
        self._asked: set[int] = set()
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.timeout.connect(self._on_ask)

    def show_pages(self, labels: Sequence[str]) -> None:
        """Replace the pages; the pictures of the former ones are forgotten."""
        self.beginResetModel()
        self._labels = tuple(labels)
        self.forget_pictures()
        self.endResetModel()

    def forget_pictures(self) -> None:
        """Ask for every picture anew as it comes into view."""
        self._pictures.clear()
        self._asked.clear()
        self._missing.clear()

    def put(self, page: int, image: QImage) -> None:
        """Take the small picture of `page`, counted from 0."""
        if not 0 <= page < len(self._labels):
            return
        self._pictures[page] = QPixmap.fromImage(image)
        here = self.index(page)
        self.dataChanged.emit(here, here, [Qt.ItemDataRole.DecorationRole])

    @Slot()
    def _on_ask(self) -> None:
        missing, self._missing = sorted(self._missing), set()
        self._asked.update(missing)
        for page in missing:
            self.wanted.emit(page)

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of pages."""
        return 0 if parent.isValid() else len(self._labels)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the label or the picture of a page."""
        if not index.isValid():
            return None
        page = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._labels[page]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._labels[page]}, page {page + 1} of {len(self._labels)}"
        if role == Qt.ItemDataRole.DecorationRole:
            if page not in self._pictures and page not in self._asked:
                self._missing.add(page)
                self._ask.start(0)  # later: this is called while painting
            return self._pictures.get(page)
        return None


class ThumbnailDelegate(QStyledItemDelegate):
    """Paints a small page and its name."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def _page_size(self) -> QSize:
        width = self._look.theme.px(THUMBNAIL_WIDTH)
        return QSize(width, round(width * A4_RATIO))

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for the page, its name and the ring."""
        theme = self._look.theme
        page = self._page_size()
        height = page.height() + theme.line_height(Face.CAPTION) + theme.space.l
        return QSize(page.width() + 2 * theme.space.l, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the page; the chosen one has a ring."""
        theme = self._look.theme
        size, cell = self._page_size(), option.rect
        left = cell.left() + (cell.width() - size.width()) // 2
        page = QRect(left, cell.top() + theme.space.s, size.width(), size.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(page, theme.colour(Role.PAGE))
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if picture is not None:
            fitted = picture.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
            box = QRect(page.topLeft(), fitted)
            box.moveCenter(page.center())
            painter.drawPixmap(box, picture)
        painter.setPen(QPen(theme.colour(Role.LINE_STRONG), theme.border.hairline))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(page)
        if option.state & QStyle.StateFlag.State_Selected:
            reach = theme.focus.gap + theme.focus.width // 2
            painter.setPen(QPen(theme.colour(Role.FOCUS), theme.focus.width))
            ring = page.adjusted(-reach, -reach, reach, reach)
            painter.drawRoundedRect(ring, theme.radius.tag, theme.radius.tag)
        painter.setPen(theme.colour(Role.INK_2))
        painter.setFont(theme.font(Face.CAPTION))
        words = QRect(
            cell.left(), page.bottom() + theme.space.xs, cell.width(),
            theme.line_height(Face.CAPTION),
        )  # fmt: skip
        middle = Qt.AlignmentFlag.AlignCenter.value
        painter.drawText(words, middle, index.data(Qt.ItemDataRole.DisplayRole))
        painter.restore()
