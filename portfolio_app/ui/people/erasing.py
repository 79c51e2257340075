"""Erasing one person: what it would take, the choices it leaves, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot

from portfolio_app.model.domain.erasing import ERASED
from portfolio_app.model.domain.wording import joined
from portfolio_app.services.erasing_words import (
    preview_in_words,
    report_in_words,
    titles_of,
)
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.tokens import Face, State
from portfolio_app.ui.widgets.buttons import DangerButton, PlainButton, QuietButton
from portfolio_app.ui.widgets.choices import Choice, ChoiceList
from portfolio_app.ui.widgets.fields import CheckLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.notices import Notice, ProblemNotice
from portfolio_app.ui.widgets.words import PageHeading, SectionHeading, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from portfolio_app.model.domain.erasing import NamingFile
    from portfolio_app.model.domain.people import Person
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.erasure import ErasureReport
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

WHAT: Final = (
    "Out of the register, every text, earlier wordings, the bin and every automatic backup. "
    "It cannot be undone, and no backup brings them back."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Preview:
    """What one reading found."""

    visit: int
    lines: tuple[str, ...]
    files: tuple[tuple[NamingFile, str], ...]
    """Each with what it is called."""


class ErasingScreen(Scrolled):
    """Shows first, asks, then erases. It holds nobody's name once it is left."""

    left = Signal()
    """Back to the register."""

    def __init__(self, look: Look, portfolio: OpenPortfolio, runner: TaskRunner) -> None:
        super().__init__(look, gap="l", inset=("page_top", "page_side"), name="Erase a person")
        self._look = look
        self._portfolio = portfolio
        self._runner = runner
        self._person: Person | None = None
        self._visit = 0
        """Counts what is shown, so that an answer that comes late is not."""
        self._files: list[tuple[NamingFile, CheckLine]] = []
        self.heading = PageHeading(look, "Erase a person", note=WHAT)
        self.problem = ProblemNotice(look)
        self.choice = ChoiceList(look, [], name="What becomes of the stand-in")
        self.confirm = DangerButton(look, "Erase for good")
        self.leave = QuietButton(look, "Not now")
        self.back = PlainButton(look, "Back to the register")
        self.told = Notice(look, State.MET, "Erased.")
        self._found = SectionHeading(look, "What is found")
        self._lines = Column(look, gap="xs")
        self._boxes = Column(look, gap="s")
        self._files_heading = SectionHeading(
            look, "Attached files with the name inside", note="Ticked ones are removed."
        )
        self._compose()
        self.choice.chosen.connect(self._on_chosen)
        self.confirm.clicked.connect(self._on_confirmed)
        self.leave.clicked.connect(self.left)
        self.back.clicked.connect(self.left)

    def _compose(self) -> None:
        buttons = Flow(self._look)
        buttons.add(self.confirm, self.leave, self.back)
        column = Narrow(self._look, gap="l")
        column.body.add(self.heading, self.problem, self.told)
        column.body.add(self._found, self._lines)
        column.body.add(self._files_heading, self._boxes)
        column.body.add(self.choice, buttons)
        self.body.add(column)
        self.body.addStretch(1)

    def show_person(self, person: Person) -> None:
        """Look for a person, and show what erasing them takes."""
        self.forget()
        self._person = person
        self.heading.set_words(f"Erase {person.stand_in}", WHAT)
        self.choice.show_choices(
            [
                Choice(
                    value=ERASED,
                    title="Erase the stand-in as well",
                    text=f"“{ERASED}” stands in its place. Stories of one person can no longer "
                    "be told to belong together.",
                ),
                Choice(
                    value=person.stand_in,
                    title=f"Keep “{person.stand_in}” in the texts",
                    text="Real names and nicknames become the stand-in; the story stays.",
                ),
            ]
        )
        self.choice.set_value(ERASED)
        self._look_up()
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Keep nothing of anybody."""
        self._visit += 1
        self._person = None
        self.problem.show_words("")
        self._found.set_words("What is found", "")
        self.told.hide()
        self.back.hide()
        for widget in (self.choice, self.confirm, self.leave):
            widget.show()
        self.confirm.set_busy(None)
        self.confirm.setEnabled(False)
        self._show_lines(("Looking through everything …",))
        self._show_files(())

    # Off the GUI thread

    def _preview(
        self, person: Person, instead: str, visit: int, progress: Progress
    ) -> _Preview:
        found = self._portfolio.erasure.preview(person.id, instead)
        titles = titles_of(self._portfolio.evidence)
        names = {
            attachment.id: attachment.name
            for piece in self._portfolio.evidence.all()
            for attachment in piece.attachments
        }
        return _Preview(
            visit=visit,
            lines=preview_in_words(found, titles),
            files=tuple(
                (file, _called(file, names.get(file.attachment, "A file in the bin")))
                for file in found.files
            ),
        )

    def _erase(
        self, person: Person, instead: str, files: Sequence[NamingFile], progress: Progress
    ) -> ErasureReport:
        going = [file.attachment for file in files]
        return self._portfolio.erasure.erase(person.id, instead, going, progress)

    # Answering

    def _look_up(self) -> None:
        if self._person:
            self._visit += 1
            self.confirm.setEnabled(False)
            work = partial(self._preview, self._person, self._instead, self._visit)
            self._runner.run(work, done=self._show, failed=self._show_problem)

    @property
    def _instead(self) -> str:
        return str(self.choice.value())

    @Slot(object)
    def _show(self, found: _Preview) -> None:
        if found.visit == self._visit:
            self._show_lines(found.lines)
            self._show_files(found.files)
            self.confirm.setEnabled(True)

    @Slot(object)
    def _on_chosen(self, value: object) -> None:
        self._look_up()

    @Slot()
    def _on_confirmed(self) -> None:
        if self._person is None or self.confirm.is_busy:
            return
        self.problem.show_words("")
        self.confirm.set_busy("Erasing …")
        files = [file for file, box in self._files if box.isChecked()]
        work = partial(self._erase, self._person, self._instead, files)
        self._runner.run(work, done=self._on_erased, failed=self._show_problem)

    @Slot(object)
    def _on_erased(self, report: ErasureReport) -> None:
        self.forget()
        self._show_lines(report_in_words(report))
        for widget in (self.choice, self.confirm, self.leave):
            widget.hide()
        self.heading.set_words("Erased", "")
        self._found.set_words("What was done", "")
        self.told.show()
        self.back.show()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self.confirm.set_busy(None)
        self.problem.show_words(*in_words(error))

    # Showing

    def _show_lines(self, lines: Sequence[str]) -> None:
        _clear(self._lines)
        for line in lines:
            self._lines.add(Words(line, face=Face.BODY))

    def _show_files(self, files: Sequence[tuple[NamingFile, str]]) -> None:
        _clear(self._boxes)
        self._files = []
        for file, called in files:
            box = CheckLine(self._look, called)
            box.setChecked(True)
            self._boxes.add(box)
            self._files.append((file, box))
        self._files_heading.setVisible(bool(files))


def _called(file: NamingFile, name: str) -> str:
    pages = joined([str(page) for page in file.pages])
    return f"{name}, page {pages}" if len(file.pages) == 1 else f"{name}, pages {pages}"


def _clear(column: Column) -> None:
    while item := column.takeAt(0):
        widget: QWidget | None = item.widget()
        if widget:
            widget.hide()
            widget.deleteLater()
