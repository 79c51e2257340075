"""What was removed: to see, to put back, and to destroy before its time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from portfolio_app.services.changes import Area

if TYPE_CHECKING:
    from portfolio_app.model.domain.bin import Removed
    from portfolio_app.model.store import Vault
    from portfolio_app.services.changes import Announce

logger = logging.getLogger(__name__)


class BinService:
    """The use cases of the bin. It is emptied of what is old when a portfolio is opened."""

    def __init__(self, vault: Vault, announce: Announce) -> None:
        self._vault = vault
        self._announce = announce

    def all(self) -> tuple[Removed, ...]:
        """Return what can be brought back, most recently removed first."""
        with self._vault.reading() as tx:
            return tx.bin.all()

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

        Raises:
            EvidenceError: It is not in the bin any more.
        """
        with self._vault.transaction() as tx:
            if removed.attachment:
                tx.bin.destroy_attachment(removed.attachment.id)
            else:
                tx.bin.destroy_evidence(removed.piece.id)
        logger.info("destroyed from the bin: id=%s", removed.piece.id)
        self._announce(Area.EVIDENCE)
