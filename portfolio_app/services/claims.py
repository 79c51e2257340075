"""Claiming: these words show that capability."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.anchors import Span, anchor, occurrences
from portfolio_app.model.domain.evidence import Claim
from portfolio_app.model.domain.names import PRACTITIONER, CapabilityRef, ClaimId
from portfolio_app.model.domain.slots import slots
from portfolio_app.model.domain.wording import count, joined, quoted_start
from portfolio_app.services.changes import Area
from portfolio_app.services.evidence import present

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.anchors import TextAnchor
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.names import EvidenceId, FieldPath, RoleId
    from portfolio_app.model.domain.slots import Slot
    from portfolio_app.model.store import Vault
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock


class ClaimService:
    """Adds, changes and takes back claims."""

    def __init__(
        self, vault: Vault, catalogue: Catalogue, clock: Clock, announce: Announce
    ) -> None:
        self._vault = vault
        self._catalogue = catalogue
        self._clock = clock
        self._announce = announce

    def claim(
        self,
        evidence_id: EvidenceId,
        capability: CapabilityRef,
        path: FieldPath,
        span: Span,
        *,
        note: str = "",
        by: RoleId = PRACTITIONER,
    ) -> Claim:
        """Claim the passage at `span` of the answer at `path` for one capability.

        Raises:
            EvidenceError: The passage, the answer or the capability cannot be claimed.
        """
        return self.claim_all(evidence_id, (capability,), path, span, note=note, by=by)[0]

    def claim_all(
        self,
        evidence_id: EvidenceId,
        capabilities: Sequence[CapabilityRef],
        path: FieldPath,
        span: Span,
        *,
        note: str = "",
        by: RoleId = PRACTITIONER,
    ) -> tuple[Claim, ...]:
        """Claim one passage for several capabilities, of whatever frameworks, at once.

        Raises:
            EvidenceError: The passage, the answer or a capability cannot be claimed; then
                nothing is.
        """
        with self._vault.transaction() as tx:
            evidence = present(tx, evidence_id)
            for capability in capabilities:
                self._check_capability(capability)
            self._check_claimable(evidence, path)
            made = tuple(
                self._anchored(evidence, path, span, capability, note, by)
                for capability in capabilities
            )
            for found in made:
                tx.claims.add(evidence_id, found, self._clock.now())
        self._announce(Area.EVIDENCE)
        return made

    def attach(
        self,
        evidence_id: EvidenceId,
        claims: Sequence[ClaimId],
        path: FieldPath,
        span: Span,
    ) -> tuple[Claim, ...]:
        """Put claims on other words: on those that took the place of the ones they had.

        Raises:
            EvidenceError: There is no such claim (any more), or the words cannot be claimed.
        """
        with self._vault.transaction() as tx:
            evidence = present(tx, evidence_id)
            self._check_claimable(evidence, path)
            words = self._words(evidence, path, span)
            known = {claim.id: claim for claim in evidence.claims}
            if not set(claims) <= set(known):
                raise _gone()
            moved = tuple(replace(known[c], path=path, anchor=words) for c in claims)
            for claim in moved:
                tx.claims.change(claim, self._clock.now())
        self._announce(Area.EVIDENCE)
        return moved

    def set_as(self, claims: Sequence[Claim]) -> None:
        """Make claims what they were before they were attached elsewhere.

        Raises:
            EvidenceError: One is not there any more.
        """
        with self._vault.transaction() as tx:
            for claim in claims:
                tx.claims.change(claim, self._clock.now())
        self._announce(Area.EVIDENCE)

    def claim_quotation(
        self,
        evidence_id: EvidenceId,
        capability: CapabilityRef,
        quotation: str,
        *,
        path: FieldPath | None = None,
        occurrence: int | None = None,
        note: str = "",
        by: RoleId | None = None,
    ) -> Claim:
        """Claim the passage that reads `quotation`.

        Args:
            evidence_id: Where it stands.
            capability: What it shows.
            quotation: The words, exactly as they stand.
            path: The answer to look in; None looks in every claimable one.
            occurrence: Which one, from 1, where the words stand more than once.
            note: Half a sentence on how.
            by: Who claims; whoever's words they are where not given.

        Raises:
            EvidenceError: The words are not there, or are there more than once.
        """
        with self._vault.transaction() as tx:
            found = self.compose(
                present(tx, evidence_id),
                capability,
                quotation,
                path=path,
                occurrence=occurrence,
                note=note,
                by=by,
            )
            tx.claims.add(evidence_id, found, self._clock.now())
        self._announce(Area.EVIDENCE)
        return found

    def compose(
        self,
        evidence: Evidence,
        capability: CapabilityRef,
        quotation: str,
        *,
        path: FieldPath | None = None,
        occurrence: int | None = None,
        note: str = "",
        by: RoleId | None = None,
    ) -> Claim:
        """Return the claim that `claim_quotation` would store; `by` defaults to the author.

        Raises:
            EvidenceError: As `claim_quotation`.
        """
        self._check_capability(capability)
        places = [
            (slot.path, span)
            for slot in self._claimable(evidence)
            if path in {None, slot.path}
            for span in occurrences(evidence.text(slot.path), quotation)
        ]
        where, span = _chosen(places, quotation, occurrence)
        author = next(s.author for s in self._claimable(evidence) if s.path == where)
        return self._anchored(evidence, where, span, capability, note, by or author)

    def change_note(self, evidence_id: EvidenceId, claim_id: ClaimId, note: str) -> None:
        """Say differently how a claimed passage shows its capability.

        Raises:
            EvidenceError: There is no such claim (any more).
        """
        with self._vault.transaction() as tx:
            claims = present(tx, evidence_id).claims
            found = next((c for c in claims if c.id == claim_id), None)
            if found is None:
                raise _gone()
            tx.claims.change(replace(found, note=note.strip()), self._clock.now())
        self._announce(Area.EVIDENCE)

    def take_back(self, *claims: ClaimId) -> None:
        """Take claims back; the words stay.

        Raises:
            EvidenceError: One is not there (any more); then all stay.
        """
        with self._vault.transaction() as tx:
            for claim in claims:
                tx.claims.remove(claim, self._clock.now())
        self._announce(Area.EVIDENCE)

    def put_back(self, evidence_id: EvidenceId, *claims: Claim) -> None:
        """Make claims again that were taken back.

        Raises:
            EvidenceError: The evidence is not there.
        """
        with self._vault.transaction() as tx:
            for claim in claims:
                tx.claims.add(evidence_id, claim, self._clock.now())
        self._announce(Area.EVIDENCE)

    def _claimable(self, evidence: Evidence) -> list[Slot]:
        form = self._catalogue.forms[evidence.form]
        asked = slots(form, evidence.answers, self._catalogue.models)
        return [slot for slot in asked if slot.claimable]

    def _check_capability(self, ref: CapabilityRef) -> None:
        if self._catalogue.capability(ref) is None:
            known = joined(sorted(self._catalogue.frameworks))
            raise EvidenceError(
                f"There is no capability “{ref}”.",
                advice=f"Write FRAMEWORK/NUMBER; the frameworks are {known}.",
            )

    def _check_claimable(self, evidence: Evidence, path: FieldPath) -> None:
        if path not in {slot.path for slot in self._claimable(evidence)}:
            raise EvidenceError(
                f"Words in “{path}” cannot be claimed.",
                advice="Accounts, observations, reports and children's words can be.",
            )

    def _anchored(
        self,
        evidence: Evidence,
        path: FieldPath,
        span: Span,
        capability: CapabilityRef,
        note: str,
        by: RoleId,
    ) -> Claim:
        return Claim(
            id=ClaimId(uuid.uuid4().hex[:12]),
            path=path,
            anchor=self._words(evidence, path, span),
            capability=capability,
            note=note.strip(),
            by=by,
        )

    def _words(self, evidence: Evidence, path: FieldPath, span: Span) -> TextAnchor:
        text = evidence.text(path)
        inside = 0 <= span.start < span.end <= len(text)
        if not (inside and text[span.start : span.end].strip()):
            raise EvidenceError(
                "No words are selected.", advice="Select the words that show the capability."
            )
        return anchor(text, span.start, span.end)


def _gone() -> EvidenceError:
    return EvidenceError("This claim is not there any more.", advice="Claim the words again.")


def _chosen(
    places: list[tuple[FieldPath, Span]], quotation: str, occurrence: int | None
) -> tuple[FieldPath, Span]:
    if not places:
        raise EvidenceError(
            f"The words {quoted_start(quotation)} do not stand in a field that can be claimed.",
            advice="Copy them from the evidence exactly as they are.",
        )
    if occurrence is not None:
        if not 1 <= occurrence <= len(places):
            raise EvidenceError(
                f"The words {quoted_start(quotation)} stand there "
                f"{count(len(places), 'time')}, so there is no number {occurrence}."
            )
        return places[occurrence - 1]
    if len(places) > 1:
        raise EvidenceError(
            f"The words {quoted_start(quotation)} stand there {len(places)} times.",
            advice="Name the field or the occurrence, or quote a few words more.",
        )
    return places[0]
