"""Removes files of a vault for good: overwritten where that is ours to do, then deleted.

Disks and services that keep older versions of a file may still have what was overwritten. It
is encrypted, and without its keys nobody can read it; so keys go first.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portfolio_app.model.store.folder import (
    BACKUPS,
    DATABASE,
    ENDING,
    IN_USE,
    JOURNAL,
    KEYS,
    sync_folder,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

_STRETCH: Final = 1024 * 1024
_KEYS: Final = (KEYS, f".{KEYS}-*")
_OURS: Final = (DATABASE, JOURNAL, IN_USE, "vault-*.db*", f"{DATABASE}-*", f".{ENDING}-*")
"""With what a crash or an exchange may have left in a vault."""
_BACKUPS: Final = ("*.backup", ".new-*", "aside-*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What was removed, and what could not be."""

    removed: int = 0
    """Files."""
    left: tuple[Path, ...] = ()
    """Files that could not be removed, folders that could not be read, and strangers' files."""


def remove_backups(
    folder: Path, *, but: Collection[Path] = (), step: Callable[[int, int], None]
) -> Removal:
    """Remove every backup in a folder of backups, halves and set-aside vaults included.

    Args:
        folder: Of backups. One that is not there although the folder around it is holds none;
            where that is away too, as with a drive that is not connected, it is left.
        but: Backups that stay.
        step: Hears how many of how many files are gone.
    """
    if not folder.is_dir():
        return Removal(left=() if folder.parent.is_dir() else (folder,))
    staying = {path.absolute() for path in but}
    found = [path for path in _matching(folder, _BACKUPS) if path.absolute() not in staying]
    return _remove([file for path in found for file in _files(path)], found, step)


def remove_vault(
    folder: Path, places: Iterable[Path] = (), *, step: Callable[[int, int], None]
) -> Removal:
    """Remove a closed vault: its keys, its backups, which have keys too, then all the rest.

    Cut short, it can be begun again: whatever is gone by then is passed over. What somebody
    else put into a folder stays, and so does the folder then.

    Args:
        folder: The vault.
        places: Further folders of its backups.
        step: Hears how many of how many files are gone, of keys, of each place, of the rest.
    """
    backups, others = folder / BACKUPS, tuple(places)
    done = [
        _remove_matching(folder, _KEYS, step),
        *(remove_backups(place, step=step) for place in (backups, *others)),
        _remove_matching(folder, _OURS, step),
    ]
    for emptied in (*others, backups):
        _remove_folder(emptied)
    with suppress(OSError):
        (folder / ENDING).unlink(missing_ok=True)
    _remove_folder(folder)
    left = dict.fromkeys(path for each in done for path in each.left)
    if folder.is_dir():
        left |= dict.fromkeys(tuple(folder.rglob("*")) or (folder,))
    return Removal(removed=sum(each.removed for each in done), left=tuple(left))


def remove_files(files: Iterable[Path]) -> Removal:
    """Remove files of ours that lie outside a vault."""
    return _remove(list(files), [], lambda done, total: None)


def _matching(folder: Path, patterns: Iterable[str]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(folder.glob(pattern))


def _remove_matching(
    folder: Path, patterns: Iterable[str], step: Callable[[int, int], None]
) -> Removal:
    paths = list(dict.fromkeys(_matching(folder, patterns)))
    return _remove([file for path in paths for file in _files(path)], paths, step)


def _files(path: Path) -> list[Path]:
    """Return the files in a folder that was set aside, or the file itself."""
    if path.is_symlink() or not path.is_dir():
        return [path]
    return sorted(each for each in path.rglob("*") if not each.is_dir())


def _remove(
    files: list[Path], paths: Iterable[Path], step: Callable[[int, int], None]
) -> Removal:
    removed, left = 0, []
    for number, path in enumerate(files):
        step(number, len(files))
        try:
            _overwrite(path)
            path.unlink()
            removed += 1
        except OSError:
            left.append(path)  # told to the person, who can do more than we
    for path in paths:
        _remove_folder(path)
    for folder in {path.parent for path in files}:
        with suppress(OSError):  # it went with its files, or lies where this cannot be asked
            sync_folder(folder)
    return Removal(removed=removed, left=tuple(left))


def _remove_folder(path: Path) -> None:
    """Remove a folder of ours that is empty; one that is in use stays and is found later."""
    if path.is_dir() and not path.is_symlink():
        with suppress(OSError):
            path.rmdir()


def _overwrite(path: Path) -> None:
    """Overwrite a plain file once, unless it has another name, under which it must live on."""
    found = path.lstat()
    if path.is_symlink() or found.st_nlink > 1:
        return
    with path.open("r+b", buffering=0) as file:
        for at in range(0, found.st_size, _STRETCH):
            file.write(bytes(min(_STRETCH, found.st_size - at)))
        os.fsync(file.fileno())
