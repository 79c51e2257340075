"""What was once found in attached files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, literal, select
from sqlalchemy.dialects.sqlite import insert

from portfolio_app.model.store.rows import AttachmentRow, FileFindingRow

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
        """Keep what was found, in the place of what an older version found.

        Nothing is kept where the file has gone meanwhile: a looking that takes seconds may end
        after the file was erased, and its findings hold words of it.
        """
        found = select(literal(sha256), literal(version), literal(findings)).where(
            exists().where(AttachmentRow.sha256 == sha256)
        )
        put = insert(FileFindingRow).from_select(["sha256", "version", "findings"], found)
        self._session.execute(
            put.on_conflict_do_update(
                index_elements=["sha256"],
                set_={"version": put.excluded.version, "findings": put.excluded.findings},
            )
        )
