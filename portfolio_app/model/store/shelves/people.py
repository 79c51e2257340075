"""The people register. It is read for the screen and for nothing that leaves the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update
from sqlalchemy.orm import selectinload

from portfolio_app.model.store.rows import PersonNameRow, PersonRow
from portfolio_app.model.store.shelves.presence import affected, missing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from portfolio_app.model.domain.names import PersonId
    from portfolio_app.model.domain.people import Person


class PeopleShelf:
    """Everybody whose real name is known."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Person, ...]:
        """Return everybody, in the order in which they were entered."""
        rows = self._session.scalars(
            select(PersonRow).order_by(PersonRow.number).options(selectinload(PersonRow.names)),
            execution_options={"populate_existing": True},
        )
        return tuple(row.to_record() for row in rows)

    def add(self, person: Person) -> None:
        """Enter somebody after those who are there."""
        self._session.add(
            PersonRow(
                id=person.id,
                real_name=person.real_name,
                stand_in=person.stand_in,
                note=person.note,
                added_at=person.added_at,
            )
        )
        self._session.flush()
        self._name(person)

    def change(self, person: Person) -> None:
        """Replace the person with the same id.

        Raises:
            EvidenceError: There is none.
        """
        changed = self._session.execute(
            update(PersonRow)
            .where(PersonRow.id == person.id)
            .values(real_name=person.real_name, stand_in=person.stand_in, note=person.note)
            .execution_options(synchronize_session=False)
        )
        if not affected(changed):
            raise missing("person", "in the register")
        self._session.execute(
            delete(PersonNameRow)
            .where(PersonNameRow.person_id == person.id)
            .execution_options(synchronize_session=False)
        )
        self._name(person)

    def remove(self, person_id: PersonId) -> None:
        """Strike somebody out, with every name. There is no bin for names.

        Raises:
            EvidenceError: There is no such person.
        """
        removed = self._session.execute(
            delete(PersonRow)
            .where(PersonRow.id == person_id)
            .execution_options(synchronize_session=False)
        )
        if not affected(removed):
            raise missing("person", "in the register")

    def _name(self, person: Person) -> None:
        for name in person.also:
            self._session.add(PersonNameRow(person_id=person.id, name=name))
            self._session.flush()  # one by one: their numbers keep the order
