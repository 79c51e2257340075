"""How the rules that a portfolio goes by, and moves between them, lie in the database."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read when the rows are mapped

from sqlalchemy.orm import Mapped, mapped_column

from portfolio_app.model.domain.moves import KeptRule, Move
from portfolio_app.model.domain.names import PathwayId
from portfolio_app.model.store.columns import Base


class KeptRuleRow(Base):
    """A rule file as it was when the portfolio began to go by it."""

    __tablename__ = "kept_rule"

    move: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """The number of the move with which it came into force; 0 from the start."""
    path: Mapped[str] = mapped_column(primary_key=True)
    """In the catalogue: `pathways/bexley-level-3.toml`."""
    text: Mapped[str]

    @classmethod
    def from_record(cls, kept: KeptRule) -> KeptRuleRow:
        """Return the row of a record."""
        return cls(move=kept.move, path=kept.path, text=kept.text)

    def to_record(self) -> KeptRule:
        """Return the record of this row."""
        return KeptRule(move=self.move, path=self.path, text=self.text)


class MoveRow(Base):
    """That the portfolio went over from one pathway, or version of it, to another."""

    __tablename__ = "move"

    number: Mapped[int] = mapped_column(primary_key=True)
    from_pathway: Mapped[str]
    from_version: Mapped[str]
    to_pathway: Mapped[str]
    to_version: Mapped[str]
    moved_at: Mapped[datetime]

    @classmethod
    def from_record(cls, move: Move) -> MoveRow:
        """Return the row of a record."""
        return cls(
            number=move.number,
            from_pathway=move.from_pathway,
            from_version=move.from_version,
            to_pathway=move.to_pathway,
            to_version=move.to_version,
            moved_at=move.moved_at,
        )

    def to_record(self) -> Move:
        """Return the record of this row."""
        return Move(
            number=self.number,
            from_pathway=PathwayId(self.from_pathway),
            from_version=self.from_version,
            to_pathway=PathwayId(self.to_pathway),
            to_version=self.to_version,
            moved_at=self.moved_at,
        )
