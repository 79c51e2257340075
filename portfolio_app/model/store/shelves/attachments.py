"""Attachments: their bytes in chunks, verified by their hash whenever they are read."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final

from sqlalchemy import insert, select, update

from portfolio_app.model.store.failures import damaged
from portfolio_app.model.store.rows import AttachmentRow, ChunkRow, EvidenceRow
from portfolio_app.model.store.shelves.presence import affected, missing, touch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

    from portfolio_app.model.domain.evidence import Attachment
    from portfolio_app.model.domain.names import AttachmentId, EvidenceId

CHUNK: Final = 256 * 1024
"""Bytes in each chunk but the last."""


class AttachmentShelf:
    """Every attachment; their records are read with their evidence, their bytes here."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, evidence_id: EvidenceId, attachment: Attachment, content: bytes | BinaryIO
    ) -> None:
        """Add an attachment after those that `evidence_id` has.

        Raises:
            EvidenceError: The evidence is not there.
            ValueError: `content` has another size or hash than `attachment` says.
        """
        if not self._is_there(evidence_id):
            raise missing("piece of evidence")
        self._session.add(AttachmentRow.from_record(evidence_id, attachment))
        self._session.flush()
        source = BytesIO(content) if isinstance(content, bytes) else content
        size, digest, seq = 0, hashlib.sha256(), 0
        while chunk := source.read(CHUNK):
            self._session.execute(
                insert(ChunkRow).values(attachment_id=attachment.id, seq=seq, content=chunk)
            )
            digest.update(chunk)
            size, seq = size + len(chunk), seq + 1
        if (size, digest.hexdigest()) != (attachment.size, attachment.sha256):
            raise ValueError(attachment.id)

    def read(self, attachment_id: AttachmentId) -> bytes:
        """Return all bytes of an attachment, verified.

        Raises:
            EvidenceError: There is no such attachment.
            VaultError: The bytes are not those that were put in.
        """
        return b"".join(self.chunks(attachment_id))

    def chunks(self, attachment_id: AttachmentId) -> Iterator[bytes]:
        """Yield the bytes of an attachment; only the end shows whether they are sound.

        Raises:
            EvidenceError: There is no such attachment.
            VaultError: The bytes are not those that were put in; raised after the last.
        """
        expected = self._session.scalar(
            select(AttachmentRow.sha256).where(AttachmentRow.id == attachment_id)
        )
        if expected is None:
            raise missing("attachment")
        digest = hashlib.sha256()
        chunks = self._session.scalars(
            select(ChunkRow.content)
            .where(ChunkRow.attachment_id == attachment_id)
            .order_by(ChunkRow.seq)
            .execution_options(yield_per=1)
        )
        for chunk in chunks:
            digest.update(chunk)
            yield chunk
        if digest.hexdigest() != expected:
            raise damaged()

    def describe(self, attachment_id: AttachmentId, text: str) -> None:
        """Say what is to be seen, for those who cannot see it.

        Raises:
            EvidenceError: There is no such attachment.
        """
        self._change(attachment_id, description=text)

    def remove(self, attachment_id: AttachmentId, at: datetime) -> None:
        """Put an attachment in the bin.

        Raises:
            EvidenceError: There is no such attachment, or its evidence is in the bin.
        """
        self._change(attachment_id, removed_at=at)
        touch(self._session, self._owner(attachment_id), at)

    def restore(self, attachment_id: AttachmentId) -> None:
        """Bring an attachment back from the bin, in its old place.

        Raises:
            EvidenceError: It is not in the bin.
        """
        restored = self._session.execute(
            update(AttachmentRow)
            .where(AttachmentRow.id == attachment_id, AttachmentRow.removed_at.is_not(None))
            .values(removed_at=None)
            .execution_options(synchronize_session=False)
        )
        if not affected(restored):
            raise missing("attachment", "in the bin")

    def _change(self, attachment_id: AttachmentId, **values: str | datetime) -> None:
        changed = self._session.execute(
            update(AttachmentRow)
            .where(AttachmentRow.id == attachment_id, AttachmentRow.removed_at.is_(None))
            .values(**values)
            .execution_options(synchronize_session=False)
        )
        if not affected(changed):
            raise missing("attachment")

    def _owner(self, attachment_id: AttachmentId) -> str:
        owner = select(AttachmentRow.evidence_id).where(AttachmentRow.id == attachment_id)
        return self._session.scalars(owner).one()

    def _is_there(self, evidence_id: EvidenceId) -> bool:
        found = select(EvidenceRow.id).where(
            EvidenceRow.id == evidence_id, EvidenceRow.removed_at.is_(None)
        )
        return self._session.scalar(found) is not None
