"""One writing, several duties: what a piece can be used for as well, and beginning that."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.lending import forms_served, wanted_first
from portfolio_app.services.evidence import present
from portfolio_app.services.lending import as_shown

if TYPE_CHECKING:
    from collections.abc import Collection

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import EvidenceId, FieldPath, FormId
    from portfolio_app.model.store import Vault
    from portfolio_app.services.evidence import EvidenceService
    from portfolio_app.services.verdicts import VerdictService

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondUse:
    """A piece just begun that draws on another."""

    piece: Evidence
    """As it shows."""
    wanted: FieldPath
    """The answer that it wants first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lender:
    """The piece whose words another one shows."""

    piece: Evidence
    """As it is stored."""
    is_in_bin: bool


class DutyService:
    """The use cases of one writing for several duties."""

    def __init__(
        self,
        vault: Vault,
        catalogue: Catalogue,
        evidence: EvidenceService,
        verdicts: VerdictService,
    ) -> None:
        self._vault = vault
        self._catalogue = catalogue
        self._evidence = evidence
        self._verdicts = verdicts

    def forms(self, evidence_id: EvidenceId) -> tuple[Form, ...]:
        """Return the forms for which a piece can be used as well.

        Raises:
            EvidenceError: There is no such piece.
            CatalogueError: The rules of this portfolio are not installed here.
        """
        pathway = self._verdicts.pathway()
        with self._vault.reading() as tx:
            piece = present(tx, evidence_id)
        return forms_served(piece, pathway, self._catalogue)

    def use_for(self, evidence_id: EvidenceId, form_id: FormId) -> SecondUse:
        """Begin a piece of another form that shows the words of this one.

        Raises:
            EvidenceError: It has none for that form; nothing was added.
        """
        begun = self._evidence.add(form_id, draws_on=evidence_id)
        logger.info("evidence used again: id=%s form=%s", begun.id, form_id)
        piece = self._evidence.get(begun.id)
        return SecondUse(piece=piece, wanted=wanted_first(piece, self._catalogue))

    def lender(self, piece: Evidence) -> Lender | None:
        """Return the piece on which this one draws, in the bin or not; None without one."""
        if piece.draws_on is None:
            return None
        with self._vault.reading() as tx:
            found = next(iter(tx.evidence.lenders([piece.draws_on])), None)
            is_there = tx.evidence.get(piece.draws_on) is not None
        return Lender(piece=found, is_in_bin=not is_there) if found else None

    def drawing_on(self, evidence_ids: Collection[EvidenceId]) -> tuple[Evidence, ...]:
        """Return the pieces outside the bin that show words of these, as they show."""
        with self._vault.reading() as tx:
            found = tx.evidence.drawing_on(evidence_ids)
            there = {piece.id for piece in tx.evidence.some([piece.id for piece in found])}
            return as_shown(tx, (p for p in found if p.id in there), self._catalogue)
