"""The parts of the rules that are being made, each a row that leads to its questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from portfolio_app.ui.rules.options import options
from portfolio_app.ui.rules.questions import Source
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.fields import DropDown
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.rows import RowButton, RowContent
from portfolio_app.ui.widgets.words import SectionHeading

if TYPE_CHECKING:
    from portfolio_app.services.rule_editing import RuleDraft
    from portfolio_app.ui.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the rules."""

    kind: str
    """`heading`, `signing`, `stages`, `requirement`, `form` or `field`."""
    file: str
    number: int = 0
    """Of a requirement or a field, from 0."""


class PartRow(RowButton):
    """A row in a column that may be narrower than rows usually are."""

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Return the height at the present width, however narrow it is."""
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))


class Outline(QWidget):
    """Lists the parts. The one that is shown has a mark."""

    chosen = Signal(object)
    """This `Part` is wanted."""
    requirement_wanted = Signal()
    form_wanted = Signal()
    field_wanted = Signal(str)
    """A new question for the form at this path."""
    shipped_wanted = Signal(str)
    """The shipped form with this id is to be changed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.rows: dict[Part, RowButton] = {}
        self.scrolled = Scrolled(look, gap="none", inset="l", name="Parts of the rules")
        Column(look, gap="none", parent=self).add(self.scrolled, stretch=1)
        self._told: object = None

    def show_draft(self, draft: RuleDraft, current: Part, wrong: str) -> None:
        """Show what the draft holds.

        Args:
            draft: What is being made.
            current: The part that is shown.
            wrong: The path of the file with something wrong in it; empty where nothing is.
        """
        told = (draft.texts(), current, wrong)
        if told == self._told:
            return
        self._told = told
        held = QApplication.focusWidget()
        had_keyboard = held is not None and self.isAncestorOf(held)
        self._clear()
        column = self.scrolled.body
        pathway = draft.pathway_path
        for kind, title in (
            ("heading", "The pathway"),
            ("signing", "Who signs"),
            ("stages", "Stages and panel"),
        ):
            self._add(column, Part(kind=kind, file=pathway), title, current, "")
        self._head(column, "Requirements")
        for number, rule in enumerate(draft.at((pathway, "requirement"), [])):
            part = Part(kind="requirement", file=pathway, number=number)
            self._add(column, part, str(rule.get("title", "")), current, "")
        self.add_requirement = QuietButton(
            self._look, "Add a requirement", icon="plus", flush=True
        )
        self.add_requirement.clicked.connect(self.requirement_wanted)
        column.add(self.add_requirement)
        self._head(column, "Forms of your own")
        for path in draft.form_paths:
            self._add_form(column, draft, path, current, wrong)
        self._add_choices(column, draft)
        column.addStretch(1)
        if had_keyboard and current in self.rows:  # all rows are others now
            self.rows[current].setFocus()

    def _head(self, column: Column, title: str) -> None:
        column.addSpacing(self._look.theme.space.xl)
        column.add(SectionHeading(self._look, title))

    def _clear(self) -> None:
        self.rows = {}
        while item := self.scrolled.body.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _add_form(
        self, column: Column, draft: RuleDraft, path: str, current: Part, wrong: str
    ) -> None:
        mark = "Look here" if wrong == path else ""
        form = Part(kind="form", file=path)
        self._add(column, form, str(draft.at((path, "title"), "")), current, mark)
        if current.file != path:
            return
        for number, field in enumerate(draft.at((path, "field"), [])):
            part = Part(kind="field", file=path, number=number)
            self._add(column, part, f"{number + 1}. {field.get('title', '')}", current, "")
        self.add_field = QuietButton(self._look, "Add a question", icon="plus")
        self.add_field.clicked.connect(partial(self._on_field, path))
        column.add(self.add_field)

    def _add_choices(self, column: Column, draft: RuleDraft) -> None:
        self.add_form = QuietButton(self._look, "Add a form", icon="plus", flush=True)
        self.add_form.clicked.connect(self.form_wanted)
        own = {draft.at((path, "id")) for path in draft.form_paths}
        found = [o for o in options(Source.FORMS, draft, "") if o[0] not in own]
        self.change = DropDown(
            self._look,
            [("", "Change a shipped form ..."), *found],
            name="Change a shipped form",
        )
        self.change.chosen.connect(self._on_change)
        both = QWidget()  # goes as a whole when all is shown anew
        Column(self._look, gap="s", parent=both).add(self.add_form, self.change)
        column.add(both)

    def _add(self, column: Column, part: Part, title: str, current: Part, end: str) -> None:
        is_current = part == current
        row = PartRow(
            self._look,
            RowContent(
                title=title or "(without a title)",
                icon="arrow-right" if is_current else "",
                end=end,
                end_tone=Role.PROBLEM,
                chevron=False,
            ),
        )
        if is_current:
            row.setAccessibleDescription("Shown now.")
        row.clicked.connect(partial(self._on_chosen, part))
        self.rows[part] = row
        column.add(row)

    def _on_chosen(self, part: Part, *_: object) -> None:
        self.chosen.emit(part)

    def _on_field(self, path: str, *_: object) -> None:
        self.field_wanted.emit(path)

    @Slot(object)
    def _on_change(self, form: object) -> None:
        if form:
            self.shipped_wanted.emit(str(form))
