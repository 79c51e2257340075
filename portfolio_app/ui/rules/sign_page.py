"""Signs rules and writes them as the file that practitioners add."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.names import RoleId
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.signing.files import FileQuestion, PlaceField, documents, unused
from portfolio_app.ui.signing.identity_form import IdentityForm, ready_key
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton
from portfolio_app.ui.widgets.fingerprint import FingerprintGrid
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.words import Card, Heading, PageHeading, Words

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.domain.rule_files import RuleFile
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.signing.files import Ask
    from portfolio_app.ui.signing.identity_form import KeyAnswer
    from portfolio_app.ui.tasks import TaskRunner

RULES = "Rules (*.rules)"
LEAD = RoleId("academy_lead")
PUBLISH = (
    "Publish these sixteen groups where your practitioners know you by, such as your intranet. "
    "They compare them before they add the file, the first time only."
)


class SignPage(QWidget):
    """Asks for a key and a place; then shows the fingerprint to publish."""

    left = Signal()
    """Back to the rules."""
    signed = Signal()
    """The file was written."""

    def __init__(
        self, look: Look, program: Program, runner: TaskRunner, ask: Ask, rules: RuleFile
    ) -> None:
        """Ask how to sign.

        Args:
            look: The theme in use.
            program: Signs.
            runner: Where it does so.
            ask: Asks the person for a file.
            rules: What is signed; they are right.
        """
        super().__init__()
        self._program = program
        self._runner = runner
        self._rules = rules
        said = rules.manifest
        start = unused(documents() / f"{said.pathway}-{said.version}.rules")
        question = FileQuestion(
            title="Where to save the rules", kinds=RULES, start=start, is_new=True
        )
        self.form = IdentityForm(look, ask, role_title="academy lead")
        self.place = PlaceField(look, "Save the rules as", question, ask)
        self.problem = ProblemNotice(look)
        self.sign = MainButton(look, "Sign and save", icon="signature")
        self.back = PlainButton(look, "Back to the rules", icon="arrow-left")
        self.grid = FingerprintGrid(look)
        self.saved = Heading("", face=Face.HEADING)
        self.card = Card(look, gap="m", inset="xl", tone="met")
        self._compose(look, f"{said.authority}: {said.title}, version {said.version}")
        self.sign.clicked.connect(self._on_sign)
        self.form.submitted.connect(self._on_sign)
        self.back.clicked.connect(self._on_back)

    def _compose(self, look: Look, what: str) -> None:
        self.card.body.add(self.saved, Words(PUBLISH, tone=Role.INK), self.grid)
        self.card.hide()
        scrolled = Scrolled(look, gap="xl", inset=("page_top", "page_side"), name="Sign")
        narrow, line = Narrow(look, gap="xl"), QWidget()
        Flow(look, parent=line).add(self.sign, self.back)
        heading = PageHeading(look, "Sign these rules", note=what)
        narrow.body.add(heading, self.problem, self.form, self.place, line, self.card)
        scrolled.body.add(narrow)
        scrolled.body.addStretch(1)
        Column(look, gap="none", parent=self).add(scrolled, stretch=1)

    @Slot()
    def _on_sign(self) -> None:
        answer, path = self.form.answer(), self.place.path()
        if answer is None or path is None or self.sign.is_busy:
            return
        self.sign.set_busy("Signing ...")
        self.problem.show_words("")
        self._runner.run(
            partial(self._sign, answer, path), done=self._show_signed, failed=self._show_problem
        )

    def _sign(self, answer: KeyAnswer, path: Path, progress: Progress) -> tuple[str, str, str]:
        identities = self._program.identities
        known = ready_key(identities, answer, LEAD, progress)
        identity = identities.open(known.path, known.passphrase)
        self._program.rules.sign(self._rules, path, identity)
        return path.name, identity.name, identity.fingerprint

    @Slot(object)
    def _show_signed(self, done: tuple[str, str, str]) -> None:
        file, name, fingerprint = done
        self.sign.set_busy(None)
        self.form.forget()
        self.saved.setText(f"{file} is signed by {name}.")
        self.grid.show_fingerprint(fingerprint, of=name)
        self.card.show()
        self.sign.setEnabled(False)
        self.signed.emit()

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self.sign.set_busy(None)
        self.problem.show_words(*in_words(error))

    @Slot()
    def _on_back(self) -> None:
        self.form.forget()
        self.left.emit()
