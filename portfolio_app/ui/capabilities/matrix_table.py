"""The matrix as a table: capabilities by who said it, in words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from portfolio_app.model.domain.coverage import flag_in_words
from portfolio_app.model.domain.roles import Voice
from portfolio_app.model.domain.wording import count, day, sentence

if TYPE_CHECKING:
    from portfolio_app.model.domain.coverage import Coverage, Covered

    Index = QModelIndex | QPersistentModelIndex

VOICE_WORDS = {
    Voice.SELF: "You",
    Voice.OBSERVER: "Observer",
    Voice.CHILD: "Child or family",
    Voice.PROFESSIONAL: "Professional",
    Voice.MANAGER: "Manager",
}
"""The heads of the columns, in their order; ui/measures.py has the same words."""
CAPABILITY, LATEST = 0, 1 + len(VOICE_WORDS)
"""The first and the last column."""
ROW = Qt.ItemDataRole.UserRole
"""Gives the `Covered` of a row."""


class MatrixTable(QAbstractTableModel):
    """One row for each capability of one framework. A screen reader gets every cell whole."""

    def __init__(self) -> None:
        super().__init__()
        self._coverage: Coverage | None = None

    def show_coverage(self, found: Coverage) -> None:
        """Show another framework, or what is claimed of this one by now."""
        self.beginResetModel()
        self._coverage = found
        self.endResetModel()

    def row(self, row: int) -> Covered:
        """Return what a row shows."""
        return self._rows()[row]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that a cell can be gone to, and not be changed."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def voice(self, column: int) -> Voice | None:
        """Return the kind of source of a column, if it has one."""
        return list(VOICE_WORDS)[column - 1] if CAPABILITY < column < LATEST else None

    def flags_in_words(self, row: Covered) -> list[str]:
        """Return what is worth knowing of a row, each with a capital."""
        months = self._coverage.old_after if self._coverage else 0
        return [sentence(flag_in_words(flag, months)) for flag in row.flags]

    def _rows(self) -> tuple[Covered, ...]:
        return self._coverage.rows if self._coverage else ()

    def _shown(self, row: Covered, column: int) -> str:
        if column == CAPABILITY:
            return row.capability.title
        if voice := self.voice(column):
            return str(row.passages(voice) or "")
        return _short(row)

    def _spoken(self, row: Covered, column: int) -> str:
        capability = f"{row.capability.number} {row.capability.title}"
        if column == CAPABILITY:
            return ". ".join([capability, *self.flags_in_words(row)])
        if voice := self.voice(column):
            said = count(row.passages(voice), "passage") if row.passages(voice) else "nothing"
            return f"{VOICE_WORDS[voice]}: {said}. {capability}"
        latest = day(row.latest) if row.latest else "none with a date"
        return f"Latest: {latest}. {capability}"

    # Qt overrides

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of capabilities."""
        return 0 if parent is not None and parent.isValid() else len(self._rows())

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else LATEST + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the words of a cell, seen or spoken, or the whole row."""
        if not index.isValid():
            return None
        row = self._rows()[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        """Return the head of a column, or of a row for a screen reader."""
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in wanted or self._coverage is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._rows()[section].capability.title
        if section == CAPABILITY:
            return f"{self._coverage.framework.short} {self._coverage.framework.noun}"
        voice = self.voice(section)
        return VOICE_WORDS[voice] if voice else "Latest"


def _short(row: Covered) -> str:
    return f"{row.latest.day} {row.latest:%b %Y}" if row.latest else ""
