"""The window in which an academy makes its rules. Needs no portfolio."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMessageBox, QStackedWidget, QWidget

from portfolio_app.errors import PortfolioError
from portfolio_app.services.rule_drafts import read_draft, write_draft
from portfolio_app.services.rule_editing import RuleDraft
from portfolio_app.ui.announcing import say
from portfolio_app.ui.problems import explain
from portfolio_app.ui.rules.beginning import BLANK, BeginPage
from portfolio_app.ui.rules.bench import Bench
from portfolio_app.ui.rules.sign_page import RULES, SignPage
from portfolio_app.ui.signing.files import FileQuestion, ask_person, documents, with_ending
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.words import Strip, Words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from portfolio_app.model.domain.rule_files import RuleFile
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.rule_editing import Checked
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

TITLE = "Make or change a pathway"
SAVE, UNDO, REDO = "Save the draft ...", "Undo", "Redo"
KEYS = {
    SAVE: QKeySequence.StandardKey.Save,
    UNDO: QKeySequence.StandardKey.Undo,
    REDO: QKeySequence.StandardKey.Redo,
}
FIRST_VERSION = ".1"
"""Follows the year."""


class RuleWindow(QMainWindow):
    """Begins, makes, saves and signs a file of rules."""

    def __init__(self, look: Look, program: Program, runner: TaskRunner) -> None:
        super().__init__()
        self._look = look
        self._program = program
        self._runner = runner
        self._file: Path | None = None
        self.begin = BeginPage(look, program.rules.library.catalogue)
        self.bench: Bench | None = None
        self.signing: SignPage | None = None
        self.undo = QuietButton(look, UNDO, icon="undo")
        self.redo = QuietButton(look, REDO, name="Redo the step")
        self.save = PlainButton(look, SAVE)
        self.sign = MainButton(look, "Sign and save ...", icon="signature")
        self.told = Words("", face=Face.SMALL, tone=Role.INK_2)
        self._head = Strip(side="bottom")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.begin)
        self._compose()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(*look.theme.tokens.window_least)
        self.resize(1280, 800)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.begin.copy_wanted.connect(self._on_copy)
        self.begin.open_wanted.connect(self._on_open)
        self.undo.clicked.connect(self._on_undo)
        self.redo.clicked.connect(self._on_redo)
        self.save.clicked.connect(self._on_save)
        self.sign.clicked.connect(self._on_sign)

    def ask(self, question: FileQuestion) -> Path | None:
        """Ask the person for a file."""
        return ask_person(self, question)

    def open_file(self, path: Path) -> None:
        """Go on with rules that were saved, or signed, before."""
        try:
            rules = read_draft(path)
        except PortfolioError as error:
            explain(error, self)
            return
        self._file = None if rules.manifest.signed_by else path
        self.edit(RuleDraft.of(self._program.rules.library, rules))

    def edit(self, draft: RuleDraft) -> None:
        """Make these rules."""
        if self.bench is not None:
            self.stack.removeWidget(self.bench)
            self.bench.deleteLater()
        self.bench = Bench(self._look, draft)
        self.bench.checked.connect(self._show_checked)
        self.stack.addWidget(self.bench)
        self.stack.setCurrentWidget(self.bench)
        self._head.show()
        self.bench.read()

    def _compose(self) -> None:
        for button, does in ((self.save, SAVE), (self.undo, UNDO), (self.redo, REDO)):
            button.setShortcut(KEYS[does])
        bar = Column(self._look, gap="none", inset=("s", "xl"), parent=self._head)
        line = QWidget()
        Flow(self._look, parent=line).add(self.undo, self.redo, self.save, self.sign, self.told)
        bar.add(line)
        self._head.hide()
        whole = QWidget()
        column = Column(self._look, gap="none", parent=whole)
        column.add(self._head)
        column.add(self.stack, stretch=1)
        self.setCentralWidget(whole)

    @Slot(str)
    def _on_copy(self, pathway: str) -> None:
        version = f"{self._program.clock.today().year}{FIRST_VERSION}"
        library = self._program.rules.library
        draft = RuleDraft.copied(library, pathway, version)
        if pathway == BLANK:
            draft.put((draft.pathway_path, "id"), "our-pathway")
        self._file = None
        self.edit(draft)

    @Slot()
    def _on_open(self) -> None:
        path = self.ask(FileQuestion(title="Open rules", kinds=RULES, start=documents()))
        if path is not None:
            self.open_file(path)

    @Slot(object)
    def _show_checked(self, found: Checked) -> None:
        if self.bench is None:
            return
        self.sign.setEnabled(not found.problem)
        self.undo.setEnabled(self.bench.draft.can_undo)
        self.redo.setEnabled(self.bench.draft.can_redo)
        if self.bench.draft.is_changed:
            self.told.setText("Not saved yet.")

    @Slot()
    def _on_undo(self) -> None:
        if self.bench is not None:
            self.bench.draft.undo()
            self.bench.show_again()

    @Slot()
    def _on_redo(self) -> None:
        if self.bench is not None:
            self.bench.draft.redo()
            self.bench.show_again()

    @Slot()
    def _on_save(self) -> None:
        if self.bench is None:
            return
        try:
            rules = self.bench.draft.rules()
        except PortfolioError as error:
            explain(error, self)
            return
        path = self._file or self._new_place(rules)
        if path is None:
            return
        self._file = path
        self._runner.run(
            partial(self._write, rules, path), done=self._show_saved, failed=self._show_problem
        )

    def _new_place(self, rules: RuleFile) -> Path | None:
        name = f"{rules.manifest.pathway}-draft.rules"
        question = FileQuestion(
            title="Save the draft", kinds=RULES, start=documents() / name, is_new=True
        )
        path = self.ask(question)
        return with_ending(path, ".rules") if path else None

    def _write(self, rules: RuleFile, path: Path, progress: Progress) -> Path:
        write_draft(rules, path)
        return path

    @Slot(object)
    def _show_saved(self, path: Path) -> None:
        if self.bench is not None:
            self.bench.draft.is_changed = False
        self._tell(f"Saved as {path.name}. Nobody can add it before it is signed.")

    def _tell(self, words: str) -> None:
        """Show what was done, and have it said: the keyboard is elsewhere."""
        self.told.setText(words)
        say(self, words)

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        explain(error, self)

    @Slot()
    def _on_sign(self) -> None:
        if self.bench is None:
            return
        self.bench.read()
        if not self.sign.isEnabled():
            return
        rules = self.bench.draft.rules()
        self.signing = SignPage(self._look, self._program, self._runner, self.ask, rules)
        self.signing.left.connect(self._on_back)
        self.signing.signed.connect(self._on_signed)
        self.stack.addWidget(self.signing)
        self.stack.setCurrentWidget(self.signing)
        self._head.hide()

    @Slot()
    def _on_signed(self) -> None:
        if self.bench is not None:
            self.bench.draft.is_changed = False
        self._tell("Signed and saved.")

    @Slot()
    def _on_back(self) -> None:
        page, self.signing = self.signing, None
        if page is not None and self.bench is not None:
            self.stack.setCurrentWidget(self.bench)
            self.stack.removeWidget(page)
            page.deleteLater()
            self._head.show()

    def _may_close(self) -> bool:
        """Ask before what was not saved is given up; staying is the answer by default."""
        if self.bench is None or not self.bench.draft.is_changed:
            return True
        box = QMessageBox(self)
        box.setText("The rules are not saved.")
        box.setInformativeText("If you close now, what you changed last is lost.")
        stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton("Close without saving", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        leave.clicked.connect(self._on_given_up)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
        return False

    @Slot()
    def _on_given_up(self) -> None:
        if self.bench is not None:
            self.bench.draft.is_changed = False
        self.close()

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only what is saved, or given up."""
        if self._may_close():
            super().closeEvent(event)
        else:
            event.ignore()
