"""The record of every time that a portfolio was sealed."""

from __future__ import annotations

import logging
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from portfolio_app.errors import PortfolioError
from portfolio_app.model.domain.portfolio import Seal
from portfolio_app.services.changes import Area

if TYPE_CHECKING:
    from portfolio_app.model.domain.portfolio import ShownPassage
    from portfolio_app.model.store import Vault
    from portfolio_app.pack.draw import DrawnPack
    from portfolio_app.services.changes import Announce

logger = logging.getLogger(__name__)


class SealRecord:
    """Lists the seals of one portfolio, and notes each new one."""

    def __init__(self, vault: Vault, announce: Announce) -> None:
        self._vault = vault
        self._announce = announce

    def all(self) -> tuple[Seal, ...]:
        """Return every seal, the last one last."""
        with self._vault.reading() as tx:
            return tuple(tx.seals.all())

    def noted(
        self, drawn: DrawnPack, sealed: bytes, shown: tuple[ShownPassage, ...] = ()
    ) -> str:
        """Note a seal whose file is written already; return what stood in the way.

        The file is there, so this is no failure: nothing could undo it, and nothing should.
        """
        try:
            self._add(drawn, sealed, shown)
        except PortfolioError as error:
            return (
                f"The pack is sealed and saved. {error.summary} The portfolio does not list "
                "this seal; once that is mended, seal again."
            )
        return ""

    def _add(self, drawn: DrawnPack, sealed: bytes, shown: tuple[ShownPassage, ...]) -> None:
        seal = Seal(
            pack_code=drawn.manifest.pack_code,
            version=drawn.manifest.version,
            sealed_at=drawn.manifest.sealed_at,
            sha256=sha256(sealed).hexdigest(),
            stage=drawn.manifest.stage,
            shown=shown,
        )
        with self._vault.transaction() as tx:
            tx.seals.add(seal)
            portfolio = tx.portfolio.get()
            times = portfolio.times_sealed + 1
            tx.portfolio.put(replace(portfolio, times_sealed=times))
        logger.info("pack sealed: version=%d pages=%d", seal.version, drawn.pages)
        self._announce(Area.SEALS | Area.PORTFOLIO)
