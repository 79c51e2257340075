"""Builds the one engine that reaches the encrypted database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import sqlalchemy
from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

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
    secret = f"x'{key.data_key.hex()}{key.salt.hex()}'"

    def connect() -> dbapi2.Connection:
        connection = dbapi2.connect(
            str(database), check_same_thread=False, timeout=BUSY_SECONDS, isolation_level=None
        )
        try:
            _prepare(connection, secret)
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
    return engine


def _prepare(connection: dbapi2.Connection, secret: str) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would print on standard error
    connection.execute(f'PRAGMA key = "{secret}"')
    connection.execute("PRAGMA cipher_compatibility = 4")  # whatever a later release prefers
    connection.execute("SELECT count(*) FROM sqlite_master")  # fails if this is no vault
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    reads = bool(options.get(READ_ONLY))
    if options.get(REBUILDING):
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # ignored once it has begun
    connection.exec_driver_sql(f"PRAGMA query_only = {int(reads)}")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
