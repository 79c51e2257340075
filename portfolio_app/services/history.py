"""What texts said before: to compare, and to bring back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.history import TextPlace
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.services.evidence import present

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfolio_app.model.domain.history import Revision
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.model.store import Vault
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.evidence import EvidenceService

AT_ONCE: Final = 20
"""Texts looked at in one step, so that what is typed meanwhile is saved between two."""


class HistoryService:
    """The use cases of what was written before. Writing itself keeps it."""

    def __init__(self, vault: Vault, evidence: EvidenceService, clock: Clock) -> None:
        self._vault = vault
        self._evidence = evidence
        self._clock = clock

    def of(self, evidence_id: EvidenceId) -> Mapping[FieldPath, tuple[Revision, ...]]:
        """Return what each answer of a piece said before, latest first."""
        with self._vault.reading() as tx:
            return {
                FieldPath(place.path): tx.history.of(place)
                for place in tx.history.places()
                if place.evidence_id == evidence_id
            }

    def keep(self, evidence_id: EvidenceId, path: FieldPath) -> None:
        """Keep what stands in an answer now, so that it can be brought back.

        Raises:
            EvidenceError: The evidence is not there.
        """
        with self._vault.transaction() as tx:
            text = present(tx, evidence_id).text(path)
            if text.strip():
                place = TextPlace(evidence_id=evidence_id, path=path)
                tx.history.keep(place, text, self._clock.now())

    def restore(self, revision: Revision) -> None:
        """Bring an answer back. What stands there now is kept, so this can be undone.

        Raises:
            EvidenceError: The evidence is not there, or the form no longer asks for this.
        """
        if revision.place.evidence_id is None:
            raise ValueError(revision.number)
        where = revision.place.evidence_id, FieldPath(revision.place.path)
        self.keep(*where)
        self._evidence.write(*where, revision.text)

    def tidier(self) -> Tidier:
        """Return what lets go of whatever need not be kept any longer."""
        return Tidier(self._vault, self._clock)


class Tidier:
    """Thins out the history of a few texts at a time."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock
        with vault.reading() as tx:
            self._waiting = list(tx.history.places())

    def step(self) -> bool:
        """Look at a few texts; tell whether there are more.

        Raises:
            VaultError: It could not be written.
        """
        now, few = self._clock.now(), self._waiting[:AT_ONCE]
        del self._waiting[:AT_ONCE]
        with self._vault.reading() as tx:
            due = [place for place in few if tx.history.is_due(place, now)]
        if due:
            with self._vault.transaction() as tx:
                for place in due:
                    tx.history.thin(place, now)
        return bool(self._waiting)
