"""The vault as a folder: its fixed file names, its permissions, and writing a file whole.

No word of a client's ever becomes a file name, so the names never vary. The layout is
described in `docs/formats/vault.md`.
"""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import DamagedVaultError, VaultError

if TYPE_CHECKING:
    from collections.abc import Iterator

DATABASE: Final = "vault.db"
JOURNAL: Final = "vault.db-wal"
KEYS: Final = "keys.json"
BACKUPS: Final = "backups"
IN_USE: Final = "in-use.json"
ENDING: Final = "being-destroyed.json"
"""There as long as the vault is being destroyed; the last of its files to go."""

NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN: Final = {errno.EACCES, errno.EPERM, errno.EROFS}


def is_vault(folder: Path) -> bool:
    """Tell whether `folder` is a vault, or what is left of one that lost a file."""
    return any((folder / name).is_file() for name in (DATABASE, KEYS, ENDING))


def require_vault(folder: Path) -> None:
    """Check that `folder` is a vault with its database; a lost key file is told by `keys`.

    Raises:
        VaultError: It is missing, is something else, or has lost its database.
    """
    with explaining_files("opened"):
        if not is_vault(folder):
            missing = not folder.exists()
            raise VaultError(
                "There is no portfolio at this place."
                if missing
                else "This is not a portfolio.",
                advice="Choose the folder whose name ends in “.portfolio”.",
            )
        if (folder / ENDING).is_file() and not (folder / KEYS).is_file():
            raise VaultError(
                "This portfolio was being destroyed when that was cut short.",
                advice="Nothing brings it back. Open it once more to finish.",
            )
        if not (folder / DATABASE).is_file():
            raise DamagedVaultError(
                "The portfolio has lost its main file, “vault.db”.",
                advice="Bring a backup back, or put the file back from a copy of the folder.",
            )


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Build a vault beside `folder` and give it its name when the block ends well.

    So a vault is there as a whole or not at all, whatever happens on the way.

    Raises:
        VaultError: Something else is there already, or the place cannot be written.
    """
    with explaining_files("created"):
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise VaultError(
                "There is already something at this place.",
                advice="Choose another name. Nothing was changed.",
            )
        if not folder.parent.is_dir():
            raise VaultError(
                "The folder in which the portfolio is to lie does not exist.",
                advice="Create that folder first, or choose another place.",
            )
        # Mode 0700, by mkdtemp.
        with tempfile.TemporaryDirectory(
            prefix=".new-", suffix=".portfolio", dir=folder.parent, ignore_cleanup_errors=True
        ) as building:
            inside = Path(building) / "vault"
            inside.mkdir(mode=0o700)
            yield inside
            if folder.exists():
                folder.rmdir()
            inside.rename(folder)
            sync_folder(folder.parent)


def create_private(path: Path) -> None:
    """Create an empty file that only its owner may read and write (POSIX mode 0600)."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def write_whole(path: Path, content: bytes) -> None:
    """Replace `path` by `content` so that either the old or the new stands there, never less.

    Raises:
        OSError: It could not be written; the old content still stands.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # mode 0600
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Make the content of a file durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable. Windows does this by itself and cannot be asked."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def explaining_files(done: str) -> Iterator[None]:
    """Tell trouble with files in a person's words.

    Args:
        done: What could not be done to the portfolio: `opened`, `created`.

    Raises:
        VaultError: Instead of any OSError.
    """
    try:
        yield
    except OSError as error:
        raise _explained(error, done) from error


def _explained(error: OSError, done: str) -> VaultError:
    if error.errno in NO_ROOM:
        return VaultError(
            f"The portfolio could not be {done}: the disk is full.",
            advice="Make some room on the disk, then try again. Nothing was lost.",
        )
    if error.errno in FORBIDDEN:
        return VaultError(
            f"The portfolio could not be {done}: this computer does not allow it here.",
            advice="Check that the folder is yours and may be written to. Nothing was changed.",
        )
    return VaultError(
        f"The portfolio could not be {done}: its files cannot be reached.",
        advice="Check that the disk is connected, then try again. Nothing was changed.",
    )
