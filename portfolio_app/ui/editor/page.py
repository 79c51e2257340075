"""The screen on which one piece of evidence is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from portfolio_app.model.domain.names import EvidenceId, RoleId
from portfolio_app.ui.editor.bars import BACK, WORD, StatusBar, TitleBar
from portfolio_app.ui.editor.claim_desk import ClaimDesk
from portfolio_app.ui.editor.claim_undo import follow_claims
from portfolio_app.ui.editor.claiming import Claiming
from portfolio_app.ui.editor.duties import DutyDesk
from portfolio_app.ui.editor.file_desk import FileDesk
from portfolio_app.ui.editor.files import dropped_files
from portfolio_app.ui.editor.focus_mode import FocusMode
from portfolio_app.ui.editor.formatting_bar import FormattingBar
from portfolio_app.ui.editor.history_desk import HistoryDesk
from portfolio_app.ui.editor.lent import LentDesk
from portfolio_app.ui.editor.page_length import PageLength
from portfolio_app.ui.editor.saver import Saver, Saving
from portfolio_app.ui.editor.sheet import LANDING_MS, Sheet
from portfolio_app.ui.editor.side_panel import SidePanel
from portfolio_app.ui.editor.undo import UndoLine
from portfolio_app.ui.editor.word_desks import WordDesks
from portfolio_app.ui.editor.working_copy import Opened, WorkingCopy
from portfolio_app.ui.editor.writing_tools import WritingTools
from portfolio_app.ui.keys import Keys, bind
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.notices import ProblemNotice

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent

    from portfolio_app.model.domain.anchors import Span
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.names import FieldPath
    from portfolio_app.model.domain.slots import Slot as Asked
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.spelling.language import Language
    from portfolio_app.ui.tasks import TaskRunner

LEAVE = Keys(does="Close the panel over the page, or leave focus mode", keys=("Esc",))
DRAWER = 1092
"""Width in px at 100 % below which the panel is a drawer: a window of 1180."""
NARROW = 1012
"""Width in px at 100 % below which prompts stand above their texts: a window of 1100."""
SOON_MS = 20
"""After the answer that was landed in, the passage within it is shown."""
COUNT_MS = 250
"""After a keystroke, words are counted and claims found again."""


class EditorPage(QWidget):
    """Opens one piece, and has it on disk whenever `flush` returns True."""

    left = Signal()
    """The person wants back to where they came from."""
    opened = Signal(str, str)
    """The id of another piece to write in, and the answer in which the keyboard lands."""
    word_wanted = Signal()
    """The piece is to be written as a Word document."""
    ready = Signal()
    """The piece has been read and can be written in."""

    _is_drawer: bool | None = None
    _passage: tuple[FieldPath, Span] | None = None
    # All of these are there once the piece has been read.
    copy: WorkingCopy | None = None
    lent: LentDesk | None = None
    duties: DutyDesk | None = None
    sheet: Sheet | None = None
    panel: SidePanel | None = None
    claiming: Claiming | None = None
    files: FileDesk | None = None
    history: HistoryDesk | None = None
    undo: UndoLine | None = None
    tools: WritingTools | None = None
    words: WordDesks | None = None
    length: PageLength | None = None

    def __init__(
        self,
        look: Look,
        portfolio: OpenPortfolio,
        catalogue: Catalogue,
        clock: Clock,
        runner: TaskRunner,
        hub: Hub,
        evidence_id: str,
        path: str = "",
        language: Language | None = None,
    ) -> None:
        """Open a piece; it is shown when it has been read.

        With `path` the keyboard lands in that answer, else in the first. Without a
        `language` nobody looks at the spelling.
        """
        super().__init__()
        self._look, self._portfolio, self._catalogue = look, portfolio, catalogue
        self._clock, self._runner, self._hub = clock, runner, hub
        self._language = language
        self._path = path
        self.evidence_id = EvidenceId(evidence_id)
        self.saver = Saver(runner, clock, self)
        self.bar = TitleBar(look)
        self.problem = ProblemNotice(look, retry="Try again")
        self.status = StatusBar(look)
        self.formatting = FormattingBar(look)
        self._middle = Row(look, gap="none")
        self.above = Column(look, gap="none")
        """Where lines stand that are called by a key, such as finding."""
        self.focus_mode = FocusMode(look, self)
        self._landed = self._after(LANDING_MS + SOON_MS, self._show_passage)
        self._settled = self._after(COUNT_MS, self._count)
        self._typing = self._after(COUNT_MS, self._count_words)
        self._compose()
        self._connect()
        runner.run(self._read, done=self._open, failed=self._show_problem)

    def flush(self) -> bool:
        """Return True when everything typed is on disk; say what is wrong and return False."""
        return self.saver.flush() is None

    def land_on(self, path: FieldPath, span: Span) -> None:
        """Select a passage and bring it into sight, as soon as the piece can be written in."""
        self._passage = (path, span)
        if self.sheet:
            self._landed.start()

    @Slot()
    def _show_passage(self) -> None:
        """Show the passage that was asked for, once wrapped text has settled."""
        passage, self._passage = self._passage, None
        row = self.sheet.row(passage[0]) if self.sheet and passage else None
        if passage and row and row.area:
            row.area.setFocus(Qt.FocusReason.OtherFocusReason)
            row.area.select_span(passage[1])

    def _after(self, pause: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self, interval=pause, singleShot=True)
        timer.timeout.connect(act)
        return timer

    def _compose(self) -> None:
        column = Column(self._look, gap="none", parent=self)
        notice = Column(self._look, gap="none", inset=("none", "l"))
        notice.add(self.problem)
        column.add(self.bar, notice, self.formatting, self.above)
        column.add(self._middle, stretch=1)
        column.add(self.status, self.focus_mode.line)

    def _connect(self) -> None:
        self.setAcceptDrops(True)
        self.bar.left.connect(self._on_left)
        self.bar.claims.toggled.connect(self._on_drawer_wanted)
        self.bar.word.clicked.connect(self.word_wanted)
        bind(self, WORD, self.word_wanted.emit)
        bind(self, BACK, self.bar.left.emit)
        self._look.changed.connect(self.answer_to_width)
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._on_focus_changed)
        self.saver.changed.connect(self._on_saving)
        self.problem.retried.connect(self.saver.save_now)

    # Opening

    def _read(self, progress: Progress) -> Opened:
        duties = self._portfolio.duties
        evidence = self._portfolio.evidence.get(self.evidence_id)
        return Opened(
            evidence=evidence,
            lender=duties.lender(evidence),
            uses=duties.drawing_on([self.evidence_id]),
            pathway=self._portfolio.verdicts.pathway(),
            goals=self._portfolio.evidence.goals(),
            contributors=self._portfolio.contributors.all(),
        )

    @Slot(object)
    def _open(self, opened: Opened) -> None:
        self.copy = WorkingCopy(opened, self._catalogue)
        self.sheet = Sheet(self._look, self.copy)
        self.panel = SidePanel(self._look, self.copy)
        self._middle.add(self.sheet, stretch=1)
        self._middle.add(self.panel)
        self._furnish(self.copy, self.sheet, self.panel)
        self._share(self.copy, self.sheet)
        self.bar.show_saving(Saving.DONE, opened.evidence.changed_at, self._clock.today())
        self.answer_to_width()
        self._count()
        self.sheet.land(self._path)
        self._landed.start()
        self.ready.emit()

    def _furnish(self, copy: WorkingCopy, sheet: Sheet, panel: SidePanel) -> None:
        """Connect the page with what is done from it."""
        evidence, claims = self._portfolio.evidence, self._portfolio.claims
        desk = ClaimDesk(copy, evidence, claims, self.saver, self._runner, self)
        self.claiming = Claiming(self._look, copy, sheet, panel, desk, self)
        self.files = FileDesk(copy, sheet, evidence, self.saver, self._runner, self)
        sheet.edited.connect(self._on_edited)
        sheet.contributor_changed.connect(self._on_contributor_changed)
        desk.changed.connect(self._on_stored)
        self.files.changed.connect(self._on_stored)
        self.history = HistoryDesk(
            copy,
            sheet,
            panel,
            self._portfolio.history,
            self.saver,
            self._clock,
            self._runner,
            self,
        )
        for worker in (desk, self.files, self.history):
            worker.failed.connect(self._show_problem)
        self.undo = UndoLine(sheet, self)
        verdicts = self._portfolio.verdicts
        self.length = PageLength(copy, verdicts.length_of, self._runner, self)
        self.length.measured.connect(self.status.show_length)
        self.length.measure_soon()
        self.tools = WritingTools(sheet, self)
        follow_claims(desk, self.undo)
        self.words = WordDesks(self._look, self, sheet, self.undo)
        if self._language:
            given = self._portfolio.spelling, self.tools, self._runner, self._hub
            self.words.add_spelling(self._language, *given)
            if self.words.spelling:
                self.words.spelling.failed.connect(self._show_problem)

    def _share(self, copy: WorkingCopy, sheet: Sheet) -> None:
        """Connect the page with the pieces that share its words."""
        self.lent = LentDesk(self._look, copy, sheet, self)
        duties = self._portfolio.duties
        self.duties = DutyDesk(self._look, copy, sheet, duties, self.saver, self._runner, self)
        self.duties.failed.connect(self._show_problem)
        self.duties.opened.connect(self.opened)

    # Saving

    @Slot(object, str)
    def _on_edited(self, asked: Asked, text: str) -> None:
        write = self._portfolio.evidence.write
        marks = self.copy.evidence.marks(asked.path) if self.copy else ()
        if self.copy and self.copy.is_lent(asked.path):
            text = ""  # the words of another piece are not written here
        self.saver.put(
            asked.path, partial(write, self.evidence_id, asked.path, text, marks=marks)
        )
        self._settled.start()
        if not self._typing.isActive():  # counted while somebody types on, too
            self._typing.start()
        if self.length:
            self.length.measure_soon()

    @Slot(str, str)
    def _on_contributor_changed(self, role: str, name: str) -> None:
        if self.copy:
            self.copy.set_contributor(RoleId(role), name)
        write = self._portfolio.evidence.set_contributor
        self.saver.put("contributor", partial(write, self.evidence_id, RoleId(role), name))

    @Slot(object, object)
    def _on_saving(self, saving: Saving, detail: object) -> None:
        at = self.saver.saved_at if saving is Saving.DONE else None
        self.bar.show_saving(saving, at, self._clock.today())
        if isinstance(detail, Exception):
            self.problem.retry.show()
            self.problem.show_words(*in_words(detail))
        elif saving is Saving.DONE:
            self.problem.show_words("")

    @Slot()
    def _on_stored(self) -> None:
        """Say that it is on disk, unless something typed still is not."""
        self.problem.show_words("")
        if self.saver.outbox.is_empty:
            self.bar.show_saving(Saving.DONE, self._clock.now(), self._clock.today())
        self._count()

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self.problem.retry.hide()
        self.problem.show_words(*in_words(error))

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        """Save what was typed in a field as soon as it is left."""
        if old is not None and self.isAncestorOf(old):
            self.saver.save_now()

    @Slot()
    def _on_left(self) -> None:
        if self.flush():
            self.left.emit()

    @Slot()
    def _count_words(self) -> None:
        if self.copy:
            self.status.show_progress(self.copy)

    @Slot()
    def _count(self) -> None:
        self._count_words()
        if self.copy:
            if self.claiming and self.copy.evidence.claims:
                self.claiming.refresh()
            if self.duties:
                self.duties.refresh()
            title = self.copy.evidence.title
            self.bar.title.setText(title or f"Untitled {self.copy.form.title.lower()}")

    # Width

    @Slot()
    def answer_to_width(self) -> None:
        """Put the panel beside the page, or make it a drawer over it."""
        if self.panel is None:
            return
        if self.focus_mode.is_on:
            self.focus_mode.arrange()
            return
        if self.sheet:
            self.sheet.set_narrow(narrow=self.width() < self._look.theme.px(NARROW))
            self.formatting.align(narrow=self.sheet.is_narrow)
        narrow = self.width() < self._look.theme.px(DRAWER)
        if narrow == self._is_drawer:
            return
        self._is_drawer = narrow
        self.bar.claims.setVisible(narrow)
        self.bar.claims.setChecked(False)
        if narrow:
            self._middle.removeWidget(self.panel)
        else:
            self._middle.add(self.panel)
        self.panel.setVisible(not narrow)
        self._place_drawer()

    @Slot(bool)
    def _on_drawer_wanted(self, wanted: bool) -> None:
        if self.panel and self._is_drawer:
            self._place_drawer()
            self.panel.setVisible(wanted)
            self.panel.raise_()
            if wanted:
                self.panel.tabs.setFocus()

    def _place_drawer(self) -> None:
        if self.panel and self._is_drawer and self.sheet:
            width = min(self.panel.width(), self.width())
            place = QPoint(self.width() - width, self.sheet.y())
            self.panel.setGeometry(QRect(place, QSize(width, self.sheet.height())))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Answer to the width."""
        super().resizeEvent(event)
        self.answer_to_width()
        self._place_drawer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the drawer by Esc."""
        if LEAVE.match(event) and self._is_drawer and self.bar.claims.isChecked():
            self.bar.claims.click()
            self.bar.claims.setFocus()
        elif LEAVE.match(event) and self.focus_mode.is_on:
            self.focus_mode.leave()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dropped anywhere on the page."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        if self.files:
            self.files.take(dropped_files(event.mimeData()))

    def hideEvent(self, event: QEvent) -> None:
        """Save what is left when another place is shown; what that place needs comes back."""
        self.focus_mode.leave()
        self.saver.save_now()
        super().hideEvent(event)  # type: ignore[arg-type]
