"""Runs services off the GUI thread and brings their answers back to it.

Four rules keep this safe:

* The worker touches one Qt object only, the runner, which outlives it.
* Every `Task` signal is emitted on the GUI thread, so a task may be deleted there.
* Progress is rationed; a tight loop must not drown the event queue.
* Garbage is collected on the GUI thread alone. Python collects on whichever thread happens to
  allocate, and a widget that dies on the worker deadlocks with the GUI or aborts the program.
"""

from __future__ import annotations

import gc
from functools import cached_property, partial
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from portfolio_app.errors import CancelledError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import ThreadPoolExecutor

    from portfolio_app.services.progress import Progress

T = TypeVar("T")

SWEEP_MS: Final = 500
"""Between two looks at whether garbage is due."""
PROGRESS_INTERVAL: Final = 0.05
"""Least seconds between two reports from one task."""


class Task(QObject):
    """One piece of work in flight, as the GUI thread sees it."""

    progressed = Signal(int, int, str)
    """How much of how much is done, and what is being done now."""

    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    """Follows each of the other three; the task is deleted afterwards."""

    def __init__(self, parent: QObject, work: Callable[[Progress], object]) -> None:
        super().__init__(parent)
        self.stop = Event()
        self.work = work
        """Held here, for it may be the last to hold a widget."""

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.stop.set()


class TaskRunner(QObject):
    """Runs one task at a time, because the vault has one writer."""

    busy_changed = Signal(bool)
    failed = Signal(object)
    """Failures of tasks that named no handler of their own."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._run_errand, Qt.ConnectionType.QueuedConnection)
        self._tasks: set[Task] = set()
        self._sweep = QTimer(self, interval=SWEEP_MS)
        self._sweep.timeout.connect(self._collect)
        self._sweep.start()
        gc.disable()

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        """The one thread; made for the first task, which the first window does not wait for."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="portfolio")

    @property
    def is_busy(self) -> bool:
        """Whether a task is running or waiting to run."""
        return bool(self._tasks)

    def run(
        self,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> Task:
        """Start `work` in the background.

        Pass methods of live widgets as handlers, never lambdas: Qt drops a method's
        connection with its widget, so a closed screen is never called back.
        """
        task = Task(self, work)
        task.succeeded.connect(done)
        task.failed.connect(failed or self.failed)
        if cancelled is not None:
            task.cancelled.connect(cancelled)
        self._tasks.add(task)
        self.busy_changed.emit(True)
        self._pool.submit(self._work, task)
        return task

    def settle(self) -> None:
        """Wait until nothing runs: cancel what can be cancelled, let the rest finish.

        Work that was waiting is done too, for it may be saving; and every answer has been
        delivered when this returns, so that a failure is told while its screen is there.
        The runner stays usable. Call before the vault closes under work that reads it.
        """
        while self._tasks:
            for task in self._tasks:
                task.cancel()
            self._pool.submit(int).result()  # one worker: all before it is done
            QCoreApplication.sendPostedEvents(self)

    def shut_down(self) -> None:
        """Settle for good, when the program ends."""
        self.settle()
        if "_pool" in vars(self):
            self._pool.shutdown()
        self._sweep.stop()
        gc.enable()

    # Worker thread

    def _work(self, task: Task) -> None:
        try:
            result = task.work(_Reporter(task, self._post))
        except CancelledError:
            self._post(task.cancelled.emit)
        except Exception as error:  # noqa: BLE001 - carried to the GUI thread, not swallowed
            self._post(partial(task.failed.emit, error))
        else:
            self._post(partial(task.succeeded.emit, result))
        finally:
            self._post(partial(self._retire, task))

    def _post(self, errand: Callable[[], object]) -> None:
        self._posted.emit(errand)

    # GUI thread

    @Slot(object)
    def _run_errand(self, errand: Callable[[], object]) -> None:
        errand()

    def _retire(self, task: Task) -> None:
        self._tasks.discard(task)
        task.ended.emit()
        task.work = _nothing
        task.deleteLater()
        self.busy_changed.emit(bool(self._tasks))

    @Slot()
    def _collect(self) -> None:
        """Collect the oldest generation that is due, as Python would have of its own accord."""
        due = [
            count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)
        ]
        if any(due):
            gc.collect(max(n for n, is_due in enumerate(due) if is_due))


def _nothing(progress: Progress) -> None:
    """Stand in for work that is done, so that what it held goes on the GUI thread."""


class _Reporter:
    """The `Progress` a service sees; lives on the worker thread."""

    def __init__(self, task: Task, post: Callable[[Callable[[], object]], None]) -> None:
        self._task = task
        self._post = post
        self._due = 0.0

    def step(self, done: int, total: int, note: str) -> None:
        """Report, if the last report is old enough."""
        if self._task.stop.is_set():
            raise CancelledError
        if monotonic() >= self._due:
            self._due = monotonic() + PROGRESS_INTERVAL
            self._post(partial(self._task.progressed.emit, done, total, note))
