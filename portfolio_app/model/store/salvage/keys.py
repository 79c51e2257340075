"""Puts a lost or damaged `keys.json` back from a backup that has the same key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import VaultError, VaultTooNewError
from portfolio_app.model.store.backups.container import read_header
from portfolio_app.model.store.backups.shelf import BackupShelf
from portfolio_app.model.store.folder import BACKUPS, DATABASE, explaining_files
from portfolio_app.model.store.keys.key_file import (
    SALT_BYTES,
    KeyFile,
    read_key_file,
    write_key_file,
)
from portfolio_app.model.store.swap import sole_use

if TYPE_CHECKING:
    from pathlib import Path


def bring_keys_back(folder: Path) -> bool:
    """Put the key file back if it is missing or damaged as a whole, and tell whether it was.

    The database begins with the salt that its keys name; a damaged beginning fits none, and
    then the latest backup's are taken: they open the vault unless it was given a new key since.

    Raises:
        VaultError: The folder cannot be written, or another program has the vault open.
    """
    try:
        read_key_file(folder)
    except VaultTooNewError:
        raise
    except VaultError:
        pass
    else:
        return False
    with explaining_files("repaired"):
        found = [
            KeyFile.from_json(read_header(backup.path).keys)
            for backup in BackupShelf(folder / BACKUPS).all()
        ]
        if not found or not (folder / DATABASE).is_file():
            return False
        with (folder / DATABASE).open("rb") as database:
            salt = database.read(SALT_BYTES)
        fitting = [keys for keys in found if keys.salt == salt]
        with sole_use(folder):
            write_key_file(folder, (fitting or found)[0])
    return True
