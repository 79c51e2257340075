"""The small question after Ctrl+M: which capability do these words show, and how?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from portfolio_app.model.domain.wording import quoted_start
from portfolio_app.ui.editor.capability_list import CapabilityList
from portfolio_app.ui.editor.floating_bar import cast_shadow
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, QuietButton
from portfolio_app.ui.widgets.fields import LabelledField, TextLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from portfolio_app.model.domain.anchors import Span
    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.ui.editor.capability_list import Claimable
    from portfolio_app.ui.editor.slot_row import SlotRow
    from portfolio_app.ui.look import Look

WIDTH = 460
"""px at 100 %."""
_MOVES = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))
_ENTERS = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be claimed."""

    row: SlotRow
    span: Span
    capability: CapabilityRef
    note: str


class ClaimPopup(Card):
    """Type to find, arrow keys to choose, Enter to go on, Enter to claim, Esc to leave."""

    claimed = Signal(object)
    """A `Wish`."""
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget, offered: Sequence[Claimable]) -> None:
        super().__init__(look, gap="m", inset="l")
        self._look = look
        self._row: SlotRow | None = None
        self._span: Span | None = None
        self._most = 0
        self.setAccessibleName("Claim these words")
        self.quotation = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.search = TextLine(look, icon="search")
        self.list = CapabilityList(look, offered)
        self.none = Words("No capability has these words.", face=Face.SMALL, tone=Role.INK_2)
        self.note = TextLine(look)
        self.claim = MainButton(look, "Claim", icon="claim", in_panel=True)
        self.cancel = QuietButton(look, "Not now")
        buttons = Flow(look, gap="s")
        buttons.add(self.claim, self.cancel)
        self.body.add(self.quotation)
        self.body.add(LabelledField(look, "Which capability do these words show?", self.search))
        self.body.add(self.list, stretch=1)
        self.body.add(self.none)
        self.body.add(LabelledField(look, "How, in half a sentence", self.note))
        self.body.add(buttons)
        self.setParent(parent)
        cast_shadow(look, self)
        self.hide()
        self._connect()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_typed)
        self.list.itemDoubleClicked.connect(self._on_entry_activated)
        self.claim.clicked.connect(self._claim)
        self.cancel.clicked.connect(self.close_quietly)
        for widget in (self.search, self.list, self.note, self.claim, self.cancel):
            widget.installEventFilter(self)

    def ask(self, row: SlotRow, span: Span, words: str, lines: QRect, room: QRect) -> None:
        """Ask about the words at `span` of `row`.

        Args:
            row: Where they stand.
            span: Which words.
            words: The words.
            lines: Their lines, in px of the parent; the popup keeps clear of them.
            room: The part of the parent that can be used.
        """
        self._row, self._span = row, span
        self.quotation.setText(quoted_start(words))
        self.quotation.show()
        self.search.clear()
        self.note.clear()
        self._on_typed("")
        self._place(lines, room)
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_quietly(self) -> None:
        """Go away and give the keyboard back to the text."""
        self.hide()
        if self._row:
            self._row.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self._row = None
        self.closed.emit()

    def wanted_height(self, width: int = 0) -> int:
        """Return the height at `width`, or at the usual one."""
        return self.body.totalHeightForWidth(width or self._look.theme.px(WIDTH))

    def _place(self, lines: QRect, room: QRect) -> None:
        gap = self._look.theme.space.s
        width = min(self._look.theme.px(WIDTH), room.width() - 2 * gap)
        most = room.height() - 2 * gap
        self.quotation.setVisible(self.body.minimumHeightForWidth(width) <= most)
        self.resize(width, min(self.wanted_height(width), most))
        self._most = self.height()
        top = lines.bottom() + gap
        if top + self.height() > room.bottom():
            above = lines.top() - gap - self.height()
            top = above if above >= room.top() else room.bottom() - gap - self.height()
        left = min(lines.left(), room.right() - gap - self.width())
        self.move(QPoint(max(room.left() + gap, left), max(room.top(), top)))

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self.list.narrow(typed)
        self.list.setVisible(bool(self.list.count()))
        self.list.updateGeometry()
        self.none.setVisible(not self.list.count())
        self.claim.setEnabled(bool(self.list.count()))
        if self.isVisible():  # the question stays where it is and grows downwards
            self.body.activate()
            self.resize(self.width(), min(self.wanted_height(self.width()), self._most))

    @Slot(object)
    def _on_entry_activated(self, item: object) -> None:
        self.note.setFocus()

    @Slot()
    def _claim(self) -> None:
        chosen = self.list.chosen()
        if chosen and self._row and self._span:
            wish = Wish(
                row=self._row,
                span=self._span,
                capability=chosen.ref,
                note=self.note.text().strip(),
            )
            self.close_quietly()
            self.claimed.emit(wish)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves from anywhere; arrow keys and Enter work while typing."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close_quietly()
            return True
        if watched is self.search and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        if watched in (self.search, self.list) and event.key() in _ENTERS:
            self.note.setFocus()
            return True
        if watched is self.note and event.key() in _ENTERS:
            self._claim()
            return True
        return False
