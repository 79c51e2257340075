"""One line of undoing through a whole piece, in the order in which it was changed."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol
from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.model.domain.names import FieldPath
    from portfolio_app.model.domain.slots import Slot as Asked
    from portfolio_app.ui.editor.sheet import Sheet
    from portfolio_app.ui.editor.writing import WritingArea

_BACK: Final = QKeySequence.StandardKey.Undo
_AGAIN: Final = QKeySequence.StandardKey.Redo


class Step(Protocol):
    """Something that was done in an answer."""

    def undo(self) -> bool:
        """Take it back; tell whether that could be done."""

    def redo(self) -> bool:
        """Do it again; tell whether that could be done."""


@dataclass(frozen=True, slots=True)
class Written:
    """A step in a text. Qt knows what it was; here is kept where it was."""

    area: WritingArea

    def undo(self) -> bool:
        """Take back the latest step of this text."""
        if not (self._is_there and self.area.document().isUndoAvailable()):
            return False  # its row was removed, or it was undone by a menu
        self.area.undo()
        self._show()
        return True

    def redo(self) -> bool:
        """Do the step of this text again that was taken back last."""
        if not (self._is_there and self.area.document().isRedoAvailable()):
            return False
        self.area.redo()
        self._show()
        return True

    @property
    def _is_there(self) -> bool:
        return isValid(self.area) and self.area.isVisibleTo(self.area.window())

    def _show(self) -> None:
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureCursorVisible()
        self.area.caret_moved.emit()


@dataclass(frozen=True, slots=True)
class Chosen:
    """An answer was chosen: a day, a face, one of several."""

    sheet: Sheet
    path: FieldPath
    before: str
    after: str

    def undo(self) -> bool:
        """Choose what was chosen before."""
        self.sheet.write(self.path, self.before)
        return True

    def redo(self) -> bool:
        """Choose it again."""
        self.sheet.write(self.path, self.after)
        return True


@dataclass(frozen=True, slots=True)
class Together:
    """Several steps that were made by one decision."""

    steps: tuple[Step, ...]

    def undo(self) -> bool:
        """Take all of them back, the latest first."""
        done = [step.undo() for step in reversed(self.steps)]
        return any(done)

    def redo(self) -> bool:
        """Do all of them again."""
        done = [step.redo() for step in self.steps]
        return any(done)


class UndoLine(QObject):
    """Takes Ctrl+Z and Ctrl+Y from every answer, and does the step that is due.

    A day keeps these keys for itself while it is typed.
    """

    def __init__(self, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._known: WeakSet[QWidget] = WeakSet()
        self._done: list[Step] = []
        self._undone: list[Step] = []
        sheet.rows_changed.connect(self._follow)
        sheet.chosen.connect(self._on_chosen)
        self._follow()

    def undo(self) -> None:
        """Take the latest step back, wherever it was."""
        while self._done:
            step = self._done.pop()
            if step.undo():
                self._undone.append(step)
                return

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        while self._undone:
            step = self._undone.pop()
            if step.redo():
                self._done.append(step)
                return

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """Take everything that is done within as one step."""
        done, self._done = self._done, []
        try:
            yield
        finally:
            together, self._done = tuple(self._done), done
            if together:
                self.add(Together(together))

    def add(self, step: Step) -> None:
        """Take something that was done as the step that is taken back next."""
        self._done.append(step)
        self._undone.clear()

    @Slot()
    def _follow(self) -> None:
        """Listen to the answers that have come; those that come back are known."""
        for row in self._sheet.rows():
            if row.entry in self._known:
                continue
            self._known.add(row.entry)
            if not isinstance(row.entry, QLineEdit):
                row.entry.installEventFilter(self)
            if row.area:
                row.area.document().undoCommandAdded.connect(self._on_written)

    @Slot()
    def _on_written(self) -> None:
        document = self.sender()
        for row in self._sheet.rows():
            if row.area and row.area.document() is document:
                self.add(Written(row.area))

    @Slot(object, str, str)
    def _on_chosen(self, asked: Asked, before: str, after: str) -> None:
        """Take a choice as a step; one that is made in several goes, as a day, as one."""
        last = self._done[-1] if self._done else None
        if isinstance(last, Chosen) and last.path == asked.path and last.after == before:
            self._done[-1] = replace(last, after=after)
            self._undone.clear()
        else:
            self.add(Chosen(self._sheet, asked.path, before, after))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer to the keys of undoing before the answer does."""
        if isinstance(event, QKeyEvent):
            for keys, act in ((_BACK, self.undo), (_AGAIN, self.redo)):
                if event.matches(keys):
                    if event.type() == QEvent.Type.KeyPress:
                        act()
                    event.accept()
                    return True
        return super().eventFilter(watched, event)
