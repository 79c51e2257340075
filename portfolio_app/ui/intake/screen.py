"""Bringing in: choose a file, see where it goes, keep it, and take that back if need be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.wording import count
from portfolio_app.ui.focus import follow_layout
from portfolio_app.ui.intake.changes import Changes
from portfolio_app.ui.intake.offer import Offer
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.signing.files import FileQuestion, documents
from portfolio_app.ui.tokens import Role, State
from portfolio_app.ui.widgets.buttons import MainButton, PlainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.notices import Notice, ProblemNotice, ProgressPanel
from portfolio_app.ui.widgets.words import Card, PageHeading, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from portfolio_app.model.domain.arriving import ArrivedFile, Proposal
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import FormId
    from portfolio_app.model.domain.returned import Returned, ReturnedAnswer
    from portfolio_app.services.arrivals import Arrival, Kept
    from portfolio_app.services.open_portfolio import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.word import TakenBack
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.signing.files import Ask
    from portfolio_app.ui.tasks import Task, TaskRunner

WIDTH: Final = 840
"""Px at 100 %: passages beside their places, each as wide as is read well."""
KINDS: Final = (
    "Documents, emails and photos (*.docx *.odt *.pdf *.txt *.eml *.jpg *.jpeg *.png *.heic "
    "*.heif);;All files (*)"
)
NOTE: Final = "Nothing is kept until you say so, and all of it can be taken back."
WHAT: Final = (
    "Drop a file anywhere on the window, or choose one: a Word document or OpenDocument text, "
    "a PDF, plain text, a saved email or a photo. If it is a half-filled form, its headings "
    "and tables are matched with the questions here. A Word document written from this "
    "portfolio updates the evidence that it came from."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A file, and what could become of it."""

    arrived: Arrival
    forms: tuple[Form, ...] = ()
    proposal: Proposal | None = None
    returned: Returned | None = None


