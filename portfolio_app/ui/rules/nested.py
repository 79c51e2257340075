"""Questions with further questions in them: tables, lists of them, and either of several."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.rules.asking import PLAINLY, Asking
from portfolio_app.ui.rules.questions import Kind, Question
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import PlainButton, QuietButton
from portfolio_app.ui.widgets.fields import DropDown, LabelledField
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.words import Card, SectionHeading, Words

if TYPE_CHECKING:
    from portfolio_app.services.rule_editing import Place, RuleDraft
    from portfolio_app.ui.look import Look


class _Part(QWidget):
    """What the three have in common."""

    changed = Signal()
    rebuilt = Signal()

    def __init__(
        self, look: Look, draft: RuleDraft, question: Question, above: Place, *, about: str
    ) -> None:
        super().__init__()
        self._look = look
        self._draft = draft
        self._question = question
        self._above = above
        self._about = about
        self.body = Column(look, gap="m", parent=self)
        self._compose()

    @property
    def _place(self) -> Place:
        return (*self._above, self._question.key)

    def _compose(self) -> None:
        """Make the controls."""
        raise NotImplementedError

    def _inside(self, questions: tuple[Question, ...], place: Place, about: str) -> Asking:
        asking = Asking(self._look, self._draft, questions, place, about=about)
        asking.changed.connect(self.changed)
        asking.rebuilt.connect(self.rebuilt)
        return asking

    def _heading(self) -> None:
        self.body.add(SectionHeading(self._look, self._question.label))
        if self._question.help:
            self.body.add(Words(self._question.help, face=Face.SMALL, tone=Role.INK_2))


class Nested(_Part):
    """A table: its questions under a heading."""

    def _compose(self) -> None:
        self._heading()
        about = self._question.label
        self.body.add(self._inside(self._question.inside, self._place, about))


class Entries(_Part):
    """A list: a card for each entry, which can be moved and removed."""

    def _compose(self) -> None:
        self._heading()
        entries = self._draft.at(self._place, [])
        noun = self._question.noun
        for number in range(len(entries)):
            self.body.add(self._card(number, len(entries)))
        name = f"Add a {noun}" if noun[0] not in "aeiou" else f"Add an {noun}"
        if self._about:
            name = f"{self._about}: {name}"
        self.add = PlainButton(self._look, name, icon="plus")
        line = QWidget()
        Flow(self._look, parent=line).add(self.add)
        self.body.add(line)
        self.add.clicked.connect(self._on_add)

    def _card(self, number: int, count: int) -> Card:
        noun = self._question.noun
        called = f"{noun[:1].upper()}{noun[1:]} {number + 1}"
        about = f"{self._about}: {called}" if self._about else called
        card = Card(self._look, gap="m", inset="l")
        head = QWidget()
        flow = Flow(self._look, parent=head)
        flow.add(Words(called, face=Face.BODY_STRONG, wrap=False))
        if number:
            flow.add(self._button("Up", about, partial(self._on_shift, number, -1)))
        if number < count - 1:
            flow.add(self._button("Down", about, partial(self._on_shift, number, 1)))
        flow.add(self._button("Remove", about, partial(self._on_remove, number)))
        inner = self._inside(self._question.inside, (*self._place, number), about)
        card.body.add(head, inner)
        return card

    def _button(self, word: str, about: str, slot: partial[None]) -> QuietButton:
        button = QuietButton(self._look, word, name=f"{word}: {about}")
        button.clicked.connect(slot)
        return button

    @Slot()
    def _on_add(self) -> None:
        self._draft.add(self._place, self._question.new)
        self.rebuilt.emit()

    def _on_shift(self, number: int, by: int, *_: object) -> None:
        self._draft.shift(self._place, number, by)
        self.rebuilt.emit()

    def _on_remove(self, number: int, *_: object) -> None:
        self._draft.remove(self._place, number)
        self.rebuilt.emit()


class Ways(_Part):
    """One of several keys, or none of them."""

    def _compose(self) -> None:
        chosen = next((q for q in self._question.inside if self._has(q)), None)
        ways = [("", PLAINLY), *((q.key, q.label) for q in self._question.inside)]
        self.choice = DropDown(self._look, ways)
        self.choice.set_value(chosen.key if chosen else "")
        self.choice.chosen.connect(self._on_chosen)
        self.body.add(LabelledField(self._look, self._question.label, self.choice))
        if chosen is None:
            return
        kind = Entries if chosen.kind is Kind.ENTRIES else Nested
        inner = kind(self._look, self._draft, chosen, self._above, about="")
        inner.changed.connect(self.changed)
        inner.rebuilt.connect(self.rebuilt)
        self.body.add(inner)

    def _has(self, question: Question) -> bool:
        return self._draft.at((*self._above, question.key)) is not None

    @Slot(object)
    def _on_chosen(self, key: object) -> None:
        for question in self._question.inside:
            place = (*self._above, question.key)
            if question.key != key:
                self._draft.put(place, None)
            elif question.kind is Kind.ENTRIES:
                self._draft.put(place, [dict(question.new)])
            else:
                self._draft.put(place, dict(question.new))
        self.rebuilt.emit()
