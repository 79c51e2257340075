"""The bin: what was removed can be brought back for a while, then it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import selectinload

from portfolio_app.model.domain.bin import KEPT, Removed
from portfolio_app.model.domain.names import EvidenceId
from portfolio_app.model.store.rows import AttachmentRow, EvidenceRow
from portfolio_app.model.store.shelves.presence import affected, missing
from portfolio_app.model.store.shelves.search import SearchShelf

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from portfolio_app.model.domain.names import AttachmentId

_ROWS: Final = (EvidenceRow, AttachmentRow)
_LENDERS: Final = select(EvidenceRow.draws_on).where(EvidenceRow.draws_on.is_not(None))
"""Pieces on which others draw. Attachments have ids of their own, none of which is here."""
_WHOLE: Final = (
    selectinload(EvidenceRow.answers),
    selectinload(EvidenceRow.attachments),
    selectinload(EvidenceRow.claims),
)


class Bin:
    """Everything that was removed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._search = SearchShelf(session)

    def all(self) -> tuple[Removed, ...]:
        """Return what can be brought back, most recently removed first.

        Files of a piece that lies in the bin itself come back with it, or after it.
        """
        pieces = self._session.scalars(
            select(EvidenceRow).where(EvidenceRow.removed_at.is_not(None)).options(*_WHOLE),
            execution_options={"populate_existing": True},
        )
        found = [
            Removed(piece=row.to_record(), at=row.removed_at)
            for row in pieces
            if row.removed_at
        ]
        files = self._session.execute(
            select(AttachmentRow, EvidenceRow)
            .join(EvidenceRow, EvidenceRow.id == AttachmentRow.evidence_id)
            .where(AttachmentRow.removed_at.is_not(None), EvidenceRow.removed_at.is_(None))
            .options(*_WHOLE),
            execution_options={"populate_existing": True},
        )
        found += [
            Removed(piece=owner.to_record(), attachment=row.to_record(), at=row.removed_at)
            for row, owner in files
            if row.removed_at
        ]
        return tuple(sorted(found, key=lambda each: each.at, reverse=True))

    def destroy_evidence(self, evidence_id: EvidenceId) -> None:
        """Destroy a piece in the bin with all that belongs to it, its history included.

        Raises:
            EvidenceError: It is not in the bin.
        """
        self._destroy(EvidenceRow, evidence_id, "piece of evidence")

    def destroy_attachment(self, attachment_id: AttachmentId) -> None:
        """Destroy a file in the bin.

        Raises:
            EvidenceError: It is not in the bin.
        """
        self._destroy(AttachmentRow, attachment_id, "attachment")

    def is_due(self, now: datetime) -> bool:
        """Tell whether anything has lain in the bin for longer than `KEPT`."""
        return any(
            self._session.scalar(select(exists().where(row.removed_at < now - KEPT)))
            for row in _ROWS
        )

    def due(self, now: datetime) -> tuple[EvidenceId, ...]:
        """Return the pieces that have lain in the bin for longer than `KEPT`."""
        rows = self._session.scalars(
            select(EvidenceRow.id).where(EvidenceRow.removed_at < now - KEPT)
        )
        return tuple(EvidenceId(found) for found in rows)

    def empty(self, now: datetime) -> None:
        """Destroy what has lain in the bin for longer than `KEPT`, with all that belongs to it.

        A piece on which another draws stays, so that its words are not lost there: whoever
        knows the forms lets the other take them over, and calls this once more.

        The pages it filled are overwritten (`PRAGMA secure_delete`).
        """
        for row in _ROWS:
            self._session.execute(
                delete(row)
                .where(row.removed_at < now - KEPT, row.id.not_in(_LENDERS))
                .execution_options(synchronize_session=False)
            )
        self._search.purge()

    def _destroy(self, row: type[EvidenceRow | AttachmentRow], key: str, what: str) -> None:
        destroyed = self._session.execute(
            delete(row)
            .where(row.id == key, row.removed_at.is_not(None))
            .execution_options(synchronize_session=False)
        )
        if not affected(destroyed):
            raise missing(what, "in the bin")
        self._search.purge()
