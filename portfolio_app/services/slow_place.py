"""Does things in a place that may hang, such as a network drive, without hanging with it."""

from __future__ import annotations

from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, TypeVar

from portfolio_app.errors import VaultError

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfolio_app.services.progress import Progress

T = TypeVar("T")

PATIENCE: Final = 60.0
"""Seconds without progress after which a place counts as unreachable."""
_POLL: Final = 0.1


class SlowPlace:
    """Sends one errand at a time there, and gives up waiting for one that makes no progress.

    What is given up stops at its next step, if it ever takes one; until then nothing else is
    begun there, so that no two of them meet.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        """Make it.

        Args:
            patience: Seconds without progress that it may take.
        """
        self._patience = patience
        self._worker: Thread | None = None

    def ask(
        self, work: Callable[[Callable[[int, int], None]], T], progress: Progress, note: str
    ) -> T:
        """Return what `work` returns, which is given a function to say how far it is.

        Args:
            work: Is done in a thread of its own.
            progress: Hears of it here, and may raise to stop waiting.
            note: What is being done.

        Raises:
            VaultError: What the work raised, or that the place does not answer.
        """
        if self._worker is not None and self._worker.is_alive():
            raise _silent()
        errand = _Errand(work)
        worker = self._worker = Thread(target=errand.run, name="second-place", daemon=True)
        worker.start()
        try:
            while worker.is_alive():
                worker.join(_POLL)
                progress.step(errand.done, errand.total, note)
                if worker.is_alive() and monotonic() - errand.moved_at > self._patience:
                    raise _silent()
        except BaseException:
            errand.is_wanted = False
            raise
        if errand.failure is not None:
            raise errand.failure
        return errand.answer  # type: ignore[no-any-return]  # as `work` returned it


class _Errand:
    """One piece of work, as both threads see it; each value is set by one of them alone."""

    def __init__(self, work: Callable[[Callable[[int, int], None]], object]) -> None:
        self._work = work
        self.answer: Any = None
        self.failure: Exception | None = None
        self.is_wanted = True
        self.moved_at = monotonic()
        self.done = self.total = 0

    def run(self) -> None:
        try:
            self.answer = self._work(self._step)
        except Exception as error:  # noqa: BLE001 - carried to whoever waits
            self.failure = error

    def _step(self, done: int, total: int) -> None:
        if not self.is_wanted:
            raise _silent()
        self.done, self.total, self.moved_at = done, total, monotonic()


def _silent() -> VaultError:
    return VaultError(
        "The second place does not answer.",
        advice="Your portfolio and its own backups are safe.",
    )
