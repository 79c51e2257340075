"""What was removed: to see, to put back, and to destroy before its time."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.errors import VaultError
from portfolio_app.services.changes import Area
from portfolio_app.services.lending import as_shown, hand_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.bin import Removed
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.store import Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock

logger = logging.getLogger(__name__)


class BinService:
    """The use cases of the bin. It is emptied of what is old when a portfolio is opened."""

    def __init__(
        self, vault: Vault, catalogue: Catalogue, clock: Clock, announce: Announce
    ) -> None:
        self._vault = vault
        self._catalogue = catalogue
        self._clock = clock
        self._announce = announce

    def all(self) -> tuple[Removed, ...]:
        """Return what can be brought back, most recently removed first."""
        with self._vault.reading() as tx:
            found = tx.bin.all()
            pieces = as_shown(tx, [removed.piece for removed in found], self._catalogue)
            drawing = tx.evidence.drawing_on({piece.id for piece in pieces})
            others = as_shown(tx, drawing, self._catalogue)
        return tuple(
            replace(removed, piece=piece, shown_by=_shown_by(removed, others))
            for removed, piece in zip(found, pieces, strict=True)
        )

    def put_back(self, removed: Removed) -> None:
        """Bring something back, in its old place.

        Raises:
            EvidenceError: It is not in the bin any more.
        """
        with self._vault.transaction() as tx:
            if removed.attachment:
                tx.attachments.restore(removed.attachment.id)
            else:
                tx.evidence.restore(removed.piece.id)
        self._announce(Area.EVIDENCE)

    def destroy(self, removed: Removed) -> None:
        """Destroy something for good, with its history and what search knows of it.

        What another piece shows of it is that one's own from then on.

        Raises:
            EvidenceError: It is not in the bin any more.
        """
        with self._vault.transaction() as tx:
            if removed.attachment:
                tx.bin.destroy_attachment(removed.attachment.id)
            else:
                hand_over(tx, [removed.piece.id], self._catalogue, self._clock.now())
                tx.bin.destroy_evidence(removed.piece.id)
        logger.info("destroyed from the bin: id=%s", removed.piece.id)
        self._announce(Area.EVIDENCE)

    def empty(self) -> None:
        """Destroy what is old and was left when the vault was opened: others draw on it."""
        with self._vault.reading() as tx:
            due = tx.bin.due(self._clock.now())
        if not due or self._vault.bar:
            return
        try:
            with self._vault.transaction() as tx:
                hand_over(tx, due, self._catalogue, self._clock.now())
                tx.bin.empty(self._clock.now())
        except VaultError:
            # A full disk must not keep anyone from reading; the next opening tries again.
            logger.info("the bin could not be emptied of what others draw on")


def _shown_by(removed: Removed, others: Sequence[Evidence]) -> tuple[str, ...]:
    if removed.attachment:  # files stay with the piece whose they are
        return ()
    return tuple(other.title for other in others if other.draws_on == removed.piece.id)
