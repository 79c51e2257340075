"""What is attached to every text of a piece, beyond writing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from portfolio_app.ui.editor.sheet import Sheet
    from portfolio_app.ui.editor.writing import WritingArea


class WritingTool(Protocol):
    """Something that helps with words: it sees each text once, when it comes on the page."""

    def attach(self, area: WritingArea) -> None:
        """Help with a text from now on; the text may go at any time."""


class WritingTools(QObject):
    """Attaches tools to the texts of a sheet, and to those that come later."""

    def __init__(self, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._tools: dict[WritingTool, WeakSet[WritingArea]] = {}
        sheet.rows_changed.connect(self._follow)

    def add(self, tool: WritingTool) -> None:
        """Attach a tool."""
        self._tools[tool] = WeakSet()
        self._follow()

    @Slot()
    def _follow(self) -> None:
        for tool, known in self._tools.items():
            for area in self._sheet.areas():
                if area not in known:
                    known.add(area)
                    tool.attach(area)
