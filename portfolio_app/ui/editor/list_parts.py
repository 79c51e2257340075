"""What stands around the answers of a field that has several of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.editor.prompted import PromptedRow
from portfolio_app.ui.tokens import Face
from portfolio_app.ui.widgets.buttons import PlainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.words import Heading, Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.forms import Field
    from portfolio_app.ui.look import Look


class FieldHeading(PromptedRow):
    """The name of a field and what helps with all of it."""

    def __init__(self, look: Look, field: Field) -> None:
        heading = Heading(field.title, face=Face.SECTION)
        super().__init__(look, heading=heading, prompts=field.guidance, body=None)


class ListRow(PromptedRow):
    """Stands above the answers of one row, and takes the row away."""

    removed = Signal(object, int)
    """The `Field` and the row as stored."""

    def __init__(self, look: Look, field: Field, row: int) -> None:
        self._field = field
        self._row = row
        heading = QWidget()
        line = Flow(look, gap="m", parent=heading)
        self.words = Words("", face=Face.BODY_STRONG, wrap=False)
        self.remove = QuietButton(look, "Remove", icon="trash", flush=True)
        line.add(self.words, self.remove)
        super().__init__(look, heading=heading, prompts=(), body=None)
        self.remove.clicked.connect(self._on_remove_clicked)

    def show_number(self, number: int, *, removable: bool) -> None:
        """Say which row it is now."""
        first = self._field.parts[0].title
        self.words.setText(f"{first} {number}")
        self.remove.setAccessibleName(f"Remove {first.lower()} {number}")
        self.remove.setVisible(removable)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.removed.emit(self._field, self._row)


class AddRow(PromptedRow):
    """Adds a row to a list."""

    wanted = Signal(object)
    """The `Field`."""

    def __init__(self, look: Look, field: Field) -> None:
        self._field = field
        body = QWidget()
        column = Column(look, parent=body)
        self.button = PlainButton(look, f"Add to “{field.title}”", icon="plus")
        column.add(self.button)
        super().__init__(look, heading=None, prompts=(), body=body)
        self.button.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self._field)
