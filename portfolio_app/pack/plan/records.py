"""The plan of a pack as a whole.

Texts are final but for page numbers. Drawing decides nothing except where things fall.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from portfolio_app.pack.plan.back import (
        SignaturesPlan,
        StatementPlan,
        VerifyPlan,
        WordsPlan,
    )
    from portfolio_app.pack.plan.blocks import EvidencePlan
    from portfolio_app.pack.plan.front import (
        CapabilityList,
        CoverPlan,
        DecisionPlan,
        DomainPlan,
        MatrixPlan,
        RequirementsPlan,
    )


class Part(StrEnum):
    """The four parts of every pack."""

    GLANCE = "A"
    CAPABILITIES = "B"
    EVIDENCE = "C"
    REPORT = "D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What heads and feet of all pages say."""

    practitioner: str
    level: str
    """`Level 2 to Level 3`."""
    code: str
    """`BXL3 7K4Q M2TD`; empty while the plan is still being hashed."""
    version: int
    example: bool
    draft: bool

    @property
    def notice(self) -> str:
        """The line that no page of an example or a draft goes without, or empty."""
        said = []
        if self.example:
            said.append("Example: all people and events are invented")
        if self.draft:
            said.append("Draft, not sealed")
        return ". ".join(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """What the manifest says of the pack beside its pages."""

    practitioner: str
    swe_number: str
    pathway: str
    pathway_version: str
    authority: str
    stage: str = ""
    """The id of the review that it is of; empty for the whole pathway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPlan:
    """Everything a pack will show; page numbers follow from drawing."""

    identification: Identification
    sealed_at: datetime
    masthead: Masthead
    cover: CoverPlan
    part_titles: tuple[tuple[Part, str], ...]
    requirements: RequirementsPlan
    matrix: MatrixPlan
    domains: tuple[DomainPlan, ...]
    """The capabilities that have pages of their own."""
    lists: tuple[CapabilityList, ...]
    """Those that stand in a table instead, by framework."""
    evidence: tuple[EvidencePlan, ...]
    reports: tuple[EvidencePlan, ...]
    statement: StatementPlan
    words: WordsPlan
    verify: VerifyPlan
    signatures: SignaturesPlan
    decision: DecisionPlan | None
    """Where it is the document of a decision: of all else, only its piece and its signatures
    are drawn."""
    warnings: tuple[str, ...]
    """What the practitioner should know before sealing, each a sentence."""
    sha256: str = ""
    """Of everything else here: 64 lower-case hexadecimal digits."""

    def part_title(self, part: Part) -> str:
        """Return the words for a part."""
        return dict(self.part_titles)[part]
