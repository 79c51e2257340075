"""The people register: real names and the stand-ins that take their place.

Real names go from the vault to the screen and to the terminal of whoever asks for them, and
nowhere else: no sentence here, no line of a log and no error quotes one.
"""

from __future__ import annotations

import logging
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.names import PersonId
from portfolio_app.model.domain.people import Person
from portfolio_app.model.domain.wording import harmless
from portfolio_app.services.changes import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portfolio_app.model.store import Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.undoing import Undoing

logger = logging.getLogger(__name__)

_UNCHANGED: Final = "Nothing was changed."


class PeopleService:
    """Keeps the register."""

    def __init__(
        self, vault: Vault, clock: Clock, announce: Announce, undoing: Undoing
    ) -> None:
        self._vault = vault
        self._clock = clock
        self._announce = announce
        self._undoing = undoing

    def all(self) -> tuple[Person, ...]:
        """Return everybody, in the order in which they were entered."""
        with self._vault.reading() as tx:
            return tx.people.all()

    def add(
        self, real_name: str, stand_in: str, *, also: Sequence[str] = (), note: str = ""
    ) -> Person:
        """Enter somebody.

        Args:
            real_name: Known nowhere else.
            stand_in: What stands in the portfolio for every name of theirs.
            also: Further names and nicknames.
            note: For the practitioner alone.

        Raises:
            EvidenceError: A name is missing, or is somebody else's already.
        """
        person = _checked(
            Person(
                id=PersonId(uuid.uuid4().hex[:12]),
                real_name=real_name,
                stand_in=stand_in,
                also=tuple(also),
                note=note,
                added_at=self._clock.now(),
            )
        )
        with self._vault.transaction() as tx:
            _require_distinct(person, tx.people.all())
            tx.people.add(person)
        logger.info("person entered: id=%s", person.id)
        self._announce(Area.PEOPLE)
        return person

    def change(self, person: Person) -> Person:
        """Replace what is known of the person with the same id.

        Raises:
            EvidenceError: There is none, a name is missing, or is somebody else's already.
        """
        person = _checked(person)
        with self._vault.transaction() as tx:
            _require_distinct(person, tx.people.all())
            tx.people.change(person)
        self._announce(Area.PEOPLE)
        return person

    def put_back(self, person: Person) -> None:
        """Enter somebody again, at the end, who was struck out.

        Raises:
            EvidenceError: One of the names is somebody else's by now, or somebody was erased
                since.
        """
        with self._vault.transaction() as tx:
            self._undoing.require(person.id)
            _require_distinct(person, tx.people.all())
            tx.people.add(person)
        self._announce(Area.PEOPLE)

    def remove(self, person_id: PersonId) -> None:
        """Strike somebody out of the register. Stand-ins stay wherever they are written.

        Raises:
            EvidenceError: There is no such person.
        """
        with self._vault.transaction() as tx:
            tx.people.remove(person_id)
            self._undoing.offer(person_id)
        logger.info("person struck out: id=%s", person_id)
        self._announce(Area.PEOPLE)

    def called(self, stand_in: str) -> Person:
        """Return who stands behind a stand-in.

        Raises:
            EvidenceError: Nobody does.
        """
        wanted = _plain(stand_in)
        found = next((p for p in self.all() if _plain(p.stand_in) == wanted), None)
        if found is None:
            raise EvidenceError(
                "Nobody in the register has this stand-in.",
                advice=f"{_UNCHANGED} The list shows who there is.",
            )
        return found


def _checked(person: Person) -> Person:
    """Return a person whose names are clean lines, each there once.

    Raises:
        EvidenceError: A name or the stand-in is missing, or they are the same.
    """
    real_name, stand_in = harmless(person.real_name), harmless(person.stand_in)
    for words, what in ((real_name, "a real name"), (stand_in, "a stand-in")):
        if not words:
            raise EvidenceError(f"A person needs {what}.", advice="Nothing was stored.")
    known, also = {_plain(real_name)}, list[str]()
    for name in map(harmless, person.also):
        if name and _plain(name) not in known:
            known.add(_plain(name))
            also.append(name)
    if _plain(stand_in) in known:
        raise EvidenceError(
            "A stand-in must be something else than a name of the person.",
            advice="Nothing was stored. Choose one such as “Child A” or “the mother”.",
        )
    return replace(
        person,
        real_name=real_name,
        stand_in=stand_in,
        also=tuple(also),
        note=person.note.strip(),
    )


def _require_distinct(person: Person, everybody: Iterable[Person]) -> None:
    """Refuse what would leave it open who is meant.

    Raises:
        EvidenceError: Somebody else has one of the names, or the stand-in.
    """
    names = set(map(_plain, person.names))
    for other in everybody:
        if other.id == person.id:
            continue
        if _plain(other.stand_in) == _plain(person.stand_in):
            raise EvidenceError(
                "Somebody else in the register has this stand-in.",
                advice="Nothing was stored. Choose another one.",
            )
        if names & set(map(_plain, other.names)):
            raise EvidenceError(
                f"A name given here is known already: it is that of {other.stand_in}.",
                advice="Nothing was stored. Add further names to that person instead.",
            )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
