"""The way back: a backup is unpacked, opened, checked and compared before it takes a place."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.store import failures
from portfolio_app.model.store.access import Access
from portfolio_app.model.store.backups.checking import is_sound, open_still
from portfolio_app.model.store.backups.container import (
    damaged_backup,
    read_header,
    read_pages,
)
from portfolio_app.model.store.backups.counting import compare
from portfolio_app.model.store.backups.making import nothing
from portfolio_app.model.store.backups.shelf import BackupShelf
from portfolio_app.model.store.backups.trouble import explaining_backups
from portfolio_app.model.store.engine import make_engine
from portfolio_app.model.store.folder import (
    BACKUPS,
    DATABASE,
    JOURNAL,
    create_private,
    explaining_files,
    is_vault,
    new_folder,
)
from portfolio_app.model.store.keys import VaultKey
from portfolio_app.model.store.keys.key_file import (
    KeyFile,
    keys_in_force,
    write_key_file,
)
from portfolio_app.model.store.keys.unlock import unlock_keys
from portfolio_app.model.store.salvage.cipher import PageCipher
from portfolio_app.model.store.salvage.journal import JournalState, read_journal
from portfolio_app.model.store.swap import (
    exchange,
    keep_aside,
    new_database,
    sole_use,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from portfolio_app.model.domain.care import Comparison
    from portfolio_app.model.store.backups.container import Header
    from portfolio_app.model.store.keys import Secret

    Step = Callable[[int, int], None]


def restore(
    path: Path,
    folder: Path,
    secret: Secret | VaultKey,
    *,
    at: datetime,
    step: Step = nothing,
) -> tuple[VaultKey, Comparison]:
    """Put what a backup holds at `folder`, and return its key and how it differs.

    A vault that is at `folder` must be closed. It is backed up before; one that is damaged, or
    whose journal is, is kept aside as it is (`Comparison.kept_aside`). Until the very end it is
    untouched. It keeps its own key file if that opens the backup too, so that a passphrase
    changed since stays the one.

    Args:
        path: The backup.
        folder: A vault, or a place where nothing lies yet.
        secret: What opened the vault when the backup was made, or its key.
        at: Aware: this moment.
        step: Hears how many of how many bytes are written; what it raises stops the work.

    Raises:
        WrongKeyError: `secret` does not open the backup.
        VaultError: The backup is damaged, another program has the vault open, or the place
            cannot be written.
    """
    folder = folder.absolute()
    with explaining_backups("read"):
        header = read_header(path)
    keys = KeyFile.from_json(header.keys)
    key = secret if isinstance(secret, VaultKey) else unlock_keys(keys, secret)
    with explaining_files("restored"):
        if not is_vault(folder):
            return key, _restore_anew(path, header, folder, key, step)
        with sole_use(folder), new_database(folder) as fresh:
            _unpack(path, header, fresh, key, step)
            comparison = _keep_present(folder, fresh, key, secret, at)
            exchange(folder, fresh, keys)
    return key, comparison


def _restore_anew(
    path: Path, header: Header, folder: Path, key: VaultKey, step: Step
) -> Comparison:
    """Make a vault of a backup where nothing lies yet, whole or not at all."""
    with new_folder(folder) as building:
        _unpack(path, header, building / DATABASE, key, step)
        write_key_file(building, KeyFile.from_json(header.keys))
        with closing(open_still(building / DATABASE, key)) as backup:
            return compare(backup, None)


def compare_with(path: Path, present: dbapi2.Connection, key: VaultKey) -> Comparison:
    """Check a backup where it lies, and compare it with an open vault.

    Raises:
        VaultError: It is damaged, or from before the vault was given its present key.
    """
    with explaining_backups("read"):
        header = read_header(path)
        if KeyFile.from_json(header.keys).salt != key.salt:
            raise VaultError(
                "This backup is from before the portfolio was given its present key.",
                advice="It opens with the passphrase or recovery code of that time: lock the "
                "portfolio, then bring it back from the first screen.",
            )
        with _telling_damage(), closing(open_still(path, key)) as backup:
            if backup.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise damaged_backup()
            return compare(backup, present)


def _unpack(path: Path, header: Header, database: Path, key: VaultKey, step: Step) -> None:
    """Write the database of a backup to its place, and read it from beginning to end.

    Raises:
        VaultError: It is damaged.
    """
    create_private(database)
    done = 0
    with database.open("wb") as file:
        for stretch in read_pages(path, header):
            file.write(stretch)
            done += len(stretch)
            step(done, header.database)
    with _telling_damage():
        if not is_sound(database, key):
            raise damaged_backup()


@contextmanager
def _telling_damage() -> Iterator[None]:
    try:
        yield
    except dbapi2.DatabaseError as error:
        raise damaged_backup() from error


def _keep_present(
    folder: Path, fresh: Path, key: VaultKey, secret: Secret | VaultKey, at: datetime
) -> Comparison:
    """Back the present vault up and compare it; keep it aside where that cannot be done."""
    with closing(open_still(fresh, key)) as backup:
        try:
            own = _key_of_present(folder, key, secret)
            _require_whole(folder, own)
            return _back_up_present(folder, own, backup, at)
        except (VaultError, dbapi2.DatabaseError):
            aside = keep_aside(folder, at)
            return replace(compare(backup, None), kept_aside=aside)


def _back_up_present(
    folder: Path, key: VaultKey, backup: dbapi2.Connection, at: datetime
) -> Comparison:
    from portfolio_app.model.store.vault import Vault

    access = Access(engine=make_engine(folder / DATABASE, key))
    with Vault(folder, key, access) as vault:
        BackupShelf(folder / BACKUPS).add(vault, reason=BackupReason.RESTORE, at=at)
        with vault.snapshot() as present:
            return compare(backup, present)


def _require_whole(folder: Path, key: VaultKey) -> None:
    """Check that there is a database to back up, and that its journal hides no save.

    Opening merges the journal, so nothing of it would be left to keep aside afterwards. This is
    stricter than where a vault is opened to go on with it: here its files are replaced.

    Raises:
        DamagedVaultError: There is none, or it does.
    """
    database = folder / DATABASE
    if not (database.is_file() and database.stat().st_size):
        raise failures.damaged()  # SQLite would make a new one, and that would be backed up
    journal = read_journal(folder / JOURNAL, PageCipher(key))
    if journal.state is not JournalState.WHOLE:
        raise failures.damaged()


def _key_of_present(folder: Path, key: VaultKey, secret: Secret | VaultKey) -> VaultKey:
    """Return what opens the vault whose place is taken; mostly what opens its backup."""
    present = keys_in_force(folder)
    if present.salt == key.salt or isinstance(secret, VaultKey):
        return key
    return unlock_keys(present, secret)
