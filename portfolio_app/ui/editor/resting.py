"""Answers that are asked no more just now: their texts can still be undone when they return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

from portfolio_app.ui.editor.slot_row import SlotRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from portfolio_app.ui.editor.outline import Entry
    from portfolio_app.ui.editor.prompted import PromptedRow
    from portfolio_app.ui.editor.working_copy import WorkingCopy


def still_there(row: PromptedRow | None) -> PromptedRow | None:
    """Return a row unless it was taken off the page for good."""
    return row if row is not None and isValid(row) else None


class Resting:
    """Holds the rows that another model, or a list, took off the page."""

    def __init__(self, copy: WorkingCopy) -> None:
        self._copy = copy
        self._rows: dict[str, SlotRow] = {}

    def lay(self, parts: Iterable[PromptedRow]) -> None:
        """Take parts off the page, and let go of those with nothing to undo."""
        for part in parts:
            part.hide()
            area = part.area if isinstance(part, SlotRow) else None
            if isinstance(part, SlotRow) and area and area.document().isUndoAvailable():
                self._rows[part.asked.path] = part
            else:
                part.deleteLater()

    def woken(self, entry: Entry, make: Callable[[Entry], PromptedRow]) -> PromptedRow:
        """Return the row that rested, where it says what its answer does, or a new one."""
        row = self._rows.pop(entry.key, None)
        if row is None or row.area is None:
            return make(entry)
        if row.area.text() != self._copy.evidence.text(row.asked.path):
            row.deleteLater()
            return make(entry)
        row.show()
        return row
