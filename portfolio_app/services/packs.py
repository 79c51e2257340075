"""Plan, draw, seal, inspect: how a portfolio becomes a pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.errors import PackError
from portfolio_app.model.domain.editions import EditionKind, Numbering
from portfolio_app.services.editions import chosen_edition, made_of, read_sealed, require_same
from portfolio_app.services.files import write_whole
from portfolio_app.services.pack_plans import PackPlans
from portfolio_app.services.progress import Silent
from portfolio_app.services.seals import SealRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from portfolio_app.model.domain.findings import Finding
    from portfolio_app.model.domain.portfolio import Seal, Snapshot
    from portfolio_app.model.domain.signatures import Verification
    from portfolio_app.model.domain.stages import Stage
    from portfolio_app.model.domain.verdict import Verdict
    from portfolio_app.model.store import Vault
    from portfolio_app.pack.draw import DrawnEdition, DrawnPack
    from portfolio_app.pack.plan import PackPlan
    from portfolio_app.services.changes import Announce
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.editions import MadeEdition, SealedFile
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.reader import FileReader
    from portfolio_app.services.signoffs import SignOffService
    from portfolio_app.services.verdicts import VerdictService
    from portfolio_app.signing.identities import Identity
    from portfolio_app.signing.policy import SigningPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """What stands between a portfolio and its seal."""

    verdict: Verdict
    snapshot: Snapshot
    findings: tuple[Finding, ...]
    """What blocks first, then what is worth a look, each with where to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A pack that was sealed, written and inspected."""

    path: Path
    pages: int
    pack_code: str
    verification: Verification
    remark: str = ""
    """What could not be noted once the file was there, in sentences."""


class PackService:
    """Makes drafts and sealed packs."""

    def __init__(
        self,
        vault: Vault,
        verdicts: VerdictService,
        sign_offs: SignOffService,
        clock: Clock,
        announce: Announce,
        reader: FileReader,
    ) -> None:
        self._vault = vault
        self._sign_offs = sign_offs
        self._plans = PackPlans(vault, verdicts, clock, reader)
        self._seals = SealRecord(vault, announce)
        self.before_seal: Callable[[], None] = _nothing
        """Called when a pack is about to be sealed, before anything is drawn."""

    def reviews(self) -> tuple[Stage, ...]:
        """Return the stages of the pathway that can have a pack of their own, in their order.

        Their ids are what `stage` may be below; empty, it means the whole portfolio.
        """
        return self._plans.reviews()

    def preflight(self, force_reason: str = "", stage: str = "") -> Preflight:
        """Judge the portfolio and look at all that its pack is made of; no page is drawn.

        Args:
            force_reason: What would be printed where something is missing.
            stage: The review whose pack it is.
        """
        from portfolio_app.pack.preflight import preflight  # heavy: not at start

        scope = self._plans.scope(stage)
        request = self._plans.request(scope, force_reason)
        return Preflight(
            verdict=scope.verdict,
            snapshot=scope.snapshot,
            findings=preflight(request, self._plans.reading),
        )

    def draft(self, progress: Progress | None = None, stage: str = "") -> DrawnPack:
        """Draw the pack as it would be today, every page marked as a draft."""
        return self._draw(self._plans.draft(stage), progress or Silent())

    def export_draft(
        self,
        path: Path,
        force_reason: str = "",
        progress: Progress | None = None,
        numbering: Numbering = Numbering.CONTINUOUS,
        stage: str = "",
    ) -> int:
        """Write an unsealed pack to `path` and return its number of pages.

        Raises:
            NotReadyError: The verdict says no, and no reason to go on was given.
            PackError: The pathway has no such review.
            PortfolioError: The file cannot be written.
        """
        scope = self._plans.ready(stage, force_reason)
        plan = self._plans.planned(scope, force_reason, None)
        drawn = self._draw(plan, progress or Silent(), numbering)
        write_whole(path, drawn.data, "The pack")
        return drawn.pages

    def export_edition(
        self,
        path: Path,
        kind: EditionKind,
        sealed: Path | None = None,
        force_reason: str = "",
        progress: Progress | None = None,
        numbering: Numbering = Numbering.CONTINUOUS,
        stage: str = "",
    ) -> MadeEdition:
        """Write an edition that nobody signs to `path` and return what to say of it.

        Args:
            path: Where it goes.
            kind: Large print or reading copy.
            sealed: The sealed pack that it is of; left out, it is of a draft and says so.
            force_reason: Why that pack was sealed although something was missing.
            progress: Hears of every page.
            numbering: Of the edition's own pages.
            stage: The review that a draft is of; a sealed pack knows its own.

        Raises:
            NotAPackError: `sealed` is no pack.
            PackError: It is not sound, or the portfolio has changed since.
            PortfolioError: The file cannot be written.
        """
        found = read_sealed(sealed, self._sign_offs) if sealed else None
        if found:
            plan = self._plans.again(found.manifest, force_reason)
        else:
            plan = self._plans.draft(stage)
        if found:
            require_same(plan, found)
        drawn = self._draw_edition(plan, found, kind, progress or Silent(), numbering)
        write_whole(path, drawn.data, "The edition")
        return made_of(found, drawn.pages)

    def save_draft(self, path: Path, progress: Progress | None = None, stage: str = "") -> int:
        """Write a draft to read, ready or not, and return its number of pages.

        Raises:
            PortfolioError: The file cannot be written.
        """
        drawn = self.draft(progress, stage)
        write_whole(path, drawn.data, "The draft")
        return drawn.pages

    def page_image(self, data: bytes, index: int, scale: float) -> bytes:
        """Return page `index`, from 0, of a drawn pack as a PNG; at scale 1 a point is a pixel.

        One page at a time: the library that draws it must not be asked from two threads.
        """
        from portfolio_app.pack.preview import page_image

        return page_image(data, index, scale)

    def seals(self) -> tuple[Seal, ...]:
        """Return every time that this portfolio was sealed, the last one last."""
        return self._seals.all()

    def seal(
        self,
        path: Path,
        identity: Identity,
        force_reason: str = "",
        progress: Progress | None = None,
        numbering: Numbering = Numbering.CONTINUOUS,
        policy: SigningPolicy | None = None,
        stage: str = "",
    ) -> Sealed:
        """Plan, draw, certify and inspect the pack, then write it to `path`.

        Nothing is written before the inspection has passed. The vault notes the seal once the
        file is on the disk; what fails after that is told, not raised: the pack is there.

        Args:
            path: Where it goes.
            identity: The practitioner's, opened.
            force_reason: Why it is sealed although something is missing; printed in the pack.
            progress: Hears of every page.
            numbering: Of the pages.
            policy: What the seal gets beside itself; None: as this person's settings say.
            stage: The review whose pack it is.

        Raises:
            NotReadyError: The verdict says no, and no reason to go on was given.
            SignatureError: The identity may not certify, or nobody confirms the time.
            PackError: It did not pass its inspection, or the pathway has no such review.
            PortfolioError: The file cannot be written, or the portfolio only be read.
        """
        progress = progress or Silent()
        self._vault.require_writable()
        scope = self._plans.ready(stage, force_reason)
        self.before_seal()
        plan = self._plans.planned(scope, force_reason, identity)
        drawn = self._draw(plan, progress, numbering)
        progress.step(drawn.pages, drawn.pages, "Sealing")
        sealed, verification = self._certified(drawn, identity, policy)
        write_whole(path, sealed, "The pack")
        noted = self._seals.noted(drawn, sealed, self._plans.shown(scope, plan))
        return _sealed(path, drawn, verification, (noted, self._sign_offs.noted(verification)))

    def _certified(
        self, drawn: DrawnPack, identity: Identity, policy: SigningPolicy | None
    ) -> tuple[bytes, Verification]:
        """Return a drawn pack with its certification, and what its inspection found.

        Raises:
            SignatureError: The identity may not certify it.
            PackError: It did not pass the inspection.
        """
        sealed = self._sign_offs.certify(drawn, identity, drawn.manifest.sealed_at, policy)
        verification = self._sign_offs.inspect(sealed)
        if not verification.valid:
            raise PackError(
                f"The sealed pack did not pass its inspection: {' '.join(verification.faults)}",
                advice="Nothing was written and your portfolio is safe. "
                "Put this right, then seal again.",
            )
        return sealed, verification

    def _draw(
        self,
        plan: PackPlan,
        progress: Progress,
        numbering: Numbering = Numbering.CONTINUOUS,
    ) -> DrawnPack:
        from portfolio_app.pack.draw import draw_pack

        edition = chosen_edition(EditionKind.STANDARD, numbering)
        sights = self._plans.sights(plan, progress)
        with self._vault.reading() as tx:
            return draw_pack(plan, tx.attachments.read, progress, edition, sights)

    def _draw_edition(
        self,
        plan: PackPlan,
        sealed: SealedFile | None,
        kind: EditionKind,
        progress: Progress,
        numbering: Numbering,
    ) -> DrawnEdition:
        from portfolio_app.pack.draw import draw_edition

        sights = self._plans.sights(plan, progress)
        with self._vault.reading() as tx:
            return draw_edition(
                plan,
                tx.attachments.read,
                progress,
                chosen_edition(kind, numbering),
                sealed_sha256=sealed.sha256 if sealed else "",
                sealed_numbering=sealed.numbering if sealed else numbering,
                sights=sights,
            )


def _sealed(
    path: Path, drawn: DrawnPack, verification: Verification, remarks: Sequence[str]
) -> Sealed:
    return Sealed(
        path=path,
        pages=drawn.pages,
        pack_code=drawn.manifest.pack_code,
        verification=verification,
        remark=" ".join(remark for remark in remarks if remark),
    )


def _nothing() -> None:
    """Do nothing before a seal."""
