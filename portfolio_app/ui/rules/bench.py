"""The three columns in which rules are made: parts, questions, and what comes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from portfolio_app.ui.focus import follow_layout
from portfolio_app.ui.rules.asking import Asking
from portfolio_app.ui.rules.form_questions import FIELD, FORM, NEW_FIELD, NEW_FORM
from portfolio_app.ui.rules.outline import Outline, Part
from portfolio_app.ui.rules.pathway_questions import HEADING, SIGNING, STAGES
from portfolio_app.ui.rules.preview import ChecklistPreview, FormPreview
from portfolio_app.ui.rules.requirement_questions import NEW_REQUIREMENT, REQUIREMENT
from portfolio_app.ui.rules.wrong import in_words_of
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Row, Scrolled
from portfolio_app.ui.widgets.notices import Notice
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import PageHeading, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from portfolio_app.services.rule_editing import Checked, Place, RuleDraft
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.rules.questions import Question

SHOW_PREVIEW, SHOW_QUESTIONS = "Show the preview", "Show the questions"
OUTLINE_LEAST = 240
"""Px at 100 %."""
THREE_COLUMNS = 980
"""Px at 100 % from which there is room for all three."""
PAUSE_MS = 250
"""After typing, until it is read and shown: reading takes a fortieth of a second."""
_QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    "heading": HEADING,
    "signing": SIGNING,
    "stages": STAGES,
    "requirement": REQUIREMENT,
    "form": FORM,
    "field": FIELD,
}
_TITLES = {
    "heading": "The pathway",
    "signing": "Who signs",
    "stages": "Stages and panel",
    "requirement": "Requirement",
    "form": "Form",
    "field": "Question",
}


class Bench(QWidget):
    """Asks about one part at a time, and shows at once what comes of the answers."""

    checked = Signal(object)
    """The draft was read; the `Checked` says whether it is right."""

    def __init__(self, look: Look, draft: RuleDraft) -> None:
        super().__init__()
        self._look = look
        self.draft = draft
        self.part = Part(kind="heading", file=draft.pathway_path)
        self.asking: Asking | None = None
        self._fault = self._wrong = ""
        self.preview: QWidget | None = None
        self._page: QWidget | None = None
        self.outline = Outline(look)
        self.questions = Scrolled(look, gap="l", inset=("l", "xl"), name="Questions")
        self.shown = Scrolled(look, gap="l", inset=("l", "xl"), name="Preview")
        self.right = IconWords(look, "state-met", "Everything is right.", tone=Role.MET)
        self.problem = Notice(look, State.PROBLEM, "", action="Go there")
        self.swap = QuietButton(look, SHOW_PREVIEW)
        self._reading = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self._compose()
        self._reading.timeout.connect(self.read)
        self.swap.clicked.connect(self._on_swap)
        look.changed.connect(self._measure)
        self.problem.pressed.connect(self._on_go_there)
        self.outline.chosen.connect(self.show_part)
        self.outline.requirement_wanted.connect(self._on_requirement)
        self.outline.form_wanted.connect(self._on_form)
        self.outline.field_wanted.connect(self._on_field)
        self.outline.shipped_wanted.connect(self._on_shipped)
        self.show_part(self.part)

    def _compose(self) -> None:
        for column, share in ((self.outline, 24), (self.questions, 40), (self.shown, 36)):
            self.columns.addWidget(column)
            self.columns.setStretchFactor(self.columns.count() - 1, share)
        self.questions.body.addStretch(1)
        words = "As a practitioner will see it"
        self.shown.body.add(Words(words, face=Face.SMALL, tone=Role.INK_2))
        self.shown.body.addStretch(1)
        self.columns.setChildrenCollapsible(False)
        self.columns.setSizes([290, 520, 470])
        strip = QWidget()
        told = Row(self._look, gap="m", inset=("s", "xl"), parent=strip)
        told.add(self.right, stretch=1, align=Qt.AlignmentFlag.AlignVCenter)
        told.add(self.problem, stretch=1)
        told.add(self.swap)
        self.problem.hide()
        self.swap.hide()
        whole = Column(self._look, gap="none", parent=self)
        whole.add(strip)
        whole.add(self.columns, stretch=1)

    @Slot(object)
    def show_part(self, part: Part) -> None:
        """Ask about another part."""
        self.part = part
        self.show_again()

    def show_again(self) -> None:
        """Ask anew: entries came or went, or a step was taken back."""
        if self.draft.at(self._place) is None:
            self.part = Part(kind="heading", file=self.draft.pathway_path)
        held: QWidget | None = self.window().focusWidget()
        name = held.accessibleName() if held else ""
        self.asking = Asking(self._look, self.draft, _QUESTIONS[self.part.kind], self._place)
        self.asking.changed.connect(self._on_changed)
        self.asking.rebuilt.connect(self._on_rebuilt)
        former, self._page = self._page, QWidget()
        page = Column(self._look, gap="l", parent=self._page)
        page.add(PageHeading(self._look, _TITLES[self.part.kind]))
        if self.part.kind in {"requirement", "field", "form"}:
            page.add(self._actions())
        page.add(self.asking)
        _drop(self.questions, former)
        self.questions.body.insertWidget(0, self._page)
        self.questions.verticalScrollBar().setValue(0)
        self.read()
        self._take_up(name)

    def _take_up(self, name: str) -> None:
        """Give the keyboard back to the control of that name, where there is one."""
        for widget in self.questions.findChildren(QWidget):
            is_here = widget.accessibleName() == name and widget.isVisibleTo(self)
            if name and is_here and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @property
    def _place(self) -> Place:
        part = self.part
        if part.kind in {"requirement", "field"}:
            return (part.file, part.kind, part.number)
        return (part.file,)

    def _actions(self) -> QWidget:
        line = QWidget()
        flow = Flow(self._look, parent=line)
        if self.part.kind != "form":
            for word, by in (("Up", -1), ("Down", 1)):
                button = QuietButton(
                    self._look, word, name=f"{word}: this {self.part.kind}", flush=True
                )
                button.setProperty("by", by)
                button.clicked.connect(self._on_shift)
                flow.add(button)
        self.remove = QuietButton(
            self._look, "Remove", name=f"Remove this {self.part.kind}", flush=True
        )
        self.remove.clicked.connect(self._on_remove)
        flow.add(self.remove)
        return line

    @Slot()
    def read(self) -> None:
        """Read the draft as it would be read, and show what comes of it."""
        self._reading.stop()
        found = self.draft.check()
        self.right.setVisible(not found.problem)
        self.problem.setVisible(bool(found.problem))
        self._fault, self._wrong = found.problem, found.file
        told = self._told()
        self.problem.set_text(in_words_of(_QUESTIONS[told.kind], found.problem))
        self.outline.show_draft(self.draft, self.part, found.file)
        if found.pathway and found.catalogue:
            self._show_preview(found)
        columns = (self.outline.scrolled.widget(), self._page, self.preview)
        follow_layout(*(column for column in columns if column is not None))
        self.checked.emit(found)

    def _show_preview(self, found: Checked) -> None:
        pathway, catalogue = found.pathway, found.catalogue
        if pathway is None or catalogue is None:
            return
        former = self.preview
        form = self.draft.at((self.part.file, "id"))
        if self.part.kind in {"form", "field"}:
            forms = {str(key): value for key, value in catalogue.forms.items()}
            self.preview = FormPreview(self._look, forms[form], catalogue)
        else:
            chosen = self.draft.at((*self._place, "id"), "")
            is_rule = self.part.kind == "requirement"
            self.preview = ChecklistPreview(
                self._look, pathway, catalogue, str(chosen) if is_rule else ""
            )
        _drop(self.shown, former)
        self.shown.body.insertWidget(1, self.preview)

    @Slot()
    def _on_changed(self) -> None:
        self._reading.start()

    @Slot()
    def _on_swap(self) -> None:
        self.swap.setText(SHOW_QUESTIONS if self.swap.text() == SHOW_PREVIEW else SHOW_PREVIEW)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        """Show all three columns where there is room, else the preview in turn."""
        theme = self._look.theme
        self.outline.setMinimumWidth(theme.px(OUTLINE_LEAST))
        is_narrow = self.width() < theme.px(THREE_COLUMNS)
        shows_questions = self.swap.text() == SHOW_PREVIEW
        self.swap.setVisible(is_narrow)
        self.questions.setVisible(not is_narrow or shows_questions)
        self.shown.setVisible(not is_narrow or not shows_questions)

    @Slot()
    def _on_rebuilt(self) -> None:
        self.show_again()

    @Slot()
    def _on_go_there(self) -> None:
        self.show_part(self._told())

    def _told(self) -> Part:
        """Return the part that is wrong: the sentence names a requirement or a question."""
        for kind in ("requirement", "field"):
            for number, entry in enumerate(self.draft.at((self._wrong, kind), [])):
                if f'{kind} "{entry.get("id")}"' in self._fault:
                    return Part(kind=kind, file=self._wrong, number=number)
        for kind, words in (("signing", ("signature", "role")), ("stages", ("stage", "panel"))):
            if any(f': {word} "' in self._fault for word in words):
                return Part(kind=kind, file=self._wrong)
        return Part(
            kind="form" if self._wrong.startswith("forms/") else "heading", file=self._wrong
        )

    @Slot()
    def _on_requirement(self) -> None:
        self._append(self.draft.pathway_path, "requirement", NEW_REQUIREMENT)

    @Slot(str)
    def _on_field(self, path: str) -> None:
        self._append(path, "field", NEW_FIELD)

    def _append(self, path: str, kind: str, new: Mapping[str, object]) -> None:
        taken = {entry.get("id") for entry in self.draft.at((path, kind), [])}
        self.draft.add((path, kind), {**new, "id": _free(str(new["id"]), taken)})
        number = len(self.draft.at((path, kind))) - 1
        self.show_part(Part(kind=kind, file=path, number=number))

    @Slot()
    def _on_form(self) -> None:
        taken = {str(form) for form in self.draft.library.catalogue.forms}
        taken |= {str(self.draft.at((path, "id"))) for path in self.draft.form_paths}
        path = self.draft.add_form({**NEW_FORM, "id": _free(str(NEW_FORM["id"]), taken)})
        self.show_part(Part(kind="form", file=path))

    @Slot(str)
    def _on_shipped(self, form: str) -> None:
        self.show_part(Part(kind="form", file=self.draft.change_form(form)))

    @Slot()
    def _on_shift(self) -> None:
        by = int(self.sender().property("by"))
        entries = self.draft.at(self._place[:2], [])
        to = self.part.number + by
        if 0 <= to < len(entries):
            self.draft.shift(self._place[:2], self.part.number, by)
            self.show_part(Part(kind=self.part.kind, file=self.part.file, number=to))

    @Slot()
    def _on_remove(self) -> None:
        if self.part.kind == "form":
            self.draft.remove_file(self.part.file)
        else:
            self.draft.remove(self._place[:2], self.part.number)
        self.show_part(Part(kind="heading", file=self.draft.pathway_path))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as there is room for."""
        super().resizeEvent(event)
        self._measure()


def _drop(place: Scrolled, former: QWidget | None) -> None:
    if former is not None:
        former.hide()
        place.body.removeWidget(former)
        former.deleteLater()


def _free(name: str, taken: set[object] | set[str]) -> str:
    """Return a short name that nothing has yet."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
