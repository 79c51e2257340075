"""The register as it is shown: everybody with their stand-in, and the ways to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.wording import count
from portfolio_app.ui.people.form import PersonForm
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.notices import EmptyPlace, ProblemNotice, UndoNotice
from portfolio_app.ui.widgets.words import Hairline, PageHeading, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.people import Person
    from portfolio_app.ui.look import Look

WHAT: Final = (
    "Whose real name stands behind which stand-in. Real names stay in this portfolio: no pack "
    "holds them, and no search finds them."
)
COPIED: Final = "Copied. The clipboard forgets it in half a minute."


class PersonRow(QWidget):
    """One person. Everything about them is said by stand-in where others may hear it."""

    copy_wanted = Signal(object)
    change_wanted = Signal(object)
    remove_wanted = Signal(object)
    erase_wanted = Signal(object)

    def __init__(self, look: Look, person: Person) -> None:
        super().__init__()
        self.person = person
        self.name = Words(person.real_name, face=Face.BODY)
        also = f"Also {', '.join(person.also)}." if person.also else ""
        self.detail = Words(
            " ".join(part for part in (also, person.note) if part),
            face=Face.SMALL,
            tone=Role.INK_2,
        )
        self.detail.setVisible(bool(self.detail.text()))
        who = person.stand_in
        self.copy = PlainButton(
            look, "Copy the name", icon="copy", name=f"Copy the real name of {who}"
        )
        self.change = QuietButton(look, "Change", name=f"Change {who}")
        self.remove = QuietButton(look, "Strike out", name=f"Strike out {who}")
        self.erase = QuietButton(look, "Erase everywhere", name=f"Erase {who} everywhere")
        words = Column(look, gap="xs")
        words.add(Words(who, face=Face.BODY_STRONG), self.name, self.detail)
        buttons = Flow(look, gap="s")
        buttons.add(self.copy, self.change, self.remove, self.erase)
        both = Column(look, gap="s", inset=("m", "none"))
        both.add(words, buttons)
        Column(look, gap="none", parent=self).add(both, Hairline(look))
        for button, wanted in (
            (self.copy, self._on_copy),
            (self.change, self._on_change),
            (self.remove, self._on_remove),
            (self.erase, self._on_erase),
        ):
            button.clicked.connect(wanted)

    @Slot()
    def _on_copy(self) -> None:
        self.copy_wanted.emit(self.person)

    @Slot()
    def _on_change(self) -> None:
        self.change_wanted.emit(self.person)

    @Slot()
    def _on_remove(self) -> None:
        self.remove_wanted.emit(self.person)

    @Slot()
    def _on_erase(self) -> None:
        self.erase_wanted.emit(self.person)


class Register(Scrolled):
    """Everybody, in the order in which they were entered."""

    copy_wanted = Signal(object)
    remove_wanted = Signal(object)
    erase_wanted = Signal(object)
    hidden = Signal()
    """The person wants the names out of sight."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, gap="l", inset=("page_top", "page_side"), name="People")
        self._look = look
        self.rows: list[PersonRow] = []
        self.heading = PageHeading(look, "People", note=WHAT)
        self.add = MainButton(look, "Add a person", icon="plus")
        self.hide_names = PlainButton(look, "Hide the names", icon="lock")
        self.problem = ProblemNotice(look)
        self.undo = UndoNotice(look, "")
        self.copied = Words(COPIED, face=Face.SMALL, tone=Role.MET)
        self.form = PersonForm(look)
        self.empty = EmptyPlace(
            look,
            icon="people",
            title="Nobody is in the register yet",
            text="Enter whoever you write about, and the stand-in that you use for them.",
        )
        self.number = Words("", face=Face.SMALL, tone=Role.INK_2)
        self._list = Column(look, gap="none")
        buttons = Flow(look, gap="s")
        buttons.add(self.add, self.hide_names)
        self.body.add(self.heading)
        self.body.add(buttons)
        self.body.add(self.problem, self.undo, self.copied, self.form, self.number)
        self.body.add(self._list)
        self.body.add(self.empty)
        self.body.addStretch(1)
        self.add.clicked.connect(self._on_add)
        self.hide_names.clicked.connect(self.hidden)
        self.form.left.connect(self.close_form)
        self.begin()

    def begin(self) -> None:
        """Say nothing of what was done before."""
        self.close_form()
        self.problem.show_words("")
        self.undo.hide()
        self.copied.hide()

    def show_people(self, everybody: Sequence[Person]) -> None:
        """Show everybody."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [PersonRow(self._look, person) for person in everybody]
        for row in self.rows:
            row.copy_wanted.connect(self.copy_wanted)
            row.change_wanted.connect(self._on_change)
            row.remove_wanted.connect(self.remove_wanted)
            row.erase_wanted.connect(self.erase_wanted)
            self._list.add(row)
        self.empty.setVisible(not self.rows)
        self.number.setText(count(len(self.rows), "person", "people"))
        self.number.setVisible(bool(self.rows))

    def offer_back(self, person: Person | None) -> None:
        """Offer to enter somebody again who was struck out."""
        if person:
            self.undo.set_text(f"{person.stand_in} is struck out of the register")
        self.undo.setVisible(person is not None)
        if person:
            self.undo.button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_form(self) -> None:
        """Put the form away, with nothing left in it."""
        self.form.forget()
        self.form.hide()

    @Slot()
    def _on_add(self) -> None:
        self._open_form(None)

    @Slot(object)
    def _on_change(self, person: Person) -> None:
        self._open_form(person)

    def _open_form(self, person: Person | None) -> None:
        self.copied.hide()
        self.form.show()
        self.form.show_person(person)
        self.ensureWidgetVisible(self.form)
