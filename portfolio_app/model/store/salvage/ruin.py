"""Says what to do when nothing of a portfolio file can be read: a backup is the way back."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from portfolio_app.model.domain.care import Condition, Finding
from portfolio_app.model.domain.care_wording import counted
from portfolio_app.model.domain.wording import moment
from portfolio_app.model.store.backups.checking import open_still
from portfolio_app.model.store.backups.counting import count
from portfolio_app.model.store.backups.shelf import BackupShelf
from portfolio_app.model.store.folder import BACKUPS, DATABASE

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.domain.care import Backup, Contents
    from portfolio_app.model.store.keys import VaultKey


def told(folder: Path, key: VaultKey) -> Finding:
    """Return what to say of a vault that stays as it is, because nothing of it can be read.

    Raises:
        VaultError: Its backups cannot be reached.
    """
    what = (
        "Nothing of the portfolio file can be read"
        if (folder / DATABASE).stat().st_size
        else "The portfolio file is empty"
    )
    return Finding(
        condition=Condition.LOST,
        sentence=f"{what}, and it was left as it is. {_way(folder, key)}",
    )


def _way(folder: Path, key: VaultKey) -> str:
    for backup in BackupShelf(folder / BACKUPS).all():
        if contents := _contents(backup, key):
            when = moment(backup.made_at.astimezone())
            return f"Bring back the backup of {when}: it holds {counted(contents)}."
    return (
        "No backup that lies in the portfolio opens with its present keys: bring back one from "
        "another place, or put “vault.db” back from a copy of the folder."
    )


def _contents(backup: Backup, key: VaultKey) -> Contents | None:
    """Count what a backup holds; None when it is damaged, or from before the present key."""
    try:
        with closing(open_still(backup.path, key)) as connection:
            return count(connection)
    except (dbapi2.DatabaseError, OSError):
        return None
