"""Writing evidence as a Word document: what, where to, and that it is not encrypted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.names import EvidenceId
from portfolio_app.model.domain.wording import count
from portfolio_app.services.word import WARNING
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.signing.files import FileQuestion, PlaceField, documents, unused
from portfolio_app.ui.tokens import Role, State
from portfolio_app.ui.widgets.buttons import DangerButton, QuietButton
from portfolio_app.ui.widgets.fields import DropDown, LabelledField
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.notices import Notice, ProblemNotice, ProgressPanel
from portfolio_app.ui.widgets.words import PageHeading, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.services.open_portfolio import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.signing.files import Ask
    from portfolio_app.ui.tasks import Task, TaskRunner

WORD = "Word document (*.docx)"
EVERYTHING = "All the evidence"
ABOUT = (
    "Every question is a heading, with its guidance in grey. Write below the headings in Word "
    "or LibreOffice, then bring the file in again: you are shown what has changed and "
    "choose what is taken over. Claims stay here, on the words they stand on."
)


class WordOutScreen(QWidget):
    """Asks, warns, writes, and says in place what went wrong."""

    left = Signal()

    def __init__(
        self, look: Look, portfolio: OpenPortfolio, runner: TaskRunner, ask: Ask
    ) -> None:
        super().__init__()
        self._portfolio = portfolio
        self._runner = runner
        self._work: Task | None = None
        self._wanted = ""
        self.what = DropDown(look, [("", EVERYTHING)])
        self.place = PlaceField(
            look,
            "Save it as",
            FileQuestion(
                title="Where to save the Word document",
                kinds=WORD,
                start=unused(documents() / "Evidence.docx"),
                is_new=True,
            ),
            ask,
        )
        self.write = DangerButton(look, "Write it, not encrypted")
        self.back = QuietButton(look, "Back to the evidence")
        self.problem = ProblemNotice(look)
        self.done = Notice(look, State.MET, "")
        self.progress = ProgressPanel(look, "Writing the Word document")
        self.first: QWidget = self.what
        self._compose(look)
        self.write.clicked.connect(self._on_write)
        self.back.clicked.connect(self.left)
        self.progress.cancelled.connect(self._on_cancel)

    def _compose(self, look: Look) -> None:
        buttons = Flow(look)
        buttons.add(self.write, self.back)
        column = Narrow(look, gap="l")
        column.body.add(
            PageHeading(look, "Write in Word", note="And bring it back when you have."),
            Words(ABOUT, tone=Role.INK_2),
            LabelledField(look, "What to write", self.what),
            self.place,
            Notice(look, State.PROBLEM, WARNING),
            self.problem,
            self.done,
            self.progress,
            buttons,
        )
        for hidden in (self.done, self.progress):
            hidden.hide()
        scrolled = Scrolled(
            look, gap="xl", inset=("page_top", "page_side"), name="Write in Word"
        )
        scrolled.body.add(column)
        scrolled.body.addStretch(1)
        Column(look, gap="none", parent=self).add(scrolled)

    def begin(self, evidence_id: str = "") -> None:
        """Offer the evidence there is, one piece chosen, or all of it."""
        self._wanted = evidence_id
        self.done.hide()
        self.problem.show_words("")
        self.place.show_path(unused(documents() / "Evidence.docx"))
        self._runner.run(self._list, done=self._show, failed=self._show_problem)
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def let_go(self) -> None:
        """Hold no title of a piece: somebody was erased."""
        self.what.show_options([("", EVERYTHING)])

    # Off the GUI thread

    def _list(self, progress: Progress) -> Sequence[tuple[str, str]]:
        return [(piece.id, self._called(piece)) for piece in self._portfolio.evidence.all()]

    def _called(self, piece: Evidence) -> str:
        form = self._portfolio.evidence.form(piece.form).title
        return f"{form}: {piece.title}" if piece.title else f"{form}, without a title yet"

    def _make(self, path: Path, wanted: str, progress: Progress) -> int:
        pieces = [EvidenceId(wanted)] if wanted else None
        return self._portfolio.word.write(path, pieces, progress)

    # Answering

    @Slot(object)
    def _show(self, pieces: Sequence[tuple[str, str]]) -> None:
        self.what.show_options([("", EVERYTHING), *pieces])
        self.what.set_value(self._wanted)

    @Slot()
    def _on_write(self) -> None:
        path = self.place.path()
        if path is None or self.write.is_busy:
            return
        self.problem.show_words("")
        self.done.hide()
        self.write.set_busy("Writing ...")
        self.progress.begin("Writing the Word document")
        self._work = self._runner.run(
            partial(self._make, path, str(self.what.value() or "")),
            done=self._on_written,
            failed=self._show_problem,
            cancelled=self._on_cancelled,
        )
        self._work.progressed.connect(self.progress.set_progress)

    @Slot(object)
    def _on_written(self, pieces: int) -> None:
        self._rest()
        number = count(pieces, "piece")
        self.done.set_text(
            f"{number} of evidence written. Nothing in it is encrypted. When you have written "
            "in it, bring it in again."
        )
        self.done.show()

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self._rest()
        self.problem.show_words(*in_words(error))

    @Slot()
    def _on_cancelled(self) -> None:
        self._rest()
        self.problem.show_words("The Word document was stopped.", "Nothing was written.")

    @Slot()
    def _on_cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _rest(self) -> None:
        self._work = None
        self.progress.hide()
        self.write.set_busy(None)
