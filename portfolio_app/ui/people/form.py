"""Where one person of the register is entered or changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot

from portfolio_app.ui.tokens import Face
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton
from portfolio_app.ui.widgets.fields import LabelledField, TextLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.words import Card, Heading

if TYPE_CHECKING:
    from portfolio_app.model.domain.people import Person
    from portfolio_app.ui.look import Look


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entered:
    """What somebody typed."""

    person: Person | None
    """Who is changed; None where somebody new is entered."""
    real_name: str
    stand_in: str
    also: tuple[str, ...]
    note: str


class PersonForm(Narrow):
    """Four lines. Nothing is stored by it."""

    saved = Signal(object)
    """What was `Entered`."""
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._person: Person | None = None
        self.title = Heading("", face=Face.SECTION)
        self.problem = ProblemNotice(look)
        self.real_name = TextLine(look)
        self.stand_in = TextLine(look, hint="Child A")
        self.also = TextLine(look)
        self.note = TextLine(look)
        self.save = MainButton(look, "Save", in_panel=True)
        self.cancel = PlainButton(look, "Cancel")
        card = Card(look, inset="xl", gap="l")
        card.body.add(
            self.title,
            self.problem,
            LabelledField(look, "Real name", self.real_name),
            LabelledField(
                look,
                "Stand-in",
                self.stand_in,
                explanation="What you write instead, the same everywhere.",
            ),
            LabelledField(
                look,
                "Other names and nicknames",
                self.also,
                explanation="Parted by commas.",
            ),
            LabelledField(look, "Note, for you alone", self.note),
        )
        buttons = Flow(look, gap="s")
        buttons.add(self.save, self.cancel)
        card.body.add(buttons)
        self.body.add(card)
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.left)
        for line in (self.real_name, self.stand_in, self.also, self.note):
            line.returnPressed.connect(self._on_save)

    def show_person(self, person: Person | None) -> None:
        """Begin with what is known of a person, or with nothing."""
        self._person = person
        self.problem.show_words("")
        self.title.setText(f"Change {person.stand_in}" if person else "Add a person")
        self.real_name.setText(person.real_name if person else "")
        self.stand_in.setText(person.stand_in if person else "")
        self.also.setText(", ".join(person.also) if person else "")
        self.note.setText(person.note if person else "")
        self.real_name.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Keep nothing of anybody."""
        self._person = None
        for line in (self.real_name, self.stand_in, self.also, self.note):
            line.clear()

    @Slot()
    def _on_save(self) -> None:
        self.saved.emit(
            Entered(
                person=self._person,
                real_name=self.real_name.text(),
                stand_in=self.stand_in.text(),
                also=tuple(name for name in self.also.text().split(",") if name.strip()),
                note=self.note.text(),
            )
        )
