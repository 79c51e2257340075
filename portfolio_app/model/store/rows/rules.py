"""How the rules that a portfolio goes by, and moves between them, lie in the database."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read when the rows are mapped

from sqlalchemy.orm import Mapped, mapped_column

from portfolio_app.model.store.columns import Base


class KeptRuleRow(Base):
    """A rule file as it was when the portfolio began to go by it."""

    __tablename__ = "kept_rule"

    path: Mapped[str] = mapped_column(primary_key=True)
    """In the catalogue: `pathways/bexley-level-3.toml`."""
    text: Mapped[str]


class MoveRow(Base):
    """That the portfolio went over from one pathway, or version of it, to another."""

    __tablename__ = "move"

    number: Mapped[int] = mapped_column(primary_key=True)
    from_pathway: Mapped[str]
    from_version: Mapped[str]
    to_pathway: Mapped[str]
    to_version: Mapped[str]
    moved_at: Mapped[datetime]
