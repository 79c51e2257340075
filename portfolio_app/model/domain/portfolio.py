"""The portfolio as a whole: whose it is, what it is for, and everything in it at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.stages import Timetable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import CapabilityRef, EvidenceId, PathwayId, RoleId


@dataclass(frozen=True, slots=True, kw_only=True)
class Practitioner:
    """The person whose portfolio it is."""

    name: str
    swe_number: str = ""
    """Social Work England registration, such as `SW000417`; public."""
    job_title: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """What a vault is for."""

    id: str
    practitioner: Practitioner
    pathway: PathwayId
    pathway_version: str
    """The version of the rules it was started under."""
    started_on: date
    panel_on: date | None = None
    submit_by: date | None = None
    """The day the pack must be in; None where only the panel is known."""
    timetable: Timetable = field(default_factory=Timetable)
    """How the practitioner's time runs: part-time work, leave, an extension."""
    example: bool = False
    """An invented example: every page of its pack says so."""
    times_sealed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody else who writes or signs, known by role."""

    role: RoleId
    name: str
    fingerprint: str | None = None
    """SHA-256 of the certificate that was confirmed as theirs: 64 upper-case hex digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything in a vault at one moment: what the verdict judges and the pack plans."""

    portfolio: Portfolio
    evidence: tuple[Evidence, ...] = ()
    """By date of practice, then by when they were begun."""
    contributors: tuple[Contributor, ...] = ()
    pages: Mapping[EvidenceId, int] = field(default_factory=dict)
    """For reports: pages of the main column as drawn in the standard edition."""
    is_sealed: bool = False
    """Whether the pack of the whole pathway was ever sealed; that of a review is none."""

    def contributor(self, role: RoleId) -> Contributor | None:
        """Return who is registered for `role`, if anyone."""
        return next((c for c in self.contributors if c.role == role), None)

    def piece(self, evidence_id: EvidenceId) -> Evidence | None:
        """Return the evidence with `evidence_id`, if it is here."""
        return next((e for e in self.evidence if e.id == evidence_id), None)

    def name_of(self, evidence: Evidence, form: Form, author: RoleId) -> str:
        """Return the name of whoever writes as `author` in `evidence`, or empty.

        The form's contributor is the person named on the evidence itself; other roles are
        looked up among the registered contributors.
        """
        if author == PRACTITIONER:
            return self.portfolio.practitioner.name
        if author in {form.contributor, evidence.by} and evidence.author_name:
            return evidence.author_name
        known = self.contributor(author)
        return known.name if known else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The practitioner's account of one capability as a whole."""

    capability: CapabilityRef
    text: str
    """Paragraphs parted by line breaks; never empty."""
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPassage:
    """That a sealed pack showed certain words for a capability; not the words themselves."""

    capability: CapabilityRef
    voice: str
    """Whose kind of voice: `self`, `observer`."""
    mark: str
    """Taken from the piece, the words and the capability: 32 hexadecimal digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """One time that the portfolio was sealed into a pack."""

    pack_code: str
    version: int
    """How many packs of this kind there were with it: of this review, or of the whole."""
    sealed_at: datetime
    sha256: str
    """Of the sealed file as it was handed out."""
    stage: str = ""
    """The id of the review whose pack it was; empty for the whole pathway."""
    shown: tuple[ShownPassage, ...] = ()
    """What it showed, noted for the pack of a review: later packs build on it."""


def next_version(seals: Iterable[Seal], stage: str) -> int:
    """Return the version of the next pack of a review, or of the whole: as a reader counts."""
    return max((seal.version for seal in seals if seal.stage == stage), default=0) + 1
