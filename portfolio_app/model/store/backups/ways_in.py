"""Gives backups the ways in that their vault has now, so that no former secret opens them.

A backup has the slots of its time, and these wrap the data key that the vault still has: who
kept a former passphrase would open the present vault by any older backup. So a backup whose
slots are not those of `keys.json` is written anew with these, beside itself, and read again
before it takes its own place: stopped at any moment, the old or the new one is there, whole.
"""

from __future__ import annotations

import hashlib
import logging
import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.care import BackupKeys
from portfolio_app.model.store.backups.container import (
    Header,
    damaged_backup,
    read_header,
    read_pages,
)
from portfolio_app.model.store.backups.making import new_file_beside, nothing
from portfolio_app.model.store.backups.trouble import explaining_backups
from portfolio_app.model.store.folder import DATABASE, KEYS, sync_folder
from portfolio_app.model.store.keys.key_file import (
    SALT_BYTES,
    KeyFile,
    read_key_file,
    write_key_file,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Step = Callable[[int, int], None]

logger = logging.getLogger(__name__)

BACKUPS: Final = "*.backup"
ASIDE: Final = "aside-*"
_HALF_DAMAGED: Final = (
    "A part of the portfolio's key file is damaged, so it was not copied over sound ones: "
    "choose a new passphrase and a new recovery code, or give the portfolio a new key."
)


def give_ways_in(folder: Path, keys: KeyFile, step: Step = nothing) -> BackupKeys:
    """Let every backup in `folder`, and what was kept aside there, open as `keys` says.

    Nobody else may be writing in `folder`. What cannot be changed is left and told; only what
    `step` raises stops the work.

    Args:
        folder: Of backups; it is there.
        keys: The vault's own, in force now.
        step: Hears how many of how many bytes of one backup are written.
    """
    told = BackupKeys()
    for path in sorted(folder.glob(BACKUPS)):
        told += _attempted(path, partial(_to_backup, path, keys, step))
    for path in sorted(folder.glob(f"{ASIDE}/.{KEYS}-*")):
        told += _attempted(path, partial(_to_half, path))
    for path in sorted(folder.glob(f"{ASIDE}/{KEYS}")):
        told += _attempted(path, partial(_to_aside, path.parent, keys))
    return told


def _attempted(path: Path, work: Callable[[], BackupKeys]) -> BackupKeys:
    try:
        with explaining_backups("changed"):
            return work()
    except VaultError as error:
        logger.info("a backup keeps its former ways in: %s", error.summary)
        return BackupKeys(left=(path,), trouble=error.summary)


def _to_backup(path: Path, keys: KeyFile, step: Step) -> BackupKeys:
    header = read_header(path)
    found = KeyFile.from_json(header.keys)
    if found.vault_id != keys.vault_id:
        return BackupKeys()  # of another vault, put here by somebody
    if found.salt != keys.salt:
        return BackupKeys(older=1)
    if found == keys:
        return BackupKeys()
    _require_undamaged(keys)
    _rewrite(path, header, replace(header, keys=keys.to_json()), step)
    return BackupKeys(renewed=1)


def _rewrite(path: Path, former: Header, header: Header, step: Step) -> None:
    """Write a backup anew with another header.

    Its time stays: by it is told whether anything was written since it was made.

    Raises:
        VaultError: It changed on the way, or what was written cannot be read again.
        OSError: It could not be written; the former one stands.
    """
    times, digest, done = path.stat(), hashlib.sha256(), 0
    with new_file_beside(path) as beside:
        with beside.open("rb+") as file:
            for stretch in read_pages(path, former):
                file.write(stretch)
                digest.update(stretch)
                done += len(stretch)
                step(done, former.database)
            file.write(header.to_bytes())
            file.flush()
            os.utime(beside, ns=(times.st_atime_ns, times.st_mtime_ns))
            os.fsync(file.fileno())
        again = hashlib.sha256()
        for stretch in read_pages(beside, header):
            again.update(stretch)
        if read_header(beside) != header or again.digest() != digest.digest():
            raise damaged_backup()
        beside.replace(path)
    sync_folder(path.parent)


def _to_aside(aside: Path, keys: KeyFile) -> BackupKeys:
    """Replace the key file beside a damaged database that was kept, if the key is the same.

    One that is damaged as a whole may still show its slots, so it is replaced as well, unless
    the database beside it has another salt.
    """
    try:
        found = read_key_file(aside)
    except VaultError:
        found = None
    if found and found.vault_id != keys.vault_id:
        return BackupKeys()
    if found and keys.salt not in {found.salt, found.coming and found.coming.salt}:
        return BackupKeys(older=1)
    if found is None and _salt_beside(aside) not in {b"", keys.salt}:
        return BackupKeys(older=1)
    if found == keys:
        return BackupKeys()
    _require_undamaged(keys)
    write_key_file(aside, keys)
    return BackupKeys(renewed=1)


def _to_half(path: Path) -> BackupKeys:
    """Delete a key file that a crash left half in its place: its slots may be former ones."""
    path.unlink(missing_ok=True)
    return BackupKeys()


def _salt_beside(aside: Path) -> bytes:
    """Return with what the database that was kept begins; nothing where none was."""
    database = aside / DATABASE
    if not database.is_file():
        return b""
    with database.open("rb") as file:
        return file.read(SALT_BYTES)


def _require_undamaged(keys: KeyFile) -> None:
    """Damage to a slot must never be copied over the last sound one of its kind.

    Raises:
        VaultError: A slot of the vault's own key file is damaged.
    """
    if keys.damaged:
        raise VaultError(_HALF_DAMAGED)
