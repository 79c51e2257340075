"""One choice out of several that need a word of explanation each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.fitting import FittingGrid
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.rows import TALL, WRAP
from portfolio_app.ui.widgets.segments import lead_tab_to, say_one_of_several

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.ui.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the things that can be chosen."""

    value: object
    title: str
    kicker: str = ""
    """A few words above the title: whose it is."""

    text: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    """Icon and words of short facts at the foot of the card."""

    @property
    def spoken(self) -> str:
        """The choice as a screen reader says it."""
        facts = [words for _, words in self.facts]
        return ". ".join(part for part in (self.kicker, self.title, self.text, *facts) if part)


class ChoiceCard(QPushButton):
    """A choice as a card with a painted radio button; the whole card can be pressed."""

    def __init__(self, look: Look, choice: Choice) -> None:
        super().__init__()
        self._look = look
        self.choice = choice
        self.setCheckable(True)
        self.setAccessibleName(choice.spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _texts(self, width: int) -> list[tuple[str, Face, Role, QRect]]:
        """Return the parts above the facts and where they lie in a card of `width`."""
        theme = self._look.theme
        left = top = theme.space.l
        beside = width - left - theme.space.l - theme.size.icon - theme.space.s - left
        whole = width - 2 * left
        parts = (
            (self.choice.kicker, Face.CAPTION, Role.INK_2, beside),
            (self.choice.title, Face.LEAD_STRONG, Role.INK, beside),
            (self.choice.text, Face.SMALL, Role.INK, whole),
        )
        placed = []
        for text, face, role, room in parts:
            if not text:
                continue
            bound = QRect(left, top, max(room, 1), TALL)
            used = theme.metrics(face).boundingRect(bound, WRAP, text)
            box = QRect(left, top, room, used.height())
            placed.append((text, face, role, box))
            top = box.bottom() + 1 + theme.px(5)
        return placed

    def _facts(self, width: int) -> list[tuple[str, str, int]]:
        """Return icon, words and height of each fact in a card of `width`; long ones wrap."""
        theme = self._look.theme
        bound = QRect(0, 0, max(width - self._fact_left() - theme.space.l, 1), TALL)
        metrics = theme.metrics(Face.CAPTION)
        return [
            (icon, words, metrics.boundingRect(bound, WRAP, words).height() + theme.space.xs)
            for icon, words in self.choice.facts
        ]

    def _fact_left(self) -> int:
        theme = self._look.theme
        return theme.space.l + theme.size.icon_small + theme.px(6)

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that a narrower card is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need."""
        theme = self._look.theme
        placed = self._texts(width)
        words = placed[-1][3].bottom() + 1 if placed else theme.space.l
        facts = sum(height for _, _, height in self._facts(width))
        return words + (theme.space.s + facts if facts else 0) + theme.space.l

    def sizeHint(self) -> QSize:
        """Return a usual width and the height at the present one."""
        width = self._look.theme.px(280)
        return QSize(width, self.heightForWidth(self.width() if self.isVisible() else width))

    def minimumSizeHint(self) -> QSize:
        """Return the least useful width."""
        return QSize(self._look.theme.px(160), self.heightForWidth(self._look.theme.px(280)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        for text, face, role, box in self._texts(self.width()):
            painter.setFont(theme.font(face))
            painter.setPen(theme.colour(role))
            painter.drawText(box, WRAP, text)
        self._paint_facts(painter)
        self._paint_radio(painter)

    def _paint_card(self, painter: QPainter) -> None:
        theme, chosen = self._look.theme, self.isChecked()
        line = theme.border.chosen if chosen else theme.border.hairline
        fill = Role.ACCENT_SOFT if chosen else Role.SURFACE
        if self.underMouse() and not chosen:
            fill = Role.HOVER
        painter.setBrush(theme.colour(fill))
        painter.setPen(QPen(theme.colour(Role.ACCENT if chosen else Role.LINE), line))
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(box, theme.radius.card, theme.radius.card)

    def _paint_facts(self, painter: QPainter) -> None:
        theme = self._look.theme
        facts = self._facts(self.width())
        top = self.height() - theme.space.l - sum(height for _, _, height in facts)
        painter.setFont(theme.font(Face.CAPTION))
        painter.setPen(theme.colour(Role.INK_2))
        edge, left = theme.size.icon_small, self._fact_left()
        for icon, words, height in facts:
            box = QRect(theme.space.l, top, edge, theme.line_height(Face.CAPTION))
            self._look.icons.paint(painter, box, icon, Role.INK_2)
            room = QRect(left, top, self.width() - left - theme.space.l, height)
            painter.drawText(room, WRAP, words)
            top += height

    def _paint_radio(self, painter: QPainter) -> None:
        theme, chosen = self._look.theme, self.isChecked()
        radius = theme.size.icon / 2
        centre = QPointF(self.width() - theme.space.l - radius, theme.space.l + radius)
        edge = Role.ACCENT if chosen else Role.LINE_STRONG
        painter.setBrush(theme.colour(Role.SURFACE))
        painter.setPen(QPen(theme.colour(edge), theme.border.hairline))
        painter.drawEllipse(centre, radius - 0.5, radius - 0.5)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Role.ACCENT))
            painter.drawEllipse(centre, radius / 2, radius / 2)


class ChoiceList(QWidget):
    """Choices as cards, below one another or in a grid; arrow keys move the choice."""

    chosen = Signal(object)
    """The value that a person chose."""

    def __init__(
        self, look: Look, choices: Sequence[Choice] = (), *, name: str, columns: int = 1
    ) -> None:
        """Make a list without a choice made.

        Args:
            look: The theme in use.
            choices: What can be chosen.
            name: What is being chosen, for screen readers.
            columns: Greatest number of columns; fewer where it is narrow.
        """
        super().__init__()
        self._look = look
        self._cards: list[ChoiceCard] = []
        self._group: QButtonGroup | None = None
        self.setAccessibleName(name)
        self._grid = FittingGrid(
            look, least_width=240, most=columns, gap="s" if columns == 1 else "l"
        )
        column = Column(look, parent=self)
        column.add(self._grid)
        self.show_choices(choices)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the choices; none is chosen."""
        if self._group is not None:
            self._group.deleteLater()
        self._group = QButtonGroup(self)
        self._cards = [ChoiceCard(self._look, choice) for choice in choices]
        for number, card in enumerate(self._cards):
            self._group.addButton(card, number)
            say_one_of_several(card)
        self._group.idClicked.connect(self._on_clicked)
        self._grid.show_cards(self._cards)

    def value(self) -> object:
        """Return the chosen value, or None."""
        return next((card.choice.value for card in self._cards if card.isChecked()), None)

    def set_value(self, value: object) -> None:
        """Choose `value` without announcing it; None: none of them."""
        if self._group and value is None:
            self._group.setExclusive(False)  # else the one that is chosen cannot be taken off
            for card in self._cards:
                card.setChecked(False)
            self._group.setExclusive(True)
        for card in self._cards:
            if card.choice.value == value:
                card.setChecked(True)
                lead_tab_to(card, self._cards)

    def cards(self) -> list[ChoiceCard]:
        """Return the cards in reading order."""
        return list(self._cards)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self._cards[number].choice.value)
