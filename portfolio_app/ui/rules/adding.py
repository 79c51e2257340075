"""Takes a file of rules in: shows what it brings and who signed it, then adds it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.signatures import grouped
from portfolio_app.model.domain.wording import count, day
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.signing.files import FileQuestion, ask_person, documents
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton
from portfolio_app.ui.widgets.fields import CheckLine
from portfolio_app.ui.widgets.fingerprint import FingerprintGrid
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Card, Heading, Words

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.domain.frameworks import Validity
    from portfolio_app.model.domain.rule_files import AddedRules, RuleSigner
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.rules import LookedAt, RuleService
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

RULES = "Rules of an academy (*.rules)"
COMPARED = "I have compared all sixteen groups with my academy's own."
UNKNOWN = (
    "This computer does not know the key yet. Anybody can write a name into a key: compare "
    "these groups with those that your academy publishes, or have them read out to you."
)
AGAIN = (
    "Compare these groups with those that your academy publishes, or have them read out to you."
)
KNOWN = "You have accepted this key before."


class AddRules(QWidget):
    """One button; after a file was chosen, what is in it, and the decision."""

    added = Signal(object)
    """The `AddedRules`."""
    rebuilt = Signal()
    """It shows other controls than before."""

    def __init__(self, look: Look, rules: RuleService, runner: TaskRunner) -> None:
        super().__init__()
        self._rules = rules
        self._runner = runner
        self._found: LookedAt | None = None
        self.choose = PlainButton(look, "Add your academy’s rules ...", icon="plus")
        self.problem = ProblemNotice(look)
        self.card = Card(look, inset="xl", gap="m")
        self.title = Heading("", face=Face.HEADING)
        self.about = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.asks = Words("")
        self.signer = Words("", face=Face.BODY_STRONG)
        self.grid = FingerprintGrid(look)
        self.standing = IconWords(
            look, "state-partly", "", tone=Role.INK, icon_tone=Role.PARTLY
        )
        self.compared = CheckLine(look, COMPARED)
        self.add = MainButton(look, "Add these rules")
        self.leave = PlainButton(look, "Not now", name="Do not add these rules")
        self._compose(look)
        self.choose.clicked.connect(self._on_choose)
        self.compared.toggled.connect(self._on_compared)
        self.add.clicked.connect(self._on_add)
        self.leave.clicked.connect(self._on_leave)

    def ask(self, question: FileQuestion) -> Path | None:
        """Ask the person for a file."""
        return ask_person(self, question)

    def look_at(self, path: Path) -> None:
        """Read a file of rules and show what it brings."""
        self._close_card()
        self.problem.show_words("")
        self._runner.run(
            partial(self._look_at, path), done=self._show_found, failed=self._show_problem
        )

    def _compose(self, look: Look) -> None:
        line = QWidget()
        Flow(look, parent=line).add(self.choose)
        answers = Flow(look)
        answers.add(self.add, self.leave)
        self.card.body.add(self.title, self.about, self.asks, self.signer, self.standing)
        self.card.body.add(self.grid, self.compared, answers)
        self.card.hide()
        Column(look, gap="m", parent=self).add(line, self.problem, self.card)

    @Slot()
    def _on_choose(self) -> None:
        question = FileQuestion(
            title="A file of rules from your academy", kinds=RULES, start=documents()
        )
        path = self.ask(question)
        if path is not None:
            self.look_at(path)

    def _look_at(self, path: Path, progress: Progress) -> LookedAt:
        return self._rules.look(path)

    @Slot(object)
    def _show_found(self, found: LookedAt) -> None:
        said, pathway, signer = found.rules.manifest, found.pathway, found.signer
        if signer is None:
            self.problem.show_words(
                f"{found.path.name} is a draft that nobody has signed.",
                "Nothing was added. Ask your academy for the signed file.",
            )
            return
        if signer.is_contradicted:
            self.problem.show_words(
                f"{found.path.name} is signed in the name of {signer.name}. {signer.because}",
                "Nothing was added. Ask your academy, by a way you know.",
            )
            return
        self._found = found
        asked = count(len(pathway.requirements), "requirement")
        self.title.setText(f"{said.authority}: {said.title}")
        version = version_in_words(said.version, said.validity)
        self.about.setText(" ".join(filter(None, (version, f"{asked}.", found.unused))))
        self.asks.setText(pathway.asks)
        self._show_signer(signer)
        self.card.show()
        self.rebuilt.emit()
        first = self.add if signer.is_accepted else self.compared
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_signer(self, signer: RuleSigner) -> None:
        title = f", {signer.role_title}" if signer.role_title else ""
        known = signer.is_accepted
        self.signer.setText(f"Signed in the name of {signer.name}{title}")
        self.standing.set_words(
            "state-met" if known else "state-partly",
            KNOWN if known else f"{signer.because} {AGAIN}" if signer.is_known else UNKNOWN,
            tone=Role.INK,
            icon_tone=Role.MET if known else Role.PARTLY,
        )
        self.grid.show_fingerprint(signer.fingerprint, of=signer.name)
        self.compared.setChecked(False)
        self.compared.setVisible(not known)
        self.add.setEnabled(known)

    @Slot(bool)
    def _on_compared(self, is_checked: bool) -> None:
        known = self._found is not None and self._found.signer is not None
        self.add.setEnabled(known and is_checked)

    @Slot()
    def _on_add(self) -> None:
        found = self._found
        if found is None or found.signer is None:
            return
        given = grouped(found.signer.fingerprint) if self.compared.isChecked() else ""
        self.add.set_busy("Adding ...")
        self._runner.run(
            partial(self._add, found.path, given),
            done=self._show_added,
            failed=self._show_problem,
        )

    def _add(self, path: Path, fingerprint: str, progress: Progress) -> AddedRules:
        return self._rules.add(path, fingerprint=fingerprint)

    @Slot(object)
    def _show_added(self, added: AddedRules) -> None:
        self._close_card()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.added.emit(added)

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self._close_card()
        self.problem.show_words(*in_words(error))

    @Slot()
    def _on_leave(self) -> None:
        self._close_card()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_card(self) -> None:
        self._found = None
        self.add.set_busy(None)
        self.card.hide()
        self.rebuilt.emit()


def in_force(validity: Validity) -> str:
    """Return for whom rules are: `for those who start from 1 April 2027`; or nothing."""
    first, last = validity.first, validity.last
    if first and last:
        return f"for those who start from {day(first)} to {day(last)}"
    if first:
        return f"for those who start from {day(first)}"
    return f"for those who start by {day(last)}" if last else ""


def version_in_words(version: str, validity: Validity) -> str:
    """Return `Version 2027.1, for those who start from 1 April 2027.`."""
    return f"{', '.join(filter(None, (f'Version {version}', in_force(validity))))}."
