"""Does work on files of strangers in a process of its own, which may be ended at any time.

A small file can be made to keep any program busy for hours or to take all memory, and no
library can be stopped halfway. The process starts when it is needed, gets the file through a
pipe, keeps nothing and ends with the answer. Memory is limited where the system lets a process
limit itself; on Windows, time alone is.
"""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, TypeVar

from portfolio_app.errors import IntakeError, NotNowError
from portfolio_app.memory import leave_no_core_dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_Answer = TypeVar("_Answer")
_MEGABYTE: Final = 1024**2
_READY: Final = "ready"
_PAGE: Final = "page"
_ANSWER: Final = "answer"
_FAILURE: Final = "failure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What work on one file may take."""

    seconds_to_start: float = 30.0
    """Until it begins with the file; a second, unless the computer is slow or busy."""
    seconds: float = 8.0
    """Until the first page is done."""
    seconds_for_page: float = 0.25
    """For each page that is done, besides; a page takes a tenth."""
    megabytes: int = 1024
    """Of memory for its own data."""


USUAL: Final = Limits()


def done_aside(
    work: Callable[..., _Answer], *given: object, advice: str = "", limits: Limits = USUAL
) -> _Answer:
    """Return what `work` returns when a process of its own calls it.

    Args:
        work: A function of a module; besides `given`, it takes `tick`, to be called when it
            begins with the file and whenever a page is done.
        given: Its arguments; they, like its answer, must bear being pickled.
        advice: What the person may do if it cannot be done.
        limits: What it may take.

    Raises:
        NotNowError: The process could not be started, which says nothing about the file.
        IntakeError: It took more, or ended without an answer; or `work` raised it.
    """
    deadline = monotonic() + limits.seconds_to_start
    with _process(limits.megabytes, deadline) as pipe:
        try:
            pipe.send((work, given))
            outcome = _awaited(pipe, deadline, limits)
        except TimeoutError as error:
            raise IntakeError(
                "The file you chose takes too long to be read.", advice=advice
            ) from error
        except (EOFError, OSError, MemoryError) as error:  # it crashed, or wanted more memory
            raise IntakeError(
                "The file you chose is damaged, or takes too much memory to be read.",
                advice=advice,
            ) from error
    return outcome  # type: ignore[no-any-return]  # as `work` returns it


@contextmanager
def _process(megabytes: int, deadline: float) -> Iterator[Connection]:
    """Yield the pipe to a process that awaits its work; at the end it is no more.

    Raises:
        NotNowError: It could not be started.
    """
    from multiprocessing import get_context  # not before a file comes

    processes = get_context("spawn")
    with ExitStack() as ending:
        try:
            ours, theirs = processes.Pipe()
            ending.callback(ours.close)
            process = processes.Process(
                target=_work, args=(theirs, megabytes), name="aside", daemon=True
            )
            with closing(theirs):
                process.start()
            ending.callback(_end, process)
            if not ours.poll(max(0.0, deadline - monotonic())):
                raise TimeoutError
            ours.recv()
        except (EOFError, OSError, MemoryError) as error:  # too many processes or files, say
            raise NotNowError(
                "The file you chose could not be looked at just now, because the computer is "
                "too busy.",
                advice="Nothing was changed. Close other programs, then try again.",
            ) from error
        yield ours


def _end(process: SpawnProcess) -> None:
    process.kill()
    process.join()
    process.close()


def _awaited(pipe: Connection, deadline: float, limits: Limits) -> Any:  # noqa: ANN401 - whatever `work` returns
    """Return the answer, which comes after a word at the beginning and for each page.

    Raises:
        TimeoutError: It does not come in time.
    """
    has_begun = False
    while pipe.poll(max(0.0, deadline - monotonic())):
        kind, content = pipe.recv()
        if kind == _FAILURE:
            raise content
        if kind == _ANSWER:
            return content
        deadline = (
            deadline + limits.seconds_for_page if has_begun else monotonic() + limits.seconds
        )
        has_begun = True
    raise TimeoutError


def _work(pipe: Connection, megabytes: int) -> None:
    """Be the other process: take the work, do it, send the answer, end."""
    from pickle import PicklingError

    _limit(megabytes)
    pipe.send((_READY, None))
    work, given = pipe.recv()
    try:
        told = _ANSWER, work(*given, tick=lambda: pipe.send((_PAGE, None)))
    except Exception as error:  # noqa: BLE001 - raised anew where the work was wanted
        told = _FAILURE, error
    try:
        pipe.send(told)
    except (PicklingError, TypeError, AttributeError):
        pipe.send((_FAILURE, RuntimeError(f"{work.__name__}: {type(told[1]).__name__}")))


def _limit(megabytes: int) -> None:
    """Limit this process's memory, have it leave no dump, and let nothing be logged."""
    import logging

    logging.disable()
    leave_no_core_dump()
    try:
        import resource
    except ImportError:  # Windows
        return
    size = megabytes * _MEGABYTE
    for kind, most in ((resource.RLIMIT_DATA, size), (resource.RLIMIT_AS, 2 * size)):
        _, allowed = resource.getrlimit(kind)
        if allowed == resource.RLIM_INFINITY or most < allowed:
            resource.setrlimit(kind, (most, allowed))
