"""Gives a vault a new data key: encrypts it anew, and lets the result take its place.

`swap` sees that the vault opens wherever that is cut short: until the new database is in its
place with the old secrets, from then on with the new ones.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from portfolio_app.errors import VaultError
from portfolio_app.model.store.engine import connect_plainly
from portfolio_app.model.store.folder import DATABASE, create_private
from portfolio_app.model.store.keys.key_file import keys_in_force
from portfolio_app.model.store.swap import exchange, new_database, same_keys, settle

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.store.keys import NewKeys, VaultKey

logger = logging.getLogger(__name__)


def exchange_key(folder: Path, key: VaultKey, new: NewKeys) -> None:
    """Encrypt the vault in `folder` anew. Nobody may have its database open.

    Returns as soon as the new keys are in force, also when clearing up failed.

    Raises:
        OSError: A file could not be written; the old keys are in force.
        dbapi2.Error: The database could not be read or written; likewise.
        VaultError: The copy is not as it should be, or somebody reads; likewise.
    """
    try:
        with new_database(folder) as fresh:
            _encrypt(folder / DATABASE, key, fresh, new.key)
            exchange(folder, fresh, new.file)
    except BaseException as error:
        if not same_keys(keys_in_force(folder), new.file):
            _undo(folder)
            raise
        if not isinstance(error, OSError):
            raise
        logger.info("left for the next opening to clear up: %s", type(error).__name__)


def _undo(folder: Path) -> None:
    """Leave the vault as it was; what cannot be cleared up now, the next opening does."""
    try:
        settle(folder)
    except (OSError, VaultError) as error:
        logger.info("left for the next opening to clear up: %s", type(error).__name__)


def _encrypt(database: Path, key: VaultKey, fresh: Path, new_key: VaultKey) -> None:
    """Write everything in `database` into `fresh`, and compare the two."""
    create_private(fresh)
    connection = connect_plainly(str(database), key)
    try:
        _leave_no_log(connection)
        secret = f"x'{new_key.data_key.hex()}{new_key.salt.hex()}'"
        connection.execute(f'ATTACH DATABASE ? AS fresh KEY "{secret}"', (str(fresh),))
        connection.execute("BEGIN IMMEDIATE")  # nothing may change on the way
        connection.execute("SELECT sqlcipher_export('fresh')")
        for pragma in ("user_version", "application_id"):
            (value,) = connection.execute(f"PRAGMA main.{pragma}").fetchone()
            connection.execute(f"PRAGMA fresh.{pragma} = {int(value)}")
        connection.execute("COMMIT")
        written = _counts(connection, "main")
        connection.execute("DETACH DATABASE fresh")
    finally:
        connection.close()
    _check(fresh, new_key, written)


def _leave_no_log(connection: dbapi2.Connection) -> None:
    """Bring the log into the database and remove it: it would not fit the new one.

    Raises:
        VaultError: Somebody has the database open.
    """
    try:
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except dbapi2.OperationalError:
        mode = "wal"
    if mode != "delete":
        raise VaultError(
            "Another program is reading this portfolio at the moment.",
            advice="Close the other program, then try again. Nothing was changed.",
        )


def _counts(connection: dbapi2.Connection, schema: str) -> dict[str, int]:
    """Return how many rows each table has."""
    names = connection.execute(
        f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' "  # noqa: S608 - ours
        "AND rootpage > 0"  # the others are views of these, such as a search index
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM {schema}."{name}"').fetchone()[0]  # noqa: S608
        for (name,) in names
    }


def _check(fresh: Path, key: VaultKey, written: dict[str, int]) -> None:
    """Read the new database from beginning to end.

    Raises:
        VaultError: It is not what was written.
    """
    connection = connect_plainly(str(fresh), key)
    try:
        connection.execute("PRAGMA journal_mode = WAL")  # as every vault's
        complaints = [
            *connection.execute("PRAGMA cipher_integrity_check").fetchall(),
            *connection.execute("PRAGMA integrity_check").fetchall(),
        ]
        is_whole = complaints == [("ok",)] and _counts(connection, "main") == written
    finally:
        connection.close()
    if not is_whole:
        raise VaultError(
            "The portfolio could not be encrypted anew.",
            advice="Nothing was changed, and your work is safe. Try again.",
        )
