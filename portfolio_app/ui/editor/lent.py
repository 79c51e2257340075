"""Words that a piece shows of another: quiet, with whose they are, and the way back to them."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from portfolio_app.ui.announcing import say
from portfolio_app.ui.editor.formatting_area import FormattedArea
from portfolio_app.ui.editor.writing import WritingArea
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.states import IconWords

if TYPE_CHECKING:
    from portfolio_app.model.domain.slots import Slot as Asked
    from portfolio_app.ui.editor.sheet import Sheet
    from portfolio_app.ui.editor.slot_row import SlotRow
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.look import Look

LAYER = "lent"
SHORT = 36
"""Characters of a title that stand beside a question; the whole of it is told where the words
are heard, and below the answers."""


class LentLine(QWidget):
    """Beside one question: whose words stand there, or how to have them back."""

    def __init__(self, look: Look, source: str, title: str) -> None:
        super().__init__()
        short = shorten(source, SHORT, placeholder=" ...")
        self.whose = IconWords(look, "evidence", f"From “{short}”", tone=Role.INK_2, wrap=False)
        self.back = QuietButton(
            look,
            f"Back to “{short}”",
            icon="undo",
            name=f"Back to “{short}”: {title}",
            flush=True,
        )
        flow = Flow(look, gap="m", parent=self)
        flow.add(self.whose, self.back)

    def show_lent(self, *, lent: bool) -> None:
        """Say that the words are another's, or offer to have them back."""
        self.whose.setVisible(lent)
        self.back.setVisible(not lent)


class LentDesk(QObject):
    """Shows on the page which words are another piece's, as they are written over or come back.

    They can be written in like any others: that makes the answer this piece's own.
    """

    def __init__(self, look: Look, copy: WorkingCopy, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._copy = copy
        self._sheet = sheet
        self.lines: dict[str, LentLine] = {}
        """By the path of the answer."""
        self._rows: dict[str, SlotRow] = {}
        if copy.lender is None:
            return
        sheet.rows_changed.connect(self._follow)
        sheet.edited.connect(self._on_edited)
        look.changed.connect(self._show_all)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Put a line beside every question that another piece can answer."""
        for row in self._sheet.rows():
            path = row.asked.path
            if path in self._copy.offered and self._rows.get(path) is not row:
                line = LentLine(self._look, self._copy.lender_title, row.asked.title)
                line.back.clicked.connect(self._on_back)
                row.heading_line.add(line)
                if row.area:
                    row.area.installEventFilter(self)
                self.lines[path], self._rows[path] = line, row
                self._show(row)

    @Slot(object, str)
    def _on_edited(self, asked: Asked, text: str) -> None:
        row = self._rows.get(asked.path)
        line = self.lines.get(asked.path)
        if row is None or line is None:
            return
        lent = self._copy.is_lent(asked.path)
        if lent is not line.whose.isHidden():
            return  # it says so already
        self._show(row)
        title = self._copy.lender_title
        whose = f"These are the words of “{title}”" if lent else "These words are its own now"
        say(row.entry, whose)

    @Slot()
    def _show_all(self) -> None:
        for row in self._rows.values():
            if row is self._sheet.row(row.asked.path):
                self._show(row)

    def _show(self, row: SlotRow) -> None:
        lent = self._copy.is_lent(row.asked.path)
        self.lines[row.asked.path].show_lent(lent=lent)
        whose = f"Shows the words of “{self._copy.lender_title}”."
        told = (whose, *row.asked.prompts) if lent else row.asked.prompts
        row.entry.setAccessibleDescription(" ".join(told))
        if area := row.area:
            area.is_claimable = row.asked.claimable and not lent
            quiet = QTextEdit.ExtraSelection()
            quiet.cursor = QTextCursor(area.document())
            quiet.cursor.select(QTextCursor.SelectionType.Document)
            quiet.format.setForeground(self._look.theme.colour(Role.INK_2))
            area.show_layer(LAYER, [quiet] if lent else [])

    @Slot()
    def _on_back(self) -> None:
        """Put the other piece's words where the person had others; undoing takes that back."""
        line = next(line for line in self.lines.values() if line.back is self.sender())
        row = next(self._rows[path] for path, known in self.lines.items() if known is line)
        self._put_back(row)
        self._sheet.land(row.asked.path)

    def _put_back(self, row: SlotRow) -> None:
        offered = self._copy.offered[row.asked.path]
        if isinstance(row.area, FormattedArea):
            row.area.selectAll()
            row.area.insert(offered.text, offered.marks)
        else:
            self._sheet.write(row.asked.path, offered.text)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the other piece's words again where somebody leaves nothing in their place."""
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, WritingArea):
            row = next((r for r in self._rows.values() if r.area is watched), None)
            if row and self._copy.is_lent(row.asked.path) and not watched.text().strip():
                self._put_back(row)
        return super().eventFilter(watched, event)
