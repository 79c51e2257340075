"""How what helps the writing lies in the database: own words, self-ratings."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read when the rows are mapped

from sqlalchemy.orm import Mapped, mapped_column

from portfolio_app.model.domain.names import CapabilityRef
from portfolio_app.model.domain.own_words import OwnWord
from portfolio_app.model.domain.ratings import SelfRating
from portfolio_app.model.store.columns import Base


class OwnWordRow(Base):
    """A word that the practitioner has told the spelling to accept."""

    __tablename__ = "own_word"

    word: Mapped[str] = mapped_column(primary_key=True)
    added_at: Mapped[datetime]

    def to_record(self) -> OwnWord:
        """Return the record that crosses the layers."""
        return OwnWord(word=self.word, added_at=self.added_at)


class SelfRatingRow(Base):
    """How the practitioner rated a capability of their own once; every rating is kept."""

    __tablename__ = "self_rating"

    number: Mapped[int] = mapped_column(primary_key=True)
    """In the order in which they were made."""
    capability: Mapped[str]
    """As `pcf-2018/1`."""
    stage: Mapped[str]
    """The id of the stage it was made for; empty: between stages."""
    level: Mapped[str]
    note: Mapped[str]
    rated_at: Mapped[datetime]

    @classmethod
    def from_record(cls, record: SelfRating) -> SelfRatingRow:
        """Return the row of a rating; its number is given when it is stored."""
        return cls(
            capability=str(record.capability),
            stage=record.stage,
            level=record.level,
            note=record.note,
            rated_at=record.rated_at,
        )

    def to_record(self) -> SelfRating:
        """Return the rating."""
        return SelfRating(
            capability=CapabilityRef.parse(self.capability),
            stage=self.stage,
            level=self.level,
            note=self.note,
            rated_at=self.rated_at,
        )
