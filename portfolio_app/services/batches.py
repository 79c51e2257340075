"""What is done to several pieces of evidence at once: all of them, or none."""

from __future__ import annotations

import logging
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.model.domain.evidence import TITLE, Answer
from portfolio_app.model.domain.names import PRACTITIONER, AttachmentId, ClaimId, EvidenceId
from portfolio_app.services.changes import Area
from portfolio_app.services.evidence import present
from portfolio_app.services.lending import as_shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Attachment, Evidence
    from portfolio_app.model.store import Transaction, Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock

logger = logging.getLogger(__name__)

COPY_OF = "Copy of "


class BatchService:
    """Duplicates pieces, and puts several into the bin or takes them out again."""

    def __init__(
        self, vault: Vault, catalogue: Catalogue, clock: Clock, announce: Announce
    ) -> None:
        self._vault = vault
        self._catalogue = catalogue
        self._clock = clock
        self._announce = announce

    def duplicate(self, evidence_ids: Sequence[EvidenceId]) -> tuple[Evidence, ...]:
        """Add a copy of each piece: its answers, claims and files, called "Copy of ...".

        What its texts said before stays with the original. What draws on another piece
        goes on drawing on it.

        Raises:
            EvidenceError: One of them is not there; nothing was added.
        """
        with self._vault.transaction() as tx:
            copies = tuple(self._copy(tx, present(tx, wanted)) for wanted in evidence_ids)
        logger.info("evidence duplicated: pieces=%d", len(copies))
        self._announce(Area.EVIDENCE)
        return copies

    def remove(self, evidence_ids: Sequence[EvidenceId]) -> None:
        """Put pieces into the bin, from which they can be brought back for 30 days.

        Raises:
            EvidenceError: One of them is not there; none was removed.
        """
        with self._vault.transaction() as tx:
            for wanted in evidence_ids:
                tx.evidence.remove(wanted, self._clock.now())
        self._announce(Area.EVIDENCE)

    def restore(self, evidence_ids: Sequence[EvidenceId]) -> None:
        """Bring pieces back from the bin.

        Raises:
            EvidenceError: One of them is not there; none was brought back.
        """
        with self._vault.transaction() as tx:
            for wanted in evidence_ids:
                tx.evidence.restore(wanted)
        self._announce(Area.EVIDENCE)

    def _copy(self, tx: Transaction, piece: Evidence) -> Evidence:
        now = self._clock.now()
        answers = dict(piece.answers)
        (shows,) = as_shown(tx, [piece], self._catalogue)
        if title := shows.answers.get(TITLE):
            answers[TITLE] = Answer(
                text=COPY_OF + title.text,
                written_by=title.written_by,
                entered_by=PRACTITIONER,
            )
        fresh = replace(
            piece,
            id=EvidenceId(uuid.uuid4().hex[:12]),
            answers=answers,
            claims=tuple(
                replace(claim, id=ClaimId(uuid.uuid4().hex[:12])) for claim in piece.claims
            ),
            attachments=(),
            core=False,
            created_at=now,
            changed_at=now,
        )
        tx.evidence.add(fresh)
        return replace(fresh, attachments=copy_files(tx, piece, fresh.id))


def copy_files(tx: Transaction, piece: Evidence, to: EvidenceId) -> tuple[Attachment, ...]:
    """Give another piece the files of `piece` as well.

    Raises:
        VaultError: One of them is not what it was when it was attached.
    """
    copies = []
    for attachment in piece.attachments:
        fresh = replace(attachment, id=AttachmentId(uuid.uuid4().hex[:12]))
        tx.attachments.add(to, fresh, tx.attachments.read(attachment.id))
        copies.append(fresh)
    return tuple(copies)
