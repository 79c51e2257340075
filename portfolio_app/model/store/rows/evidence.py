"""How evidence and what belongs to it lies in the database."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read when the rows are mapped
from types import MappingProxyType
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portfolio_app.model.domain.anchors import TextAnchor
from portfolio_app.model.domain.evidence import Answer, Attachment, Claim, Evidence
from portfolio_app.model.domain.names import (
    AttachmentId,
    CapabilityRef,
    ClaimId,
    EvidenceId,
    FieldPath,
    FormId,
    FrameworkId,
    RoleId,
)
from portfolio_app.model.store.columns import Base
from portfolio_app.model.store.rows.marks import read_marks, stored_marks


class AnswerRow(Base):
    """What stands in one field of one piece of evidence."""

    __tablename__ = "answer"

    evidence_id: Mapped[str] = mapped_column(
        ForeignKey("evidence.id", ondelete="CASCADE"), primary_key=True
    )
    path: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    written_by: Mapped[str]
    entered_by: Mapped[str]
    changed_at: Mapped[datetime]
    marks: Mapped[str] = mapped_column(default="", server_default="")
    """The formatting of stretches of the text, beside it; empty for none. See `rows.marks`."""

    @classmethod
    def from_record(
        cls, evidence_id: EvidenceId, path: FieldPath, record: Answer, at: datetime
    ) -> AnswerRow:
        """Return the row of an answer given at a time."""
        return cls(
            evidence_id=evidence_id,
            path=path,
            text=record.text,
            written_by=record.written_by,
            entered_by=record.entered_by,
            changed_at=at,
            marks=stored_marks(record.marks),
        )

    def to_record(self) -> Answer:
        """Return the answer."""
        return Answer(
            text=self.text,
            written_by=RoleId(self.written_by),
            entered_by=RoleId(self.entered_by),
            marks=read_marks(self.marks, self.text),
        )


class AttachmentRow(Base):
    """A file that belongs to a piece of evidence; its bytes lie in chunks."""

    __tablename__ = "attachment"

    number: Mapped[int] = mapped_column(primary_key=True)
    """In the order in which they were added."""
    id: Mapped[str] = mapped_column(unique=True)
    evidence_id: Mapped[str] = mapped_column(
        ForeignKey("evidence.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    pages: Mapped[int]
    description: Mapped[str]
    path: Mapped[str | None]
    removed_at: Mapped[datetime | None]
    """When it was put in the bin."""
    text_taken: Mapped[bool] = mapped_column(default=False)
    """Whether the text of its pages has been put among what can be searched."""

    @classmethod
    def from_record(cls, evidence_id: EvidenceId, record: Attachment) -> AttachmentRow:
        """Return the row of an attachment."""
        return cls(
            id=record.id,
            evidence_id=evidence_id,
            name=record.name,
            media_type=record.media_type,
            size=record.size,
            sha256=record.sha256,
            pages=record.pages,
            description=record.description,
            path=record.path,
        )

    def to_record(self) -> Attachment:
        """Return the attachment."""
        return Attachment(
            id=AttachmentId(self.id),
            name=self.name,
            media_type=self.media_type,
            size=self.size,
            sha256=self.sha256,
            pages=self.pages,
            description=self.description,
            path=None if self.path is None else FieldPath(self.path),
        )


class FileFindingRow(Base):
    """What was once found in a file, so that it need not be looked through again."""

    __tablename__ = "file_finding"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    """Of the looking: what an older version found does not count."""
    findings: Mapped[str]


class ChunkRow(Base):
    """A stretch of an attachment's bytes, so that none need be in memory as a whole."""

    __tablename__ = "attachment_chunk"

    attachment_id: Mapped[str] = mapped_column(
        ForeignKey("attachment.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 0."""
    content: Mapped[bytes]


class ClaimRow(Base):
    """A passage that shows a capability."""

    __tablename__ = "claim"

    number: Mapped[int] = mapped_column(primary_key=True)
    """In the order in which they were made."""
    id: Mapped[str] = mapped_column(unique=True)
    evidence_id: Mapped[str] = mapped_column(
        ForeignKey("evidence.id", ondelete="CASCADE"), index=True
    )
    path: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    framework: Mapped[str]
    capability: Mapped[str]
    """Its number in the framework."""
    note: Mapped[str]
    by: Mapped[str]

    @staticmethod
    def values(record: Claim) -> dict[str, Any]:
        """Return the columns that a claim fills."""
        return {
            "id": record.id,
            "path": record.path,
            "start": record.anchor.start,
            "end": record.anchor.end,
            "exact": record.anchor.exact,
            "prefix": record.anchor.prefix,
            "suffix": record.anchor.suffix,
            "framework": record.capability.framework,
            "capability": record.capability.number,
            "note": record.note,
            "by": record.by,
        }

    def to_record(self) -> Claim:
        """Return the claim."""
        return Claim(
            id=ClaimId(self.id),
            path=FieldPath(self.path),
            anchor=TextAnchor(
                start=self.start,
                end=self.end,
                exact=self.exact,
                prefix=self.prefix,
                suffix=self.suffix,
            ),
            capability=CapabilityRef(FrameworkId(self.framework), self.capability),
            note=self.note,
            by=RoleId(self.by),
        )


class EvidenceRow(Base):
    """One filled form."""

    __tablename__ = "evidence"

    id: Mapped[str] = mapped_column(primary_key=True)
    form: Mapped[str]
    by: Mapped[str | None]
    author_name: Mapped[str]
    core: Mapped[bool]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    """When it was put in the bin."""
    draws_on: Mapped[str | None]
    """The piece whose words it shows where it has none of its own."""

    answers: Mapped[list[AnswerRow]] = relationship(
        order_by=AnswerRow.path, viewonly=True, lazy="raise"
    )
    attachments: Mapped[list[AttachmentRow]] = relationship(
        order_by=AttachmentRow.number,
        primaryjoin=lambda: (
            (EvidenceRow.id == AttachmentRow.evidence_id) & AttachmentRow.removed_at.is_(None)
        ),
        viewonly=True,
        lazy="raise",
    )
    claims: Mapped[list[ClaimRow]] = relationship(
        order_by=ClaimRow.number, viewonly=True, lazy="raise"
    )

    @classmethod
    def from_record(cls, record: Evidence) -> EvidenceRow:
        """Return the row of a piece of evidence, without what belongs to it."""
        return cls(
            id=record.id,
            form=record.form,
            by=record.by,
            author_name=record.author_name,
            core=record.core,
            created_at=record.created_at,
            changed_at=record.changed_at,
            draws_on=record.draws_on,
        )

    def to_record(self) -> Evidence:
        """Return the evidence with everything that belongs to it."""
        return Evidence(
            id=EvidenceId(self.id),
            form=FormId(self.form),
            by=None if self.by is None else RoleId(self.by),
            author_name=self.author_name,
            answers=MappingProxyType(
                {FieldPath(row.path): row.to_record() for row in self.answers}
            ),
            attachments=tuple(row.to_record() for row in self.attachments),
            claims=tuple(row.to_record() for row in self.claims),
            core=self.core,
            draws_on=None if self.draws_on is None else EvidenceId(self.draws_on),
            created_at=self.created_at,
            changed_at=self.changed_at,
        )
