"""What a search found: piece by piece, then capabilities, with the words around it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.model.domain.wording import count
from portfolio_app.ui.evidence.chooser import ICONS
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.states import Picture
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.search import Excerpt
    from portfolio_app.services.search import Found
    from portfolio_app.ui.look import Look

PLACES: Final = 3
"""Places that are shown of one piece."""


class HitRow(QPushButton):
    """What was found, as one button: a piece, or a capability of which something is written."""

    opened = Signal(str, str)
    """The id of the piece, and the path of its best place."""
    capability_opened = Signal(object, object)
    """The `CapabilityRef`, and the `Source` of its best words."""

    def __init__(self, look: Look, places: Sequence[Found], icon: str) -> None:
        super().__init__()
        self._look = look
        self._marked: list[tuple[Words, Found]] = []
        self.piece = places[0].piece
        self.places = places
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._compose(icon)
        self._show_marks()
        self.clicked.connect(self._on_clicked)
        look.changed.connect(self._show_marks)

    def _compose(self, icon: str) -> None:
        look, shown = self._look, self.places[:PLACES]
        row = Row(look, gap="m", inset=("m", "xs"), parent=self)
        picture = Picture(look, icon, tone=Role.ACCENT, beside=Face.BODY_STRONG)
        row.add(picture, align=Qt.AlignmentFlag.AlignTop)
        column = Column(look, gap="xs")
        row.add(column, stretch=1)
        column.add(Words(self.places[0].title, face=Face.BODY_STRONG))
        for found in shown:
            words = Words("", face=Face.SMALL, tone=Role.INK_2, rich=True)
            self._marked.append((words, found))
            column.add(words)
        more = len(self.places) - len(shown)
        if more:
            rest = f"and {count(more, 'more place')}"
            column.add(Words(rest, face=Face.SMALL, tone=Role.INK_2))
        spoken = [f"{found.place}: {found.hit.excerpt.text}" for found in shown]
        self.setAccessibleName(". ".join([self.places[0].title, *spoken]))
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @Slot()
    def _show_marks(self) -> None:
        """Mark what was found, in the colours of the theme."""
        theme = self._look.theme
        style = (
            f"color:{theme.colour(Role.INK).name()};"
            f" background-color:{theme.colour(Role.SELECTION).name()}; font-weight:700"
        )
        for words, found in self._marked:
            place = escape(found.place)
            words.setText(f"{place}: {marked(found.hit.excerpt, style)}")

    @Slot()
    def _on_clicked(self) -> None:
        best = self.places[0].hit
        if self.piece:
            self.opened.emit(self.piece.id, best.path)
        else:
            self.capability_opened.emit(CapabilityRef.parse(best.path), best.source)

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that a narrower row is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else 0

    def sizeHint(self) -> QSize:
        """Return a usual width and the height at the present one."""
        width = max(self.width(), self._look.theme.px(300))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least useful width."""
        return QSize(self._look.theme.px(120), self._look.theme.size.row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as with Space; go up and down the list by the arrows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line below."""
        theme = self._look.theme
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), theme.colour(Role.HOVER))
        line = theme.border.hairline
        painter.fillRect(0, self.height() - line, self.width(), line, theme.colour(Role.LINE))


class HitList(QWidget):
    """Everything that was found, the best first."""

    opened = Signal(str, str)
    capability_opened = Signal(object, object)

    def __init__(self, look: Look, catalogue: Catalogue) -> None:
        super().__init__()
        self._look = look
        self._catalogue = catalogue
        self._column = Column(look, gap="none", parent=self)
        self.rows: list[HitRow] = []

    def show_found(self, found: Sequence[Found]) -> None:
        """Show what was found, in the place of what was there."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(places) for places in by_owner(found)]
        self._column.add(*self.rows)

    def filter(self, fits: Callable[[Evidence | None], bool]) -> int:
        """Show what fits, None for a capability; return how much that is."""
        shown = [row for row in self.rows if fits(row.piece)]
        for row in self.rows:
            row.setVisible(row in shown)
        return len(shown)

    def best(self) -> HitRow | None:
        """Return the first that is shown."""
        return next((row for row in self.rows if not row.isHidden()), None)

    def _row(self, places: Sequence[Found]) -> HitRow:
        icon = "capabilities"
        if piece := places[0].piece:
            icon = ICONS.get(self._catalogue.forms[piece.form].layout, "reflection")
        row = HitRow(self._look, places, icon)
        row.opened.connect(self.opened)
        row.capability_opened.connect(self.capability_opened)
        return row


def by_owner(found: Sequence[Found]) -> list[list[Found]]:
    """Return the places of each piece, and of each capability, in the order of their best.

    One note may stand on the claims of several capabilities; it is shown once.
    """
    owners: dict[str, dict[tuple[str, str], Found]] = {}
    for each in found:
        owner = each.piece.id if each.piece else each.hit.path
        places = owners.setdefault(owner, {})
        places.setdefault((each.place, each.hit.excerpt.text), each)
    return [list(places.values()) for places in owners.values()]


def marked(excerpt: Excerpt, style: str) -> str:
    """Return an excerpt as HTML, with what was found in a style."""
    parts, at = list[str](), 0
    for span in excerpt.found:
        parts.append(escape(excerpt.text[at : span.start]))
        words = escape(excerpt.text[span.start : span.end])
        parts.append(f'<span style="{style}">{words}</span>')
        at = span.end
    return "".join([*parts, escape(excerpt.text[at:])])
