"""What was once found in attached files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from portfolio_app.model.store.rows import FileFindingRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class ReadingShelf:
    """Findings, by the SHA-256 of the file; the database drops them with its last attachment.

    They can be made anew from the files, so an open export leaves them out.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, sha256: str, version: int) -> str | None:
        """Return what this version of the looking found, or None where it has not looked."""
        wanted = select(FileFindingRow.findings).where(
            FileFindingRow.sha256 == sha256, FileFindingRow.version == version
        )
        return self._session.scalars(wanted).one_or_none()

    def put(self, sha256: str, version: int, findings: str) -> None:
        """Keep what was found, in the place of what an older version found."""
        self._session.merge(FileFindingRow(sha256=sha256, version=version, findings=findings))
