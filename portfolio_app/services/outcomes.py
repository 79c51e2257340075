"""The panel's decision, and the document in which it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import NotReadyError, PackError
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.outcome_packs import (
    outcome_pathway,
    outcome_signatures,
    outcome_snapshot,
)
from portfolio_app.model.domain.outcomes import panel_outcome
from portfolio_app.model.domain.verdict import judge
from portfolio_app.services.files import write_whole
from portfolio_app.services.packs import Sealed
from portfolio_app.services.progress import Silent

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.model.domain.outcomes import PanelOutcome
    from portfolio_app.model.domain.pathways import SignatureRule
    from portfolio_app.model.store import Vault
    from portfolio_app.pack.draw import DrawnPack
    from portfolio_app.pack.plan import PackRequest
    from portfolio_app.services.clock import Clock
    from portfolio_app.services.progress import Progress
    from portfolio_app.services.signoffs import SignOffService
    from portfolio_app.services.verdicts import VerdictService
    from portfolio_app.signing.identities import Identity
    from portfolio_app.signing.policy import SigningPolicy

_FILE = "The decision"


class OutcomeService:
    """Reads the decision, and makes a document of it that is signed like a pack."""

    def __init__(
        self,
        vault: Vault,
        verdicts: VerdictService,
        sign_offs: SignOffService,
        clock: Clock,
    ) -> None:
        self._vault = vault
        self._verdicts = verdicts
        self._sign_offs = sign_offs
        self._clock = clock

    def get(self) -> PanelOutcome | None:
        """Return the latest decision that is recorded, if one is."""
        snapshot = self._verdicts.snapshot()
        return panel_outcome(snapshot, self._verdicts.pathway(), self._verdicts.catalogue)

    def signatures(self) -> tuple[SignatureRule, ...]:
        """Return who signs the document and what they say by it; the practitioner first.

        Nobody, while the pathway names no form of a decision.
        """
        pathway = self._verdicts.pathway()
        form_id = pathway.panel.outcome_form if pathway.panel else None
        form = self._verdicts.catalogue.forms.get(form_id) if form_id else None
        return outcome_signatures(pathway, form) if form else ()

    def seal(
        self,
        path: Path,
        identity: Identity,
        progress: Progress | None = None,
        policy: SigningPolicy | None = None,
    ) -> Sealed:
        """Draw the decision, certify it and write it to `path`; the others sign that file.

        It is no seal of the portfolio: nothing is noted in it, and it works while the
        portfolio can only be read.

        Args:
            path: Where it goes.
            identity: The practitioner's, opened.
            progress: Hears of every page.
            policy: What the seal gets beside itself; None: as this person's settings say.

        Raises:
            NotReadyError: No decision is recorded, or it is not complete.
            SignatureError: The identity may not certify.
            PackError: The document did not pass its own inspection.
            PortfolioError: The file cannot be written.
        """
        drawn = self._draw(identity, progress or Silent())
        sealed = self._sign_offs.certify(drawn, identity, drawn.manifest.sealed_at, policy)
        verification = self._sign_offs.inspect(sealed)
        if not verification.valid:
            raise PackError(
                f"{_FILE} did not pass its inspection: {' '.join(verification.faults)}",
                advice="Nothing was written and your portfolio is safe.",
            )
        write_whole(path, sealed, _FILE)
        return Sealed(
            path=path,
            pages=drawn.pages,
            pack_code=drawn.manifest.pack_code,
            verification=verification,
            remark=self._sign_offs.noted(verification),
        )

    def _draw(self, identity: Identity, progress: Progress) -> DrawnPack:
        from portfolio_app.pack.draw import draw_pack
        from portfolio_app.pack.plan import plan_pack

        plan = plan_pack(self._request(identity))
        with self._vault.reading() as tx:
            return draw_pack(plan, tx.attachments.read, progress)

    def _request(self, identity: Identity) -> PackRequest:
        from portfolio_app.pack.plan import DecisionRequest, PackRequest  # heavy: not at start

        outcome, catalogue = self.get(), self._verdicts.catalogue
        if outcome is None:
            raise NotReadyError(
                "No decision of the panel is recorded yet.",
                advice="Enter it first: its day, the outcome and the reasons.",
            )
        snapshot = outcome_snapshot(self._verdicts.snapshot(), outcome)
        rules = outcome_pathway(self._verdicts.pathway(), outcome, catalogue)
        now = self._clock.now()
        verdict = judge(snapshot, rules, catalogue, now.astimezone().date())
        if not verdict.ready:
            reasons = [reason for line in verdict.judged for reason in line.reasons]
            raise NotReadyError(
                "The decision is not complete yet: " + " ".join(reasons),
                advice="Nothing was written. Complete it, then try again.",
            )
        known = {c.role: c.fingerprint for c in snapshot.contributors if c.fingerprint}
        return PackRequest(
            snapshot=snapshot,
            pathway=rules,
            catalogue=catalogue,
            verdict=verdict,
            sealed_at=now,
            version=1,
            fingerprints=known | {PRACTITIONER: identity.fingerprint},
            decision=DecisionRequest(
                told=outcome.sentence,
                goes_to=rules.panel.outcome_goes_to if rules.panel else "",
                advice=rules.panel.outcome_goes_to_certainty.advice if rules.panel else "",
            ),
        )
