"""What a pack is asked to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.names import CapabilityRef, RoleId
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import ShownPassage, Snapshot
    from portfolio_app.model.domain.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedReview:
    """An earlier review whose pack was sealed, on which this one builds."""

    title: str
    """Of the stage: `3-month review`."""
    sealed_at: datetime
    """Aware."""
    pack_code: str
    shown: tuple[ShownPassage, ...]
    """What it showed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRequest:
    """Asks for the document of a panel's decision instead of a pack."""

    told: str
    """The decision in one sentence, with its days."""
    goes_to: str
    """Who gets the document once it is signed, mid-sentence; empty where nobody says."""
    advice: str
    """What stands beside that, where it is not sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRequest:
    """Everything that a pack follows from."""

    snapshot: Snapshot
    pathway: Pathway
    catalogue: Catalogue
    verdict: Verdict
    """Of the same snapshot; the page of requirements prints it in its own words."""
    sealed_at: datetime
    """Aware; of a draft, when it was made."""
    version: int
    """How many packs of this kind have been sealed, this one included: of this review, or of
    the whole."""
    stage: str = ""
    """The id of the review that it is of; empty for the whole pathway."""
    reviews: tuple[SealedReview, ...] = ()
    """In the order of their stages."""
    fingerprints: Mapping[RoleId, str] = field(default_factory=dict)
    """SHA-256 of the certificates expected, where confirmed: 64 upper-case hex digits."""
    statements: Mapping[CapabilityRef, str] = field(default_factory=dict)
    """The practitioner's holistic account of a capability; paragraphs parted by line breaks."""
    decision: DecisionRequest | None = None
    """Where it is a document of its one piece, a panel's decision, and no pack."""
    force_reason: str = ""
    """Why it is made although the verdict says no; printed in the pack."""
    draft: bool = False
    """Not to be sealed: every page says so."""

    def __post_init__(self) -> None:
        if self.sealed_at.tzinfo is None:
            raise ValueError("sealed_at needs a time zone")
