"""Draws the program's icons in the colours of a theme.

The files are black strokes on nothing; a drawn icon takes its colour from a role. Pixmaps
are kept per instance, and an instance belongs to one theme, so a change of theme forgets
them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from portfolio_app import places
from portfolio_app.ui.colours import COLOURS
from portfolio_app.ui.tokens import Role, Scheme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from portfolio_app.ui.theme import Theme

MARK = "mark"
BLACK = "#000000"
"""The one colour in the files, but for those of the mark."""


class Icons:
    """Icons by name (the file name without `.svg`) in the colours of one theme."""

    def __init__(self, theme: Theme, ratio: float = 1.0) -> None:
        """Make an empty store.

        Args:
            theme: Whose colours the icons wear.
            ratio: Device pixels per px of what `paint` paints on; the finest screen's.
        """
        self._theme = theme
        self._ratio = ratio
        self._pixmaps: dict[tuple[str, int, Role, float], QPixmap] = {}

    def pixmap(
        self, name: str, size: int, role: Role = Role.INK, ratio: float = 1.0
    ) -> QPixmap:
        """Return a square picture.

        Args:
            name: File name below `resources/icons` without its ending.
            size: Edge in px of the screen (already at the present text size).
            role: Colour of the strokes; the program's own mark takes the accent instead.
            ratio: Device pixels per px.

        Raises:
            FileNotFoundError: There is no such icon.
        """
        key = (name, size, role, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, size, role, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, size: int, role: Role = Role.INK) -> QIcon:
        """Return an icon for Qt's own controls, with a faded twin for disabled ones."""
        from PySide6.QtGui import QIcon  # has a name for every icon of a desktop

        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(self.pixmap(name, size, role, ratio))
            icon.addPixmap(self.pixmap(name, size, Role.INK_3, ratio), QIcon.Mode.Disabled)
        return icon

    def paint(self, painter: QPainter, box: QRect, name: str, role: Role = Role.INK) -> None:
        """Paint an icon into the middle of `box`, as large as fits."""
        edge = min(box.width(), box.height())
        target = QRect(0, 0, edge, edge)
        target.moveCenter(box.center())
        painter.drawPixmap(target, self.pixmap(name, edge, role, self._ratio))

    def _draw(self, name: str, size: int, role: Role, ratio: float) -> QPixmap:
        drawing = QSvgRenderer(QByteArray(self._source(name, role).encode()))
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        drawing.render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str, role: Role) -> str:
        """Return the drawing in the colour of `role`.

        The two-coloured mark is in this theme's accent, as on the printed pack.
        """
        source = places.resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        if name != MARK:
            return source.replace(BLACK, self._theme.colour(role).name())
        for own in (Role.ACCENT, Role.ON_ACCENT):
            source = source.replace(COLOURS[Scheme.LIGHT][own], self._theme.colour(own).name())
        return source
