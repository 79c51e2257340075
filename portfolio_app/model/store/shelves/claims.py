"""Claims on passages of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from portfolio_app.model.store.rows import ClaimRow
from portfolio_app.model.store.shelves.presence import missing, touch

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from portfolio_app.model.domain.evidence import Claim
    from portfolio_app.model.domain.names import ClaimId, EvidenceId


class ClaimShelf:
    """Every claim; they are read with their evidence."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, evidence_id: EvidenceId, claim: Claim, at: datetime) -> None:
        """Add a claim after those that `evidence_id` has.

        Raises:
            EvidenceError: The evidence is not there.
        """
        touch(self._session, evidence_id, at)
        self._session.execute(
            insert(ClaimRow).values(evidence_id=evidence_id, **ClaimRow.values(claim))
        )

    def change(self, claim: Claim, at: datetime) -> None:
        """Replace the claim with the same id.

        Raises:
            EvidenceError: There is none, or its evidence is in the bin.
        """
        self._touch(claim.id, at)
        self._session.execute(
            update(ClaimRow)
            .where(ClaimRow.id == claim.id)
            .values(**ClaimRow.values(claim))
            .execution_options(synchronize_session=False)
        )

    def remove(self, claim_id: ClaimId, at: datetime) -> None:
        """Take a claim back. To undo that, add it again.

        Raises:
            EvidenceError: There is none, or its evidence is in the bin.
        """
        self._touch(claim_id, at)
        self._session.execute(
            delete(ClaimRow)
            .where(ClaimRow.id == claim_id)
            .execution_options(synchronize_session=False)
        )

    def _touch(self, claim_id: ClaimId, at: datetime) -> None:
        evidence_id = self._session.scalar(
            select(ClaimRow.evidence_id).where(ClaimRow.id == claim_id)
        )
        if evidence_id is None:
            raise missing("claim")
        touch(self._session, evidence_id, at)
