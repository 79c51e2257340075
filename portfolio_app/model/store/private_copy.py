"""The private copy that a reader has of a vault, and the removal of those that a crash left.

A copy is held like a vault, by a lock that the operating system frees when its program ends,
however it ends: one that nobody holds was left behind.
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.holder import Holder
from portfolio_app.model.store.folder import DATABASE, IN_USE
from portfolio_app.model.store.hold import Hold, take_hold
from portfolio_app.model.store.removal import remove_files

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)

_PREFIX: Final = "portfolio-reading-"
_NAME: Final = re.compile(rf"{_PREFIX}[a-z0-9_]{{8}}")
"""As `tempfile` draws them."""
_FILES: Final = {
    IN_USE,
    *(f"{DATABASE}{ending}" for ending in ("", "-wal", "-shm", "-journal")),
}


class PrivateCopy:
    """A folder for the copy of a database, readable by this person alone."""

    def __init__(self) -> None:
        """Make it; it is held before anything lies in it.

        Raises:
            OSError: There is no room for it.
        """
        self._folder = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
        self.path = Path(self._folder.name)
        hold = take_hold(self.path)
        self._hold = hold if isinstance(hold, Hold) else None

    def cleanup(self) -> None:
        """Remove the copy."""
        if self._hold:
            self._hold.release()
        self._folder.cleanup()


def sweep_copies() -> None:
    """Remove the copies of this person's that a program left which did not end properly.

    What cannot be removed stays, and is found again the next time.
    """
    for folder in _own_copies():
        try:
            hold = take_hold(folder)
            if isinstance(hold, Holder):
                continue
            gone = remove_files(path for path in folder.iterdir() if path.name != IN_USE)
            hold.release()
            folder.rmdir()
            logger.info("a copy that was left behind is removed: files=%d", gone.removed)
        except OSError as error:
            logger.info("a copy stays where it was left: %s", type(error).__name__)


def _own_copies() -> Iterator[Path]:
    """Yield folders that are such copies beyond doubt: never a vault, nor anybody else's."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if not _NAME.fullmatch(folder.name) or folder.is_symlink():
            continue
        try:
            is_own = os.name == "nt" or folder.stat().st_uid == os.getuid()
            names = {path.name for path in folder.iterdir()} if is_own else set()
        except OSError:  # no folder, or gone meanwhile
            continue
        if DATABASE in names and names <= _FILES:
            yield folder
