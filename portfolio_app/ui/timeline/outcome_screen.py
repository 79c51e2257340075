"""Making the document of the panel's decision: what is signed, by which key, and where."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.outcome_packs import outcome_signatures
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.signing.files import PDF, FileQuestion, PlaceField, documents, unused
from portfolio_app.ui.signing.identity_form import IdentityForm, KeyAnswer, ready_key
from portfolio_app.ui.signing.sign_card import Sentence, network
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import MainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import PageHeading, SectionHeading, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from portfolio_app.model.domain.outcomes import PanelOutcome
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.packs import Sealed
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.timeline import Agenda
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.signing.files import Ask
    from portfolio_app.ui.tasks import TaskRunner

FILE_NAME = "Panel decision.pdf"
"""It names nobody."""


class OutcomeScreen(QWidget):
    """Asks for the practitioner's key and makes the document; errors are told in place."""

    sealed = Signal(object)
    """The `Sealed` document."""
    left = Signal()
    """The person thought better of it."""

    def __init__(
        self,
        look: Look,
        program: Program,
        portfolio: OpenPortfolio,
        runner: TaskRunner,
        ask: Ask,
        found: Agenda,
        outcome: PanelOutcome,
    ) -> None:
        """Make the screen.

        Args:
            look: The theme in use.
            program: Has the identities.
            portfolio: Open.
            runner: Where services run.
            ask: Asks the person for a file.
            found: The portfolio as it was read last.
            outcome: The decision in it.
        """
        super().__init__()
        self._program = program
        self._portfolio = portfolio
        self._runner = runner
        self._path = documents() / FILE_NAME
        catalogue = portfolio.verdicts.catalogue
        rules = outcome_signatures(found.pathway, catalogue.forms[outcome.form])
        roles = [catalogue.roles[rule.role].title for rule in rules]
        me = found.snapshot.portfolio.practitioner
        self.form = IdentityForm(look, ask, name=me.name, role_title=roles[0])
        self.place = _place_field(look, ask)
        self.order = Words(_in_order(roles[1:]))
        self.button = MainButton(look, "Make and sign", icon="seal")
        self.back = QuietButton(look, "Not yet")
        self.problem = ProblemNotice(look)
        self._compose(look, outcome, rules[0].means)
        self.button.clicked.connect(self._on_seal)
        self.form.submitted.connect(self._on_seal)
        self.back.clicked.connect(self.left)

    @property
    def first(self) -> QWidget:
        """What gets the keyboard when the screen is shown."""
        return self.form.file.line

    def _compose(self, look: Look, outcome: PanelOutcome, means: str) -> None:
        told = network(self._program.pack_settings.read())
        buttons = Flow(look)
        buttons.add(self.button, self.back)
        narrow = Narrow(look, gap="xl", width=640)
        narrow.body.add(
            PageHeading(look, "Sign the panel's decision", note=outcome.sentence),
            Sentence(look, means),
            self.order,
            SectionHeading(look, "Your signing identity"),
            self.form,
            SectionHeading(look, "The file"),
            self.place,
            IconWords(look, "info", told, tone=Role.INK_2),
            self.problem,
        )
        narrow.body.add(buttons)
        scrolled = Scrolled(
            look, inset=("page_top", "page_side"), name="Sign the panel's decision"
        )
        scrolled.body.add(narrow)
        scrolled.body.addStretch(1)
        Column(look, gap="none", parent=self).add(scrolled, stretch=1)

    @Slot()
    def _on_seal(self) -> None:
        if self.button.is_busy:
            return
        answer, path = self.form.answer(), self.place.path()
        if answer is None or path is None:
            return
        self._set_busy(True)
        self._path = path
        work = partial(ready_key, self._program.identities, answer, PRACTITIONER)
        self._runner.run(work, done=self._on_ready, failed=self._on_no_key)

    @Slot(object)
    def _on_ready(self, answer: KeyAnswer) -> None:
        self.form.adopt(answer)  # a key just made is there now, whatever comes next
        self._runner.run(
            partial(self._make, answer, self._path), done=self._on_made, failed=self._on_failed
        )

    def _make(self, answer: KeyAnswer, path: Path, progress: Progress) -> Sealed:
        identity = self._program.identities.open(answer.path, answer.passphrase)
        return self._portfolio.outcomes.seal(path, identity, progress)

    @Slot(object)
    def _on_no_key(self, error: Exception) -> None:
        self._set_busy(False)
        self.form.show_problem(error)

    @Slot(object)
    def _on_made(self, sealed: Sealed) -> None:
        self._set_busy(False)
        self.form.forget()
        self.sealed.emit(sealed)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.problem.show_words(*in_words(error))

    def _set_busy(self, busy: bool) -> None:
        self.button.set_busy("Making it ..." if busy else None)
        for part in (self.form, self.place, self.back):
            part.setEnabled(not busy)
        if busy:
            self.problem.show_words("")
        else:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)


def _place_field(look: Look, ask: Ask) -> PlaceField:
    start = unused(documents() / FILE_NAME)
    return PlaceField(
        look,
        "Save the document as",
        FileQuestion(title="Where to save the document", kinds=PDF, start=start, is_new=True),
        ask,
        explanation="You send this file to those who sign after you.",
    )


def _in_order(titles: Sequence[str]) -> str:
    """Return who signs, in a sentence."""
    return f"{', then '.join(['You sign first', *(f'the {title}' for title in titles)])}."
