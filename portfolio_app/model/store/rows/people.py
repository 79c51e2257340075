"""How the people register lies in the database."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read when the rows are mapped

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portfolio_app.model.domain.names import PersonId
from portfolio_app.model.domain.people import Person
from portfolio_app.model.store.columns import Base


class PersonNameRow(Base):
    """Another name by which a person is known."""

    __tablename__ = "person_name"

    number: Mapped[int] = mapped_column(primary_key=True)
    """In the order given."""
    person_id: Mapped[str] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]


class PersonRow(Base):
    """Somebody whose real name is known here alone."""

    __tablename__ = "person"

    number: Mapped[int] = mapped_column(primary_key=True)
    """In the order in which they were entered."""
    id: Mapped[str] = mapped_column(unique=True)
    real_name: Mapped[str]
    stand_in: Mapped[str]
    note: Mapped[str]
    added_at: Mapped[datetime]

    names: Mapped[list[PersonNameRow]] = relationship(
        order_by=PersonNameRow.number, viewonly=True, lazy="raise"
    )

    def to_record(self) -> Person:
        """Return the person."""
        return Person(
            id=PersonId(self.id),
            real_name=self.real_name,
            stand_in=self.stand_in,
            also=tuple(row.name for row in self.names),
            note=self.note,
            added_at=self.added_at,
        )
