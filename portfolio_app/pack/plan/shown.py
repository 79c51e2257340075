"""Notes which passages a pack shows, so that a later one can say truly what was there."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from portfolio_app.model.domain.portfolio import ShownPassage
from portfolio_app.pack.plan.bundle import bundle

if TYPE_CHECKING:
    from portfolio_app.model.domain.names import CapabilityRef, EvidenceId
    from portfolio_app.pack.plan.records import PackPlan
    from portfolio_app.pack.plan.request import PackRequest


def passage_mark(evidence: EvidenceId, words: str, capability: CapabilityRef) -> str:
    """Return a mark of claimed words: 32 hexadecimal digits, from which nobody reads them."""
    text = "\0".join((evidence, words, str(capability)))
    return sha256(text.encode()).hexdigest()[:32]


def shown_passages(request: PackRequest, plan: PackPlan) -> tuple[ShownPassage, ...]:
    """Return every passage that a planned pack shows, once for each of its capabilities."""
    ids = {piece.place: piece.evidence.id for piece in bundle(request).pieces}
    return tuple(
        ShownPassage(
            capability=ref,
            voice=passage.voice,
            mark=passage_mark(ids[piece.place], passage.words, ref),
        )
        for piece in (*plan.evidence, *plan.reports)
        for passage in piece.passages
        for ref in passage.capabilities
    )
