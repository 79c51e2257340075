"""Finds and replaces in all texts of a piece; claims follow as they follow typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit
from shiboken6 import isValid

from portfolio_app.ui.editor.finding import places
from portfolio_app.ui.tokens import Role

if TYPE_CHECKING:
    from portfolio_app.ui.editor.finding_bar import FindingBar
    from portfolio_app.ui.editor.sheet import Sheet
    from portfolio_app.ui.editor.undo import UndoLine
    from portfolio_app.ui.editor.writing import WritingArea
    from portfolio_app.ui.look import Look

LAYER = "found"
SETTLE_MS = 150
"""After a keystroke, places are looked for again."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found. The cursor moves along while somebody types."""

    area: WritingArea
    cursor: QTextCursor


class FindingDesk(QObject):
    """What the line above the page asks for, in the order in which the page is read."""

    landed = Signal(object)
    """A place in this text is selected now; it is to be in sight."""

    def __init__(
        self, look: Look, sheet: Sheet, bar: FindingBar, undo: UndoLine, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._look, self._sheet, self._bar, self._undo = look, sheet, bar, undo
        self._places: list[Place] = []
        self._at = -1
        """Which of them is selected; -1: none."""
        self._came_from: WritingArea | None = None
        self._settled = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settled.timeout.connect(self._look_again)
        bar.changed.connect(self._on_changed)
        bar.went_on.connect(self.go_on)
        bar.went_back.connect(self.go_back)
        bar.replaced.connect(self.replace)
        bar.replaced_all.connect(self.replace_all)
        bar.closed.connect(self.close)
        sheet.edited.connect(self._on_edited)
        sheet.rows_changed.connect(self._on_edited)
        look.changed.connect(self._show)

    @Slot()
    def find(self) -> None:
        """Open the line."""
        self._open(replacing=False)

    @Slot()
    def find_and_replace(self) -> None:
        """Open the line with what is to take the place of what is found."""
        self._open(replacing=True)

    @Slot()
    def go_on(self) -> None:
        """Select the next place; after the last comes the first."""
        self._step(1)

    @Slot()
    def go_back(self) -> None:
        """Select the place before; before the first comes the last."""
        self._step(-1)

    @Slot()
    def replace(self) -> None:
        """Replace the selected place and select the next."""
        if not 0 <= self._at < len(self._places):
            self._step(1)
            return
        if self._places[self._at].area.isReadOnly():
            return
        self._places[self._at].cursor.insertText(self._bar.instead.text())
        at = self._at
        self._search()
        if self._places:
            self._select(at % len(self._places))

    @Slot()
    def replace_all(self) -> None:
        """Replace every place; Ctrl+Z takes all of it back at once."""
        found = [place for place in self._places if not place.area.isReadOnly()]
        self._places, self._at = [], -1
        by_area: dict[WritingArea, list[QTextCursor]] = {}
        for place in found:
            by_area.setdefault(place.area, []).append(place.cursor)
        with self._undo.as_one():
            for area, cursors in by_area.items():
                _replace(area, cursors, self._bar.instead.text())
        self._search()
        self._bar.show_replaced(len(found))

    @Slot()
    def close(self) -> None:
        """Close the line and go back to the text, with the found place selected."""
        place = self._places[self._at] if 0 <= self._at < len(self._places) else None
        self._bar.hide()
        self._forget()
        area = place.area if place else self._came_from
        if area is None or not isValid(area):
            area = next(self._sheet.areas(), None)
        if area is None:
            return
        if place:
            area.setTextCursor(place.cursor)
        area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, *, replacing: bool) -> None:
        here = next((area for area in self._sheet.areas() if area.hasFocus()), None)
        if here is not None:
            self._came_from = here
        words = here.textCursor().selectedText() if here else ""
        self._bar.open_with("" if "\u2029" in words else words, replacing=replacing)
        self._look_anew()

    def _look_anew(self) -> None:
        """Look for something else, beginning where the caret is."""
        self._search()
        if self._places:
            self._select(self._nearest())
        else:
            self._bar.show_amount(0, 0)

    def _search(self) -> None:
        """Find every place; none of them is selected."""
        wanted, self._at = self._bar.wanted, -1
        self._places = [
            Place(area, _cursor(area, *ends))
            for area in self._sheet.areas()
            for ends in places(area.text(), wanted)
        ]
        self._show()
        self._bar.show_amount(0, len(self._places))

    def _nearest(self) -> int:
        """Return the first place at or after the caret of the text one came from."""
        order = list(self._sheet.areas())
        if self._came_from not in order:
            return 0
        caret = self._came_from.textCursor().selectionStart()
        here = (order.index(self._came_from), caret)
        for number, place in enumerate(self._places):
            if (order.index(place.area), place.cursor.selectionStart()) >= here:
                return number
        return 0

    def _step(self, by: int) -> None:
        if self._places:
            at = self._at if self._at >= 0 else (self._nearest() - (by > 0))
            self._select((at + by) % len(self._places))

    def _select(self, at: int) -> None:
        """Select a place and bring it into view; the keyboard stays where it is."""
        self._at = at
        place = self._places[at]
        place.area.setTextCursor(place.cursor)
        self._came_from = place.area
        self.landed.emit(place.area)
        self._show()
        self._bar.show_amount(at + 1, len(self._places))

    @Slot()
    def _show(self) -> None:
        """Tint every place, the selected one more."""
        theme = self._look.theme
        tints = (theme.colour(Role.PARTLY_SOFT), theme.colour(Role.SELECTION))
        layers: dict[WritingArea, list[QTextEdit.ExtraSelection]] = {}
        for number, place in enumerate(self._places):
            selection = QTextEdit.ExtraSelection()
            selection.cursor = place.cursor
            selection.format.setBackground(tints[number == self._at])
            layers.setdefault(place.area, []).append(selection)
        for area in self._sheet.areas():
            area.show_layer(LAYER, layers.get(area, []))

    def _forget(self) -> None:
        self._places, self._at = [], -1
        self._show()

    @Slot()
    def _on_changed(self) -> None:
        self._look_anew()

    @Slot()
    def _on_edited(self) -> None:
        if self._bar.isVisible():
            self._settled.start()

    @Slot()
    def _look_again(self) -> None:
        """The text is another by now: count again, and stay where one is."""
        held = self._places[self._at] if 0 <= self._at < len(self._places) else None
        self._search()
        for number, place in enumerate(self._places):
            if held and (place.area, place.cursor.position()) == (
                held.area,
                held.cursor.position(),
            ):
                self._at = number
                self._show()
                self._bar.show_amount(number + 1, len(self._places))


def _cursor(area: WritingArea, start: int, end: int) -> QTextCursor:
    cursor = QTextCursor(area.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _replace(area: WritingArea, cursors: list[QTextCursor], instead: str) -> None:
    """Replace several places of one text in one step."""
    step = QTextCursor(area.document())
    step.beginEditBlock()
    for cursor in cursors:
        cursor.insertText(instead)
    step.endEditBlock()
