"""Asks the questions of one part of the rules, each with the control that fits it."""

from __future__ import annotations

from functools import partial
from textwrap import fill
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.days import parse_day
from portfolio_app.ui.rules.options import options
from portfolio_app.ui.rules.questions import Kind, Question
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import PlainButton, QuietButton
from portfolio_app.ui.widgets.date_field import DateField
from portfolio_app.ui.widgets.fields import CheckLine, DropDown, LabelledField, TextLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.text_area import TextArea
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from portfolio_app.services.rule_editing import Place, RuleDraft
    from portfolio_app.ui.look import Look

NOT_CHOSEN = "Not chosen"
PLAINLY = "A number of pieces"
FEW = 8
"""Choices that are shown all at once; of more, only those that are ticked."""
LINE = 40
"""Characters in a line of what can be ticked: a tick cannot wrap its words by itself."""


class Asking(QWidget):
    """Questions about one place of a draft. What is answered is in the draft at once."""

    changed = Signal()
    """An answer was given."""
    rebuilt = Signal()
    """Other questions are to be asked from now on."""

    def __init__(
        self,
        look: Look,
        draft: RuleDraft,
        questions: Sequence[Question],
        place: Place,
        *,
        about: str = "",
    ) -> None:
        """Ask.

        Args:
            look: The theme in use.
            draft: What is being made.
            questions: About the table at `place`.
            place: Where it stands.
            about: What it is about, where several of its kind are on a page: `Stage 2`.
        """
        super().__init__()
        self._look = look
        self._draft = draft
        self._place = place
        self._about = about
        self.body = Column(look, gap="l", parent=self)
        kind = draft.at((*place, "kind"))
        fitting = [q for q in questions if not q.only_for or kind in q.only_for]
        shown = [q for q in fitting if not q.is_seldom or self._has(q)]
        self._seldom = [q for q in fitting if q not in shown]
        for question in shown:
            self.body.add(self._asked(question))
        self.more = QuietButton(look, "More ...", name=self._named("More ..."), flush=True)
        self._line_of_more = QWidget()
        Flow(look, parent=self._line_of_more).add(self.more)
        if self._seldom:
            self.body.add(self._line_of_more)
            self.more.clicked.connect(self._on_more)

    def _has(self, question: Question) -> bool:
        return self._draft.at((*self._place, question.key)) is not None

    def _named(self, label: str) -> str:
        return f"{self._about}: {label}" if self._about else label

    @Slot()
    def _on_more(self) -> None:
        """Ask what is seldom asked, and land in the first of it."""
        self._line_of_more.hide()
        asked = [self._asked(question) for question in self._seldom]
        self.body.add(*asked)
        control = next((w for w in asked[0].findChildren(QWidget) if _takes_keys(w)), None)
        if control is not None:
            control.setFocus()

    def _asked(self, question: Question) -> QWidget:
        place = (*self._place, question.key)
        if question.kind in _NESTED:
            from portfolio_app.ui.rules.nested import Entries, Nested, Ways

            kind = {Kind.ENTRIES: Entries, Kind.TABLE: Nested, Kind.WAY: Ways}[question.kind]
            inner = kind(self._look, self._draft, question, self._place, about=self._about)
            inner.changed.connect(self.changed)
            inner.rebuilt.connect(self.rebuilt)
            return inner
        if question.kind is Kind.FLAG:
            tick = CheckLine(self._look, question.label)
            tick.setAccessibleName(self._named(question.label))
            tick.setChecked(bool(self._draft.at(place)))
            tick.toggled.connect(partial(self._on_flag, place))
            return tick
        control = self._control(question, place)
        field = LabelledField(self._look, question.label, control, explanation=question.help)
        (control.focusProxy() or control).setAccessibleName(self._named(question.label))
        control.setAccessibleName(self._named(question.label))
        return field

    def _control(self, question: Question, place: Place) -> QWidget:
        match question.kind:
            case Kind.WORDS | Kind.LINES | Kind.DAYS:
                return self._area(question, place)
            case Kind.DAY:
                day = DateField(self._look, self._draft.at(place), name=question.label)
                day.day_changed.connect(partial(self._on_day, place))
                return day
            case Kind.ONE:
                return self._drop_down(question, place)
            case Kind.MANY:
                return Ticks(self, question, place)
            case Kind.NUMBERS:
                return Numbers(self, question, place)
        return self.line(place, is_number=question.kind is Kind.NUMBER)

    def line(self, place: Place, *, is_number: bool) -> TextLine:
        """Return a line that answers what stands at `place`."""
        value = self._draft.at(place)
        line = TextLine(self._look, "" if value is None else str(value))
        line.textEdited.connect(partial(self._on_line, place, is_number))
        return line

    def _area(self, question: Question, place: Place) -> TextArea:
        value = self._draft.at(place, "")
        text = "\n".join(map(str, value)) if isinstance(value, list) else str(value)
        area = TextArea(self._look, text, lines=2, face=Face.BODY)
        area.edited.connect(partial(self._on_area, place, question.kind))
        return area

    def _drop_down(self, question: Question, place: Place) -> DropDown:
        value = self._draft.at(place, "")
        found = options(question.source, self._draft, str(place[0]))
        if value not in [one for one, _ in found]:
            found = [(value, f"{value} (not known)" if value else NOT_CHOSEN), *found]
        elif question.key not in {"kind", "form", "role"}:
            found = [("", NOT_CHOSEN), *found]
        choice = DropDown(self._look, found)
        choice.set_value(value)
        choice.chosen.connect(partial(self._on_one, place))
        return choice

    def put(self, place: Place, value: object) -> None:
        """Answer a question."""
        self._draft.put(place, value)
        self.changed.emit()

    @property
    def draft(self) -> RuleDraft:
        """What is being made."""
        return self._draft

    @property
    def look(self) -> Look:
        """The theme in use."""
        return self._look

    def named(self, label: str) -> str:
        """Return the name by which a control is heard."""
        return self._named(label)

    def _on_line(self, place: Place, is_number: bool, text: str) -> None:
        self.put(place, _number(text) if is_number else text or None)

    def _on_area(self, place: Place, kind: Kind, text: str) -> None:
        lines: list[object] = [line.strip() for line in text.splitlines() if line.strip()]
        if kind is Kind.DAYS:  # what is none stays as it is typed, for the reader to say so
            lines = [parse_day(str(line)) or line for line in lines]
        self.put(place, (text.strip() or None) if kind is Kind.WORDS else (lines or None))

    def _on_day(self, place: Place, day: date | None) -> None:
        self.put(place, day)

    def _on_flag(self, place: Place, is_on: bool) -> None:
        self.put(place, is_on or None)

    def _on_one(self, place: Place, value: object) -> None:
        self.put(place, value or None)
        if place[-1] == "kind":
            self.rebuilt.emit()


