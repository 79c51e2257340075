"""Autosave: everything that is typed reaches the disk, in order, off the GUI thread."""

from __future__ import annotations

from enum import Enum, auto
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime

    from portfolio_app.services.clock import Clock
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.tasks import TaskRunner

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
        self._guard = Lock()
        self._writing = Lock()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits; something may still be on its way."""
        return not self._waiting

    def put(self, place: Hashable, write: Callable[[], None]) -> None:
        """Have `write` called; it replaces what waits for the same place."""
        with self._guard:
            self._waiting.pop(place, None)
            self._waiting[place] = write

    def write_all(self) -> None:
        """Write until nothing waits; what raises stays in and ends the writing."""
        with self._writing:
            while entry := self._take():
                place, write = entry
                try:
                    write()
                except BaseException:
                    self._give_back(place, write)
                    raise

    def between(self, work: Callable[[], T]) -> T:
        """Do `work` while nothing else is being written, and return what it returns."""
        with self._writing:
            return work()

    def _take(self) -> tuple[Hashable, Callable[[], None]] | None:
        with self._guard:
            if not self._waiting:
                return None
            place = next(iter(self._waiting))
            return place, self._waiting.pop(place)

    def _give_back(self, place: Hashable, write: Callable[[], None]) -> None:
        with self._guard:
            if place not in self._waiting:
                self._waiting = {place: write, **self._waiting}


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
