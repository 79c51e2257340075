"""Pages of a document: small ones to choose from, and the chosen one to read.

Draws nothing of the document itself: it asks for pictures by `wanted` and takes them by
`put`, so that they can be made off the GUI thread.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScrollArea, QWidget

from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import IconButton
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.page_list import (
    A4_RATIO,
    THUMBNAIL_WIDTH,
    PageList,
    ThumbnailDelegate,
)
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.ui.look import Look

PAGES_KEPT: Final = 8
"""Large pictures kept; an A4 page at 1,000 px is 5.6 MB."""

SETTLING_MS: Final = 80
"""How long a width must last before its picture is asked for."""


class _Sheet(QWidget):
    """One page at reading size; white in every theme."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._picture: QPixmap | None = None

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show a page, or the empty sheet until its picture has come."""
        self._picture = picture
        self.update()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.colour(Role.PAGE))
        if self._picture is not None:
            painter.drawPixmap(self.rect(), self._picture)
        painter.setPen(QPen(theme.colour(Role.LINE_STRONG), theme.border.hairline))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PagePreview(QWidget):
    """Small pages at the left, the chosen page beside them, arrows below.

    Connect `wanted(page, width)`: make a picture of `page` (counted from 0) `width` device
    pixels wide off the GUI thread, then call `put(page, width, image)`.
    """

    wanted = Signal(int, int)
    page_changed = Signal(int)

    def __init__(self, look: Look, *, name: str = "Pages") -> None:
        super().__init__()
        self._look = look
        self._pages = PageList()
        self._kept: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()
        self._current = -1
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(SETTLING_MS)
        self._ask.timeout.connect(self._on_ask)
        self.thumbnails = QListView()
        self._dress_thumbnails(name)
        self._sheet = _Sheet(look)
        self._area = QScrollArea()
        self._area.setWidget(self._sheet)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.setAccessibleName("Page")
        self._where = Words("", face=Face.CAPTION, tone=Role.INK_2, wrap=False)
        self.back = IconButton(look, "arrow-left", "Page before")
        self.on = IconButton(look, "arrow-right", "Next page")
        self.back.clicked.connect(self._on_back_clicked)
        self.on.clicked.connect(self._on_on_clicked)
        self._pages.wanted.connect(self._on_thumbnail_wanted)
        self.thumbnails.selectionModel().currentChanged.connect(self._on_current_changed)
        look.changed.connect(self._on_look_changed)
        self._lay_out()
        self._show_where()

    def show_pages(self, labels: Sequence[str], *, current: int = 0) -> None:
        """Show another document.

        Args:
            labels: A short name for each page: "Cover", "Page 4".
            current: Which page to show, counted from 0; the nearest that there is.
        """
        self._kept.clear()
        self._pages.show_pages(labels)
        self._current = -1
        if labels:
            self.go_to(min(current, len(labels) - 1))
        else:
            self._sheet.show_picture(None)
            self._show_where()

    def go_to(self, page: int) -> None:
        """Show `page`, counted from 0."""
        self.thumbnails.setCurrentIndex(self._pages.index(page))

    def current(self) -> int:
        """Return the page shown, counted from 0; -1 without pages."""
        return self._current

    def put(self, page: int, width: int, image: QImage) -> None:
        """Take the picture asked for by `wanted`."""
        if width == self._thumbnail_width():
            self._pages.put(page, image)
        if width == self._sheet_width():
            self._kept[page, width] = QPixmap.fromImage(image)
            while len(self._kept) > PAGES_KEPT:
                self._kept.popitem(last=False)
            if page == self._current:
                self._show_sheet()

    def _dress_thumbnails(self, name: str) -> None:
        view = self.thumbnails
        view.setModel(self._pages)
        view.setItemDelegate(ThumbnailDelegate(self._look, view))
        view.setAccessibleName(name)
        view.setUniformItemSizes(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._measure()

    def _measure(self) -> None:
        theme = self._look.theme
        self.thumbnails.setFixedWidth(
            theme.px(THUMBNAIL_WIDTH) + 2 * theme.space.l + theme.space.m
        )

    def _lay_out(self) -> None:
        below = Row(self._look, gap="xs")
        below.add(self._where, stretch=1)
        below.add(self.back, self.on)
        right = Column(self._look, gap="s")
        right.add(self._area, stretch=1)
        right.add(below)
        row = Row(self._look, gap="m", parent=self)
        row.add(self.thumbnails)
        row.add(right, stretch=1)

    def _thumbnail_width(self) -> int:
        width = self._look.theme.px(THUMBNAIL_WIDTH)
        return round(width * self.devicePixelRatioF())

    def _sheet_width(self) -> int:
        return round(self._sheet.width() * self.devicePixelRatioF())

    def _fit_sheet(self) -> None:
        width = max(100, self._area.viewport().width() - 2)
        picture = self._nearest()
        ratio = picture.height() / picture.width() if picture else A4_RATIO
        self._sheet.setFixedSize(width, round(width * ratio))

    def _show_sheet(self) -> None:
        self._fit_sheet()
        if self._current < 0:
            return
        exact = self._kept.get((self._current, self._sheet_width()))
        self._sheet.show_picture(exact or self._nearest())
        if exact is None and self.isVisible():
            self._ask.start()

    def _nearest(self) -> QPixmap | None:
        """Return a picture of the page at another width, until the right one has come."""
        kept = (picture for (page, _), picture in self._kept.items() if page == self._current)
        return next(kept, None)

    def _show_where(self) -> None:
        total = self._pages.rowCount()
        words = f"Page {self._current + 1} of {total}" if total else "No pages yet"
        self._where.setText(words)
        self._sheet.setAccessibleName(words)
        self.back.setEnabled(self._current > 0)
        self.on.setEnabled(0 <= self._current < total - 1)

    @Slot()
    def _on_ask(self) -> None:
        if self._current >= 0 and (self._current, self._sheet_width()) not in self._kept:
            self.wanted.emit(self._current, self._sheet_width())

    @Slot(int)
    def _on_thumbnail_wanted(self, page: int) -> None:
        self.wanted.emit(page, self._thumbnail_width())

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not now.isValid() or now.row() == self._current:
            return
        self._current = now.row()
        self._area.verticalScrollBar().setValue(0)
        self._show_sheet()
        self._show_where()
        self.page_changed.emit(self._current)

    @Slot()
    def _on_back_clicked(self) -> None:
        self.go_to(self._current - 1)

    @Slot()
    def _on_on_clicked(self) -> None:
        self.go_to(self._current + 1)

    @Slot()
    def _on_look_changed(self) -> None:
        self._measure()
        self._pages.forget_pictures()
        self._show_sheet()

    # Qt overrides

    def resizeEvent(self, event: object) -> None:
        """Ask for the page at the new width."""
        self._show_sheet()

    def showEvent(self, event: object) -> None:
        """Ask for the page when it is first seen."""
        self._show_sheet()
