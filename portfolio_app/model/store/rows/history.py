"""How what texts said before lies in the database."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read when the rows are mapped

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portfolio_app.model.store.columns import Base


class RevisionRow(Base):
    """What a text once said, as a difference from what it said next.

    Only the latest of a text is whole (`base` is null). Another takes the first `head` and the
    last `tail` code points of the revision numbered `base`, and has `words` between them.
    """

    __tablename__ = "revision"
    __table_args__ = (Index("ix_revision_evidence_id", "evidence_id", "path"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    """In the order in which they were made."""
    evidence_id: Mapped[str | None] = mapped_column(
        ForeignKey("evidence.id", ondelete="CASCADE")
    )
    """Null for the account of a capability as a whole."""
    path: Mapped[str]
    """Of the answer, or the capability."""
    made_at: Mapped[datetime]
    """When the last of these words was written."""
    base: Mapped[int | None]
    """No reference that the database guards: where it leads nowhere, the words are lost."""
    head: Mapped[int]
    tail: Mapped[int]
    words: Mapped[str]
