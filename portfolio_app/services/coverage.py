"""What is claimed of each capability, read at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.coverage import coverage
from portfolio_app.services.lending import everything_shown

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.domain.coverage import Coverage
    from portfolio_app.model.store import Vault
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.verdicts import VerdictService


class CoverageService:
    """Reads every claim and says how far voices go. A hint, never a grade."""

    def __init__(self, vault: Vault, verdicts: VerdictService, clock: Clock) -> None:
        self._vault = vault
        self._verdicts = verdicts
        self._clock = clock

    def all(self, today: date | None = None) -> tuple[Coverage, ...]:
        """Return each framework of the pathway, then tags in use.

        Raises:
            CatalogueError: The rules of this portfolio are not installed here.
        """
        pathway = self._verdicts.pathway()
        with self._vault.reading() as tx:
            evidence = everything_shown(tx, self._verdicts.catalogue)
        when = today or self._clock.today()
        return coverage(evidence, pathway, self._verdicts.catalogue, when)
