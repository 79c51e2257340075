"""How things stand: icon, word and colour together; and small tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.layouts import Row
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.theme import Theme
    from portfolio_app.ui.widgets.layouts import Gap

IconSize = Literal["icon_small", "icon", "icon_large", "voice"]


def state_words(look: Look, state: State, amount: str = "") -> str:
    """Return the words of a state, such as "Partly, 1 of 2"."""
    word = look.theme.state(state).word
    return f"{word}, {amount}" if amount else word


class Picture(QWidget):
    """One icon. Decoration: the words beside it say what it means."""

    def __init__(
        self,
        look: Look,
        icon: str,
        *,
        tone: Role = Role.INK_2,
        size: IconSize = "icon",
        beside: Face | None = None,
    ) -> None:
        """Make a picture.

        Args:
            look: The theme in use.
            icon: Name of the icon.
            tone: Role of its colour.
            size: Which of the icon sizes.
            beside: Face of the words whose first line it stands in the middle of.
        """
        super().__init__()
        self._beside = beside
        self._look = look
        self._icon = icon
        self._tone = tone
        self._size: IconSize = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str, tone: Role) -> None:
        """Show another icon."""
        self._icon = icon
        self._tone = tone
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return the size of the icon."""
        theme = self._look.theme
        edge = int(getattr(theme.size, self._size))
        line = theme.line_height(self._beside) if self._beside else edge
        return QSize(edge, max(edge, line))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon in its tone."""
        self._look.icons.paint(QPainter(self), self.rect(), self._icon, self._tone)


class IconWords(QWidget):
    """An icon and what it means, side by side."""

    def __init__(
        self,
        look: Look,
        icon: str,
        text: str,
        *,
        tone: Role = Role.INK_2,
        icon_tone: Role | None = None,
        face: Face = Face.SMALL,
        size: IconSize = "icon",
        gap: Gap = "s",
        wrap: bool = True,
    ) -> None:
        """Make a line.

        Args:
            look: The theme in use.
            icon: Name of the icon.
            text: The words.
            tone: Role of the words, and of the icon unless `icon_tone` says otherwise.
            icon_tone: Role of the icon.
            face: Step of the type scale.
            size: Which of the icon sizes.
            gap: Distance between icon and words.
            wrap: Whether the words may take several lines.
        """
        super().__init__()
        self._picture = Picture(look, icon, tone=icon_tone or tone, size=size, beside=face)
        self._words = Words(text, face=face, tone=tone, wrap=wrap)
        top = Qt.AlignmentFlag.AlignTop
        row = Row(look, gap=gap, parent=self)
        row.add(self._picture, align=top if wrap else Qt.AlignmentFlag.AlignVCenter)
        row.add(self._words, stretch=1)

    def text(self) -> str:
        """Return the words."""
        return self._words.text()

    def set_words(
        self, icon: str, text: str, *, tone: Role = Role.INK_2, icon_tone: Role | None = None
    ) -> None:
        """Say something else."""
        self._picture.set_icon(icon, icon_tone or tone)
        self._words.set_tone(tone)
        self._words.setText(text)


class StateLabel(IconWords):
    """A state in a line of its own: "Partly, 1 of 2"."""

    def __init__(self, look: Look, state: State, amount: str = "", *, words: str = "") -> None:
        """Make a label.

        Args:
            look: The theme in use.
            state: How the thing stands.
            amount: What follows the word, such as "1 of 2".
            words: A plainer phrase in place of the state word, such as "Signs after you".
        """
        style = look.theme.state(state)
        text = words or state_words(look, state, amount)
        strong = Face.SMALL_STRONG
        super().__init__(
            look, style.icon, text, tone=style.colour, face=strong, gap="m", wrap=False
        )
        self._look = look

    def set_state(self, state: State, amount: str = "", *, words: str = "") -> None:
        """Show another state."""
        style = self._look.theme.state(state)
        text = words or state_words(self._look, state, amount)
        self.set_words(style.icon, text, tone=style.colour)


class Tag(QWidget):
    """A few words on a tint: "Draft", "Met", a number of a capability."""

    def __init__(
        self,
        look: Look,
        text: str,
        *,
        tone: Role = Role.MISSING,
        tint: Role = Role.MISSING_SOFT,
        icon: str = "",
    ) -> None:
        super().__init__()
        self._look = look
        self._text = text
        self._tone = tone
        self._tint = tint
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    @classmethod
    def of_state(cls, look: Look, state: State, words: str = "") -> Tag:
        """Return the tag of a state."""
        style = look.theme.state(state)
        return cls(
            look, words or style.word, tone=style.colour, tint=style.tint, icon=style.icon
        )

    def text(self) -> str:
        """Return the words."""
        return self._text

    def set_words(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _icon_room(self, theme: Theme) -> int:
        return theme.px(14 + 4) if self._icon else 0

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return room for the icon and the words."""
        theme = self._look.theme
        metrics = theme.metrics(Face.SMALL_STRONG)
        width = metrics.horizontalAdvance(self._text) + self._icon_room(theme)
        return QSize(width + 2 * theme.space.s, theme.size.target_least)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tint, the icon and the words."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._tint))
        painter.drawRoundedRect(QRectF(self.rect()), theme.radius.tag, theme.radius.tag)
        words = self.rect().adjusted(theme.space.s, 0, 0, 0)
        if self._icon:
            box = words.adjusted(0, 0, 0, 0)
            box.setWidth(theme.px(14))
            self._look.icons.paint(painter, box, self._icon, self._tone)
            words.adjust(self._icon_room(theme), 0, 0, 0)
        painter.setPen(theme.colour(self._tone))
        painter.setFont(theme.font(Face.SMALL_STRONG))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._text)
