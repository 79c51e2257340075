"""Puts another database in the place of a vault's own, with its keys if they are others.

Two files must change together, the database and `keys.json`, and only one can at a time. So
the key file first holds both sets of keys, and which is in force is told by the salt with
which the database begins:

1. the other database is written as `vault-new.db`, and checked
2. `keys.json` is replaced by one that holds the present keys and the coming ones
3. the journal of the present database, which must not be replayed into the other one, gets
   another name
4. `vault-new.db` takes the place of `vault.db`
5. the journal goes, and `keys.json` is replaced by one that holds the coming keys alone

Stopped anywhere, the vault opens: up to the fourth step as it did, from then on as it will.
`settle` clears up what was left: as long as `vault-new.db` is there, the fourth step was not
taken, and the journal gets its name back.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.holder import Holder
from portfolio_app.model.store.folder import (
    BACKUPS,
    DATABASE,
    JOURNAL,
    KEYS,
    sync_file,
    sync_folder,
)
from portfolio_app.model.store.hold import take_hold
from portfolio_app.model.store.keys.key_file import (
    SALT_BYTES,
    keys_in_force,
    possible_keys,
    read_key_file,
    write_key_file,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from portfolio_app.model.store.keys.key_file import KeyFile


NEW_DATABASE: Final = "vault-new.db"
FORMER_JOURNAL: Final = "vault-new.db-former"
"""The journal of the database whose place is being taken."""


@contextmanager
def sole_use(folder: Path) -> Iterator[None]:
    """Keep every other program out of a closed vault.

    Raises:
        VaultError: One has it open.
        OSError: The folder cannot be written.
    """
    hold = take_hold(folder)
    if isinstance(hold, Holder):
        raise VaultError(
            hold.in_words(), advice="Close it there, then try again. Nothing was changed."
        )
    try:
        _settle_journal(folder)
        yield
    finally:
        hold.release()


@contextmanager
def new_database(folder: Path) -> Iterator[Path]:
    """Lend the place where another database is written; what is left there at the end goes."""
    _settle_files(folder)
    try:
        yield folder / NEW_DATABASE
    finally:
        _settle_files(folder)


def exchange(folder: Path, fresh: Path, keys: KeyFile) -> None:
    """Let the database `fresh` be the vault's own, and `keys` what opens it.

    Nobody may have the vault open. `fresh` is what `new_database` lends. The former database
    is gone afterwards; so is its journal, which would destroy the new one if it were replayed
    into it.

    Raises:
        OSError: A file could not be written; the vault opens as it did, or with `keys`.
    """
    sync_file(fresh)
    present = _present_keys(folder)
    if present is None:
        write_key_file(folder, keys)
    elif not same_keys(present, keys):
        write_key_file(folder, replace(present, coming=keys))
    if (folder / JOURNAL).exists():
        (folder / JOURNAL).replace(folder / FORMER_JOURNAL)
    (folder / f"{DATABASE}-shm").unlink(missing_ok=True)
    sync_folder(folder)
    fresh.replace(folder / DATABASE)
    sync_folder(folder)
    settle(folder)


def settle(folder: Path) -> None:
    """Finish, or undo, an exchange that was cut short. For whoever may write.

    Raises:
        OSError: A file could not be written; the vault opens all the same.
    """
    _settle_files(folder)
    keys = read_key_file(folder)
    if keys.coming and _salt_of_database(folder) in {keys.salt, keys.coming.salt}:
        write_key_file(folder, keys_in_force(folder))
    for halves in (f".{KEYS}-*", f"{BACKUPS}/aside-*/.{KEYS}-*"):
        for half_written in folder.glob(halves):
            half_written.unlink(missing_ok=True)


def settle_keys(folder: Path, salt: bytes) -> None:
    """Keep the keys that have opened the database, where its damaged beginning did not tell.

    For whoever may write.

    Args:
        folder: The vault.
        salt: Of those keys.

    Raises:
        OSError: The key file could not be written; the vault opens all the same.
    """
    possible = possible_keys(folder)
    if len(possible) > 1:
        (opened_it,) = (keys for keys in possible if keys.salt == salt)
        write_key_file(folder, opened_it)


def journal_of(folder: Path) -> Path:
    """Return where the journal of the present database stands, if it has one."""
    former = folder / FORMER_JOURNAL
    if former.exists() and (folder / NEW_DATABASE).exists():
        return former
    return folder / JOURNAL


def same_keys(one: KeyFile, other: KeyFile) -> bool:
    """Tell whether both open the same database: salt and data key are drawn together."""
    return (one.vault_id, one.salt) == (other.vault_id, other.salt)


def keep_aside(
    folder: Path, at: datetime, *, names: tuple[str, ...] = (DATABASE, JOURNAL, KEYS)
) -> Path:
    """Keep these files of a closed vault as they are, beside its backups, and return where.

    They are linked where the disk can do that, so it costs no room until they are replaced,
    which they must be at once: what is written into them in between is written to both.

    Raises:
        OSError: They could not be kept.
    """
    backups = folder / BACKUPS
    backups.mkdir(mode=0o700, exist_ok=True)
    stamp = at.astimezone(UTC).strftime("%Y-%m-%d-%H%M%S")
    aside = Path(tempfile.mkdtemp(prefix=f"aside-{stamp}-", dir=backups))
    for name in names:
        if (folder / name).exists():
            _link(folder / name, aside / name)
    sync_folder(aside)
    sync_folder(backups)
    return aside


def _link(path: Path, other: Path) -> None:
    try:
        os.link(path, other)
    except OSError:  # not on this file system
        shutil.copyfile(path, other)
        sync_file(other)


def _salt_of_database(folder: Path) -> bytes:
    """Return what tells which keys are in force; where it is damaged, both must be kept."""
    with (folder / DATABASE).open("rb") as database:
        return database.read(SALT_BYTES)


def _present_keys(folder: Path) -> KeyFile | None:
    """Return the keys in force, or None where nothing can be done with them any more."""
    try:
        return keys_in_force(folder)
    except VaultError:
        return None


def _settle_files(folder: Path) -> None:
    """Clear up the other database; first the journal, because it tells what was done."""
    _settle_journal(folder)
    for ending in ("", "-journal", "-wal", "-shm"):
        (folder / f"{NEW_DATABASE}{ending}").unlink(missing_ok=True)


def _settle_journal(folder: Path) -> None:
    """Give the journal its name back, or remove it with the database that it was of."""
    former = folder / FORMER_JOURNAL
    if not former.exists():
        return
    if (folder / NEW_DATABASE).exists():
        former.replace(folder / JOURNAL)
    else:
        sync_folder(folder)  # or after a power cut the former database might be there again
        former.unlink()
    sync_folder(folder)
