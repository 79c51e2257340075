"""What may have been meant by a word, found in a process of its own.

The library keeps Python's lock while it looks, 40 to 60 ms a word; no thread of ours could
paint or take a key meanwhile. The process starts with the first word that is asked about. Words
and answers go through a pipe and nowhere else. It ends with `close`, and where nobody comes to
close it, with the pipe.
"""

from __future__ import annotations

import logging
import signal
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Final

from portfolio_app.memory import leave_no_core_dump
from portfolio_app.spelling.speller import Speller

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

LONGEST_WAIT: Final = 10.0
"""Seconds; an answer takes a tenth, and the first another half."""

logger = logging.getLogger(__name__)


class Suggesting:
    """Asks the other process. One thread at a time."""

    def __init__(self) -> None:
        self._pipe: Connection | None = None
        self._process: SpawnProcess | None = None
        self._is_stopped = False
        self._ending = ExitStack()

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant by a word that is not known, the likeliest first.

        Where no process can be had, it is looked for here: late, and with a stutter.
        """
        try:
            pipe = self._pipe or self._start()
            if self._is_stopped:
                raise EOFError
            pipe.send(word)
            if not pipe.poll(LONGEST_WAIT):
                raise TimeoutError  # one of the errors of the system
            found: tuple[str, ...] = pipe.recv()
        except (EOFError, OSError) as error:
            self.close()
            if self._is_stopped:
                return ()
            logger.info("no process for suggestions: %s", type(error).__name__)
            return Speller().suggestions(word)
        return found

    def stop(self) -> None:
        """Let whoever waits for an answer wait no longer; another thread may call this."""
        self._is_stopped = True
        if (process := self._process) is not None:
            with suppress(ValueError):  # the thread has just closed it
                process.kill()

    def close(self) -> None:
        """End the process. The next word would start another, unless it was stopped."""
        self._pipe = self._process = None
        self._ending.close()

    def _start(self) -> Connection:
        from multiprocessing import get_context  # not before it is needed

        processes = get_context("spawn")
        ours, theirs = processes.Pipe()
        self._ending.callback(ours.close)
        with theirs:
            process = processes.Process(
                target=answer, args=(theirs,), name="suggesting", daemon=True
            )
            process.start()
        self._process = process
        self._ending.callback(_end, process)
        self._pipe = ours
        return ours


def answer(pipe: Connection) -> None:
    """Be the other process: answer every word until the pipe ends."""
    leave_no_core_dump()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for whoever started us
    speller = Speller()
    while True:
        try:
            pipe.send(speller.suggestions(pipe.recv()))
        except (EOFError, BrokenPipeError):
            return


def _end(process: SpawnProcess) -> None:
    process.kill()
    process.join()
    process.close()
