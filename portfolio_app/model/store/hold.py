"""Sees that one program writes in a vault: the others read, and are told who has it.

The holder locks `in-use.json` by the operating system, which frees it when the program ends,
however it ends. Where locks are not shared, on some network drives and in folders that are
synchronised, the file itself tells: its holder renews it every half minute, and one that
another computer has not renewed for three minutes was left behind by a crash. A holder that
could not renew it for so long, because its computer slept, looks whether it was taken over.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import sys
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import IO, TYPE_CHECKING, Any, Final

from portfolio_app.model.domain.holder import Holder
from portfolio_app.model.store.folder import IN_USE
from portfolio_app.model.store.here import this_computer, this_person

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

logger = logging.getLogger(__name__)

FORMAT: Final = "progression-portfolio-in-use/1"
RENEWED_EVERY: Final = 30.0
"""Seconds."""
STALE_AFTER: Final = timedelta(minutes=3)
"""Six renewals: a laptop under load and a slow network miss one or two."""
_LOCKED_PLACE: Final = 1 << 30
"""The byte that is locked: far behind the content, which Windows then lets others read."""
_MOST_BYTES: Final = 4096
_ATTEMPTS: Final = 5
_PAUSE: Final = 0.1
"""Seconds between two attempts to read a file that another computer may be writing just now."""


class Hold:
    """The right to write in one vault, until it is released or the program ends."""

    def __init__(self, path: Path, file: IO[bytes], started: datetime) -> None:
        self._path = path
        self._file = file
        self._released = threading.Event()
        self._turn = threading.Lock()
        """For reading and writing the file: one that is half written says nothing."""
        self._own = {
            "computer": this_computer(),
            "person": this_person(),
            "since": started.isoformat(timespec="seconds"),
        }
        self._write()
        threading.Thread(target=self._renew, name="hold", daemon=True).start()

    def release(self) -> None:
        """Let others write. The file goes, so a closed vault is as it was."""
        if self._released.is_set():
            return
        self._released.set()
        if self.was_taken():  # the file is another's
            self._file.close()
            return
        if os.name != "nt":  # there an open file cannot be removed
            self._path.unlink(missing_ok=True)
        self._file.close()
        if os.name == "nt":
            with suppress(OSError):  # whoever took it in this moment keeps it
                self._path.unlink()

    def was_taken(self) -> bool:
        """Tell whether another computer took the vault over while this one slept.

        Asks the disk only after the file was not renewed for so long that another may have.
        Nothing may be written then: the files may have been changed, or replaced by others.
        """
        with self._turn:
            return datetime.now(UTC) - self._seen >= STALE_AFTER / 2 and self._is_anothers()

    def _is_anothers(self) -> bool:
        try:
            self._path.stat()
        except FileNotFoundError:  # the other has closed the vault again
            return True
        except OSError:  # out of reach, and so is whatever would be written
            return False
        found = _read(self._path)
        return bool(found) and any(found.get(name) != said for name, said in self._own.items())

    def _renew(self) -> None:
        while not self._released.wait(RENEWED_EVERY):
            if self.was_taken():
                logger.info("the hold was taken over by another computer")
                continue
            try:
                with self._turn:
                    self._write()
            except (OSError, ValueError) as error:  # out of reach, or closed just now
                logger.info("the hold was not renewed: %s", type(error).__name__)

    def _write(self) -> None:
        now = datetime.now(UTC)
        content = {"format": FORMAT, **self._own, "seen": now.isoformat(timespec="seconds")}
        self._file.seek(0)
        self._file.write(json.dumps(content, indent=2).encode("ascii") + b"\n")
        self._file.truncate()
        self._file.flush()
        self._seen = now


def take_hold(folder: Path) -> Hold | Holder:
    """Take the right to write in `folder`, or return who has it.

    Raises:
        OSError: The folder cannot be written.
    """
    path = folder / IN_USE
    for _ in range(10):
        file = _open(path)
        if not _lock(file):
            file.close()
            return _holder(path)
        with _closing_on_error(file):
            if not _is_at(path, file):  # removed by its holder between our two steps
                file.close()
                continue
            other = _read_patiently(path)
            if _is_elsewhere_and_alive(other):
                file.close()
                return _as_holder(other)
            return Hold(path, file, datetime.now(UTC))
    return _holder(path)


def _open(path: Path) -> IO[bytes]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    return os.fdopen(descriptor, "r+b")


def _lock(file: IO[bytes]) -> bool:
    """Lock an open file for this program; False when another has it.

    Where the file system knows no locks, the content has to do.
    """
    try:
        if sys.platform == "win32":
            file.seek(_LOCKED_PLACE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}
    return True


def _is_at(path: Path, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


@contextmanager
def _closing_on_error(file: IO[bytes]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        file.close()
        raise


def _read(path: Path) -> dict[str, Any]:
    """Return what the file says; nothing where it is being written, or is not ours."""
    try:
        with path.open("rb") as file:
            content = json.loads(file.read(_MOST_BYTES))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _read_patiently(path: Path) -> dict[str, Any]:
    """Return what the file says; one that says nothing may be half written at this moment."""
    for _ in range(_ATTEMPTS):
        content = _read(path)
        if content or not path.stat().st_size:
            return content
        time.sleep(_PAUSE)
    return {}


def _holder(path: Path) -> Holder:
    return _as_holder(_read(path))


def _as_holder(content: dict[str, Any]) -> Holder:
    computer = str(content.get("computer", ""))
    return Holder(
        computer=computer,
        person=str(content.get("person", "")),
        since=_moment(content.get("since")),
        is_here=computer == this_computer(),
    )


def _is_elsewhere_and_alive(content: dict[str, Any]) -> bool:
    """Tell whether another computer renewed this lately, though no lock of it is seen here."""
    seen = _moment(content.get("seen"))
    if seen is None or _as_holder(content).is_here:
        return False
    return abs(datetime.now(UTC) - seen) < STALE_AFTER


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
