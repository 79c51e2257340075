"""The rail at the left of the window: the places of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from portfolio_app.ui.icons import MARK
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.words import Strip

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look

MOST_SCALE: Final = 2.0
"""The rail stops growing here, so that it leaves room for what is read."""

HERE: Final = "You are here."
"""What a screen reader says of the place that is shown; a tick would say that it can be
taken off."""
TIGHTER: Final = 8
"""Px at 100 % by which places are lower where they would not all be in sight."""


def rail_px(look: Look, length: float) -> int:
    """Return a length of the rail in px at the present text size."""
    return round(length * min(look.theme.scale, MOST_SCALE))


class Place(QPushButton):
    """A place or an action of the rail: icon above its name, a count when something waits."""

    chosen = Signal(str)
    """The place's key: a person pressed it."""

    def __init__(
        self, look: Look, key: str, title: str, icon: str, *, tip: str, keys: str
    ) -> None:
        super().__init__(title)
        self._look = look
        self._key = key
        self._icon_name = icon
        self._count = 0
        self._is_tight = False
        self._keys = keys
        self.is_chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(title)
        self.setAccessibleDescription(keys)
        self.setToolTip(tip)
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self._key)

    def set_count(self, count: int, words: str) -> None:
        """Show how many things wait there; `words` says so: "3 waiting"."""
        self._count = count
        self.setAccessibleName(f"{self.text()}, {words}" if count else self.text())
        self.update()

    def set_chosen(self, *, chosen: bool) -> None:
        """Show, and say, that this is where one is."""
        self.is_chosen = chosen
        said = (HERE, self._keys) if chosen else (self._keys,)
        self.setAccessibleDescription(" ".join(part for part in said if part))
        self.update()

    def set_tight(self, *, tight: bool) -> None:
        """Stand closer to the others, where there is little room."""
        if tight != self._is_tight:
            self._is_tight = tight
            self.updateGeometry()
            self.update()

    def _font(self, *, bold: bool) -> QFont:
        font = self._look.theme.font(Face.CAPTION)
        font.setPixelSize(rail_px(self._look, self._look.theme.tokens.faces[Face.CAPTION].size))
        font.setBold(bold)
        return font

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as with Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the size of the token file."""
        size = self._look.theme.tokens.size
        height = size.rail_place - (TIGHTER if self._is_tight else 0)
        return QSize(rail_px(self._look, size.rail - 8), rail_px(self._look, height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the place; the chosen one lies on white."""
        look, theme, chosen = self._look, self._look.theme, self.is_chosen
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or self.underMouse():
            half = theme.border.hairline / 2
            box = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.setPen(QPen(theme.colour(Role.LINE), theme.border.hairline))
            painter.setBrush(theme.colour(Role.SURFACE if chosen else Role.HOVER))
            painter.drawRoundedRect(box, theme.radius.card, theme.radius.card)
        role = Role.ACCENT if chosen else Role.INK_2
        edge = rail_px(look, theme.tokens.size.icon)
        top = rail_px(look, 4 if self._is_tight else 8)
        icon = QRect((self.width() - edge) // 2, top, edge, edge)
        look.icons.paint(painter, icon, self._icon_name, role)
        painter.setFont(self._font(bold=chosen))
        painter.setPen(theme.colour(role))
        words = self.rect().adjusted(
            0, top + edge, 0, -rail_px(look, 2 if self._is_tight else 5)
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._count:
            self._paint_count(painter, icon)

    def _paint_count(self, painter: QPainter, icon: QRect) -> None:
        theme, edge = self._look.theme, rail_px(self._look, 16)
        box = QRect(0, 0, edge, edge)
        box.moveCenter(icon.topRight())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(Role.WAITING))
        painter.drawEllipse(box)
        painter.setPen(theme.colour(Role.SURFACE))
        painter.setFont(self._font(bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(min(self._count, 9)))


class Corner(Place):
    """A mark at the foot of the rail; its name is its tool tip and is said."""

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return room for the mark, and for a finger."""
        edge = rail_px(self._look, 36)
        return QSize(edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark; under the pointer it lies on its ground."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Role.HOVER))
            painter.drawRoundedRect(self.rect(), theme.radius.card, theme.radius.card)
        edge = rail_px(self._look, theme.tokens.size.icon)
        mark = QRect(0, 0, edge, edge)
        mark.moveCenter(self.rect().center())
        self._look.icons.paint(painter, mark, self._icon_name, Role.INK_2)


class _Mark(QWidget):
    """The program's sign."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return the size of the sign."""
        edge = rail_px(self._look, 32)
        return QSize(edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign."""
        self._look.icons.paint(QPainter(self), self.rect(), MARK)


class Rail(Strip):
    """Places from the top, settings and actions at the bottom."""

    chosen = Signal(str)
    """Key of the place or action that a person chose."""

    def __init__(self, look: Look) -> None:
        super().__init__(side="right")
        self._look = look
        self._keys: dict[str, Place] = {}
        self.setAccessibleName("Places")
        content = QWidget()
        content.setObjectName("scrolled")
        self._column = QVBoxLayout(content)
        self._mark = _Mark(look)
        self._column.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(rail_px(look, 8))
        self._column.addStretch(1)
        self._first_below = self._column.count()
        self._corners = QHBoxLayout()
        self._corners.setSpacing(rail_px(look, 4))
        self._column.addLayout(self._corners)
        self._column.setAlignment(self._corners, Qt.AlignmentFlag.AlignHCenter)
        self._area = area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._overflows = False
        """Whether there are places below the lower edge."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._measure()
        look.changed.connect(self._measure)

    def add(
        self, key: str, title: str, icon: str, *, tip: str, keys: str, is_below: bool
    ) -> None:
        """Append a place or an action.

        Args:
            key: What `chosen` announces.
            title: Its name.
            icon: Its icon.
            tip: Tool tip, with the shortcut.
            keys: The shortcut alone.
            is_below: Whether it stands at the bottom.
        """
        # No button group: in one, Tab would reach the chosen place alone.
        place = Place(self._look, key, title, icon, tip=tip, keys=keys)
        place.chosen.connect(self.chosen)
        self._keys[key] = place
        middle = Qt.AlignmentFlag.AlignHCenter
        if is_below:
            self._column.insertWidget(self._column.count() - 1, place, 0, middle)
        else:
            self._column.insertWidget(self._first_below - 1, place, 0, middle)
            self._first_below += 1
        self._fit()

    def add_corner(self, key: str, title: str, icon: str, *, tip: str, keys: str) -> None:
        """Append an action to the marks at the foot; `title` is what it is called."""
        corner = Corner(self._look, key, title, icon, tip=tip, keys=keys)
        corner.chosen.connect(self.chosen)
        self._keys[key] = corner
        self._corners.addWidget(corner)
        self._fit()

    def _fit(self) -> None:
        """Bring every place into sight, as far as the height allows; the sign goes first."""
        self._mark.show()
        for place in self._keys.values():
            place.set_tight(tight=False)
        self._column.invalidate()
        tight = self._column.sizeHint().height() > self.height()
        self._mark.setVisible(not tight)
        for place in self._keys.values():
            place.set_tight(tight=tight)
        self._column.invalidate()
        # A height is real once it is shown: a bar that came before would leave its room behind.
        is_over = self._column.sizeHint().height() > self.height()
        overflows = tight and is_over and self.isVisible()
        if overflows != self._overflows:
            self._overflows = overflows
            self._show_bar()

    def _show_bar(self) -> None:
        """Show by a bar, beside the places, that there are more of them below."""
        policy = Qt.ScrollBarPolicy
        shown = policy.ScrollBarAlwaysOn if self._overflows else policy.ScrollBarAlwaysOff
        self._area.setVerticalScrollBarPolicy(shown)
        bar = self._area.verticalScrollBar().sizeHint().width() if self._overflows else 0
        self.setFixedWidth(rail_px(self._look, self._look.theme.tokens.size.rail) + bar)

    def place(self, key: str) -> Place:
        """Return the button of a place."""
        return self._keys[key]

    def choose(self, key: str) -> None:
        """Show `key` as chosen without announcing it."""
        for other, place in self._keys.items():
            place.set_chosen(chosen=other == key)

    @Slot()
    def _measure(self) -> None:
        self._show_bar()
        self._column.setSpacing(rail_px(self._look, 4))
        around = rail_px(self._look, 16)
        self._column.setContentsMargins(0, around, 0, around)
        for place in self._keys.values():
            place.updateGeometry()
        self._fit()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Know how high the rail is now."""
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put places closer together in a low window."""
        super().resizeEvent(event)
        self._fit()
