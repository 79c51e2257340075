"""Opens a database that lies still, and has it check itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Final

from portfolio_app.model.store.engine import connect_plainly

if TYPE_CHECKING:
    from pathlib import Path

    from sqlcipher3 import dbapi2

    from portfolio_app.model.store.keys import VaultKey

_CHECKS: Final = ("cipher_integrity_check", "integrity_check")
"""Every page by its authentication code; then rows, indexes and their order."""


def open_still(database: Path, key: VaultKey) -> dbapi2.Connection:
    """Open a database that nobody writes, without making any file beside it.

    Whatever else lies there (its journal) is not looked at.
    """
    return connect_plainly(f"{database.absolute().as_uri()}?immutable=1", key, uri=True)


def is_sound(database: Path, key: VaultKey) -> bool:
    """Tell whether a database that nobody writes passes its checks.

    They run side by side, as each has a gigabyte to read.

    Raises:
        sqlcipher3.dbapi2.DatabaseError: It cannot even be opened.
    """
    with ThreadPoolExecutor(len(_CHECKS)) as pool:
        return not any(list(pool.map(lambda check: complaints(database, key, check), _CHECKS)))


def complaints(database: Path, key: VaultKey, check: str) -> list[str]:
    """Return what the database says of itself; nothing when all is well."""
    with closing(open_still(database, key)) as connection:
        found = connection.execute(f"PRAGMA {check}").fetchall()
    return [str(row[0]) for row in found if row[0] != "ok"]
