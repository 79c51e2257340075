"""Buttons: one filled per screen, the others outlined or plain teal words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from portfolio_app.ui.tokens import Face, Role

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.theme import Theme


class Coat(NamedTuple):
    """The colours of a button in one condition; None paints nothing."""

    fill: Role | None
    edge: Role | None
    words: Role


class Wardrobe(NamedTuple):
    """The coats of one kind of button."""

    rest: Coat
    pointer: Coat
    not_yet: Coat = Coat(fill=Role.SUNKEN, edge=Role.LINE, words=Role.INK_3)


MAIN: Final = Wardrobe(
    rest=Coat(fill=Role.ACCENT, edge=None, words=Role.ON_ACCENT),
    pointer=Coat(fill=Role.ACCENT_HOVER, edge=None, words=Role.ON_ACCENT),
)
PLAIN: Final = Wardrobe(
    rest=Coat(fill=Role.SURFACE, edge=Role.LINE_STRONG, words=Role.INK),
    pointer=Coat(fill=Role.HOVER, edge=Role.LINE_STRONG, words=Role.INK),
)
QUIET: Final = Wardrobe(
    rest=Coat(fill=None, edge=None, words=Role.ACCENT),
    pointer=Coat(fill=Role.HOVER, edge=None, words=Role.ACCENT),
    not_yet=Coat(fill=None, edge=None, words=Role.INK_3),
)
DANGER: Final = Wardrobe(
    rest=Coat(fill=Role.SURFACE, edge=Role.PROBLEM, words=Role.PROBLEM),
    pointer=Coat(fill=Role.PROBLEM_SOFT, edge=Role.PROBLEM, words=Role.PROBLEM),
)


class Button(QPushButton):
    """A painted push button with an icon before or after its words.

    Use one of the four kinds below. While busy it says what it is doing and does not react.
    """

    WARDROBE: Wardrobe = PLAIN
    FACE: Face = Face.BODY_STRONG

    def __init__(
        self,
        look: Look,
        text: str,
        *,
        icon: str = "",
        trailing: str = "",
        name: str = "",
        tip: str = "",
    ) -> None:
        """Make a button.

        Args:
            look: The theme in use.
            text: Its words; `&` marks the mnemonic.
            icon: Icon before the words.
            trailing: Icon after the words.
            name: Accessible name where the words alone say too little.
            tip: Tool tip; never the only explanation.
        """
        super().__init__(text)
        self._look = look
        self._icon_name = icon
        self._trailing = trailing
        self._busy: str | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(name)
        self.setToolTip(tip)

    @property
    def is_busy(self) -> bool:
        """Whether the button waits for what it started."""
        return self._busy is not None

    def set_busy(self, words: str | None) -> None:
        """Say what is being done, such as "Sealing ..."; None makes the button ready."""
        self._busy = words
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, words is not None)
        self.setAccessibleDescription(words or "")
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str) -> None:
        """Show another icon before the words."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def coat(self) -> Coat:
        """Return the colours for the present condition."""
        if not self.isEnabled():
            return self.WARDROBE.not_yet
        if not self.is_busy and (self.isDown() or self.underMouse()):
            return self.WARDROBE.pointer
        return self.WARDROBE.rest

    def height_at_rest(self, theme: Theme) -> int:
        """Return the height in px."""
        return theme.size.button

    def padding(self, theme: Theme) -> int:
        """Return the space left and right of the words in px."""
        return theme.space.l

    def _words(self) -> str:
        return self.text() if self._busy is None else self._busy

    def _words_width(self, theme: Theme) -> int:
        flags = Qt.TextFlag.TextHideMnemonic.value
        metrics = theme.metrics(self.FACE)
        return metrics.size(flags, self._words()).width() if self._words() else 0

    def _icon_gap(self, theme: Theme) -> int:
        return theme.px(10) if self._words() else 0

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return room for the words, the icons and the padding."""
        theme = self._look.theme
        width = self._words_width(theme) + 2 * self.padding(theme)
        for icon in (self._icon_name, self._trailing):
            if icon:
                width += theme.size.icon + self._icon_gap(theme)
        height = max(self.height_at_rest(theme), theme.metrics(self.FACE).height())
        return QSize(max(width, theme.size.target_least), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same: words of buttons are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: object) -> None:
        """Press with Enter as with Space; do nothing while busy."""
        if self.is_busy:
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            self.click()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button in the colours of its condition."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        coat = self.coat()
        self._paint_box(painter, coat)
        self._paint_content(painter, coat)

    def _paint_box(self, painter: QPainter, coat: Coat) -> None:
        theme = self._look.theme
        line = theme.border.hairline
        box = QRectF(self.rect())
        if coat.edge is not None:
            box.adjust(line / 2, line / 2, -line / 2, -line / 2)
            # Dashed where it cannot be pressed: high contrast has no greys to say so.
            style = Qt.PenStyle.SolidLine if self.isEnabled() else Qt.PenStyle.DashLine
            painter.setPen(QPen(theme.colour(coat.edge), line, style))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        if coat.fill is not None:
            painter.setBrush(theme.colour(coat.fill))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, theme.radius.card, theme.radius.card)

    def _paint_content(self, painter: QPainter, coat: Coat) -> None:
        theme, icons = self._look.theme, self._look.icons
        words = self._words_width(theme)
        gap, edge = self._icon_gap(theme), theme.size.icon
        whole = words + sum(edge + gap for icon in (self._icon_name, self._trailing) if icon)
        left = self._start(theme, whole)
        middle = (self.height() - edge) // 2
        if self._icon_name:
            icons.paint(painter, QRect(left, middle, edge, edge), self._icon_name, coat.words)
            left += edge + gap
        painter.setPen(theme.colour(coat.words))
        painter.setFont(theme.font(self.FACE))
        flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextHideMnemonic.value
        painter.drawText(QRect(left, 0, words + 1, self.height()), flags, self._words())
        if self._trailing:
            box = QRect(left + words + gap, middle, edge, edge)
            icons.paint(painter, box, self._trailing, coat.words)

    def _start(self, theme: Theme, content: int) -> int:
        return max(self.padding(theme) // 2, (self.width() - content) // 2)


class MainButton(Button):
    """The next step: the one filled button of a screen."""

    WARDROBE = MAIN
    FACE = Face.LEAD_STRONG

    def __init__(
        self,
        look: Look,
        text: str,
        *,
        icon: str = "",
        trailing: str = "",
        name: str = "",
        tip: str = "",
        in_panel: bool = False,
    ) -> None:
        """Make a button; `in_panel` makes it as high as the others."""
        self._in_panel = in_panel
        super().__init__(look, text, icon=icon, trailing=trailing, name=name, tip=tip)
        if in_panel:
            self.FACE = Face.BODY_STRONG

    def height_at_rest(self, theme: Theme) -> int:
        """Return the height in px."""
        return theme.size.button if self._in_panel else theme.size.button_main

    def padding(self, theme: Theme) -> int:
        """Return the space left and right of the words in px."""
        return theme.space.l if self._in_panel else theme.px(20)


class PlainButton(Button):
    """Any other step."""

    WARDROBE = PLAIN


class QuietButton(Button):
    """Plain teal words, for what is rarely needed or follows a sentence.

    `flush` puts the words at the edge of the column they stand in; `inside` makes the
    button small enough to stand within an input.
    """

    WARDROBE = QUIET

    def __init__(
        self,
        look: Look,
        text: str,
        *,
        icon: str = "",
        trailing: str = "",
        name: str = "",
        tip: str = "",
        flush: bool = False,
        inside: bool = False,
    ) -> None:
        super().__init__(look, text, icon=icon, trailing=trailing, name=name, tip=tip)
        self._flush = flush
        self._inside = inside

    def height_at_rest(self, theme: Theme) -> int:
        """Return the height in px."""
        return theme.px(28) if self._inside else theme.size.button

    def padding(self, theme: Theme) -> int:
        """Return the space left and right of the words in px."""
        return theme.space.xs if self._flush else theme.space.m


class DangerButton(Button):
    """A step that takes something away."""

    WARDROBE = DANGER


class IconButton(Button):
    """Close, bold, italic, page arrows: the few buttons that need no words on screen."""

    WARDROBE = Wardrobe(
        rest=Coat(fill=None, edge=None, words=Role.INK_2),
        pointer=Coat(fill=Role.HOVER, edge=None, words=Role.INK),
        not_yet=Coat(fill=None, edge=None, words=Role.INK_3),
    )

    def __init__(self, look: Look, icon: str, name: str, *, inside: bool = False) -> None:
        """Make a button whose spoken `name` is also its tool tip.

        `inside` makes it small enough to stand within an input.
        """
        super().__init__(look, "", icon=icon, name=name, tip=name)
        self._inside = inside

    def height_at_rest(self, theme: Theme) -> int:
        """Return the height in px."""
        return theme.px(28) if self._inside else theme.size.button

    def padding(self, theme: Theme) -> int:
        """Return the space left and right of the icon in px."""
        return theme.space.xs if self._inside else theme.space.s
