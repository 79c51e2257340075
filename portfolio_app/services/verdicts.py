"""The portfolio at this moment, and the one verdict on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.errors import CatalogueError
from portfolio_app.model.domain.forms import Layout
from portfolio_app.model.domain.portfolio import Snapshot
from portfolio_app.model.domain.verdict import Verdict, judge

if TYPE_CHECKING:
    from datetime import date, datetime

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Portfolio
    from portfolio_app.model.store import Vault
    from portfolio_app.services.clock import Clock


class VerdictService:
    """Takes snapshots and judges them. What must be measured is measured once per change."""

    def __init__(self, vault: Vault, catalogue: Catalogue, clock: Clock) -> None:
        self._vault = vault
        self._catalogue = catalogue
        self._clock = clock
        self._measured: dict[EvidenceId, tuple[datetime, int]] = {}

    @property
    def catalogue(self) -> Catalogue:
        """The forms, pathways and frameworks in force here."""
        return self._catalogue

    def portfolio(self) -> Portfolio:
        """Return whose portfolio it is and what it is for."""
        with self._vault.reading() as tx:
            return tx.portfolio.get()

    def pathway(self) -> Pathway:
        """Return the rules this portfolio follows.

        Raises:
            CatalogueError: They are not among the files of this installation.
        """
        wanted = self.portfolio().pathway
        pathway = self._catalogue.pathways.get(wanted)
        if pathway is None:
            raise CatalogueError(
                f"The rules “{wanted}” that this portfolio follows are not installed here.",
                advice="Your work is safe. Ask your academy for the file with these rules.",
            )
        return pathway

    def snapshot(self) -> Snapshot:
        """Return everything in the vault at this moment, reports measured."""
        with self._vault.reading() as tx:
            found = Snapshot(
                portfolio=tx.portfolio.get(),
                evidence=tx.evidence.all(),
                contributors=tx.contributors.all(),
            )
        return replace(found, pages=self._pages(found))

    def status(self, today: date | None = None, snapshot: Snapshot | None = None) -> Verdict:
        """Judge the portfolio as it would stand on `today`, by default this day."""
        return judge(
            snapshot or self.snapshot(),
            self.pathway(),
            self._catalogue,
            today or self._clock.today(),
        )

    def _pages(self, snapshot: Snapshot) -> dict[EvidenceId, int]:
        reports = [
            piece
            for piece in snapshot.evidence
            if self._catalogue.forms[piece.form].layout is Layout.REPORT
        ]
        for piece in reports:
            known = self._measured.get(piece.id)
            if known is None or known[0] != piece.changed_at:
                from portfolio_app.pack.measure import report_pages  # draws: heavy

                pages = report_pages(piece, snapshot, self._catalogue)
                self._measured[piece.id] = (piece.changed_at, pages)
        return {piece.id: self._measured[piece.id][1] for piece in reports}
