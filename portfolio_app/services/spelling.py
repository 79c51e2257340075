"""The words that spelling is to accept here: a person's own, and the names of everybody.

They go from the vault to the screen. No line of a log and no error quotes one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.own_words import LONGEST, OwnWord
from portfolio_app.model.domain.wording import harmless
from portfolio_app.services.changes import Area
from portfolio_app.spelling import plain

if TYPE_CHECKING:
    from portfolio_app.model.store import Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.undoing import Undoing

_LETTERS: Final = re.compile(r"[^\W\d_]+")


class SpellingService:
    """Keeps a person's own words."""

    def __init__(
        self, vault: Vault, clock: Clock, announce: Announce, undoing: Undoing
    ) -> None:
        self._vault = vault
        self._clock = clock
        self._announce = announce
        self._undoing = undoing

    def own_words(self) -> tuple[OwnWord, ...]:
        """Return a person's own words, as a dictionary lists them."""
        with self._vault.reading() as tx:
            found = tx.own_words.all()
        return tuple(sorted(found, key=lambda own: (own.word.casefold(), own.word)))

    def names(self) -> frozenset[str]:
        """Return each word of every name and stand-in: a dictionary does not know those."""
        with self._vault.reading() as tx:
            people, contributors = tx.people.all(), tx.contributors.all()
            practitioner = tx.portfolio.get().practitioner
        known = [
            practitioner.name,
            practitioner.team,
            *(contributor.name for contributor in contributors),
            *(name for person in people for name in (*person.names, person.stand_in)),
        ]
        return frozenset(word for name in known for word in _LETTERS.findall(name))

    def add(self, word: str) -> None:
        """Accept a word from now on.

        Raises:
            EvidenceError: It is none.
        """
        written = plain(harmless(word))
        if not _LETTERS.search(written) or len(written) > LONGEST or len(written.split()) > 1:
            raise EvidenceError(
                "Only a single word can be added to your words.", advice="Nothing was stored."
            )
        with self._vault.transaction() as tx:
            tx.own_words.add(OwnWord(word=written, added_at=self._clock.now()))
        self._announce(Area.SPELLING)

    def put_back(self, own: OwnWord) -> None:
        """Accept a word again that was removed, as of when it was added first.

        Raises:
            EvidenceError: Somebody was erased since, whom it may name.
        """
        with self._vault.transaction() as tx:
            self._undoing.require(own)
            tx.own_words.add(own)
        self._announce(Area.SPELLING)

    def remove(self, word: str) -> None:
        """Judge a word by the dictionary again."""
        with self._vault.transaction() as tx:
            for own in tx.own_words.all():
                if own.word == word:
                    self._undoing.offer(own)
            tx.own_words.remove(word)
        self._announce(Area.SPELLING)
