"""The rows of lists: one more, one less, and the one that was removed back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from portfolio_app.model.domain.names import FieldPath
from portfolio_app.ui.editor.outline import shown_rows
from portfolio_app.ui.editor.prompted import PromptedRow
from portfolio_app.ui.widgets.notices import UndoNotice

if TYPE_CHECKING:
    from portfolio_app.model.domain.evidence import Answer
    from portfolio_app.model.domain.forms import Field
    from portfolio_app.model.domain.marks import Mark
    from portfolio_app.model.domain.slots import Slot as Asked
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.look import Look


class ListDesk(QObject):
    """Knows which rows are on the page besides those that hold something."""

    emptied = Signal(object, str)
    """A `Slot` of a removed row, or of one that is back, and its text now."""
    changed = Signal(str)
    """Rows came or went; the path of the answer to go on with, or empty."""

    def __init__(self, look: Look, copy: WorkingCopy, parent: QObject) -> None:
        super().__init__(parent)
        self._copy = copy
        self._last: tuple[str, int, dict[Asked, Answer]] = ("", 0, {})
        self.extra: dict[str, list[int]] = {}
        """By field, the rows that are shown whether they hold anything or not."""
        self.undo = UndoNotice(look, "")
        self.undo.hide()
        self.undo_row = PromptedRow(look, heading=None, prompts=(), body=self.undo)
        self.undo.undone.connect(self._on_undone)

    @property
    def emptied_field(self) -> str:
        """The list from which a row was removed last, or empty."""
        return self._last[0]

    def add(self, field_id: str, number: int) -> None:
        """Have a row shown that may hold nothing."""
        self.extra.setdefault(field_id, []).append(number)

    @Slot(object)
    def add_row(self, field: Field) -> None:
        """Show one more row."""
        shown = shown_rows(self._copy, field, self.extra.get(field.id, ()))
        row = max(shown, default=0) + 1
        self.extra[field.id] = [*shown, row]
        self.changed.emit(f"{field.id}.{row}.{field.parts[0].id}")

    @Slot(object, int)
    def remove_row(self, field: Field, number: int) -> None:
        """Empty a row and take it away; offer to put it back, where it held anything."""
        shown = shown_rows(self._copy, field, self.extra.get(field.id, ()))
        self.extra[field.id] = [row for row in shown if row != number]
        held = {}
        for part in field.parts:
            path = FieldPath(f"{field.id}.{number}.{part.id}")
            asked, answer = self._copy.slot(path), self._copy.evidence.answers.get(path)
            if asked and answer:
                held[asked] = answer
                self._put(asked, "")
        self._last = (field.id, number, held)
        self.undo.set_text(f"A row of “{field.title}” is removed")
        self.undo.setVisible(bool(held))
        if held:
            self.undo.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit("")

    @Slot()
    def _on_undone(self) -> None:
        """Put the row back where it was, or below where another has come meanwhile."""
        field_id, number, held = self._last
        self.undo.hide()
        field = self._copy.form.field(field_id)
        shown = shown_rows(self._copy, field, self.extra.get(field_id, ())) if field else ()
        place = max(shown) + 1 if number in shown else number
        self.add(field_id, place)
        back = {self._moved(asked, place): answer for asked, answer in held.items()}
        for asked, answer in back.items():
            self._put(asked, answer.text, answer.marks)
        self.changed.emit(next(iter(back)).path)

    def _moved(self, asked: Asked, row: int) -> Asked:
        """Return the same question of another row."""
        path = FieldPath(f"{asked.top.id}.{row}.{asked.field.id}")
        return self._copy.slot(path) or asked

    def _put(self, asked: Asked, text: str, marks: tuple[Mark, ...] = ()) -> None:
        self._copy.set_text(asked.path, text, asked.author, marks)
        self.emptied.emit(asked, text)
