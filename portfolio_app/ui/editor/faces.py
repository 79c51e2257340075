"""Five faces from bad to good, for a child to point at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.fitting import Flow

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from portfolio_app.ui.look import Look

WORDS: Final = ("not at all", "a little", "sometimes", "mostly", "always")


class FaceButton(QPushButton):
    """One face with its word."""

    def __init__(self, look: Look, number: int, words: str) -> None:
        super().__init__(words)
        self._look = look
        self._icon_name = f"face-{number}"
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return room for the face and the word."""
        theme = self._look.theme
        words = theme.metrics(Face.SMALL_STRONG).horizontalAdvance(self.text())
        height = theme.px(44) + theme.line_height(Face.SMALL) + 3 * theme.space.s
        return QSize(max(theme.px(92), words + 2 * theme.space.m), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same: the word is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the face; the chosen one is tinted, edged and bold."""
        theme, chosen = self._look.theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = theme.border.chosen if chosen else theme.border.hairline
        fill = Role.ACCENT_SOFT if chosen else Role.SURFACE
        if self.underMouse() and not chosen:
            fill = Role.HOVER
        painter.setBrush(theme.colour(fill))
        painter.setPen(QPen(theme.colour(Role.ACCENT if chosen else Role.LINE_STRONG), line))
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(box, theme.radius.card, theme.radius.card)
        tone = Role.ACCENT if chosen else Role.INK
        picture = QRect(0, theme.space.s, self.width(), theme.px(44))
        self._look.icons.paint(painter, picture, self._icon_name, tone)
        painter.setPen(theme.colour(tone))
        painter.setFont(theme.font(Face.SMALL_STRONG if chosen else Face.SMALL))
        words = QRect(
            0, picture.bottom() + 1, self.width(), self.height() - picture.bottom() - 1
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter.value, self.text())


class FacePicker(QWidget):
    """One of five faces, or none: pressing the chosen one again takes it back."""

    edited = Signal(str)
    """`1` to `5`, or empty."""

    def __init__(self, look: Look, value: str = "", *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.faces = [FaceButton(look, n, words) for n, words in enumerate(WORDS, 1)]
        self.none = QuietButton(look, "No face", name=f"No face: {name}")
        flow = Flow(look, gap="s", parent=self)
        for number, face in enumerate(self.faces, 1):
            self._group.addButton(face, number)
            face.setAccessibleName(f"{face.text()}: {name}")
            flow.add(face)
        flow.add(self.none)
        self.setFocusProxy(self.faces[0])
        self.set_value(value)
        self._group.idClicked.connect(self._on_clicked)
        self.none.clicked.connect(self._on_none_clicked)

    def value(self) -> str:
        """Return `1` to `5`, or nothing."""
        return next((str(n) for n, face in enumerate(self.faces, 1) if face.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose a face, or none, without announcing it."""
        for number, face in enumerate(self.faces, 1):
            face.setChecked(value == str(number))
        self.none.setVisible(bool(value))

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        chosen = self._group.button(number).isChecked()
        self._choose(str(number) if chosen else "")

    @Slot()
    def _on_none_clicked(self) -> None:
        self.faces[0].setFocus()
        self._choose("")

    def _choose(self, value: str) -> None:
        self.set_value(value)
        self.edited.emit(value)
