"""Writes a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from portfolio_app.errors import PortfolioError


def read_file(path: Path, what: str) -> bytes:
    """Return the content of a file that a person chose.

    Args:
        path: The file.
        what: How to call it in a sentence: `The pack`.

    Raises:
        PortfolioError: It cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        why = "is not there" if error.errno == errno.ENOENT else "cannot be read"
        raise PortfolioError(
            f"{what} {why}.", advice="Nothing was changed. Check the place and try again."
        ) from error


def write_whole(path: Path, data: bytes, what: str) -> None:
    """Write `data` to `path` so that the old file or the new one is there, never a part.

    When this returns, the new content is on the disk.

    Raises:
        PortfolioError: It cannot be written; what was at `path` before is untouched.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".portfolio-", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):  # already the failure that is reported
                Path(temporary).unlink(missing_ok=True)
        why = "the disk is full" if error.errno == errno.ENOSPC else "the place refuses it"
        raise PortfolioError(
            f"{what} could not be written: {why}.",
            advice="Your portfolio is safe, and nothing half-written was left. "
            "Choose another place or make room, then try again.",
        ) from error
    _settle(path.parent)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where there is none.

    Raises:
        PortfolioError: The place refuses it.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PortfolioError(
            "The folder could not be made.", advice="Choose another place."
        ) from error


def _settle(folder: Path) -> None:
    """Make a rename last through a power cut, where the system offers it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
