"""Rows of lists. The whole row is one button and is read out as one sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.states import state_words

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.theme import Theme

WRAP = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value
TALL = 1 << 20
"""More px than any text is high; the bound when measuring wrapped text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowContent:
    """What a row says."""

    title: str
    detail: str = ""
    icon: str = ""
    icon_tone: Role = Role.ACCENT
    end: str = ""
    """Words at the right: a state, a date, what pressing does."""

    end_tone: Role = Role.INK_2
    chevron: bool = True
    stacked: bool = False
    """Whether the detail always stands below the title."""

    @property
    def spoken(self) -> str:
        """The whole row as a screen reader says it."""
        return ". ".join(part for part in (self.title, self.end, self.detail) if part)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the parts of a row lie at one width."""

    icon: QRect
    title: QRect
    detail: QRect
    end: QRect
    chevron: QRect
    height: int


class RowButton(QPushButton):
    """A row that opens what it names.

    In one line where everything fits, else the detail stands below the title and, in
    narrow places, the words at the right below that. Nothing is ever cut.
    """

    TITLE_WIDTH = 204
    """Width of the title's column in px at 100 %, so that columns of rows line up."""

    END_WIDTH = 138
    """Width of the column at the right, the chevron included."""

    def __init__(self, look: Look, content: RowContent) -> None:
        super().__init__()
        self._look = look
        self._content = content
        self._arranged: dict[int, _Places] = {}
        self._arranged_for: Theme | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(content.spoken)

    @property
    def content(self) -> RowContent:
        """What the row says now."""
        return self._content

    def show_content(self, content: RowContent) -> None:
        """Say something else."""
        self._content = content
        self._arranged.clear()
        self.setAccessibleName(content.spoken)
        self.updateGeometry()
        self.update()

    def _arrange(self, width: int) -> _Places:
        """Return the places at a width: layouts ask dozens of times for the same."""
        if self._arranged_for is not self._look.theme:
            self._arranged.clear()
            self._arranged_for = self._look.theme
        if width not in self._arranged:
            self._arranged[width] = self._placed(width)
        return self._arranged[width]

    def _placed(self, width: int) -> _Places:
        theme, content = self._look.theme, self._content
        bold, small = theme.metrics(Face.BODY_STRONG), theme.metrics(Face.SMALL)
        strong = theme.metrics(Face.SMALL_STRONG)
        left = theme.px(2) + (theme.size.icon + theme.px(10) if content.icon else 0)
        chevron = theme.size.icon if content.chevron else theme.px(2)
        right = width - chevron
        title = bold.horizontalAdvance(content.title) + 1
        detail = small.horizontalAdvance(content.detail) + 1
        end = strong.horizontalAdvance(content.end) + 1 if content.end else 0
        title_column, end_column = theme.px(self.TITLE_WIDTH), theme.px(self.END_WIDTH)
        detail_left = left + title_column + theme.space.s
        detail_room = width - end_column - theme.space.m - detail_left
        if (
            not content.stacked
            and title <= title_column
            and end <= end_column - chevron
            and detail <= detail_room
        ):
            height = theme.size.row
            return _Places(
                icon=self._icon_box(height),
                title=QRect(left, 0, title_column, height),
                detail=QRect(detail_left, 0, detail_room, height),
                end=QRect(width - end_column, 0, end, height),
                chevron=QRect(right, 0, chevron, height),
                height=height,
            )
        return self._stack(width, left, right, end)

    def _stack(self, width: int, left: int, right: int, end: int) -> _Places:
        theme, content = self._look.theme, self._content
        top, gap = theme.px(10), theme.px(3)
        beside = end + theme.space.m <= (right - left) * 2 // 5
        end_left = self._end_left(width, right, end)
        title_right = end_left - theme.space.m if beside and end else right
        title = self._wrapped(content.title, Face.BODY_STRONG, left, top, title_right)
        detail = self._wrapped(
            content.detail, Face.SMALL, left, title.bottom() + 1 + gap, title_right
        )
        below = (detail if content.detail else title).bottom() + 1
        if beside:
            end_box = QRect(end_left, top, end, title.height())
        else:
            end_box = self._wrapped(content.end, Face.SMALL_STRONG, left, below + gap, right)
        if content.end and not beside:
            below = end_box.bottom() + 1
        least = theme.size.row_two_lines if content.detail else theme.size.row
        height = max(below + top, least)
        first = 2 * top + theme.line_height(Face.BODY_STRONG)
        return _Places(
            icon=self._icon_box(min(first, height)),
            title=title,
            detail=detail,
            end=end_box,
            chevron=QRect(right, 0, width - right, height),
            height=height,
        )

    def _end_left(self, width: int, right: int, end: int) -> int:
        """Return where the words at the right begin: in their column if there is one."""
        theme = self._look.theme
        column = width - theme.px(self.END_WIDTH)
        has_column = width > theme.px(2 * self.TITLE_WIDTH + self.END_WIDTH)
        return column if has_column and column + end <= right else right - end

    def _icon_box(self, height: int) -> QRect:
        theme = self._look.theme
        return QRect(0, (height - theme.size.icon) // 2, theme.size.icon, theme.size.icon)

    def _wrapped(self, text: str, face: Face, left: int, top: int, right: int) -> QRect:
        room = QRect(left, top, max(1, right - left), TALL)
        used = self._look.theme.metrics(face).boundingRect(room, WRAP, text)
        return QRect(left, top, room.width(), used.height() if text else 0)

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that a narrower row is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need."""
        return self._arrange(width).height

    def sizeHint(self) -> QSize:
        """Return a usual width and the height at the present one."""
        width = self._look.theme.px(300)
        return QSize(width, self._arrange(max(self.width(), width)).height)

    def minimumSizeHint(self) -> QSize:
        """Return the least useful width."""
        return QSize(self._look.theme.px(120), self._look.theme.size.row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as with Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height: a layout takes `sizeHint`, kept from before, as the most."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts of the row and the line below it."""
        theme, content = self._look.theme, self._content
        places = self._arrange(self.width())
        painter = QPainter(self)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.fillRect(self.rect(), theme.colour(Role.HOVER))
        if content.icon:
            self._look.icons.paint(painter, places.icon, content.icon, content.icon_tone)
        middle = Qt.AlignmentFlag.AlignVCenter.value
        flags = middle if places.height == places.title.height() else WRAP
        for text, box, face, role in (
            (content.title, places.title, Face.BODY_STRONG, Role.INK),
            (content.detail, places.detail, Face.SMALL, Role.INK_2),
            (content.end, places.end, Face.SMALL_STRONG, content.end_tone),
        ):
            painter.setFont(theme.font(face))
            painter.setPen(theme.colour(role))
            painter.drawText(box, flags, text)
        if content.chevron:
            box = QRect(0, 0, theme.size.icon_small, theme.size.icon_small)
            box.moveCenter(places.chevron.center())
            self._look.icons.paint(painter, box, "chevron-right", Role.INK_2)
        line = theme.border.hairline
        painter.fillRect(0, self.height() - line, self.width(), line, theme.colour(Role.LINE))


class RequirementRow(RowButton):
    """One requirement of the pathway and how it stands."""

    def __init__(
        self,
        look: Look,
        *,
        title: str,
        state: State,
        amount: str = "",
        detail: str = "",
        words: str = "",
    ) -> None:
        """Make a row.

        Args:
            look: The theme in use.
            title: Name of the requirement.
            state: How it stands.
            amount: What follows the state word, such as "1 of 2".
            detail: Where it stands, in words.
            words: A plainer phrase in place of the state word.
        """
        style = look.theme.state(state)
        content = RowContent(
            title=title,
            detail=detail,
            icon=style.icon,
            icon_tone=style.colour,
            end=words or state_words(look, state, amount),
            end_tone=style.colour,
        )
        super().__init__(look, content)

    def set_state(self, state: State, amount: str = "", *, detail: str = "") -> None:
        """Show how the requirement stands now."""
        style = self._look.theme.state(state)
        self.show_content(
            replace(
                self.content,
                detail=detail,
                icon=style.icon,
                icon_tone=style.colour,
                end=state_words(self._look, state, amount),
                end_tone=style.colour,
            )
        )
