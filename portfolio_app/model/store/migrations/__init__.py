"""Brings an older vault up to the schema that this release writes.

The steps lie in `versions/`, one file each, numbered "0001", "0002" ... A released step is
never edited. All steps that a vault lacks run in one transaction: when one fails, the vault
stays as it was.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import VaultTooNewError
from portfolio_app.model.store.engine import READ_ONLY, REBUILDING
from portfolio_app.model.store.failures import damaged

if TYPE_CHECKING:
    from sqlalchemy import Engine

NEWEST: Final = "0006"
"""The schema that this release reads and writes."""

STEPS: Final = Path(__file__).parent
"""The folder of `env.py` and `versions/`."""


def create_schema(engine: Engine, *, until: str = NEWEST) -> None:
    """Build the schema in an empty database, up to the step `until`."""
    _run_steps(engine, STEPS, until)


def upgrade(engine: Engine, *, steps: Path = STEPS, newest: str = NEWEST) -> None:
    """Run the steps that the vault lacks.

    Args:
        engine: On the vault.
        steps: The folder of `env.py` and `versions/`; tests bring their own.
        newest: The last of these steps.

    Raises:
        VaultTooNewError: The vault was written by a newer release; nothing was changed.
        VaultError: The database holds no vault.
    """
    found = version(engine)
    if found > newest:
        raise VaultTooNewError(
            "This portfolio was saved by a newer version of the program.",
            advice="Install the newest version, then open it again. Nothing was changed.",
        )
    if found < newest:
        _run_steps(engine, steps, newest)


def is_behind(engine: Engine) -> bool:
    """Tell whether an older release wrote the vault, so that `upgrade` has something to do.

    Raises:
        VaultError: The database holds no vault.
    """
    return version(engine) < NEWEST


def version(engine: Engine) -> str:
    """Return the number of the last step that the vault has seen.

    Raises:
        VaultError: The database holds no vault.
    """
    with engine.execution_options(**{READ_ONLY: True}).connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master")
        if "alembic_version" not in names.scalars():
            raise damaged()
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
        number = found.scalar()
    if number is None:
        raise damaged()
    return str(number)


def _run_steps(engine: Engine, steps: Path, until: str) -> None:
    from alembic import command  # a third of a second, seldom needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        with engine.execution_options(**{REBUILDING: True}).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, until)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"a step left {len(broken)} rows without their owner")
    finally:
        engine.dispose()  # the connection that did this does not check references
