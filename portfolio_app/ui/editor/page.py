"""The screen on which one piece of evidence is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.names import EvidenceId, RoleId
from portfolio_app.ui.editor.bars import StatusBar, TitleBar
from portfolio_app.ui.editor.saver import Saver, Saving
from portfolio_app.ui.editor.sheet import Sheet
from portfolio_app.ui.editor.working_copy import Opened, WorkingCopy
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.notices import ProblemNotice

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.slots import Slot as Asked
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import TaskRunner

COUNT_MS = 250
"""After a keystroke, words are counted and claims found again."""


class EditorPage(QWidget):
    """Opens one piece, and has it on disk whenever `flush` returns True."""

    left = Signal()
    """The person wants back to where they came from."""
    ready = Signal()
    """The piece has been read and can be written in."""

    def __init__(
        self,
        look: Look,
        portfolio: OpenPortfolio,
        catalogue: Catalogue,
        clock: Clock,
        runner: TaskRunner,
        hub: Hub,
        evidence_id: EvidenceId,
        path: str = "",
    ) -> None:
        """Open a piece; it is shown when it has been read.

        Args:
            look: The theme in use.
            portfolio: The open portfolio.
            catalogue: Forms, frameworks, pathways.
            clock: The time.
            runner: Does the reading and writing.
            hub: Announcements; the piece itself is changed nowhere else while it is open.
            evidence_id: Which piece.
            path: The answer in which the keyboard lands; the first where empty.
        """
        super().__init__()
        self._look = look
        self._portfolio = portfolio
        self._catalogue = catalogue
        self._clock = clock
        self._runner = runner
        self._path = path
        self.evidence_id = evidence_id
        self.copy: WorkingCopy | None = None
        self.sheet: Sheet | None = None
        self.saver = Saver(runner, clock, self)
        self.bar = TitleBar(look)
        self.problem = ProblemNotice(look, retry="Try again")
        self.status = StatusBar(look)
        self._middle = Row(look, gap="none")
        self._compose()
        self._settled = QTimer(self, interval=COUNT_MS, singleShot=True)
        self._settled.timeout.connect(self._count)
        self._connect()
        runner.run(self._read, done=self._open, failed=self._show_unreadable)

    def flush(self) -> bool:
        """Return True when everything typed is on disk; say what is wrong and return False."""
        return self.saver.flush() is None

    def _compose(self) -> None:
        column = Column(self._look, gap="none", parent=self)
        notice = Column(self._look, gap="none", inset=("none", "l"))
        notice.add(self.problem)
        column.add(self.bar, notice)
        column.add(self._middle, stretch=1)
        column.add(self.status)

    def _connect(self) -> None:
        self.bar.left.connect(self._on_left)
        self.saver.changed.connect(self._on_saving)
        self.problem.retried.connect(self.saver.save_now)

    # Opening

    def _read(self, progress: Progress) -> Opened:
        return Opened(
            evidence=self._portfolio.evidence.get(self.evidence_id),
            pathway=self._portfolio.verdicts.pathway(),
            goals=self._portfolio.evidence.goals(),
            contributors=self._portfolio.contributors.all(),
        )

    @Slot(object)
    def _open(self, opened: Opened) -> None:
        self.copy = WorkingCopy(opened, self._catalogue)
        self.sheet = Sheet(self._look, self.copy)
        self._middle.add(self.sheet, stretch=1)
        self.sheet.edited.connect(self._on_edited)
        self.sheet.contributor_changed.connect(self._on_contributor_changed)
        self.bar.show_saving(Saving.DONE, opened.evidence.changed_at, self._clock.today())
        self._count()
        self.sheet.land(self._path)
        self.ready.emit()

    @Slot(object)
    def _show_unreadable(self, error: Exception) -> None:
        self.problem.retry.hide()
        self.problem.show_words(*in_words(error))

    # Saving

    @Slot(object, str)
    def _on_edited(self, asked: Asked, text: str) -> None:
        write = self._portfolio.evidence.write
        self.saver.put(asked.path, partial(write, self.evidence_id, asked.path, text))
        self._settled.start()

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
            self.problem.show_words(*in_words(detail))
        elif saving is Saving.DONE:
            self.problem.show_words("")

    @Slot()
    def _on_left(self) -> None:
        if self.flush():
            self.left.emit()

    @Slot()
    def _count(self) -> None:
        if self.copy:
            self.status.show_progress(self.copy)
            title = self.copy.evidence.title
            self.bar.title.setText(title or f"Untitled {self.copy.form.title.lower()}")

    # Qt overrides

    def hideEvent(self, event: QEvent) -> None:
        """Save what is left when another place is shown."""
        self.saver.save_now()
        super().hideEvent(event)  # type: ignore[arg-type]
