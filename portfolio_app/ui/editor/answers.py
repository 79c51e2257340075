"""A control for each kind of field. All speak in stored text and announce `edited(str)`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.ui.editor.faces import FacePicker
from portfolio_app.ui.editor.formatting_area import FormattedArea
from portfolio_app.ui.editor.writing import LineArea
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.date_field import DateField
from portfolio_app.ui.widgets.fields import DropDown
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.names import ModelId
    from portfolio_app.model.domain.slots import Slot as Asked
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.look import Look

NOT_CHOSEN = "Not chosen yet"


class DateAnswer(QWidget):
    """A day. What is no day is said below, and the day stored before is kept."""

    edited = Signal(str)

    def __init__(self, look: Look, stored: str, *, name: str) -> None:
        super().__init__()
        self.field = DateField(look, _day(stored), name=name)
        self.field.setMaximumWidth(look.theme.px(240))
        self._problem = IconWords(look, "state-problem", "", tone=Role.PROBLEM)
        self._problem.hide()
        column = Column(look, gap="xs", parent=self)
        column.add(self.field, self._problem)
        self.setFocusProxy(self.field.line)
        self.field.day_changed.connect(self._on_day_changed)
        self.field.problem_changed.connect(self._on_problem_changed)

    @Slot(object)
    def _on_day_changed(self, day: date | None) -> None:
        if day or self.field.is_empty():
            self.edited.emit(day.isoformat() if day else "")

    @Slot(str)
    def _on_problem_changed(self, words: str) -> None:
        self._problem.set_words("state-problem", words, tone=Role.PROBLEM)
        self._problem.setVisible(bool(words))
        self.field.line.setAccessibleDescription(words)


class ChoiceAnswer(QWidget):
    """One of a few answers, or none yet, with a remark below."""

    edited = Signal(str)

    def __init__(
        self,
        look: Look,
        stored: str,
        options: Sequence[tuple[str, str]],
        *,
        name: str,
        remark: str = "",
        none: str = NOT_CHOSEN,
    ) -> None:
        """Make a control.

        Args:
            look: The theme in use.
            stored: What is chosen.
            options: Stored texts and their words.
            name: Accessible name.
            remark: A sentence below.
            none: Words for no answer; empty where there is always one.
        """
        super().__init__()
        known = [("", none), *options] if none else list(options)
        if stored not in {value for value, _ in known}:
            known.append((stored, "An answer that can no longer be chosen"))
        self.list = DropDown(look, known, name=name)
        self.list.set_value(stored)
        self.remark = Words(remark, face=Face.SMALL, tone=Role.INK_2)
        column = Column(look, gap="xs", parent=self)
        column.add(self.list, self.remark)
        self.set_remark(remark)
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._on_chosen)

    def set_remark(self, remark: str) -> None:
        """Say something else below; nothing takes it away."""
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))

    @Slot(object)
    def _on_chosen(self, value: object) -> None:
        self.edited.emit(str(value))


def answer_control(look: Look, asked: Asked, copy: WorkingCopy, name: str) -> QWidget:
    """Return the control for one answer; a PICTURE has a part of its own."""
    stored = copy.evidence.text(asked.path)
    match asked.kind:
        case FieldKind.LINE:
            face = Face.TITLE if asked.path == "title" else Face.WRITING
            return LineArea(look, stored, name=name, claimable=asked.claimable, face=face)
        case FieldKind.DATE:
            return DateAnswer(look, stored, name=name)
        case FieldKind.CHOICE:
            options = [(o.id, o.title) for o in asked.field.options]
            return ChoiceAnswer(look, stored, options, name=name)
        case FieldKind.GOAL:
            goals = [(goal.ref, goal.text) for goal in copy.goals]
            remark = "" if goals else "No learning goal has been written down yet."
            return ChoiceAnswer(
                look, stored, goals, name=name, remark=remark, none="None of my goals"
            )
        case FieldKind.MODEL:
            return _model(look, stored, asked.field.models, copy, name)
        case FieldKind.FACE:
            return FacePicker(look, stored, name=name)
        case _:
            lines = 2 if asked.row else 3
            marks = copy.evidence.marks(asked.path)
            return FormattedArea(
                look, stored, marks, name=name, lines=lines, claimable=asked.claimable
            )


def _model(
    look: Look, stored: str, models: Sequence[ModelId], copy: WorkingCopy, name: str
) -> ChoiceAnswer:
    known = copy.catalogue.models
    chosen = stored or models[0]
    options = [(str(m), known[m].title) for m in models]
    remark = next((known[m].credit for m in models if m == chosen), "")
    return ChoiceAnswer(look, chosen, options, name=name, remark=remark, none="")


def _day(stored: str) -> date | None:
    try:
        return date.fromisoformat(stored)
    except ValueError:
        return None
