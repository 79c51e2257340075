"""How an open vault is reached: as its one writer, or by a private copy that is only read.

Whoever does not write never touches the living files. Shared reading needs memory that is
shared, which no network drive gives, and would keep the writer from exchanging the database.
The copy is as encrypted as what it is a copy of.
"""

from __future__ import annotations

import errno
import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.holder import Holder, ReadingOnly
from portfolio_app.model.store.engine import make_engine
from portfolio_app.model.store.folder import DATABASE, FORBIDDEN, JOURNAL, explaining_files
from portfolio_app.model.store.hold import Hold, take_hold
from portfolio_app.model.store.private_copy import PrivateCopy, sweep_copies
from portfolio_app.model.store.swap import journal_of, settle

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from portfolio_app.model.store.keys import VaultKey

_WAL_HEAD: Final = 32
"""Bytes that change whenever the log begins anew (https://www.sqlite.org/fileformat.html)."""
_ATTEMPTS: Final = 8
_PAUSE: Final = 0.25
"""Seconds between two attempts to copy."""


@dataclass(slots=True, kw_only=True)
class Access:
    """The engine on a database, and by what right."""

    engine: Engine
    hold: Hold | None = None
    """The right to write; None for a copy, and for a vault that is still being made."""
    bar: ReadingOnly | None = None
    """Why it is only read."""
    copy: PrivateCopy | None = None

    def end(self) -> None:
        """Close the database and give the right to write back."""
        self.engine.dispose()
        if self.copy:
            self.copy.cleanup()
        if self.hold:
            self.hold.release()


def reach(folder: Path, key: VaultKey) -> Access:
    """Return access to the vault in `folder`: to write if nobody else does, else to read.

    Raises:
        VaultError: The disk is out of reach.
    """
    with explaining_files("opened"):
        sweep_copies()
        held = _try_to_hold(folder)
        if isinstance(held, Hold):
            return _to_write(folder, key, held)
        copy = copied(folder)
    place = copy.path / DATABASE
    return Access(engine=make_engine(place, key), bar=held, copy=copy)


def _to_write(folder: Path, key: VaultKey, hold: Hold) -> Access:
    try:
        settle(folder)
    except BaseException:
        hold.release()
        raise
    return Access(engine=make_engine(folder / DATABASE, key), hold=hold)


def _try_to_hold(folder: Path) -> Hold | ReadingOnly:
    try:
        held = take_hold(folder)
    except OSError as error:
        if error.errno not in FORBIDDEN:
            raise
        return ReadingOnly(
            reason="This portfolio lies where nothing can be written.",
            advice="You can read it. To go on writing, copy its folder to a place of your own.",
        )
    if isinstance(held, Holder):
        return barred_by(held)
    if not may_be_written(folder):
        held.release()
        return ReadingOnly(
            reason="The files of this portfolio are protected against writing.",
            advice="You can read it. To go on writing, take the protection off its files, or "
            "copy its folder to a place of your own.",
        )
    return held


def may_be_written(folder: Path) -> bool:
    """Tell whether the database and its log may be written, where they are there.

    SQLite would open a protected one all the same, and stop at the first thing that it wants
    to write, which may be no more than what a search sets aside.

    Raises:
        OSError: They are out of reach.
    """
    for name in (DATABASE, JOURNAL):
        try:
            (folder / name).open("rb+").close()
        except FileNotFoundError:
            continue
        except OSError as error:
            if error.errno not in FORBIDDEN:
                raise
            return False
    return True


def barred_by(holder: Holder) -> ReadingOnly:
    """Return what to say while another program writes."""
    return ReadingOnly(
        reason=holder.in_words(),
        advice="You can read it as it is now. Close it there to go on writing here.",
    )


def copied(folder: Path) -> PrivateCopy:
    """Copy the database as it is at one moment, whatever its writer does meanwhile.

    What is written into the database while we copy it stands in its log as well, which is
    copied afterwards, so only a log that began anew spoils the copy.

    Raises:
        OSError: It cannot be read, or copied.
        VaultError: It is being written all the time.
    """
    copy = PrivateCopy()
    try:
        for _ in range(_ATTEMPTS):
            before = _state(folder)
            _copy(folder / DATABASE, copy.path / DATABASE)
            _copy(journal_of(folder), copy.path / JOURNAL)
            if _state(folder) == before:
                return copy
            time.sleep(_PAUSE)
    except BaseException:
        copy.cleanup()
        raise
    copy.cleanup()
    raise VaultError(
        "Another program is saving this portfolio just now.",
        advice="Wait a moment, then open it again. Nothing was lost.",
    )


def _state(folder: Path) -> object:
    """Return what stays equal as long as a copy that was begun is good."""
    log = journal_of(folder)
    try:
        with log.open("rb") as file:
            head = file.read(_WAL_HEAD)
    except FileNotFoundError:
        head = b""
    if head:
        return head
    found = (folder / DATABASE).stat()
    return found.st_size, found.st_mtime_ns


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        if error.errno != errno.ENOENT or source.name == DATABASE:
            raise
        target.unlink(missing_ok=True)  # of an attempt before this one
