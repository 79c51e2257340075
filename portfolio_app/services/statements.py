"""What the practitioner says of each capability as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import EvidenceError
from portfolio_app.services.changes import Area

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfolio_app.model.domain.frameworks import Capability
    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.model.store import Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.verdicts import VerdictService


class StatementService:
    """Keeps one statement for each capability that is looked at as a whole."""

    def __init__(
        self, vault: Vault, verdicts: VerdictService, clock: Clock, announce: Announce
    ) -> None:
        self._vault = vault
        self._verdicts = verdicts
        self._clock = clock
        self._announce = announce

    def capabilities(self) -> tuple[Capability, ...]:
        """Return the capabilities that a statement can be written on, in their order."""
        frameworks = self._verdicts.catalogue.frameworks
        leading = self._verdicts.pathway().frameworks_leading
        return tuple(c for framework in leading for c in frameworks[framework].capabilities)

    def all(self) -> Mapping[CapabilityRef, str]:
        """Return what is written so far."""
        with self._vault.reading() as tx:
            return {found.capability: found.text for found in tx.statements.all()}

    def write(self, capability: CapabilityRef, text: str) -> None:
        """Write or replace a statement; an empty one is taken away.

        Raises:
            EvidenceError: This pathway does not look at that capability as a whole.
        """
        if capability not in {known.ref for known in self.capabilities()}:
            raise EvidenceError(
                f"“{capability}” is not a capability that this pathway looks at as a whole.",
                advice="Nothing was stored.",
            )
        with self._vault.transaction() as tx:
            tx.statements.put(capability, text.strip(), self._clock.now())
        self._announce(Area.PORTFOLIO)
