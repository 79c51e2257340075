"""What the practitioner decides about the pack beside the evidence itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.wording import sentence, small
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.rows import RowButton, RowContent
from portfolio_app.ui.widgets.words import SectionHeading

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.pack.standing import Standing


class OptionsPanel(QWidget):
    """Three rows, each with where it stands and where it leads."""

    core_wanted = Signal()
    statements_wanted = Signal()
    editions_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.core = _row(look, "Pages to read first", "claim")
        self.statements = _row(look, "Statements", "capabilities")
        self.editions = _row(look, "Other editions", "printer")
        self.rows = (self.core, self.statements, self.editions)
        column = Column(look, gap="none", parent=self)
        column.add(SectionHeading(look, "In the pack"), *self.rows)
        self.core.clicked.connect(self.core_wanted)
        self.statements.clicked.connect(self.statements_wanted)
        self.editions.clicked.connect(self.editions_wanted)
        self.hide()

    def show_standing(self, found: Standing) -> None:
        """Show where each stands."""
        _say(self.core, _marked(found.core))
        written, asked = found.statements
        have = sentence(small(written)) if written else "None"
        _say(self.statements, f"{have} of {small(asked)} written")
        self.statements.setVisible(bool(asked))
        _say(self.editions, "Large print, or a copy without attachments")
        self.show()


def _marked(number: int) -> str:
    if not number:
        return "None marked yet"
    return f"{sentence(small(number))} {'piece' if number == 1 else 'pieces'} marked"


def _row(look: Look, title: str, icon: str) -> RowButton:
    return RowButton(look, RowContent(title=title, icon=icon, stacked=True))


def _say(row: RowButton, detail: str) -> None:
    before = row.content
    row.show_content(
        RowContent(title=before.title, icon=before.icon, stacked=True, detail=detail)
    )
