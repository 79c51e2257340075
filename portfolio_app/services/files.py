"""Writes a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
from pathlib import Path
from typing import Final

from portfolio_app.errors import PortfolioError

_USUAL, _PRIVATE = 0o666, 0o600
"""Permissions of a new file: what the person's umask leaves of them, or the owner's alone."""
_BINARY: int = getattr(os, "O_BINARY", 0)
"""Windows would otherwise write line ends of its own."""
_PDF = b"%PDF"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""The disk, the person's share of it, or what one file may take is used up."""
_UNFINISHED: Final = ", being written "
_MARK: Final = re.compile("[0-9a-f]{8}")
_ROOM: Final = 224
"""Bytes of a name that leave room for what tells that it is not finished; 255 at most."""


def read_file(path: Path, what: str) -> bytes:
    """Return the content of a file that a person chose.

    Args:
        path: The file.
        what: How to call it in a sentence: `The pack`.

    Raises:
        PortfolioError: It cannot be read.
    """
    try:
        if path.exists() and not path.is_file():  # a device or pipe might never end
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name no file can have
        is_missing = isinstance(error, OSError) and error.errno == errno.ENOENT
        why = "is not there" if is_missing else "cannot be read"
        raise PortfolioError(
            f"{what} {why}.", advice="Nothing was changed. Check the place and try again."
        ) from error


def write_whole(path: Path, data: bytes, what: str, *, private: bool = False) -> None:
    """Write `data` to `path` so that the old file or the new one is there, never a part.

    When this returns, the new content is on the disk. Until then it lies beside `path` under a
    name that says so; what an earlier attempt left there, cut short, is removed first. A file
    that was there before passes its permissions on. A PDF replaces PDFs only: never a
    portfolio's database, a signing identity or a device.

    Args:
        path: Where; folders above are made.
        data: The content.
        what: How to call it in a sentence: `The pack`.
        private: Whether nobody else on this computer may read a new file.

    Raises:
        PortfolioError: It cannot be written; what was at `path` before is untouched.
    """
    try:
        if not _may_replace(path, data):
            raise PortfolioError(
                f"{what} could not be written: something of another kind has that name.",
                advice="Nothing was changed. Choose another name.",
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data, _PRIVATE if private else _USUAL)
    except (OSError, ValueError) as error:
        full = isinstance(error, OSError) and error.errno in _NO_ROOM
        why = "the disk is full" if full else "the place refuses it"
        raise PortfolioError(
            f"{what} could not be written: {why}.",
            advice="Your portfolio is safe, and nothing half-written was left. "
            "Choose another place or make room, then try again.",
        ) from error
    _settle(path.parent)


def unfinished(path: Path) -> Path:
    """Return where to make what is to be at `path`: `NAME, being written 3fa94c1b` beside it.

    A program that is killed cannot tidy up. Nothing in the clear shall be left under a name
    that nobody sees, or whose meaning nobody can tell.
    """
    return path.with_name(f"{_begun(path)}{secrets.token_hex(4)}")


def sweep_unfinished(path: Path) -> None:
    """Remove what was left beside `path` by making it, when that was cut short.

    Raises:
        OSError: Something cannot be removed.
    """
    begun, beside = _begun(path), list[Path]()
    with contextlib.suppress(
        FileNotFoundError, PermissionError
    ):  # it may take what it won't list
        beside = list(path.parent.iterdir())
    for left in beside:
        if left.name.startswith(begun) and _MARK.fullmatch(left.name[len(begun) :]):
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink(missing_ok=True)


def _begun(path: Path) -> str:
    return os.fsencode(path.name)[:_ROOM].decode("utf-8", "ignore") + _UNFINISHED


def make_empty_folder(path: Path) -> None:
    """Make a folder, and those above it; an empty one may be there already.

    Raises:
        PortfolioError: Something lies there, or the place refuses it.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        is_empty = not any(path.iterdir())
    except OSError as error:
        raise PortfolioError(
            "The folder could not be made.", advice="Choose another place."
        ) from error
    if not is_empty:
        raise PortfolioError(
            "The folder is not empty.", advice="Nothing was changed. Name a new folder."
        )


def _may_replace(path: Path, data: bytes) -> bool:
    """Whether what lies at `path`, if anything, may be lost for `data`."""
    if not data.startswith(_PDF) or path.is_dir() or not path.exists():
        return True
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(_PDF)) in {b"", _PDF}


def _replace(path: Path, data: bytes, permissions: int) -> None:
    """Write a file beside `path` and give it that name."""
    sweep_unfinished(path)
    temporary = unfinished(path)
    try:
        _write_through(temporary, data, permissions)
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _write_through(path: Path, data: bytes, permissions: int) -> None:
    """Write a new file down to the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, permissions)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _settle(folder: Path) -> None:
    """Make a rename last through a power cut, where the system offers it."""
    if os.name == "posix":
        with contextlib.suppress(OSError):  # some shares cannot; the file itself is written
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
