"""Tells trouble with backups in a person's words: the portfolio itself is never in danger."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from portfolio_app.errors import VaultError
from portfolio_app.model.store.failures import damaged
from portfolio_app.model.store.folder import FORBIDDEN, NO_ROOM

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAFE: Final = "Your portfolio is safe."
_FULL_CODES: Final = {dbapi2.SQLITE_FULL}
_FORBIDDEN_CODES: Final = {dbapi2.SQLITE_READONLY, dbapi2.SQLITE_PERM}
_DAMAGED_CODES: Final = {dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB}
_SAID: Final = {
    "database or disk is full": dbapi2.SQLITE_FULL,
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
    "unable to open database file": dbapi2.SQLITE_CANTOPEN,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "file is not a database": dbapi2.SQLITE_NOTADB,
}
"""What `sqlite3_errstr` says of a code."""
_PLACE_CODES: Final = {dbapi2.SQLITE_IOERR, dbapi2.SQLITE_CANTOPEN}


@contextmanager
def explaining_backups(done: str) -> Iterator[None]:
    """Turn trouble with files, and of the database, into one sentence.

    Args:
        done: What could not be done to the backup: `made`, `read`.

    Raises:
        VaultError: Instead of any OSError, and of database errors that a person can act on.
    """
    try:
        yield
    except OSError as error:
        raise _explained(error.errno in NO_ROOM, error.errno in FORBIDDEN, done) from error
    except dbapi2.DatabaseError as error:
        code = _code(error)
        if code in _DAMAGED_CODES:
            raise damaged() from error
        if code not in _FULL_CODES | _FORBIDDEN_CODES | _PLACE_CODES:
            raise
        raise _explained(code in _FULL_CODES, code in _FORBIDDEN_CODES, done) from error


def _code(error: dbapi2.DatabaseError) -> int:
    """Return the primary result code of an error; those of a copy carry it in words alone."""
    code = getattr(error, "sqlite_errorcode", None)
    return _SAID.get(str(error), 0) if code is None else int(code) & 0xFF


def _explained(is_full: bool, is_forbidden: bool, done: str) -> VaultError:
    if is_full:
        return VaultError(
            f"The backup could not be {done}: the disk is full.",
            advice=f"{_SAFE} Make some room on the disk, then try again.",
        )
    if is_forbidden:
        return VaultError(
            f"The backup could not be {done}: this computer does not allow it there.",
            advice=f"{_SAFE} Check that the folder is yours and may be written to.",
        )
    return VaultError(
        f"The backup could not be {done}: its place cannot be reached.",
        advice=f"{_SAFE} Check that the disk or network drive is connected, then try again.",
    )
