"""Everything at once, bin included, for an open export and for taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from portfolio_app.model.domain.archive import KeptAnswer, KeptAttachment, KeptEvidence
from portfolio_app.model.domain.names import EvidenceId, FieldPath, FormId, RoleId
from portfolio_app.model.store.rows import (
    AnswerRow,
    AttachmentRow,
    ClaimRow,
    EvidenceRow,
    StatementRow,
)
from portfolio_app.model.store.shelves.attachments import AttachmentShelf

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import BinaryIO

    from sqlalchemy.orm import Session

    from portfolio_app.model.domain.portfolio import Statement


class ArchiveShelf:
    """What the other shelves keep, with the times and the bin that they do not show."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def evidence(self) -> tuple[KeptEvidence, ...]:
        """Return every piece, in the order in which they were begun."""
        rows = self._session.scalars(
            select(EvidenceRow).order_by(EvidenceRow.created_at, EvidenceRow.id)
        )
        return tuple(self._kept(row) for row in rows)

    def add_evidence(self, kept: KeptEvidence) -> None:
        """Add a piece as it was, without the bytes of its attachments.

        Raises:
            ValueError: It lists attachments; they are added one by one.
        """
        if kept.attachments:
            raise ValueError(kept.id)
        self._session.add(
            EvidenceRow(
                id=kept.id,
                form=kept.form,
                by=kept.by,
                author_name=kept.author_name,
                core=kept.core,
                created_at=kept.created_at,
                changed_at=kept.changed_at,
                draws_on=kept.draws_on,
            )
        )
        self._session.flush()  # rows that refer to it follow
        self._session.add_all(
            AnswerRow.from_record(kept.id, found.path, found.answer, found.changed_at)
            for found in kept.answers
        )
        self._session.add_all(
            ClaimRow(evidence_id=kept.id, **ClaimRow.values(claim)) for claim in kept.claims
        )
        self._session.flush()

    def add_attachment(
        self, evidence_id: EvidenceId, kept: KeptAttachment, content: BinaryIO
    ) -> None:
        """Add an attachment to a piece that is not in the bin.

        Raises:
            ValueError: `content` has another size or hash than the record says.
        """
        AttachmentShelf(self._session).add(evidence_id, kept.attachment, content)
        row = self._session.scalars(
            select(AttachmentRow).where(AttachmentRow.id == kept.attachment.id)
        ).one()
        row.removed_at = kept.removed_at
        self._session.flush()

    def put_in_bin(self, evidence_id: EvidenceId, at: datetime | None) -> None:
        """Say since when a piece lies in the bin, once everything of it is there."""
        row = self._session.get_one(EvidenceRow, evidence_id)
        row.removed_at = at
        self._session.flush()

    def add_statements(self, statements: Iterable[Statement]) -> None:
        """Add accounts of capabilities with their times."""
        self._session.add_all(
            StatementRow(
                capability=str(found.capability), text=found.text, changed_at=found.changed_at
            )
            for found in statements
        )
        self._session.flush()

    def _kept(self, row: EvidenceRow) -> KeptEvidence:
        evidence = EvidenceId(row.id)
        answers = select(AnswerRow).where(AnswerRow.evidence_id == evidence)
        attachments = select(AttachmentRow).where(AttachmentRow.evidence_id == evidence)
        claims = select(ClaimRow).where(ClaimRow.evidence_id == evidence)
        return KeptEvidence(
            id=evidence,
            form=FormId(row.form),
            by=None if row.by is None else RoleId(row.by),
            author_name=row.author_name,
            core=row.core,
            created_at=row.created_at,
            changed_at=row.changed_at,
            removed_at=row.removed_at,
            draws_on=None if row.draws_on is None else EvidenceId(row.draws_on),
            answers=tuple(
                KeptAnswer(
                    path=FieldPath(found.path),
                    answer=found.to_record(),
                    changed_at=found.changed_at,
                )
                for found in self._session.scalars(answers.order_by(AnswerRow.path))
            ),
            attachments=tuple(
                KeptAttachment(attachment=found.to_record(), removed_at=found.removed_at)
                for found in self._session.scalars(attachments.order_by(AttachmentRow.number))
            ),
            claims=tuple(
                found.to_record()
                for found in self._session.scalars(claims.order_by(ClaimRow.number))
            ),
        )
