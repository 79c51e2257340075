"""What texts said before: to compare, and to bring back."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from portfolio_app.services.progress import Progress


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

    def tidy(self, progress: Progress) -> None:
        """Let go of what need not be kept any longer, one text after another."""
        with self._vault.reading() as tx:
            places = tx.history.places()
        for number, place in enumerate(places):
            progress.step(number, len(places), "Tidying earlier wordings")
            now = self._clock.now()
            with self._vault.reading() as tx:
                is_due = tx.history.is_due(place, now)
            if is_due:
                with self._vault.transaction() as tx:
                    tx.history.thin(place, now)
