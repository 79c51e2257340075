"""The sheet of Ctrl+K: type, arrow keys, Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog

from portfolio_app.model.domain.wording import count
from portfolio_app.ui.announcing import say
from portfolio_app.ui.palette.entries import Finder
from portfolio_app.ui.palette.found_list import FoundList
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.fields import LabelledField, TextLine
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.look import Look
    from portfolio_app.ui.palette.entries import Entry

WIDTH: Final = 600
HEIGHT: Final = 520
"""Px at 100 %; less where the window has less."""
TOLD_MS: Final = 400
"""After the last key it is said what was found, not after each."""
NOTHING: Final = "Nothing has these words in its name. The search on Evidence looks into texts."
_MOVES: Final = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
)
_ENTERS: Final = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))


class Palette(QDialog):
    """Finds anything by its name. Arrow keys and Enter work while typing; Esc leaves."""

    chosen = Signal(object)
    """An `Entry`; the sheet has gone."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._behind = parent
        self._finder = Finder()
        self.setWindowTitle("Find anything")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.search = TextLine(look, icon="search")
        self.list = FoundList(look)
        self.amount = Words("", face=Face.SMALL, tone=Role.INK_2)
        column = Column(look, gap="m", inset="l", parent=self)
        column.add(
            LabelledField(
                look,
                "A piece, a capability, a person’s stand-in, a place or an action",
                self.search,
            )
        )
        column.add(self.list, stretch=1)
        column.add(self.amount)
        self._told = QTimer(self, interval=TOLD_MS, singleShot=True)
        self._told.timeout.connect(self._tell)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list.chosen.connect(self._on_chosen)

    def offer(self, entries: Sequence[Entry]) -> None:
        """Let these be found; what is typed stays."""
        self._finder = Finder(entries)
        self._narrow()

    def begin(self, entries: Sequence[Entry]) -> None:
        """Show the sheet anew."""
        self.search.clear()
        self.offer(entries)
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot()
    def _narrow(self) -> None:
        found = self._finder.found(self.search.text())
        self.list.show_entries(found)
        self.amount.setText(f"{len(found)} found" if found else NOTHING)
        self._told.start()

    @Slot()
    def _tell(self) -> None:
        if self.isVisible():
            found, pointed = len(self.list.table.entries), self.list.pointed()
            say(self, f"{count(found, 'result')}. {pointed.spoken}" if pointed else NOTHING)

    def _move(self, event: QKeyEvent) -> None:
        """Point at another, and say it: the keyboard is in the line, only eyes see the list."""
        self.list.keyPressEvent(event)
        if pointed := self.list.pointed():
            self._told.stop()
            say(self, pointed.spoken)

    @Slot(object)
    def _on_chosen(self, entry: Entry) -> None:
        self.hide()
        self.chosen.emit(entry)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the list and choose from it while typing."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in _MOVES:
            self._move(event)
        elif event.key() in _ENTERS:
            self.list.choose()
        else:
            return super().eventFilter(watched, event)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Lie over the upper part of the window, with the keyboard in the line."""
        super().showEvent(event)
        px, behind = self._look.theme.px, self._behind
        margin = self._look.theme.space.xl
        self.resize(
            min(px(WIDTH), behind.width() - 2 * margin),
            min(px(HEIGHT), behind.height() - 2 * margin),
        )
        left = (behind.width() - self.width()) // 2
        top = min(px(64), behind.height() - self.height() - margin)
        self.move(behind.mapToGlobal(QPoint(left, top)))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back, also where the window system does not by itself."""
        super().hideEvent(event)
        self._behind.window().activateWindow()
