"""Keeps what is jotted down while it is typed, and says so only when it is on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from portfolio_app.ui.announcing import say
from portfolio_app.ui.editor.bars import saved_in_words
from portfolio_app.ui.editor.saver import Outbox, Saver, Saving
from portfolio_app.ui.jottings.sheet import JottingSheet
from portfolio_app.ui.problems import explain, in_words
from portfolio_app.ui.tokens import Role, State
from portfolio_app.ui.widgets.notices import Notice, UndoNotice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.jottings import JottingService
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.shell import Shell
    from portfolio_app.ui.tasks import TaskRunner

SHOWN_MS: Final = 8000
"""How long it is said above the page what became of a jotting."""
KEPT: Final = "Kept. It waits on Evidence, under “To sort”."
PUT_AWAY: Final = "Your jotting lies in the bin, for 30 days."


class _Ending(Enum):
    """What becomes of the words when they are on the disk and the sheet closes."""

    KEPT = auto()
    PUT_AWAY = auto()


@dataclass(slots=True, eq=False)
class _Draft:
    """What is being written: one piece, however often it is saved.

    Only who empties the outbox sets its id, one at a time, so that nothing is kept twice.
    """

    id: EvidenceId | None = None


class JottingKeeper(QObject):
    """Opens the sheet over the window, and stores what stands on it after every pause."""

    show_wanted = Signal()
    """The person wants to see what waits to be sorted."""

    def __init__(
        self,
        look: Look,
        service: JottingService,
        clock: Clock,
        runner: TaskRunner,
        window: Shell,
    ) -> None:
        super().__init__(window)
        self._look = look
        self._service = service
        self._clock = clock
        self._runner = runner
        self._window = window
        self._draft = _Draft()
        self._known = ("", "")
        self._saving = Saving.DONE
        self._ending: _Ending | None = None
        self._put_away_id: EvidenceId | None = None
        self._notice: QWidget | None = None
        self._shown = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._shown.timeout.connect(self._take_notice)
        self.saver = Saver(runner, clock, self)
        self.saver.changed.connect(self._on_saving)
        self.sheet = JottingSheet(look, window)
        self.sheet.edited.connect(self._take_down)
        self.sheet.keep_wanted.connect(self._on_keep_wanted)
        self.sheet.leave_wanted.connect(self._on_leave_wanted)

    @Slot()
    def open(self) -> None:
        """Open the sheet, or bring it to the front."""
        self.sheet.show()
        self.sheet.raise_()
        self.sheet.activateWindow()

    def flush(self) -> bool:
        """Bring what stands on the sheet to the disk; say what is wrong and return False."""
        self._ending = None
        self._take_down()
        self.saver.outbox.between(bool)  # until what is being written is there, or came back
        if not self.saver.outbox.is_empty and self.saver.flush():
            self.open()
            return False
        self._close()
        return True

    def give_up(self) -> None:
        """Forget what could not be saved: the person closes without it."""
        self.saver.outbox = Outbox()
        self._close()

    # Storing

    @Slot()
    def _take_down(self) -> None:
        """Have what stands on the sheet stored after the next pause, if it is new."""
        words = self.sheet.words.text(), self.sheet.title.text()
        if words != self._known:
            self._known = words
            self.saver.put(self._draft, partial(self._store, self._draft, *words))

    def _store(self, draft: _Draft, text: str, title: str) -> None:
        """Store a draft; what says nothing any more goes into the bin."""
        if text.strip() or title.strip():
            draft.id = self._service.keep(text, title, former=draft.id).id
        elif draft.id:
            self._service.put_away(draft.id)
            draft.id = None

    @Slot(object, object)
    def _on_saving(self, saving: Saving, told: object) -> None:
        self._saving = saving
        if saving is Saving.UNDER_WAY:
            self.sheet.show_saving("clock", "Saving ...", Role.INK_2)
        elif isinstance(told, Exception):
            self.sheet.show_saving("state-problem", "Not saved", Role.PROBLEM)
            self._show_problem(told)
        else:
            self._show_saved()
            if self._ending:
                self._finish(self._ending)

    def _show_saved(self) -> None:
        self.sheet.problem.show_words("")
        if self.saver.saved_at and self._known != ("", ""):
            words = saved_in_words(self.saver.saved_at, self._clock.today())
            self.sheet.show_saving("check", words, Role.MET)

    # Closing the sheet

    @Slot()
    def _on_keep_wanted(self) -> None:
        if self.sheet.has_words and not self.sheet.keep.is_busy:
            self._end(_Ending.KEPT, "Keeping ...")

    @Slot()
    def _on_leave_wanted(self) -> None:
        if self.sheet.keep.is_busy:
            return
        if self._saving is Saving.FAILED and self.sheet.is_warned:
            self.give_up()
        elif self._saving is Saving.FAILED:
            self.sheet.warn()
        elif self.sheet.has_words:
            self._end(_Ending.PUT_AWAY, "Putting it away ...")
        else:
            self.saver.save_now()
            self._close()

    def _end(self, ending: _Ending, words: str) -> None:
        """Bring the last words to the disk first, whatever becomes of them."""
        self._take_down()
        self._ending = ending
        self.sheet.set_busy(words)
        if self._saving is Saving.DONE:
            self._finish(ending)
        else:
            self.saver.save_now()

    def _finish(self, ending: _Ending) -> None:
        self._ending = None
        if ending is _Ending.PUT_AWAY and self._draft.id:
            work = partial(self._put_away, self._draft.id)
            self._runner.run(work, done=self._on_put_away, failed=self._show_problem)
            return
        self._close()
        if ending is _Ending.KEPT:
            self._tell_kept()

    def _put_away(self, jotting_id: EvidenceId, progress: Progress) -> EvidenceId:
        self._service.put_away(jotting_id)
        return jotting_id

    @Slot(object)
    def _on_put_away(self, jotting_id: EvidenceId) -> None:
        if self._draft.id == jotting_id:
            self._close()
        self._put_away_id = jotting_id
        notice = UndoNotice(self._look, PUT_AWAY)
        notice.undone.connect(self._on_undone)
        self._show_notice(notice, PUT_AWAY)

    @Slot()
    def _on_undone(self) -> None:
        self._take_notice()
        jotting_id, self._put_away_id = self._put_away_id, None
        if jotting_id:
            work = partial(self._bring_back, jotting_id)
            self._runner.run(work, done=self._on_brought_back, failed=self._on_not_back)

    def _bring_back(self, jotting_id: EvidenceId, progress: Progress) -> None:
        self._service.bring_back(jotting_id)

    @Slot(object)
    def _on_brought_back(self, nothing: object) -> None:
        self._tell_kept()

    @Slot(object)
    def _on_not_back(self, error: Exception) -> None:
        explain(error, self._window)

    def _close(self) -> None:
        """Be ready for the next words."""
        self._draft = _Draft()
        self._known = ("", "")
        self._saving = Saving.DONE
        self._ending = None
        self.sheet.set_busy(None)
        self.sheet.clear()
        self.sheet.hide()

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        self._ending = None
        self.sheet.set_busy(None)
        self.sheet.problem.show_words(*in_words(error))

    # Saying what became of it

    def _tell_kept(self) -> None:
        notice = Notice(self._look, State.MET, KEPT, action="Show it")
        notice.pressed.connect(self._on_show_pressed)
        self._show_notice(notice, KEPT)

    def _show_notice(self, notice: QWidget, words: str) -> None:
        self._take_notice()
        self._notice = notice
        self._window.show_banner(notice)
        self._shown.start()
        say(self._window, words)

    @Slot()
    def _on_show_pressed(self) -> None:
        self._take_notice()
        self.show_wanted.emit()

    @Slot()
    def _take_notice(self) -> None:
        notice, self._notice = self._notice, None
        if notice is not None:
            self._window.take_banner(notice)
