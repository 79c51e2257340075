"""Who else writes and signs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.portfolio import Contributor
from portfolio_app.model.domain.signatures import normalised
from portfolio_app.model.domain.wording import harmless, joined
from portfolio_app.services.changes import Area

if TYPE_CHECKING:
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.names import RoleId
    from portfolio_app.model.store import Vault
    from portfolio_app.services.changes import Announce


class ContributorService:
    """Keeps the people that a pathway names by role."""

    def __init__(self, vault: Vault, catalogue: Catalogue, announce: Announce) -> None:
        self._vault = vault
        self._catalogue = catalogue
        self._announce = announce

    def all(self) -> tuple[Contributor, ...]:
        """Return everybody registered."""
        with self._vault.reading() as tx:
            return tx.contributors.all()

    def register(self, role: RoleId, name: str, fingerprint: str | None = None) -> Contributor:
        """Say who holds a role; a new person under the same role replaces the old.

        Raises:
            EvidenceError: The role is unknown, the practitioner's own, or no name is given.
        """
        if role not in self._catalogue.roles or role == PRACTITIONER:
            known = joined(sorted(set(self._catalogue.roles) - {PRACTITIONER}))
            raise EvidenceError(
                f"“{role}” is not a contributor's role.", advice=f"The roles are {known}."
            )
        name = harmless(name)
        if not name:
            raise EvidenceError("A contributor needs a name.", advice="Nothing was stored.")
        with self._vault.transaction() as tx:
            before = next((c for c in tx.contributors.all() if c.role == role), None)
            if fingerprint is None and before and before.name == name:
                fingerprint = before.fingerprint
            found = Contributor(role=role, name=name, fingerprint=fingerprint)
            tx.contributors.put(found)
        self._announce(Area.CONTRIBUTORS)
        return found

    def confirm(self, role: RoleId, fingerprint: str) -> Contributor:
        """Record the fingerprint that the holder of a role read out.

        Raises:
            EvidenceError: Nobody holds the role, or it is not a fingerprint.
        """
        try:
            digits = normalised(fingerprint)
        except ValueError as error:
            raise EvidenceError(
                "A fingerprint has sixteen groups of four letters and figures.",
                advice="Nothing was stored. Ask for all sixteen groups.",
            ) from error
        with self._vault.transaction() as tx:
            before = next((c for c in tx.contributors.all() if c.role == role), None)
            if before is None:
                known = self._catalogue.roles.get(role)
                title = known.title if known else role
                raise EvidenceError(
                    f"Nobody is registered as {title} yet.", advice="Add the person first."
                )
            found = replace(before, fingerprint=digits)
            tx.contributors.put(found)
        self._announce(Area.CONTRIBUTORS)
        return found
