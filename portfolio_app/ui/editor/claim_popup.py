"""The small question after Ctrl+M: which capability do these words show, and how?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from portfolio_app.model.domain.wording import quoted_start
from portfolio_app.ui.announcing import say
from portfolio_app.ui.editor.capability_list import CapabilityList
from portfolio_app.ui.editor.claim_chips import ClaimChips
from portfolio_app.ui.editor.floating_bar import cast_shadow
from portfolio_app.ui.focus import stops_of
from portfolio_app.ui.keys import ENTER, Keys
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, QuietButton
from portfolio_app.ui.widgets.fields import LabelledField, TextLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from portfolio_app.model.domain.anchors import Span
    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.ui.editor.capability_list import Claimable
    from portfolio_app.ui.editor.slot_row import SlotRow
    from portfolio_app.ui.look import Look

HINT = "Enter adds one, and you can add more. Ctrl+Enter claims."
NONE = "No capability has these words."
TOLD_MS = 400
"""After the last key it is said what is pointed at by now, not after each."""
WIDTH = 460
"""px at 100 %."""
_MOVES = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))
_ENTERS = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))
KEYS = (
    Keys(does="Go through the capabilities", keys=("Up", "Down")),
    Keys(does="Add one, then go on to how", keys=ENTER),
    Keys(does="Take the last one off again, in an empty line", keys=("Backspace",)),
    Keys(does="Claim", keys=("Ctrl+Return", "Ctrl+Enter")),
    Keys(does="Not now", keys=("Esc",)),
)
"""What `eventFilter` answers to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be claimed."""

    row: SlotRow
    span: Span
    capabilities: tuple[CapabilityRef, ...]
    """In the order in which they were chosen; at least one."""
    note: str


class ClaimPopup(Card):
    """Type to find, arrow keys to choose, Enter to add, once more to go on, Enter to claim.

    One passage may show several capabilities, of whatever frameworks: each that is added
    becomes a chip. Ctrl+Enter claims from anywhere, Esc leaves.
    """

    claimed = Signal(object)
    """A `Wish`."""
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget, offered: Sequence[Claimable]) -> None:
        super().__init__(look, gap="m", inset="l")
        self._look = look
        self._row: SlotRow | None = None
        self._span: Span | None = None
        self._most = 0
        self._claimed: frozenset[CapabilityRef] = frozenset()
        self._has_moved = False
        """Whether the choice in the list was moved since the last chip."""
        self.setAccessibleName("Claim these words")
        self.quotation = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.search = TextLine(look, icon="search")
        self.hint = Words(HINT, face=Face.SMALL, tone=Role.INK_2)
        self.chips = ClaimChips(look)
        self.list = CapabilityList(look, offered)
        self.none = Words(NONE, face=Face.SMALL, tone=Role.INK_2)
        self.note = TextLine(look)
        self.claim = MainButton(look, "Claim", icon="claim", in_panel=True)
        self.cancel = QuietButton(look, "Not now")
        buttons = Flow(look, gap="s")
        buttons.add(self.claim, self.cancel)
        self.body.add(self.quotation)
        self.body.add(LabelledField(look, "Which capability do these words show?", self.search))
        self.body.add(self.chips)
        self.body.add(self.list, stretch=1)
        self.body.add(self.none)
        self.body.add(LabelledField(look, "How, in half a sentence", self.note))
        self.body.add(buttons)
        self.body.add(self.hint)
        self.setParent(parent)
        cast_shadow(look, self)
        self.hide()
        self._told = QTimer(self, interval=TOLD_MS, singleShot=True)
        self._told.timeout.connect(self._say_pointed)
        self._connect()

    def _connect(self) -> None:
        self.chips.changed.connect(self._on_chosen)
        self.search.textChanged.connect(self._on_typed)
        self.list.itemDoubleClicked.connect(self._add)
        self.claim.clicked.connect(self._claim)
        self.cancel.clicked.connect(self.close_quietly)
        for widget in (self.search, self.list, self.note, self.claim, self.cancel):
            widget.installEventFilter(self)

    def ask(
        self,
        row: SlotRow,
        span: Span,
        words: str,
        lines: QRect,
        room: QRect,
        claimed: Iterable[CapabilityRef] = (),
    ) -> None:
        """Ask about the words at `span` of `row`.

        Args:
            row: Where they stand.
            span: Which words.
            words: The words.
            lines: Their lines, in px of the parent; the popup keeps clear of them.
            room: The part of the parent that can be used.
            claimed: What these very words are claimed for by now.
        """
        self._claimed = frozenset(claimed)
        self._has_moved = False
        self._row, self._span = row, span
        self.quotation.setText(quoted_start(words))
        self.search.setAccessibleDescription(f"{quoted_start(words)} {HINT}")
        self.quotation.show()
        self.search.clear()
        self.note.clear()
        self.chips.clear()
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
        self._leave_out_what_has_no_room(width, most)
        self.resize(width, min(self.wanted_height(width), most))
        top = lines.bottom() + gap
        if top + self.height() > room.bottom():
            above = lines.top() - gap - self.height()
            top = above if above >= room.top() else room.bottom() - gap - self.height()
        left = min(lines.left(), room.right() - gap - self.width())
        self.move(QPoint(max(room.left() + gap, left), max(room.top(), top)))
        self._most = room.bottom() - gap - self.y()

    def _leave_out_what_has_no_room(self, width: int, most: int) -> None:
        for part in (self.hint, self.quotation):
            part.show()
        for part in (self.hint, self.quotation):
            part.setVisible(self.body.minimumHeightForWidth(width) <= most)

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self.list.narrow(typed)
        self._has_moved = False
        self._show_list()
        self._told.start()

    @Slot()
    def _on_chosen(self) -> None:
        """Offer what is left, beginning anew."""
        self._has_moved = False
        self.list.leave_out({*self._claimed, *self.chips.refs})
        self.search.clear()
        for chip in self.chips.buttons():
            chip.installEventFilter(self)
        self._show_list()

    def _show_list(self) -> None:
        self.list.setVisible(bool(self.list.count()))
        self.list.updateGeometry()
        self.none.setVisible(not self.list.count())
        self.claim.setEnabled(bool(self.list.count() or self.chips.refs))
        if self.isVisible():  # the question stays where it is and grows downwards
            self._leave_out_what_has_no_room(self.width(), self._most)
            self.body.activate()
            self.resize(self.width(), min(self.wanted_height(self.width()), self._most))

    @Slot()
    def _add(self) -> None:
        if chosen := self.list.chosen():
            self.chips.add(chosen)
            say(self.search, f"{chosen.code} added")

    @Slot()
    def _say_pointed(self) -> None:
        """Say what Enter would add: the keyboard is in the line, and only eyes see the list."""
        if self.isVisible() and self.search.hasFocus():
            pointed = self.list.chosen()
            place = f"{self.list.currentRow() + 1} of {self.list.count()}"
            said = f"{pointed.heading}. {pointed.explanation} {place}" if pointed else NONE
            say(self.search, said)

    def _go_on(self) -> None:
        """Add what is typed or pointed at; go on to the note when that is done."""
        if self.chips.refs and not self.search.text() and not self._has_moved:
            self.note.setFocus()
        else:
            self._add()

    @Slot()
    def _claim(self) -> None:
        """Claim for all that was added, or for what is pointed at where nothing was."""
        pointed = self.list.chosen()
        wanted = self.chips.refs or ((pointed.ref,) if pointed else ())
        if wanted and self._row and self._span:
            wish = Wish(
                row=self._row,
                span=self._span,
                capabilities=wanted,
                note=self.note.text().strip(),
            )
            self.close_quietly()
            self.claimed.emit(wish)

    # Qt overrides

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab go round here until the question is answered or closed."""
        stops = [stop for stop in stops_of(self) if stop.isVisible() and stop.isEnabled()]
        here = QApplication.focusWidget()
        if here not in stops:
            return super().focusNextPrevChild(next)
        way = (
            (1, Qt.FocusReason.TabFocusReason)
            if next
            else (-1, Qt.FocusReason.BacktabFocusReason)
        )
        stops[(stops.index(here) + way[0]) % len(stops)].setFocus(way[1])
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves and Ctrl+Enter claims from anywhere; arrow keys work while typing."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        acts: dict[bool, Callable[[], None]] = {
            event.key() == Qt.Key.Key_Escape: self.close_quietly,
            event.key() in _ENTERS and _has_ctrl(event): self._claim,
        }
        act = acts.get(True) or self._act_of(watched, event)
        if act:
            act()
        return act is not None

    def _act_of(self, watched: QObject, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key does where it was pressed; None leaves it to the widget."""
        key = event.key()
        if watched is self.search and key in _MOVES:
            return partial(self._move, event)
        if watched is self.search and key == Qt.Key.Key_Backspace and not self.search.text():
            return self.chips.take_last
        if watched is self.search and key in _ENTERS:
            return self._go_on
        if watched is self.list and (key in _ENTERS or key == Qt.Key.Key_Space):
            return self._add
        if watched is self.note and key in _ENTERS:
            return self._claim
        return None

    def _move(self, event: QKeyEvent) -> None:
        self._has_moved = True
        self.list.keyPressEvent(event)
        self._told.stop()
        self._say_pointed()


def _has_ctrl(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
