"""Sealing: what the practitioner puts their name to, by which key, and where the pack goes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.editions import Numbering
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.portfolio import next_version
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.settings_page.packs import NUMBERINGS
from portfolio_app.ui.signing.files import PDF, FileQuestion, PlaceField, documents, unused
from portfolio_app.ui.signing.identity_form import IdentityForm, KeyAnswer, ready_key
from portfolio_app.ui.signing.sign_card import Sentence, network
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import MainButton, QuietButton
from portfolio_app.ui.widgets.fields import LabelledField
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import NARROW, Column, Row, Scrolled
from portfolio_app.ui.widgets.notices import ProblemNotice, ProgressPanel
from portfolio_app.ui.widgets.segments import Segments
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.text_area import TextArea
from portfolio_app.ui.widgets.words import PageHeading, SectionHeading, Strip

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.packs import Sealed
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.pack.standing import Standing
    from portfolio_app.ui.signing.files import Ask
    from portfolio_app.ui.tasks import Task, TaskRunner

FORM_WIDTH = 640
"""Px at 100 %: as wide as a line of the form is read well."""


class SealScreen(QWidget):
    """Asks, seals, and says in place what went wrong; the file is written last, and whole."""

    sealed = Signal(object)
    """The `Sealed` pack."""
    left = Signal()
    """The person thought better of it."""

    def __init__(
        self,
        look: Look,
        program: Program,
        portfolio: OpenPortfolio,
        runner: TaskRunner,
        ask: Ask,
        found: Standing,
    ) -> None:
        super().__init__()
        self._look = look
        self._program = program
        self._portfolio = portfolio
        self._runner = runner
        self._work: Task | None = None
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
        self.place = _place_field(look, ask, self._path)
        self.button = MainButton(look, "Seal and sign", icon="seal")
        self.back = QuietButton(look, "Not yet")
        self.progress = ProgressPanel(look, "Sealing the pack")
        self.problem = ProblemNotice(look)
        self._compose(found)
        self.first: QWidget = self.why if self._is_forced else self.form.file.line
        self._connect()

    def stop(self) -> None:
        """Give up sealing if it is going on; nothing is written then."""
        if self._work is not None:
            self._work.cancel()

    def _compose(self, found: Standing) -> None:
        look = self._look
        body = Column(look, gap="xl")
        buttons = Flow(look)
        buttons.add(self.button, self.back)
        key = Column(look, gap="l")
        key.add(SectionHeading(look, "Your signing identity"), self.form)
        where = Column(look, gap="l")
        numbers = LabelledField(look, "Page numbers", self.numbering)
        where.add(SectionHeading(look, "The file"), self.place, numbers)
        body.add(
            PageHeading(
                look,
                f"Seal the pack: {found.review}" if found.review else "Seal the pack",
                note="Sealing fixes every page. Whoever signs after you signs the same pages.",
            ),
            Sentence(look, found.means),
            self.reason,
            key,
            where,
            IconWords(look, "info", network(found.settings), tone=Role.INK_2),
        )
        self.problem.hide()
        self.progress.hide()
        scrolled = Scrolled(look, inset=("page_top", "page_side"), name="Seal the pack")
        scrolled.body.add(_AtMost(look, body, FORM_WIDTH))
        scrolled.body.addStretch(1)
        foot = Column(look, gap="m")
        foot.add(self.problem, self.progress, buttons)
        strip = Strip(side="top")
        self._foot = Column(look, inset=("m", "page_side"), parent=strip)
        self._foot.add(_AtMost(look, foot, FORM_WIDTH))
        whole = Column(look, gap="none", parent=self)
        whole.add(scrolled, stretch=1)
        whole.add(strip)

    def _connect(self) -> None:
        self.button.clicked.connect(self._on_seal)
        self.form.submitted.connect(self._on_seal)
        self.back.clicked.connect(self.left)
        self.progress.cancelled.connect(self._on_cancel)

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
        self._set_busy(True)
        work = partial(ready_key, self._program.identities, answer, PRACTITIONER)
        self._runner.run(work, done=self._on_ready, failed=self._on_no_key)

    @Slot(object)
    def _on_ready(self, answer: KeyAnswer) -> None:
        self.form.adopt(answer)
        self.progress.begin("Sealing the pack")
        numbering = Numbering(str(self.numbering.value()))
        reason = self.why.text() if self._is_forced else ""
        self._work = self._runner.run(
            partial(self._seal, answer, self._path, reason, numbering),
            done=self._on_sealed,
            failed=self._on_failed,
            cancelled=self._on_cancelled,
        )
        self._work.progressed.connect(self.progress.set_progress)

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
        self._set_busy(False)
        self.form.forget()
        self.sealed.emit(sealed)

    @Slot(object)
    def _on_no_key(self, error: Exception) -> None:
        self._set_busy(False)
        self.form.show_problem(error)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.problem.show_words(*in_words(error))

    @Slot()
    def _on_cancelled(self) -> None:
        self._set_busy(False)
        self.problem.show_words("Sealing was stopped.", "Nothing was written.")

    @Slot()
    def _on_cancel(self) -> None:
        self.stop()

    def _set_busy(self, busy: bool) -> None:
        self.button.set_busy("Sealing ..." if busy else None)
        for part in (self.reason, self.form, self.place, self.numbering, self.back):
            part.setEnabled(not busy)
        if busy:
            self.problem.show_words("")
        else:
            self._work = None
            self.progress.hide()
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words more of a narrow window."""
        self._foot.set_narrow(narrow=event.size().width() < NARROW)
        super().resizeEvent(event)


class _AtMost(QWidget):
    """A column that is never wider than is read well."""

    def __init__(self, look: Look, column: Column, width: int) -> None:
        super().__init__()
        self._look = look
        self._width = width
        self._inner = QWidget()
        self._inner.setLayout(column)
        row = Row(look, gap="none", parent=self)  # a row knows how wide each part may be
        row.add(self._inner, stretch=1)
        row.addStretch(0)
        look.changed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        self._inner.setMaximumWidth(self._look.theme.px(self._width))


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


def _place_field(look: Look, ask: Ask, start: Path) -> PlaceField:
    return PlaceField(
        look,
        "Save the pack as",
        FileQuestion(title="Where to save the pack", kinds=PDF, start=start, is_new=True),
        ask,
        explanation="You send this file to those who sign after you.",
    )
