"""The files of rules that were added on this computer: where they lie, and which they are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from portfolio_app.errors import CatalogueError
from portfolio_app.services.files import read_file, write_whole
from portfolio_app.services.rule_files import LARGEST, SUFFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.rule_files import RuleManifest

FOLDER: Final = "rule-files"
"""Of the person's own folder: where added files lie."""
LIST_NAME: Final = "rule-files.json"
_FORMAT: Final = "progression-portfolio-rule-files/1"
_LONGEST_NAME: Final = 80
"""Characters of an id in a file's name, which no disk lets be longer than 255 with the rest."""
_WHAT: Final = "The list of added rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """An added file, as the list knows it from the day on which its signature was checked."""

    file: str
    pathway: str
    version: str
    sha256: str
    signer: str
    added_at: datetime


class RuleFolder:
    """Files that passed every check once. Each is held to its hash whenever it is read."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def all(self) -> tuple[ListedFile, ...]:
        """Return what was added, in that order.

        Raises:
            SignatureError: The list is damaged.
        """
        from portfolio_app.signing.files import read_json, unusable

        path = self._home / LIST_NAME
        rows = read_json(path, _FORMAT, _WHAT).get("files", [])
        try:
            return tuple(_listed(row) for row in rows)
        except (KeyError, TypeError, ValueError) as error:
            raise unusable(_WHAT, path) from error

    def read(self, listed: ListedFile) -> bytes:
        """Return the content of an added file.

        Raises:
            CatalogueError: It is not the one that was added.
            PortfolioError: It cannot be read.
        """
        data = read_rules(self._home / FOLDER / listed.file)
        if hashlib.sha256(data).hexdigest() != listed.sha256:
            raise CatalogueError(f"{listed.file} was changed since it was added.")
        return data

    def put(self, manifest: RuleManifest, data: bytes, signer: str, at: datetime) -> ListedFile:
        """Add a file; the same one again takes its own place.

        Its name on the disk has its hash in it: an id and a version may both hold hyphens,
        and differ from others in nothing but capitals.

        Raises:
            PortfolioError: It cannot be written.
        """
        is_same = (manifest.pathway, manifest.version)
        before = self.all()
        known = [row for row in before if (row.pathway, row.version) == is_same]
        sha256 = hashlib.sha256(data).hexdigest()
        name = f"{manifest.pathway[:_LONGEST_NAME]}-{manifest.version}-{sha256[:32]}{SUFFIX}"
        listed = ListedFile(
            file=known[0].file if known else name,
            pathway=manifest.pathway,
            version=manifest.version,
            sha256=sha256,
            signer=signer,
            added_at=at,
        )
        write_whole(self._home / FOLDER / listed.file, data, "The file of rules")
        self._write([*(row for row in before if row not in known), listed])
        return listed

    def remove(self, listed: ListedFile) -> None:
        """Take a file away again.

        Raises:
            PortfolioError: The list cannot be written.
        """
        self._write([row for row in self.all() if row != listed])
        (self._home / FOLDER / listed.file).unlink(missing_ok=True)

    def _write(self, rows: Sequence[ListedFile]) -> None:
        from portfolio_app.signing.files import write_json

        content = [
            {
                "file": row.file,
                "pathway": row.pathway,
                "version": row.version,
                "sha256": row.sha256,
                "signer": row.signer,
                "added_at": row.added_at.isoformat(),
            }
            for row in rows
        ]
        write_json(self._home / LIST_NAME, _FORMAT, {"files": content}, _WHAT)


def read_rules(path: Path) -> bytes:
    """Return the content of a file of rules, if it is no larger than one may be.

    Raises:
        CatalogueError: It is larger.
        PortfolioError: It cannot be read.
    """
    if path.is_file() and path.stat().st_size > LARGEST:
        raise CatalogueError(
            f"{path.name} is larger than any file of rules ({LARGEST:,} bytes).",
            advice="Nothing was changed. Ask your academy for the file again.",
        )
    return read_file(path, "The file of rules")


def _listed(row: dict[str, Any]) -> ListedFile:
    texts = {key: row[key] for key in ("file", "pathway", "version", "sha256", "signer")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError("text expected")
    if Path(texts["file"]).name != texts["file"]:
        raise ValueError("a name without a folder expected")
    return ListedFile(**texts, added_at=datetime.fromisoformat(row["added_at"]))
