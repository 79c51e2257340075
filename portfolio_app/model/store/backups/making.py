"""Makes one backup: copied while the vault is in use, checked, and only then given its name."""

from __future__ import annotations

import os
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import VaultError, WrongKeyError
from portfolio_app.model.domain.care import Backup
from portfolio_app.model.store.backups.checking import is_sound
from portfolio_app.model.store.backups.container import PAGE, Header, read_header
from portfolio_app.model.store.backups.trouble import explaining_backups
from portfolio_app.model.store.engine import connect_plainly, has_met_damage
from portfolio_app.model.store.failures import damaged
from portfolio_app.model.store.folder import sync_folder
from portfolio_app.model.store.keys.key_file import keys_in_force

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from portfolio_app.model.domain.care import BackupReason
    from portfolio_app.model.store.keys.key_file import KeyFile
    from portfolio_app.model.store.vault import Vault

_PAGES: Final = 2000
"""Copied at a time: eight megabytes, so that a person who cancels waits a moment."""


def nothing(done: int, total: int) -> None:
    """Hear nothing."""


def make_backup(
    vault: Vault,
    path: Path,
    *,
    reason: BackupReason,
    at: datetime,
    step: Callable[[int, int], None] = nothing,
) -> Backup:
    """Write a backup of an open vault to `path`, whole and checked, or not at all.

    It holds the vault as at one moment; writers go on meanwhile. A backup that is at `path`
    already is replaced.

    Args:
        vault: Open.
        path: Where; its folder exists.
        reason: Why.
        at: Aware: this moment.
        step: Hears how many of how many bytes are copied; what it raises stops the work.

    Raises:
        WrongKeyError: The vault was given a new key since it was opened here.
        VaultError: It cannot be written, something else is at `path`, or the vault is damaged.
    """
    with explaining_backups("made"):
        _require_place(path)
        with new_file_beside(path) as beside:
            _copy(vault, beside, step)
            if not is_sound(beside, vault.key):
                raise _unsound()
            header = Header(
                made_at=at,
                reason=reason,
                database=beside.stat().st_size,
                keys=_present_keys(vault).to_json(),
            )
            _append(beside, header.to_bytes())
            beside.replace(path)
        sync_folder(path.parent)
        return Backup(path=path, made_at=at, reason=reason, size=path.stat().st_size)


@contextmanager
def new_file_beside(path: Path) -> Iterator[Path]:
    """Yield an empty file in the folder of `path`; what is not renamed by the end goes."""
    handle, name = tempfile.mkstemp(prefix=".new-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def _copy(vault: Vault, target: Path, step: Callable[[int, int], None]) -> None:
    """Copy the database page by page; what is written is encrypted as the original is."""

    def copied(status: int, remaining: int, total: int) -> None:
        step((total - remaining) * PAGE, total * PAGE)

    with vault.snapshot() as source, closing(connect_plainly(str(target), vault.key)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")  # half a copy is thrown away anyway
        copy.execute("PRAGMA synchronous = OFF")  # once, at the end, is enough
        source.backup(copy, pages=_PAGES, progress=copied)
        if has_met_damage(source):
            raise damaged()


def _present_keys(vault: Vault) -> KeyFile:
    """Return what opens the vault now, which must open what was copied as well.

    Raises:
        WrongKeyError: It was given a new key meanwhile: neither the former secrets nor the
            present ones would open a backup of what is open here.
    """
    keys = keys_in_force(vault.folder)
    if keys.salt != vault.key.salt:
        raise WrongKeyError(
            "No backup was made: this portfolio has been given a new key meanwhile.",
            advice="Lock it, open it again, then try once more. Nothing was changed.",
        )
    return keys


def _append(path: Path, tail: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(0, os.SEEK_END)
        file.write(tail)
        file.flush()
        os.fsync(file.fileno())


def _require_place(path: Path) -> None:
    """Check that nothing but a backup would be replaced."""
    if not path.exists():
        return
    try:
        if path.is_file():
            read_header(path)
            return
    except VaultError:
        pass
    raise VaultError(
        "There is already something else at this place.",
        advice="Nothing was changed. Choose another name for the backup.",
    )


def _unsound() -> VaultError:
    return VaultError(
        "The backup did not pass its check, so it was thrown away.",
        advice="Your portfolio was not changed. Have it checked: either it or the disk that "
        "the backup goes to is damaged.",
    )
