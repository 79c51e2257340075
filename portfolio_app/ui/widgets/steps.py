"""Things done one after another: the steps of the first start, the people who sign."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.ui.look import Look


class Standing(StrEnum):
    """Where a link of a chain stands."""

    DONE = "done"
    CURRENT = "now"
    TO_COME = "to come"


class Link(NamedTuple):
    """One step, or one person who signs."""

    title: str
    note: str = ""
    standing: Standing = Standing.TO_COME
    state: State | None = None
    """A state shown below the note, with `state_words`."""

    state_words: str = ""


class Chain(QWidget):
    """Numbered links with a joining line. The numbers are text, so they read without it."""

    def __init__(self, look: Look, links: Sequence[Link] = (), *, name: str) -> None:
        """Make a chain.

        Args:
            look: The theme in use.
            links: From the first to the last.
            name: What follows one another here, for screen readers.
        """
        super().__init__()
        self._look = look
        self._shown: list[_LinkView] = []
        self.setAccessibleName(name)
        self._column = Column(look, gap="none", parent=self)
        self.show_links(links)

    def show_links(self, links: Sequence[Link]) -> None:
        """Replace the links."""
        for view in self._shown:
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._shown = [
            _LinkView(self._look, link, number, len(links))
            for number, link in enumerate(links, 1)
        ]
        self._column.add(*self._shown)


class StepList(Chain):
    """The steps of a short way, such as the first start."""

    def __init__(self, look: Look, steps: Sequence[tuple[str, str]], *, name: str) -> None:
        """Make the list; `steps` are titles and notes, and the first is current."""
        self._steps = list(steps)
        self._current = 0
        super().__init__(look, name=name)
        self._show()

    def set_current(self, current: int) -> None:
        """Show which step is being done; those before it are done."""
        if current != self._current:
            self._current = current
            self._show()

    def set_note(self, number: int, note: str) -> None:
        """Say what came of step `number`, counted from 0."""
        self._steps[number] = (self._steps[number][0], note)
        self._show()

    def _show(self) -> None:
        self.show_links(
            [
                Link(title=title, note=note, standing=self._standing(number))
                for number, (title, note) in enumerate(self._steps)
            ]
        )

    def _standing(self, number: int) -> Standing:
        if number < self._current:
            return Standing.DONE
        return Standing.CURRENT if number == self._current else Standing.TO_COME


class SignOffChain(Chain):
    """The people who sign, in their order, and how each stands."""


class _LinkView(QWidget):
    """One link: the bead at the left, the words beside it."""

    def __init__(self, look: Look, link: Link, number: int, total: int) -> None:
        super().__init__()
        strong = link.standing is Standing.CURRENT or link.state is not None
        face = Face.BODY_STRONG if strong else Face.BODY
        words = Column(look, gap="none", inset=("none", "none", "none", "l"))
        words.add(Words(link.title, face=face))
        if link.note:
            words.add(Words(link.note, face=Face.SMALL, tone=Role.INK_2))
        if link.state is not None:
            style = look.theme.state(link.state)
            said = link.state_words or style.word
            words.add(IconWords(look, style.icon, said, tone=style.colour, size="icon_small"))
        words.addStretch(1)
        row = Row(look, gap="m", parent=self)
        row.add(_Bead(look, link.standing, number, is_last=number == total))
        row.add(words, stretch=1)
        said = f"{number} of {total}: {link.title}, {link.standing}"
        self.setAccessibleName(said if link.state is None else f"{said}, {link.state_words}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class _Bead(QWidget):
    """A number in a circle and the line down to the next."""

    def __init__(self, look: Look, standing: Standing, number: int, *, is_last: bool) -> None:
        super().__init__()
        self._look = look
        self._standing = standing
        self._number = number
        self._is_last = is_last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return the size of the circle."""
        edge = self._look.theme.px(30)
        return QSize(edge, edge)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the circle, the number or tick, and the line."""
        theme = self._look.theme
        edge, line = theme.px(30), theme.border.hairline
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._is_last:
            top = edge + theme.space.xs
            painter.setPen(QPen(theme.colour(Role.LINE_STRONG), line))
            painter.drawLine(QPointF(edge / 2, top), QPointF(edge / 2, self.height()))
        fill, rim, ink = {
            Standing.DONE: (Role.SURFACE, Role.MET, Role.MET),
            Standing.CURRENT: (Role.ACCENT, Role.ACCENT, Role.ON_ACCENT),
            Standing.TO_COME: (Role.SURFACE, Role.LINE_STRONG, Role.INK_2),
        }[self._standing]
        box = QRectF(0, 0, edge, edge).adjusted(line, line, -line, -line)
        painter.setPen(QPen(theme.colour(rim), line))
        painter.setBrush(theme.colour(fill))
        painter.drawEllipse(box)
        if self._standing is Standing.DONE:
            small = theme.size.icon_small
            tick = QRect(0, 0, small, small)
            tick.moveCenter(box.center().toPoint())
            self._look.icons.paint(painter, tick, "check", ink)
            return
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font(Face.BODY_STRONG))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))
