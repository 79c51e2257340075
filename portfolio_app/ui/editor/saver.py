"""Autosave: everything that is typed reaches the disk, in order, off the GUI thread."""

from __future__ import annotations

from enum import Enum, auto
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from portfolio_app.errors import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime

    from portfolio_app.services.clock import Clock
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.tasks import TaskRunner

    _Entry = tuple[Hashable, Callable[[], None]]

T = TypeVar("T")

PAUSE_MS: Final = 600
"""After the last keystroke; short enough to lose nothing, long enough to save by phrases."""
AT_LATEST_MS: Final = 1000
"""For those who never pause."""


class Outbox:
    """What still has to be written: for each place the latest, in the order put in.

    May be used from any thread; only one writes at a time. What fails stays in, unless
    something newer has come for its place.
    """

    def __init__(self) -> None:
        self._waiting: dict[Hashable, Callable[[], None]] = {}
        self._held = 0
        """How many are on their way, or were refused while others are written."""
        self._guard = Lock()
        self._writing = Lock()

    @property
    def is_empty(self) -> bool:
        """Whether everything is written: nothing waits, and nothing is on its way."""
        with self._guard:
            return not (self._waiting or self._held)

    def put(self, place: Hashable, write: Callable[[], None]) -> None:
        """Have `write` called; it replaces what waits for the same place."""
        with self._guard:
            self._waiting.pop(place, None)
            self._waiting[place] = write

    def write_all(self) -> None:
        """Write until nothing waits; what raises stays in.

        An answer that is refused holds up no other: it is raised when the rest is written.
        Whatever else fails, as a full disk, ends the writing.
        """
        with self._writing:
            refused: list[tuple[_Entry, EvidenceError]] = []
            try:
                while entry := self._take():
                    try:
                        self._write(entry)
                    except EvidenceError as error:
                        refused.append((entry, error))
            finally:
                for entry, _ in reversed(refused):
                    self._give_back(entry)
            if refused:
                raise refused[0][1]

    def between(self, work: Callable[[], T]) -> T:
        """Do `work` while nothing else is being written, and return what it returns."""
        with self._writing:
            return work()

    def after(self, place: Hashable, work: Callable[[], T]) -> T:
        """Write what waits for `place`, then do `work` with nothing written in between."""
        with self._writing:
            if entry := self._take(place):
                try:
                    self._write(entry)
                except EvidenceError:
                    self._give_back(entry)
                    raise
            return work()

    def _take(self, place: Hashable = None) -> _Entry | None:
        """Take what waits for a place, or else what has waited longest."""
        with self._guard:
            if place is None:
                place = next(iter(self._waiting), None)
            write = self._waiting.pop(place, None)
            if write is None:
                return None
            self._held += 1
            return place, write

    def _write(self, entry: _Entry) -> None:
        """Write one; only what is refused does not go back by itself."""
        try:
            entry[1]()
        except EvidenceError:
            raise
        except BaseException:
            self._give_back(entry)
            raise
        with self._guard:
            self._held -= 1

    def _give_back(self, entry: _Entry) -> None:
        with self._guard:
            self._held -= 1
            if entry[0] not in self._waiting:
                self._waiting = {entry[0]: entry[1], **self._waiting}


class Saving(Enum):
    """Where the work is."""

    UNDER_WAY = auto()
    DONE = auto()
    FAILED = auto()


class Saver(QObject):
    """Empties an outbox whenever the person pauses. Says "saved" only when it is on disk."""

    changed = Signal(object, object)
    """A `Saving`, with the time when it is DONE and the error when it FAILED."""

    def __init__(self, runner: TaskRunner, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._clock = clock
        self._is_running = False
        self.outbox = Outbox()
        self.saved_at: datetime | None = None
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._at_latest = QTimer(self, interval=AT_LATEST_MS, singleShot=True)
        self._pause.timeout.connect(self.save_now)
        self._at_latest.timeout.connect(self.save_now)

    def put(self, place: Hashable, write: Callable[[], None]) -> None:
        """Have something written after the next pause."""
        self.outbox.put(place, write)
        self.changed.emit(Saving.UNDER_WAY, None)
        self._pause.start()
        if not self._at_latest.isActive():
            self._at_latest.start()

    @Slot()
    def save_now(self) -> None:
        """Begin to write, without waiting for the next pause."""
        self._stop_timers()
        if self._is_running or self.outbox.is_empty:
            return
        self._is_running = True
        self.changed.emit(Saving.UNDER_WAY, None)
        self._runner.run(self._write, done=self._on_written, failed=self._on_failed)

    def flush(self) -> Exception | None:
        """Write everything before returning; return what kept it from the disk, if anything.

        What is being written in the background is waited for. Used before the vault closes.
        """
        self._stop_timers()
        try:
            self.outbox.write_all()
        except Exception as error:  # noqa: BLE001 - handed to the person, not swallowed
            self.changed.emit(Saving.FAILED, error)
            return error
        self._tell_saved()
        return None

    def _write(self, progress: Progress) -> None:
        self.outbox.write_all()

    @Slot(object)
    def _on_written(self, nothing: object) -> None:
        self._is_running = False
        if self.outbox.is_empty:
            self._tell_saved()
        elif not self._pause.isActive():
            self._pause.start()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._is_running = False
        self.changed.emit(Saving.FAILED, error)

    def _tell_saved(self) -> None:
        self.saved_at = self._clock.now()
        self.changed.emit(Saving.DONE, self.saved_at)

    def _stop_timers(self) -> None:
        self._pause.stop()
        self._at_latest.stop()
