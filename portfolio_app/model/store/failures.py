"""Tells trouble with the database in a person's words.

What belongs to the person's world (a full disk, a damaged file, another program) becomes a
`VaultError`. Everything else is a defect and passes as it is.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from portfolio_app.errors import DamagedVaultError, VaultError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAFE: Final = "Everything saved before is safe."

_FULL: Final = (
    "The portfolio could not be saved: the disk is full.",
    f"{_SAFE} Make some room on the disk, then try again.",
)
_BUSY: Final = (
    "Another program is using this portfolio at the moment.",
    f"{_SAFE} Close the other program, or wait a little, then try again.",
)
_READ_ONLY: Final = (
    "The portfolio could not be saved: its folder cannot be written to.",
    f"{_SAFE} Check that the folder is yours and not write-protected, then try again.",
)
_UNREACHABLE: Final = (
    "The portfolio's files cannot be reached.",
    f"{_SAFE} Check that the disk is connected and the folder is still there, then try again.",
)
_DAMAGED: Final = (
    "The portfolio file is damaged.",
    "Do not delete it: nearly everything can be brought back. Have it checked and repaired, or "
    "bring back a backup from before the damage.",
)

_SAYINGS: Final = {
    dbapi2.SQLITE_FULL: _FULL,
    dbapi2.SQLITE_BUSY: _BUSY,
    dbapi2.SQLITE_LOCKED: _BUSY,
    dbapi2.SQLITE_READONLY: _READ_ONLY,
    dbapi2.SQLITE_PERM: _READ_ONLY,
    dbapi2.SQLITE_IOERR: _UNREACHABLE,
    dbapi2.SQLITE_CANTOPEN: _UNREACHABLE,
    dbapi2.SQLITE_CORRUPT: _DAMAGED,
    dbapi2.SQLITE_NOTADB: _DAMAGED,
}
"""By primary result code, https://www.sqlite.org/rescode.html."""


@contextmanager
def explaining(*, reading: bool = False) -> Iterator[None]:
    """Turn the database errors that a person can act on into `VaultError`.

    Args:
        reading: Nothing may be written in this block; an attempt to is a defect.

    Raises:
        VaultError: Instead of those errors.
    """
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", None)
        saying = _SAYINGS.get(code & 0xFF) if code else None
        if saying is None or (reading and code == dbapi2.SQLITE_READONLY):
            raise
        summary, advice = saying
        kind = DamagedVaultError if saying is _DAMAGED else VaultError
        raise kind(summary, advice=advice) from error


def damaged() -> DamagedVaultError:
    """Return what to say when the content itself shows that it is not whole."""
    summary, advice = _DAMAGED
    return DamagedVaultError(summary, advice=advice)
