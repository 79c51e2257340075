"""How everything that search can find lies in the database."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portfolio_app.model.store.columns import Base


class SearchableRow(Base):
    """Words that search can find: a copy of what stands elsewhere, written by triggers.

    Attachments' pages alone stand nowhere else; they can be read from their files anew.
    """

    __tablename__ = "searchable"

    number: Mapped[int] = mapped_column(primary_key=True)
    """The row of `search_index`, the FTS5 index on `words`."""
    source: Mapped[str]
    """A value of `model.domain.search.Source`."""
    evidence_id: Mapped[str | None] = mapped_column(
        ForeignKey("evidence.id", ondelete="CASCADE"), index=True
    )
    """Null for what belongs to a capability: the account of it, notes on self-ratings."""
    path: Mapped[str]
    """Of the answer, the noted claim or the picture; the capability; else empty."""
    claim_id: Mapped[str | None] = mapped_column(
        ForeignKey("claim.id", ondelete="CASCADE"), index=True
    )
    attachment_id: Mapped[str | None] = mapped_column(
        ForeignKey("attachment.id", ondelete="CASCADE"), index=True
    )
    page: Mapped[int | None]
    """Of an attachment, from 1; null unless these are words of a page."""
    words: Mapped[str]
