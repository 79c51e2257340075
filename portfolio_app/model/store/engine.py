"""Builds the one engine that reaches the encrypted database."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import sqlalchemy
from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine
    from sqlalchemy.pool import ConnectionPoolEntry

    from portfolio_app.model.store.keys import VaultKey

READ_ONLY: Final = "portfolio_read_only"
"""Execution option of a connection that is to read alone."""

REBUILDING: Final = "portfolio_rebuilding"
"""Execution option of a connection that rebuilds tables, which must not cascade: dropping the
old table would delete all that refers to it. Do not use the connection for anything else."""

BUSY_SECONDS: Final = 10
"""How long to wait for another writer before giving up; ours."""

_CONNECTIONS: Final = 3
"""Kept open: one for the window, one for the task that runs, one to spare."""

_PRAGMAS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",  # only this promises that a save survives a power cut
    "foreign_keys = ON",
    f"busy_timeout = {BUSY_SECONDS * 1000}",
    "secure_delete = ON",
    "temp_store = MEMORY",  # or sorting would spill plaintext into temporary files
)


def make_engine(database: Path, key: VaultKey) -> Engine:
    """Return an engine on `database`; nothing is opened yet.

    Its transactions are real ones, for definitions of tables too: SQLite's own BEGIN is
    sent, which takes the place of writer at once unless the connection only reads.
    """

    def connect() -> dbapi2.Connection:
        connection = connect_plainly(str(database), key)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")  # fails if no vault
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = sqlalchemy.create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=sqlalchemy.QueuePool,
        pool_size=_CONNECTIONS,
        hide_parameters=True,  # they are what clients said
    )
    sqlalchemy.event.listen(engine, "begin", _begin)
    sqlalchemy.event.listen(engine, "checkin", _part_with_failed)
    return engine


def connect_plainly(place: str, key: VaultKey, *, uri: bool = False) -> dbapi2.Connection:
    """Open an encrypted database without looking into it.

    Args:
        place: Its path, or its address if `uri`.
        key: Of the vault that it is of.
        uri: See https://www.sqlite.org/uri.html.
    """
    connection = dbapi2.connect(
        place, check_same_thread=False, timeout=BUSY_SECONDS, isolation_level=None, uri=uri
    )
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would print on standard error
    connection.execute(f"PRAGMA key = \"x'{key.data_key.hex()}{key.salt.hex()}'\"")
    connection.execute("PRAGMA cipher_compatibility = 4")  # whatever a later release prefers
    return connection


@contextmanager
def lent(engine: Engine) -> Iterator[dbapi2.Connection]:
    """Lend the library's own connection, in a transaction that reads one moment."""
    with engine.execution_options(**{READ_ONLY: True}).begin() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")  # from here on
        own = connection.connection.driver_connection
        if not isinstance(own, dbapi2.Connection):
            raise TypeError(type(own))
        yield own


def sweep(engine: Engine) -> None:
    """Write the database anew without what was deleted, and empty its log.

    Nobody else may be using it.
    """
    engine.dispose()
    connection = engine.raw_connection()
    try:
        own = connection.driver_connection
        if not isinstance(own, dbapi2.Connection):
            raise TypeError(type(own))
        own.execute("PRAGMA query_only = 0")
        own.execute("VACUUM")
        own.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def has_met_damage(connection: dbapi2.Connection) -> bool:
    """Tell whether a page that this connection has read was not what had been written.

    From then on it gives nothing but empty pages, to a copy even without an error.
    """
    return bool(connection.execute("PRAGMA cipher_status").fetchone() != ("1",))


def _part_with_failed(
    connection: dbapi2.Connection | None, record: ConnectionPoolEntry
) -> None:
    """Keep no connection that has met damage: another one reads all other pages."""
    if connection is not None and has_met_damage(connection):
        record.invalidate()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    reads = bool(options.get(READ_ONLY))
    if options.get(REBUILDING):
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # ignored once it has begun
    connection.exec_driver_sql(f"PRAGMA query_only = {int(reads)}")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
