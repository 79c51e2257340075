"""A folder of backups: what is in it, adding one, and letting old ones go."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import tempfile
import time
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.care import Backup, BackupKeys
from portfolio_app.model.store.backups.container import STRETCH, read_header
from portfolio_app.model.store.backups.making import make_backup, nothing
from portfolio_app.model.store.backups.rotation import kept
from portfolio_app.model.store.backups.trouble import explaining_backups
from portfolio_app.model.store.backups.ways_in import give_ways_in
from portfolio_app.model.store.folder import DATABASE, JOURNAL, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from portfolio_app.model.domain.care import BackupReason
    from portfolio_app.model.store.keys.key_file import KeyFile
    from portfolio_app.model.store.vault import Vault

logger = logging.getLogger(__name__)

SUFFIX: Final = ".backup"
_HALF: Final = ".new-*"
_MODE: Final = 0o700


class BackupShelf:
    """The backups of one vault in one folder; file names tell when, never whose."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> tuple[Backup, ...]:
        """Return the backups that are here and whole at their end, the latest first.

        A folder that is not there holds none.

        Raises:
            VaultError: The folder cannot be read.
        """
        with explaining_backups("read"):
            paths = sorted(self.folder.glob(f"*{SUFFIX}")) if self.folder.is_dir() else []
        found = [backup for path in paths if (backup := _described(path))]
        return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))

    def add(
        self,
        vault: Vault,
        *,
        reason: BackupReason,
        at: datetime,
        step: Callable[[int, int], None] = nothing,
    ) -> Backup:
        """Back up `vault` here, then let go of what rotation does not keep.

        Raises:
            VaultError: It cannot be written, or the vault is damaged.
        """
        with explaining_backups("made"):
            self.folder.mkdir(mode=_MODE, exist_ok=True)
        self._clear()
        path, begun = self._free_place(at), time.time()
        backup = make_backup(vault, path, reason=reason, at=at, step=step)
        os.utime(path, (begun, begun))  # what is written meanwhile is newer, and not in it
        self.rotate()
        return backup

    def has_all_of(self, folder: Path) -> bool:
        """Tell whether nothing in the vault `folder` was written since the latest backup.

        By the clock of the files, not of the backups: the person may have set another time.
        """
        with explaining_backups("read"):
            written = [
                path.stat().st_mtime
                for path in (folder / DATABASE, folder / JOURNAL)
                if path.exists() and path.stat().st_size
            ]
            made = [backup.path.stat().st_mtime for backup in self.all()]
        return bool(made) and max(made) > max(written, default=0)

    def take(self, backup: Backup, step: Callable[[int, int], None] = nothing) -> Backup:
        """Copy a backup of another folder here, see that it arrived, and rotate.

        Raises:
            VaultError: It cannot be read or written here.
        """
        with explaining_backups("copied"):
            self.folder.mkdir(mode=_MODE, parents=True, exist_ok=True)
            self._clear()
            target = self.folder / backup.path.name
            _copy(backup.path, target, step)
        self.rotate()
        return replace(backup, path=target)

    def give_ways_in(
        self, keys: KeyFile, step: Callable[[int, int], None] = nothing
    ) -> BackupKeys:
        """Let every backup here open as `keys`, the vault's own, says; tell what is left.

        A folder that is not there holds none, so nothing is left.
        """
        if not self.folder.is_dir():
            return BackupKeys()
        self._clear()
        return give_ways_in(self.folder, keys, step)

    def rotate(self) -> None:
        """Delete the backups that need not be kept; one that cannot be deleted stays."""
        present = self.all()
        staying = kept(backup.made_at for backup in present)
        for backup in present:
            if backup.made_at not in staying:
                _let_go(backup.path)

    def _clear(self) -> None:
        """Delete what a crash left half-written; nobody else writes here at this moment."""
        for left in self.folder.glob(f"{_HALF}{SUFFIX}"):
            _let_go(left)

    def _free_place(self, at: datetime) -> Path:
        stamp, number = at.astimezone(UTC).strftime("%Y-%m-%d-%H%M%S"), 1
        path = self.folder / f"{stamp}{SUFFIX}"
        while path.exists():
            number += 1
            path = self.folder / f"{stamp}-{number}{SUFFIX}"
        return path


def describe(path: Path) -> Backup:
    """Return what a backup says about itself.

    Raises:
        VaultError: It is no backup, or it is damaged or cut short.
    """
    with explaining_backups("read"):
        header = read_header(path)
        return Backup(
            path=path,
            made_at=header.made_at,
            reason=header.reason,
            size=path.stat().st_size,
        )


def _described(path: Path) -> Backup | None:
    try:
        return describe(path)
    except VaultError as error:
        logger.info("a backup cannot be read: %s", error.summary)
        return None


def _copy(source: Path, target: Path, step: Callable[[int, int], None]) -> None:
    """Copy a file under another name first, and read it again before it gets its own."""
    handle, name = tempfile.mkstemp(prefix=".new-", suffix=SUFFIX, dir=target.parent)
    beside = Path(name)
    total, done, digest = source.stat().st_size, 0, hashlib.sha256()
    try:
        with os.fdopen(handle, "wb") as written, source.open("rb") as read:
            while stretch := read.read(STRETCH):
                written.write(stretch)
                digest.update(stretch)
                done += len(stretch)
                step(done, total)
            written.flush()
            os.fsync(written.fileno())
        with beside.open("rb") as again:
            if hashlib.file_digest(again, "sha256").digest() != digest.digest():
                raise OSError("the copy differs")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(target.parent)


def _let_go(path: Path) -> None:
    with contextlib.suppress(OSError):  # on a drive that is gone: the next rotation tries again
        path.unlink()
