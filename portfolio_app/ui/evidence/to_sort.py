"""Jottings that wait to be sorted, above the evidence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.wording import count, day
from portfolio_app.services.jottings import TEXT
from portfolio_app.ui.widgets.buttons import IconButton, PlainButton
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.rows import RowButton, RowContent
from portfolio_app.ui.widgets.words import SectionHeading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.ui.look import Look

BEGINNING: Final = 60
"""Characters by which a jotting without a title is called."""


class JottingRow(QWidget):
    """A jotting: read on, sort it, or throw it away."""

    def __init__(self, look: Look, jotting: Evidence) -> None:
        super().__init__()
        self.jotting = jotting
        called = called_by(jotting)
        content = RowContent(
            title=called,
            detail=day(jotting.date) if jotting.date else "no date",
            icon="pencil",
            stacked=True,
        )
        self.button = RowButton(look, content)
        self.sort = PlainButton(look, "Sort", name=f"Sort “{called}”")
        self.remove = IconButton(look, "trash", f"Put “{called}” in the bin")
        row = Row(look, gap="s", parent=self)
        row.add(self.button, stretch=1)
        row.add(self.sort, self.remove)


class ToSort(QWidget):
    """All of them, the latest first; hidden while there are none."""

    opened = Signal(str)
    sort_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.rows: list[JottingRow] = []
        self._column = Column(look, gap="none", parent=self)
        self.heading = SectionHeading(look, "To sort")
        self._column.add(self.heading)
        self.hide()

    def show_jottings(self, jottings: Sequence[Evidence]) -> None:
        """Show these; rows of those that stay as they are are kept, and their focus."""
        known = {row.jotting.id: row for row in self.rows}
        self.rows = []
        for jotting in jottings:
            row = known.get(jotting.id)
            if row is not None and row.jotting == jotting:
                del known[jotting.id]
            else:
                row = self._row(jotting)
            self.rows.append(row)
        for row in known.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for number, row in enumerate(self.rows, 1):
            self._column.insertWidget(number, row)
        self.heading.set_words("To sort", count(len(jottings), "jotting") if jottings else "")

    def _row(self, jotting: Evidence) -> JottingRow:
        row = JottingRow(self._look, jotting)
        row.button.clicked.connect(partial(self.opened.emit, jotting.id))
        row.sort.clicked.connect(partial(self.sort_wanted.emit, jotting))
        row.remove.clicked.connect(partial(self.remove_wanted.emit, jotting))
        return row


def called_by(jotting: Evidence) -> str:
    """Return the title of a jotting, or the words with which it begins."""
    words = " ".join(jotting.text(TEXT).split())
    if jotting.title:
        return jotting.title
    if not words:
        return "Empty jotting"
    return words if len(words) <= BEGINNING else f"{words[:BEGINNING].rsplit(' ', 1)[0]} ..."
