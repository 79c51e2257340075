"""Remembers where the copies of each portfolio's backups go, on this computer.

A portfolio is known by its identifier, not by where it lies: renamed, moved or opened by a
link it keeps its second place, so that what is erased, shut out or destroyed goes there too.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Final

from portfolio_app.errors import PortfolioError
from portfolio_app.services.files import write_whole

logger = logging.getLogger(__name__)

_FOLDER: Final = "folder"
_ENDING: Final = "ending"
"""Hash of the certificate that was begun with the portfolio's destruction."""


class SecondPlaces:
    """The second place of each portfolio, in a file of this person's."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, vault_id: str, vault: Path) -> Path | None:
        """Return the folder chosen for a portfolio.

        Args:
            vault_id: Its identifier.
            vault: Where it lies. Choices were once remembered by that: one that is found so
                is remembered by the identifier from then on.
        """
        entries = self._read()
        found = entries.get(vault_id)
        if found is None:
            former = [key for key in (str(vault), str(vault.resolve())) if key in entries]
            if not former:
                return None
            found = entries[vault_id] = entries.pop(former[0])
            try:
                self._write(entries)
            except PortfolioError as error:  # found again as it was, until it can be written
                logger.info("a second place is remembered by its path: %s", error.summary)
        return Path(found[_FOLDER])

    def choose(self, vault_id: str, folder: Path | None) -> None:
        """Remember the folder for a portfolio, or that there is none.

        Raises:
            PortfolioError: It cannot be written.
        """
        entries = self._read()
        entries.pop(vault_id, None)
        if folder is not None:
            entries[vault_id] = {_FOLDER: str(folder)}
        self._write(entries)

    def begin_ending(self, vault_id: str, begun: str) -> None:
        """Remember that the destruction of a portfolio was begun on this computer.

        Args:
            vault_id: Its identifier.
            begun: SHA-256 of the certificate as it was begun.

        Raises:
            PortfolioError: It cannot be written.
        """
        entries = self._read()
        if vault_id in entries:
            entries[vault_id][_ENDING] = begun
            self._write(entries)

    def is_ending(self, vault_id: str, begun: str) -> bool:
        """Whether this destruction was begun on this computer.

        A note in a folder may be anybody's, and must not have the second place of a portfolio
        emptied that stands elsewhere.
        """
        return self._read().get(vault_id, {}).get(_ENDING) == begun

    def _write(self, entries: dict[str, dict[str, str]]) -> None:
        data = json.dumps(entries, indent=1).encode("utf-8")
        write_whole(self._path, data, "The choice", private=True)

    def _read(self) -> dict[str, dict[str, str]]:
        """Return the entries by identifier; those by path were text alone."""
        try:
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        entries = {k: {_FOLDER: v} if isinstance(v, str) else v for k, v in found.items()}
        return {
            key: {k: v for k, v in entry.items() if isinstance(v, str)}
            for key, entry in entries.items()
            if isinstance(entry, dict) and isinstance(entry.get(_FOLDER), str)
        }