class BringInScreen(QWidget):
    """One file at a time; of several, the others wait."""

    left = Signal()
    opened = Signal(str, str)
    """The id of a piece to write in, and an answer, which is left to the editor."""
    word_wanted = Signal()
    """The person would rather write evidence as a Word document."""

    def __init__(
        self, look: Look, portfolio: OpenPortfolio, runner: TaskRunner, ask: Ask
    ) -> None:
        super().__init__()
        self._portfolio = portfolio
        self._runner = runner
        self._ask = ask
        self._work: Task | None = None
        self._waiting: list[Path] = []
        self._read: _Read | None = None
        self._kept: Kept | None = None
        self._taken: TakenBack | None = None
        self.heading = PageHeading(look, "Bring in a file", note=NOTE)
        self.problem = ProblemNotice(look)
        self.progress = ProgressPanel(look, "Reading the file")
        self.start = Card(look, gap="l")
        self.choose = MainButton(look, "Choose a file ...", icon="bring-in")
        self.write = PlainButton(look, "Write evidence in Word ...", icon="export")
        self.back = QuietButton(look, "Back to the evidence")
        self.offer = Offer(look)
        self.changes = Changes(look)
        self.told = Notice(look, State.MET, "")
        self.after = Flow(look)
        self.open = PlainButton(look, "Open it", icon="pencil")
        self.open_note = PlainButton(look, "Open the unsorted note", icon="pencil")
        self.undo = PlainButton(look, "Take it back", icon="undo")
        self.further = PlainButton(look, "Bring in another file", icon="bring-in")
        self.first: QWidget = self.choose
        self._compose(look)
        self._connect()
        self.begin()

    def _compose(self, look: Look) -> None:
        buttons = Flow(look)
        buttons.add(self.choose, self.write, self.back)
        self.start.body.add(Words(WHAT, tone=Role.INK_2), buttons)
        self.after.add(self.open, self.open_note, self.undo, self.further)
        column = self._column = Narrow(look, gap="l", width=WIDTH)
        column.body.add(self.heading, self.problem, self.progress, self.start)
        column.body.add(self.offer, self.changes, self.told, self.after)
        scrolled = Scrolled(
            look, gap="xl", inset=("page_top", "page_side"), name="Bring in a file"
        )
        scrolled.body.add(column)
        scrolled.body.addStretch(1)
        Column(look, gap="none", parent=self).add(scrolled)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._on_choose)
        self.further.clicked.connect(self._on_further)
        self.write.clicked.connect(self.word_wanted)
        self.back.clicked.connect(self.left)
        self.progress.cancelled.connect(self._on_cancel)
        self.offer.form_chosen.connect(self._on_form)
        self.offer.kept.connect(self._on_keep)
        self.changes.taken.connect(self._on_take)
        for part in (self.offer, self.changes):
            part.left.connect(self._on_further)
            part.rebuilt.connect(self._on_rebuilt)
        self.open.clicked.connect(self._on_open)
        self.open_note.clicked.connect(self._on_open_note)
        self.undo.clicked.connect(self._on_undo)

    # From outside

    @Slot()
    def begin(self) -> None:
        """Show the beginning, and keep nothing of a former file."""
        self._read = None
        self._kept = None
        self._taken = None
        self.problem.show_words("")
        self._show_only(self.start)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.told.set_text("")
        self.offer.clear()
        self.changes.clear()

    def let_go(self) -> None:
        """Hold nothing of a file that was read: it may name somebody who was erased."""
        self._on_cancel()
        if self._read or self._kept or self._taken:
            self.begin()

    def take(self, files: Sequence[Path]) -> None:
        """Read files, one after the other; what is shown comes first, until it is decided."""
        self._waiting += files
        if self._kept is not None or self._taken is not None:
            self.begin()
        if self._work is None and self._read is None:
            self._next()
        elif files:
            self._count_waiting()

    # Off the GUI thread

    def _look_at(self, path: Path, progress: Progress) -> _Read:
        arrived = self._portfolio.arrivals.read(path)
        progress.step(1, 2, path.name)
        returned = self._portfolio.word.compare(arrived)
        if returned is not None:
            return _Read(arrived=arrived, returned=returned)
        return _Read(
            arrived=arrived,
            forms=self._portfolio.arrivals.forms(),
            proposal=self._portfolio.arrivals.propose(arrived),
        )

    def _propose(self, read: _Read, form_id: FormId, progress: Progress) -> _Read:
        return replace(read, proposal=self._portfolio.arrivals.propose(read.arrived, form_id))

    def _keep(
        self, proposal: Proposal, files: Sequence[ArrivedFile], progress: Progress
    ) -> Kept:
        return self._portfolio.arrivals.keep(proposal, files)

    def _put_away(self, kept: Kept, progress: Progress) -> str:
        self._portfolio.arrivals.put_away(kept)
        return "Taken back. It lies in the bin for 30 days."

    def _take_over(
        self, returned: Returned, chosen: Sequence[ReturnedAnswer], progress: Progress
    ) -> TakenBack:
        return self._portfolio.word.take(returned, chosen)

    def _undo_taking(self, taken: TakenBack, progress: Progress) -> str:
        stay = self._portfolio.word.undo(taken)
        if stay:
            answers = count(stay, "answer")
            return f"Taken back, but for {answers} that you have written in since."
        return "Taken back. What was there before is there again."

    # Reading

    def _next(self) -> None:
        if not self._waiting:
            return
        path = self._waiting.pop(0)
        self.problem.show_words("")
        self._show_only(self.progress)
        self.progress.begin("Reading the file")
        self._work = self._runner.run(
            partial(self._look_at, path),
            done=self._on_read,
            failed=self._on_unread,
            cancelled=self._on_cancelled,
        )

    @Slot(object)
    def _on_read(self, read: _Read) -> None:
        if self._work is None or self._work.stop.is_set():
            self._on_cancelled()  # it was let go of too late for the work to stop
            return
        self._work = None
        self._read = read
        if read.returned is not None:
            self._show_only(self.changes)
            self.changes.show_returned(read.returned)
            first = next(iter(self.changes.boxes), self.changes.leave)
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif read.proposal is not None:
            file = read.arrived
            self._show_only(self.offer)
            self.offer.show_file(file.kind, file.facts, file.files, read.forms, file.remarks)
            self.offer.show_proposal(read.proposal)
            self.offer.form.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_unread(self, error: Exception) -> None:
        self._work = None
        self.begin()
        self.problem.show_words(*in_words(error))
        self.further.setVisible(bool(self._waiting))

    @Slot()
    def _on_cancelled(self) -> None:
        self._work = None
        self._waiting.clear()
        self.begin()

    @Slot()
    def _on_cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()

    # Answering

    @Slot()
    def _on_choose(self) -> None:
        question = FileQuestion(title="A file to bring in", kinds=KINDS, start=documents())
        if path := self._ask(question):
            self.take([path])

    @Slot()
    def _on_further(self) -> None:
        self.begin()
        if self._waiting:
            self._next()

    @Slot(object)
    def _on_form(self, form_id: FormId) -> None:
        if self._read is not None:
            self.offer.keep.set_busy("Matching ...")
            work = partial(self._propose, self._read, form_id)
            self._runner.run(work, done=self._on_proposed, failed=self._show_problem)

    @Slot(object)
    def _on_proposed(self, read: _Read) -> None:
        if self._read and read.proposal and read.arrived is self._read.arrived:
            self.offer.keep.set_busy(None)
            self.offer.show_proposal(read.proposal)

    @Slot()
    def _on_keep(self) -> None:
        if self.offer.proposal is None or self.offer.keep.is_busy:
            return
        self.problem.show_words("")
        self.offer.keep.set_busy("Keeping ...")
        work = partial(self._keep, self.offer.proposal, self.offer.chosen_files())
        self._runner.run(work, done=self._on_kept, failed=self._show_problem)

    @Slot(object)
    def _on_kept(self, kept: Kept) -> None:
        self.offer.keep.set_busy(None)
        self._kept = kept
        title = self._portfolio.evidence.form(kept.evidence.form).title
        note = " What had no place is in an unsorted note." if kept.note else ""
        self._tell(" ".join((f"Kept: {title}.{note}", *kept.remarks)))
        self.open.show()
        self.open_note.setVisible(kept.note is not None)
        self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_take(self) -> None:
        if self._read is None or self._read.returned is None or self.changes.take.is_busy:
            return
        self.problem.show_words("")
        self.changes.take.set_busy("Taking over ...")
        work = partial(self._take_over, self._read.returned, self.changes.chosen())
        self._runner.run(work, done=self._on_taken, failed=self._show_problem)

    @Slot(object)
    def _on_taken(self, taken: TakenBack) -> None:
        self.changes.take.set_busy(None)
        self._taken = taken
        answers = count(len(taken.answers), "answer")
        note = " The rest is in an unsorted note." if taken.note else ""
        self._tell(f"{answers} taken over. Their History has what was there before.{note}")
        self.open.setVisible(bool(taken.answers))
        self.open_note.setVisible(taken.note is not None)
        self.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_undo(self) -> None:
        self.undo.setEnabled(False)
        if self._kept is not None:
            work = partial(self._put_away, self._kept)
            self._runner.run(work, done=self._on_undone, failed=self._show_problem)
        elif self._taken is not None:
            work = partial(self._undo_taking, self._taken)
            self._runner.run(work, done=self._on_undone, failed=self._show_problem)

    @Slot(object)
    def _on_undone(self, words: str) -> None:
        self._tell(words)
        for button in (self.open, self.open_note, self.undo):
            button.hide()
        self.further.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_open(self) -> None:
        if self._kept is not None:
            self.opened.emit(self._kept.evidence.id, "")
        elif self._taken is not None and self._taken.answers:
            first = self._taken.answers[0]
            self.opened.emit(first.piece, first.path)

    @Slot()
    def _on_open_note(self) -> None:
        done = self._kept or self._taken
        if done is not None and done.note is not None:
            self.opened.emit(done.note.id, "text")

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self.offer.keep.set_busy(None)
        self.changes.take.set_busy(None)
        self.undo.setEnabled(True)
        self.problem.show_words(*in_words(error))

    @Slot()
    def _on_rebuilt(self) -> None:
        follow_layout(self._column)

    # Showing

    def _tell(self, words: str) -> None:
        self.told.set_text(words)
        self._show_only(self.told)
        for button in (self.undo, self.further):
            button.show()
        self.undo.setEnabled(True)

    def _count_waiting(self) -> None:
        """Say how many files come after the one that is shown."""
        waiting = len(self._waiting)
        more = f"{count(waiting, 'more file')} {'waits' if waiting == 1 else 'wait'}."
        self._head(f"{NOTE} {more}" if waiting else NOTE)

    def _head(self, note: str) -> None:
        is_returned = self._read is not None and self._read.returned is not None
        title = "Written elsewhere" if is_returned else "Bring in a file"
        self.heading.set_words(title, note)

    def _show_only(self, shown: QWidget) -> None:
        self._count_waiting()
        for part in (self.progress, self.start, self.offer, self.changes, self.told):
            part.setVisible(part is shown)
        for button in (self.open, self.open_note, self.undo, self.further):
            button.setVisible(False)
