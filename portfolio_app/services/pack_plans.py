"""What a pack is made of: what it tells, what it asks for, and the files bound into it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from portfolio_app.errors import IntakeError, NotReadyError, PackError
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.portfolio import next_version
from portfolio_app.model.domain.reviews import review_pathway, review_snapshot, reviews
from portfolio_app.model.domain.wording import joined

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from portfolio_app.model.domain.evidence import Attachment
    from portfolio_app.model.domain.manifest import Manifest
    from portfolio_app.model.domain.names import CapabilityRef, RoleId
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Seal, ShownPassage, Snapshot
    from portfolio_app.model.domain.stages import Stage
    from portfolio_app.model.domain.verdict import Verdict
    from portfolio_app.model.store import Vault
    from portfolio_app.pack.draw import Sights
    from portfolio_app.pack.foreign_reading import Reading
    from portfolio_app.pack.plan import PackPlan, PackRequest
    from portfolio_app.pack.plan.blocks import AttachmentPlan
    from portfolio_app.pack.plan.request import SealedReview
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.reader import FileReader
    from portfolio_app.services.verdicts import VerdictService
    from portfolio_app.signing.identities import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a pack is about, judged: the whole portfolio, or what one review looks at."""

    stage: str
    """The id of the review; empty for the whole."""
    snapshot: Snapshot
    pathway: Pathway
    verdict: Verdict


