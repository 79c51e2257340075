"""Signing as whoever is next: who that is, the sentence they sign, and their key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from portfolio_app.ui.problems import in_words
from portfolio_app.ui.signing.identity_form import IdentityForm, KeyAnswer, ready_key
from portfolio_app.ui.signing.told import mid
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.words import Card, Heading, Words

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.domain.manifest import ExpectedSigner
    from portfolio_app.services.pack_settings import PackSettings
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.signoffs import Signed
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.signing.files import Ask
    from portfolio_app.ui.tasks import TaskRunner


def network(settings: PackSettings) -> str:
    """Return what a signature sends over the network, and to whom, in a sentence."""
    host = settings.timestamp_url.partition("://")[2].partition("/")[0]
    if not host:
        return "Nothing is sent over the network."
    told = f"{host} confirms the time. It gets a checksum of the signature, nothing else."
    if settings.long_term:
        told += " Lists of withdrawn certificates are fetched."
    return f"{told} Settings says so."


class Sentence(Card):
    """The sentence that a person puts their name to."""

    def __init__(self, look: Look, means: str) -> None:
        super().__init__(look, tone="sunken", gap="xs")
        self.body.add(Words("By signing you say", face=Face.SMALL, tone=Role.INK_2))
        self.body.add(Words(f"“{means}”", face=Face.LEAD))


class SignCard(Card):
    """Signs a pack, in place: the file is replaced whole, after its own inspection."""

    signed = Signal(object, str)
    """The `ExpectedSigner` who has signed now, and what could not be noted, if anything."""

    def __init__(
        self,
        look: Look,
        program: Program,
        runner: TaskRunner,
        ask: Ask,
        document: Path,
        signer: ExpectedSigner,
        settings: PackSettings,
    ) -> None:
        super().__init__(look, inset="xl", gap="l")
        self._program = program
        self._runner = runner
        self._document = document
        self._signer = signer
        title = mid(signer.title)
        self.title = Heading(f"Sign as {title}", face=Face.HEADING)
        who = f"{signer.name} signs next." if signer.name else f"The {title} signs next."
        self.form = IdentityForm(look, ask, name=signer.name, role_title=title)
        self.problem = ProblemNotice(look)
        self.problem.hide()
        self.button = MainButton(look, "Sign", icon="signature", name=f"Sign as {title}")
        words = Column(look, gap="xs")
        words.add(
            self.title,
            Words(f"{who} Read the document first.", face=Face.SMALL, tone=Role.INK_2),
        )
        self.body.add(words, Sentence(look, signer.means), self.form)
        sent = Words(network(settings), face=Face.SMALL, tone=Role.INK_2)
        self.body.add(self.problem, sent, self.button)
        self.button.clicked.connect(self._on_sign)
        self.form.submitted.connect(self._on_sign)

    @Slot()
    def _on_sign(self) -> None:
        answer = self.form.answer()
        if answer is None or self.button.is_busy:
            return
        self.problem.show_words("")
        self._set_busy(True)
        work = partial(ready_key, self._program.identities, answer, self._signer.role)
        self._runner.run(work, done=self._on_ready, failed=self._on_no_key)

    @Slot(object)
    def _on_ready(self, answer: KeyAnswer) -> None:
        self.form.adopt(answer)
        self._runner.run(
            partial(self._sign, answer), done=self._on_signed, failed=self._on_failed
        )

    def _sign(self, answer: KeyAnswer, progress: Progress) -> Signed:
        identity = self._program.identities.open(answer.path, answer.passphrase)
        return self._program.sign_offs.sign(self._document, self._signer.role, identity)

    @Slot(object)
    def _on_signed(self, signed: Signed) -> None:
        self.form.forget()
        self.signed.emit(self._signer, signed.remark)

    @Slot(object)
    def _on_no_key(self, error: Exception) -> None:
        self._set_busy(False)
        self.form.show_problem(error)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.problem.show_words(*in_words(error))

    def _set_busy(self, busy: bool) -> None:
        self.button.set_busy("Signing ..." if busy else None)
        self.form.setEnabled(not busy)
