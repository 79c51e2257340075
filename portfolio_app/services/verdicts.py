"""The portfolio at this moment, and the one verdict on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.errors import CatalogueError
from portfolio_app.model.domain.forms import Layout
from portfolio_app.model.domain.portfolio import Snapshot
from portfolio_app.model.domain.verdict import Verdict, judge
from portfolio_app.services.lending import everything_shown

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
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
        self._measured: dict[EvidenceId, tuple[Snapshot, int]] = {}

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
        """Return everything in the vault at this moment, reports measured.

        Raises:
            CatalogueError: Evidence follows a form that is not installed here.
        """
        with self._vault.reading() as tx:
            found = Snapshot(
                portfolio=tx.portfolio.get(),
                evidence=everything_shown(tx, self._catalogue),
                contributors=tx.contributors.all(),
                is_sealed=any(not seal.stage for seal in tx.seals.all()),
            )
        unknown = sorted({p.form for p in found.evidence} - set(self._catalogue.forms))
        if unknown:
            raise CatalogueError(
                f"The form “{unknown[0]}” that this portfolio uses is not installed here.",
                advice="Your work is safe. Ask your academy for the file with this form.",
            )
        return replace(found, pages=self._pages(found))

    def status(
        self,
        today: date | None = None,
        snapshot: Snapshot | None = None,
        pathway: Pathway | None = None,
    ) -> Verdict:
        """Judge the portfolio as it would stand on `today`, by default this day.

        Args:
            today: The day.
            snapshot: What is judged; by default everything as it is now.
            pathway: The rules; by default those that it follows.
        """
        return judge(
            snapshot or self.snapshot(),
            pathway or self.pathway(),
            self._catalogue,
            today or self._clock.today(),
        )

    def length_of(self, piece: Evidence) -> float:
        """Return how many pages a report would fill with these words, stored or not."""
        from portfolio_app.pack.measure import report_length  # draws: heavy

        with self._vault.reading() as tx:
            alone = Snapshot(
                portfolio=tx.portfolio.get(),
                evidence=(piece,),
                contributors=tx.contributors.all(),
            )
        return report_length(piece, alone, self._catalogue)

    def _pages(self, snapshot: Snapshot) -> dict[EvidenceId, int]:
        pages = {}
        for piece in snapshot.evidence:
            if self._catalogue.forms[piece.form].layout is Layout.REPORT:
                pages[piece.id] = self._pages_of(replace(snapshot, evidence=(piece,)))
        return pages

    def _pages_of(self, alone: Snapshot) -> int:
        """Measure the one report of a snapshot, unless nothing has changed that it prints.

        Whole records are compared: times are kept to the second, in which a person may type
        several letters, and the page prints names that stand elsewhere.
        """
        piece = alone.evidence[0]
        known = self._measured.get(piece.id)
        if known is None or known[0] != alone:
            from portfolio_app.pack.measure import report_pages  # draws: heavy

            known = (alone, report_pages(piece, alone, self._catalogue))
            self._measured[piece.id] = known
        return known[1]
