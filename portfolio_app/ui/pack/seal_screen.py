"""Sealing: what the practitioner puts their name to, by which key, and where the pack goes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from portfolio_app.model.domain.editions import Numbering
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.portfolio import next_version
from portfolio_app.ui.pack.making import FORM_WIDTH, MakingScreen, Saying, place_field
from portfolio_app.ui.settings_page.packs import NUMBERINGS
from portfolio_app.ui.signing.files import documents, unused
from portfolio_app.ui.signing.identity_form import IdentityForm, KeyAnswer, ready_key
from portfolio_app.ui.signing.sign_card import Sentence, network
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.fields import LabelledField
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.segments import Segments
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.text_area import TextArea
from portfolio_app.ui.widgets.words import PageHeading, SectionHeading

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.packs import Sealed
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.pack.standing import Standing
    from portfolio_app.ui.signing.files import Ask
    from portfolio_app.ui.tasks import TaskRunner

SAYING = Saying(
    name="Seal the pack",
    button="Seal and sign",
    icon="seal",
    back="Not yet",
    doing="Sealing the pack",
    busy="Sealing ...",
    stopped="Sealing was stopped.",
)


class SealScreen(MakingScreen):
    """Asks, seals, and says in place what went wrong; the file is written last, and whole."""

    sealed = Signal(object)
    """The `Sealed` pack."""

    def __init__(
        self,
        look: Look,
        program: Program,
        portfolio: OpenPortfolio,
        runner: TaskRunner,
        ask: Ask,
        found: Standing,
    ) -> None:
        super().__init__(look, SAYING)
        self._program = program
        self._portfolio = portfolio
        self._runner = runner
        self._path = unused(documents() / _file_name(found))
        self._stage = found.stage
        self._is_forced = bool(found.things)
        self.why = TextArea(look, lines=3)
        self.reason = _reason_field(look, self.why)
        if not self._is_forced:
            self.reason.hide()
        self.numbering = Segments(
            look, NUMBERINGS, name="Page numbers", value=found.settings.numbering
        )
        me = found.people[0]
        self.form = IdentityForm(look, ask, name=me.name, role_title=me.title.lower())
        self.place = place_field(
            look,
            ask,
            self._path,
            label="Save the pack as",
            title="Where to save the pack",
            explanation="You send this file to those who sign after you.",
        )
        self._compose(found)
        self.first: QWidget = self.why if self._is_forced else self.form.file.line
        self._connect()

    def _compose(self, found: Standing) -> None:
        look = self._look
        form = Narrow(look, gap="xl", width=FORM_WIDTH)
        key = Column(look, gap="l")
        key.add(SectionHeading(look, "Your signing identity"), self.form)
        where = Column(look, gap="l")
        numbers = LabelledField(look, "Page numbers", self.numbering)
        where.add(SectionHeading(look, "The file"), self.place, numbers)
        form.body.add(
            Sentence(look, found.means),
            self.reason,
            key,
            where,
            IconWords(look, "info", network(found.settings), tone=Role.INK_2),
        )
        heading = PageHeading(
            look,
            f"Seal the pack: {found.review}" if found.review else "Seal the pack",
            note="Sealing fixes every page. Whoever signs after you signs the same pages.",
        )
        asked = (self.reason, self.form, self.place, self.numbering)
        self.lay_out(heading, form, asked)

    def _connect(self) -> None:
        self.button.clicked.connect(self._on_seal)
        self.form.submitted.connect(self._on_seal)

    # Sealing

    @Slot()
    def _on_seal(self) -> None:
        if self.button.is_busy:
            return
        answer, path = self.form.answer(), self.place.path()
        lacks_reason = self._is_forced and not self.why.text().strip()
        self.reason.set_error("A reason is needed." if lacks_reason else "")
        if answer is None or path is None or lacks_reason:
            return
        self._path = path
        self.set_busy(busy=True)
        work = partial(ready_key, self._program.identities, answer, PRACTITIONER)
        self._runner.run(work, done=self._on_ready, failed=self._on_no_key)

    @Slot(object)
    def _on_ready(self, answer: KeyAnswer) -> None:
        self.form.adopt(answer)
        self.progress.begin(SAYING.doing)
        numbering = Numbering(str(self.numbering.value()))
        reason = self.why.text() if self._is_forced else ""
        work = self._runner.run(
            partial(self._seal, answer, self._path, reason, numbering),
            done=self._on_sealed,
            failed=self.on_failed,
            cancelled=self.on_cancelled,
        )
        self.follow(work)

    def _seal(
        self,
        answer: KeyAnswer,
        path: Path,
        reason: str,
        numbering: Numbering,
        progress: Progress,
    ) -> Sealed:
        identity = self._program.identities.open(answer.path, answer.passphrase)
        return self._portfolio.packs.seal(
            path, identity, reason, progress, numbering, stage=self._stage
        )

    @Slot(object)
    def _on_sealed(self, sealed: Sealed) -> None:
        self.set_busy(busy=False)
        self.form.forget()
        self.sealed.emit(sealed)

    @Slot(object)
    def _on_no_key(self, error: Exception) -> None:
        self.set_busy(busy=False)
        self.form.show_problem(error)


def _file_name(found: Standing) -> str:
    """Return a name for the file; it names the practitioner, never a client."""
    name = f"{found.pathway}, {found.portfolio.practitioner.name}"
    if (version := next_version(found.seals, found.stage)) > 1:
        name += f", version {version}"
    kept = "".join(sign for sign in name if sign.isalnum() or sign in " -’',.").strip(" .")
    return f"{kept or 'Pack'}.pdf"


def _reason_field(look: Look, why: TextArea) -> LabelledField:
    return LabelledField(
        look,
        "Why it is sealed although something is missing",
        why,
        explanation="These words are printed in the pack, before the evidence.",
    )
