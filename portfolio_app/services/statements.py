"""What the practitioner says of each capability as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.frameworks import Capability
from portfolio_app.services.changes import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portfolio_app.model.domain.names import CapabilityRef, FrameworkId
    from portfolio_app.model.store import Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.verdicts import VerdictService


class StatementService:
    """Keeps one statement for each capability of the frameworks of the pathway."""

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
        """Return those on which nobody misses a statement, in their order.

        They are those of the pathway's other frameworks, whose statements are printed too;
        then those beyond that still have one, from rules that were followed before.
        """
        pathway = self._verdicts.pathway()
        leading = pathway.frameworks_leading
        further = self._of(f for f in pathway.frameworks if f not in leading)
        named = {known.ref for known in (*self._of(leading), *further)}
        return (*further, *(self._known(ref) for ref in self.all() if ref not in named))

    def _known(self, ref: CapabilityRef) -> Capability:
        """Return a capability, under its code alone where its framework is not installed."""
        framework = self._verdicts.catalogue.frameworks.get(ref.framework)
        named = framework.capabilities if framework else ()
        bare = Capability(ref=ref, title=ref.number, short_title=ref.number)
        return next((known for known in named if known.ref == ref), bare)

    def _of(self, frameworks: Iterable[FrameworkId]) -> tuple[Capability, ...]:
        known = self._verdicts.catalogue.frameworks
        return tuple(c for framework in frameworks for c in known[framework].capabilities)

    def all(self) -> Mapping[CapabilityRef, str]:
        """Return what is written so far."""
        with self._vault.reading() as tx:
            return {found.capability: found.text for found in tx.statements.all()}

    def write(self, capability: CapabilityRef, text: str) -> None:
        """Write or replace a statement; an empty one is taken away, whatever it was on.

        Raises:
            EvidenceError: It is of no framework of this pathway, and has no statement from
                rules that were followed before.
        """
        known = {one.ref for one in (*self.capabilities(), *self.others())}
        if text.strip() and capability not in known:
            raise EvidenceError(
                f"“{capability}” is not a capability that the rules of this pathway name.",
                advice="Nothing was stored.",
            )
        with self._vault.transaction() as tx:
            tx.statements.put(capability, text.strip(), self._clock.now())
        self._announce(Area.PORTFOLIO)
