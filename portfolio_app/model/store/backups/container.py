"""The file that a backup is: the encrypted database, and behind it what opens it.

The database comes first, so that the file is one that SQLCipher opens as it stands; the key
header follows, and a footer of fixed length says where it begins.
"""

from __future__ import annotations

import json
import os
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from portfolio_app.errors import VaultError, VaultTooNewError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.store.keys.slots import checksum, is_intact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

FORMAT: Final = "progression-portfolio-backup/1"
PAGE: Final = 4096
"""Bytes of a page of the database."""
STRETCH: Final = 1024 * 1024
"""Bytes copied at a time; a multiple of `PAGE`."""

_NAME: Final = FORMAT.partition("/")[0]
_FOOTER: Final = struct.Struct("<28sI")
"""The name of the format, and how many bytes of header precede it."""
_LONGEST_HEADER: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a backup says about itself; no secret is in it, nor a word of anyone's."""

    made_at: datetime
    reason: BackupReason
    database: int
    """Bytes of the database, which begins the file."""
    keys: dict[str, Any]
    """What stood in `keys.json`."""

    def to_bytes(self) -> bytes:
        """Return header and footer."""
        content: dict[str, Any] = {
            "format": FORMAT,
            "made_at": self.made_at.isoformat(),
            "reason": str(self.reason),
            "database": self.database,
            "keys": self.keys,
        }
        whole = json.dumps({**content, "check": checksum(content)}).encode("ascii")
        return whole + _FOOTER.pack(_NAME.encode("ascii"), len(whole))


def read_header(path: Path) -> Header:
    """Read what a backup says about itself.

    Raises:
        VaultError: It is no backup, or it is damaged or cut short.
        VaultTooNewError: A newer release made it.
        OSError: It cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        content = _content(file, size)
    name, _, version = str(content.get("format", "")).partition("/")
    if name == _NAME and version.isdecimal() and f"{name}/{version}" != FORMAT:
        raise VaultTooNewError(
            "This backup was made by a newer version of the program.",
            advice="Install the newest version, then try again. Nothing was changed.",
        )
    if content.get("format") != FORMAT or not is_intact(content):
        raise damaged_backup()
    try:
        return Header(
            made_at=datetime.fromisoformat(content["made_at"]),
            reason=BackupReason(content["reason"]),
            database=int(content["database"]),
            keys=dict(content["keys"]),
        )
    except (KeyError, TypeError, ValueError):
        raise damaged_backup() from None


def read_pages(path: Path, header: Header) -> Iterator[bytes]:
    """Yield the database of a backup in stretches.

    Raises:
        VaultError: The file has changed since its header was read.
        OSError: It cannot be read.
    """
    left = header.database
    with path.open("rb") as file:
        while left:
            stretch = file.read(min(STRETCH, left))
            if not stretch:
                raise damaged_backup()
            left -= len(stretch)
            yield stretch


def damaged_backup() -> VaultError:
    """Return what to say of a backup that is not whole."""
    return VaultError(
        "This backup is damaged or incomplete.",
        advice="Your portfolio was not changed. Try another backup.",
    )


def _content(file: BinaryIO, size: int) -> dict[str, Any]:
    """Return the header as it stands, from the end of the file."""
    if size < _FOOTER.size:
        raise _no_backup()
    file.seek(-_FOOTER.size, os.SEEK_END)
    name, length = _FOOTER.unpack(file.read(_FOOTER.size))
    if name != _NAME.encode("ascii"):
        raise _no_backup()
    begin = size - _FOOTER.size - length
    if length > _LONGEST_HEADER or begin < PAGE:
        raise damaged_backup()
    file.seek(begin)
    try:
        content = json.loads(file.read(length))
    except (ValueError, RecursionError):
        raise damaged_backup() from None
    if not isinstance(content, dict):
        raise damaged_backup()
    if content.get("format") == FORMAT and content.get("database") != begin:
        raise damaged_backup()
    return content


def _no_backup() -> VaultError:
    return VaultError(
        "This file is not a backup of a portfolio, or its end is missing.",
        advice="Nothing was changed. Choose a file whose name ends in “.backup”.",
    )
