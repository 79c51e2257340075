"""Claims on passages of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from sqlalchemy import bindparam, delete, insert, select, update

from portfolio_app.model.domain.anchors import TextAnchor, follow
from portfolio_app.model.store.rows import ClaimRow
from portfolio_app.model.store.shelves.presence import missing, touch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from portfolio_app.model.domain.evidence import Claim
    from portfolio_app.model.domain.names import ClaimId, EvidenceId

_CLAIMS: Final = cast("Table", ClaimRow.__table__)
_ANCHOR: Final = ("start", "end", "exact", "prefix", "suffix")
_OF_ANSWER: Final = select(_CLAIMS.c.number, *(_CLAIMS.c[name] for name in _ANCHOR)).where(
    _CLAIMS.c.evidence_id == bindparam("wanted"), _CLAIMS.c.path == bindparam("where")
)
_MOVE: Final = (
    update(_CLAIMS)
    .where(_CLAIMS.c.number == bindparam("moved"))
    .values(
        start=bindparam("to_start"),
        end=bindparam("to_end"),
        prefix=bindparam("to_prefix"),
        suffix=bindparam("to_suffix"),
    )
)
"""Built once: every save of a text goes this way."""


def follow_text(session: Session, where: Mapping[str, str], before: str, after: str) -> None:
    """Move the claims of an answer along with an edit of its text.

    Args:
        session: In a transaction.
        where: `wanted`, the id of the evidence, and `where`, the path of the answer.
        before: What the text said.
        after: What it says now.
    """
    if before == after:
        return
    rows = session.connection().execute(_OF_ANSWER, where).all()
    kept = [TextAnchor(**{name: getattr(row, name) for name in _ANCHOR}) for row in rows]
    followed = follow(kept, before, after)
    moved = [
        {
            "moved": row.number,
            "to_start": now.start,
            "to_end": now.end,
            "to_prefix": now.prefix,
            "to_suffix": now.suffix,
        }
        for row, was, now in zip(rows, kept, followed, strict=True)
        if was != now
    ]
    if moved:
        session.connection().execute(_MOVE, moved)


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