class PackPlans:
    """Plans packs of one portfolio; draws none."""

    def __init__(
        self, vault: Vault, verdicts: VerdictService, clock: Clock, reader: FileReader
    ) -> None:
        self._vault = vault
        self._verdicts = verdicts
        self._clock = clock
        self._reader = reader

    def reviews(self) -> tuple[Stage, ...]:
        """Return the stages that can have a pack of their own, in their order."""
        return reviews(self._verdicts.pathway(), self._verdicts.portfolio().timetable)

    def scope(self, stage: str = "", today: date | None = None) -> Scope:
        """Return what a pack would be about, as judged today.

        Raises:
            PackError: There is no such review on this pathway.
        """
        snapshot, pathway = self._verdicts.snapshot(), self._verdicts.pathway()
        if stage:
            self._require_review(stage)
            snapshot = review_snapshot(snapshot, pathway, stage)
            pathway = review_pathway(pathway, stage)
        verdict = self._verdicts.status(today, snapshot, pathway)
        return Scope(stage=stage, snapshot=snapshot, pathway=pathway, verdict=verdict)

    def ready(self, stage: str, force_reason: str) -> Scope:
        """Return what a pack would be about, once nothing stands in its way.

        Raises:
            NotReadyError: The verdict says no, and no reason to go on was given.
            PackError: There is no such review on this pathway.
        """
        scope = self.scope(stage)
        if not scope.verdict.ready and not force_reason.strip():
            unmet = (r for r in scope.verdict.judged if not r.met)
            reasons = [reason for r in unmet for reason in r.reasons]
            raise NotReadyError(
                "The pack is not ready yet: " + " ".join(reasons),
                advice="Nothing was written. Complete what is missing, or give a reason "
                "that will be printed in the pack.",
            )
        return scope

    def request(
        self, scope: Scope, force_reason: str = "", identity: Identity | None = None
    ) -> PackRequest:
        """Ask for a pack as of now: of whoever's identity is given, or a draft.

        Args:
            scope: What it is about.
            force_reason: Why it is made although something is missing.
            identity: The practitioner's, to seal it with.
        """
        from portfolio_app.pack.plan import PackRequest  # heavy: not at start

        fingerprints: dict[RoleId, str] = {
            c.role: c.fingerprint for c in scope.snapshot.contributors if c.fingerprint
        }
        if identity:
            fingerprints[PRACTITIONER] = identity.fingerprint
        return PackRequest(
            snapshot=scope.snapshot,
            pathway=scope.pathway,
            catalogue=self._verdicts.catalogue,
            verdict=scope.verdict,
            sealed_at=self._clock.now(),
            version=next_version(self._seals(), scope.stage),
            stage=scope.stage,
            reviews=self._sealed_reviews(scope, self._seals()),
            fingerprints=fingerprints,
            statements=self._statements(),
            force_reason=force_reason.strip(),
            draft=identity is None,
        )

    def draft(self, stage: str = "", force_reason: str = "") -> PackPlan:
        """Plan a draft, ready or not."""
        return self._planned(self.request(self.scope(stage), force_reason))

    def planned(self, scope: Scope, force_reason: str, identity: Identity | None) -> PackPlan:
        """Plan a pack; see `request`."""
        return self._planned(self.request(scope, force_reason, identity))

    def shown(self, scope: Scope, plan: PackPlan) -> tuple[ShownPassage, ...]:
        """Return what the pack of a review shows; of the whole nothing builds on it."""
        from portfolio_app.pack.plan.shown import shown_passages

        return shown_passages(self.request(scope), plan) if scope.stage else ()

    def again(self, manifest: Manifest, force_reason: str) -> PackPlan:
        """Plan once more what was sealed: the same plan, unless the portfolio has changed."""
        from portfolio_app.pack.plan import PackRequest

        scope = self.scope(manifest.stage, manifest.sealed_at.astimezone().date())
        before = takewhile(lambda seal: seal.pack_code != manifest.pack_code, self._seals())
        return self._planned(
            PackRequest(
                snapshot=scope.snapshot,
                pathway=scope.pathway,
                catalogue=self._verdicts.catalogue,
                verdict=scope.verdict,
                sealed_at=manifest.sealed_at,
                version=manifest.version,
                stage=manifest.stage,
                reviews=self._sealed_reviews(scope, before),
                fingerprints={s.role: s.fingerprint for s in manifest.signers if s.fingerprint},
                statements=self._statements(),
                force_reason=force_reason.strip(),
            )
        )

    def reading(self, attachment: Attachment | AttachmentPlan) -> Reading:
        """Return what can be told of an attached file."""

        def content() -> bytes:
            with self._vault.reading() as tx:
                return tx.attachments.read(attachment.id)

        return self._reader.read(attachment.sha256, attachment.media_type, content)

    def sights(self, plan: PackPlan, progress: Progress) -> Sights:
        """Look at every attachment of a pack, unless that was done before.

        Raises:
            IntakeError: One cannot become pages.
        """
        from portfolio_app.pack.draw import attachments_of

        found = {}
        for attachment in attachments_of(plan):
            progress.step(0, 1, "Reading attachments")
            known = self.reading(attachment)
            if known.refusal:
                raise IntakeError(known.refusal, advice=known.advice)
            found[attachment.sha256] = known.sights
        return lambda attachment: found[attachment.sha256]

    def _planned(self, request: PackRequest) -> PackPlan:
        from portfolio_app.pack.plan import plan_pack  # heavy: not at start

        return plan_pack(request)

    def _seals(self) -> tuple[Seal, ...]:
        with self._vault.reading() as tx:
            return tuple(tx.seals.all())

    def _sealed_reviews(
        self, scope: Scope, until_then: Iterable[Seal]
    ) -> tuple[SealedReview, ...]:
        """Return the last pack of each earlier review, in the order of the stages.

        Args:
            scope: What is to be planned.
            until_then: Every seal before it, in their order.
        """
        from portfolio_app.pack.plan.request import SealedReview

        seals = {seal.stage: seal for seal in until_then}
        found = []
        for one in self.reviews():
            if one.id == scope.stage:
                break
            if seal := seals.get(one.id):
                found.append(
                    SealedReview(
                        title=one.title,
                        sealed_at=seal.sealed_at,
                        pack_code=seal.pack_code,
                        shown=seal.shown,
                    )
                )
        return tuple(found)

    def _statements(self) -> dict[CapabilityRef, str]:
        with self._vault.reading() as tx:
            return {found.capability: found.text for found in tx.statements.all()}

    def _require_review(self, stage: str) -> None:
        known = [one.id for one in self.reviews()]
        if stage not in known:
            there_are = f"The reviews are {joined(known)}." if known else "It has none."
            raise PackError(
                f"This pathway has no review called “{stage}” that has a pack of its own.",
                advice=f"Nothing was written. {there_are}",
            )
