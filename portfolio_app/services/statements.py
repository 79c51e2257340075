"""What the practitioner says of each capability as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import EvidenceError
from portfolio_app.services.changes import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portfolio_app.model.domain.frameworks import Capability
    from portfolio_app.model.domain.names import CapabilityRef, FrameworkId
    from portfolio_app.model.store import Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.verdicts import VerdictService


class StatementService:
    """Keeps one statement for each capability that the rules of the pathway name."""

    def __init__(
        self, vault: Vault, verdicts: VerdictService, clock: Clock, announce: Announce
    ) -> None:
        self._vault = vault
        self._verdicts = verdicts
        self._clock = clock
        self._announce = announce

    def capabilities(self) -> tuple[Capability, ...]:
        """Return the capabilities on which a statement is expected, in their order."""
        return self._of(self._verdicts.pathway().frameworks_leading)

    def others(self) -> tuple[Capability, ...]:
        """Return those of the other frameworks that the rules name, in their order.

        Nobody misses a statement on one of these; where there is one, it is printed too.
        """
        pathway = self._verdicts.pathway()
        leading = pathway.frameworks_leading
        return self._of(f for f in pathway.frameworks_asked if f not in leading)

    def _of(self, frameworks: Iterable[FrameworkId]) -> tuple[Capability, ...]:
        known = self._verdicts.catalogue.frameworks
        return tuple(c for framework in frameworks for c in known[framework].capabilities)

    def all(self) -> Mapping[CapabilityRef, str]:
        """Return what is written so far."""
        with self._vault.reading() as tx:
            return {found.capability: found.text for found in tx.statements.all()}

    def write(self, capability: CapabilityRef, text: str) -> None:
        """Write or replace a statement; an empty one is taken away.

        Raises:
            EvidenceError: The rules of this pathway do not name that capability.
        """
        if capability not in {known.ref for known in (*self.capabilities(), *self.others())}:
            raise EvidenceError(
                f"“{capability}” is not a capability that the rules of this pathway name.",
                advice="Nothing was stored.",
            )
        with self._vault.transaction() as tx:
            tx.statements.put(capability, text.strip(), self._clock.now())
        self._announce(Area.PORTFOLIO)