class Ticks(QWidget):
    """Any number out of a list."""

    def __init__(self, asking: Asking, question: Question, place: Place) -> None:
        super().__init__()
        self._asking = asking
        self._place = place
        self._found = options(question.source, asking.draft, str(place[0]))
        chosen = self._chosen()
        unknown = [(v, f"{v} (not known)") for v in chosen if v not in dict(self._found)]
        self._found += unknown
        body = Column(asking.look, gap="xs", parent=self)
        is_long = len(self._found) > FEW
        for value, words in self._found:
            if not is_long or value in chosen:
                body.add(self._tick(question, value, words))
        rest = [(v, w) for v, w in self._found if v not in chosen]
        if is_long and rest:
            add = DropDown(asking.look, [("", "Add ..."), *rest])
            add.setAccessibleName(asking.named(f"Add to: {question.label}"))
            add.chosen.connect(self._on_added)
            body.add(add)

    def _chosen(self) -> list[Any]:
        value = self._asking.draft.at(self._place, [])
        return list(value) if isinstance(value, list) else [value]

    def _tick(self, question: Question, value: object, words: str) -> CheckLine:
        tick = CheckLine(self._asking.look, fill(words, LINE))
        tick.setAccessibleName(self._asking.named(f"{question.label}: {words}"))
        tick.setChecked(value in self._chosen())
        tick.toggled.connect(partial(self._on_toggled, value))
        return tick

    def _on_toggled(self, value: object, is_on: bool) -> None:
        chosen = self._chosen()
        kept = [v for v, _ in self._found if v in chosen or (is_on and v == value)]
        self._asking.put(self._place, [v for v in kept if is_on or v != value] or None)

    @Slot(object)
    def _on_added(self, value: object) -> None:
        if value != "":
            self._asking.put(self._place, [*self._chosen(), value])
            self._asking.rebuilt.emit()


class Numbers(QWidget):
    """A number for each of a list."""

    def __init__(self, asking: Asking, question: Question, place: Place) -> None:
        super().__init__()
        body = Column(asking.look, gap="s", parent=self)
        found = options(question.source, asking.draft, str(place[0]))
        for value, words in found:
            line = asking.line((*place, str(value)), is_number=True)
            field = LabelledField(asking.look, words, line)
            line.setAccessibleName(asking.named(f"{question.label}: {words}"))
            body.add(field)
        if not found:
            body.add(Words("There are no stages yet.", face=Face.SMALL, tone=Role.INK_2))


_NESTED = frozenset({Kind.ENTRIES, Kind.TABLE, Kind.WAY})


def _number(text: str) -> object:
    """Return what was typed as a number, or as it is, so that the reader can say so."""
    typed = text.strip()
    digits = typed.removeprefix("-")
    return int(typed) if digits.isascii() and digits.isdecimal() else typed or None


def _takes_keys(widget: QWidget) -> bool:
    return isinstance(widget, TextLine | TextArea | DropDown | CheckLine | PlainButton)
