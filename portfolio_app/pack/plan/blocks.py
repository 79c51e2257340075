"""What the plan holds of a piece of evidence: people's words, claims, attachments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.domain.marks import MarkKind
    from portfolio_app.model.domain.names import AttachmentId, CapabilityRef, RoleId
    from portfolio_app.model.domain.roles import Voice
    from portfolio_app.pack.plan.text import Line, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and what it says."""

    label: str
    value: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody who speaks in a piece of evidence."""

    role: RoleId
    voice: Voice
    title: str
    """The role in words, lower case, or a child's stand-in: `team manager`, `Child A`."""
    name: str
    """May be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Part of a passage within one paragraph, in code points of the paragraph."""

    passage: str
    """The key of the passage."""
    start: int
    end: int
    opens: bool = True
    closes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """Part of a paragraph that its author set bold or italic, in code points of it."""

    kind: MarkKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of somebody's words."""

    text: str
    marks: tuple[Mark, ...] = ()
    heading: bool = False
    """Whether it stands over what follows."""
    kind: MarkKind | None = None
    """What its author made it: a heading, an item, part of a quotation."""
    number: int = 0
    """Which of its list or quotation it is, from 1."""
    emphases: tuple[Emphasis, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedPassage:
    """Words claimed for capabilities: tinted, bracketed and spoken of in the margin."""

    key: Place
    """Also the place that matrix and domain pages link to."""
    words: str
    role: RoleId
    """Whose words they are."""
    voice: Voice
    capabilities: tuple[CapabilityRef, ...]
    codes: tuple[str, ...]
    """`PCF 6`, `KSS 7`."""
    see: tuple[Place, ...]
    """Where the capabilities are gathered: domain pages, or the matrix."""
    note: str
    claimed_by: str = ""
    """Who claims, where it is somebody else than the words are by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseBlock:
    """A heading and paragraphs."""

    heading: str
    paragraphs: tuple[Paragraph, ...]
    attribution: str = ""
    """Whose words these are, where that must be said; stands below them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsBlock:
    """A heading and labelled short answers."""

    heading: str
    facts: tuple[tuple[str, Paragraph], ...]
    attribution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A heading and rows of answers: learning goals, activities."""

    heading: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    attribution: str = ""
    row_places: tuple[Place, ...] = ()
    """The place of each row, where others link to rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureBlock:
    """A heading and a picture with its description."""

    heading: str
    attachment: AttachmentPlan
    attribution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A question to a child and what the child answered."""

    question: str
    words: tuple[Paragraph, ...]
    face: int | None = None
    """1 (not at all) to 5 (always)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsBlock:
    """The cards that a child chose to answer."""

    cards: tuple[Card, ...]
    attribution: str = ""


Block: TypeAlias = ProseBlock | FactsBlock | TableBlock | PictureBlock | CardsBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentPlan:
    """A file that is bound into the pack."""

    id: AttachmentId
    media_type: str
    sha256: str
    pages: int
    description: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What may be shown to whom, as answered."""

    question: str
    answer: str
    given: bool
    own_words: bool
    """Whether the answer is the child's own wording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildPlan:
    """What a child's page has that other evidence has not."""

    permissions: tuple[Permission, ...]
    made: tuple[Line, ...]
    """How the page came about, one sentence or answer each."""
    drawing: PictureBlock | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlan:
    """What a report has that other evidence has not."""

    lead: ProseBlock | None
    """The recommendation, set large at the top."""
    byline: Line
    side: tuple[SideBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBlock:
    """A block of the side column: facts, or somebody's words."""

    heading: str
    facts: tuple[Fact, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    attribution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePlan:
    """One piece of evidence."""

    number: int | None
    """Its number in part C; None for a report, which stands in part D."""
    place: Place
    form: str
    """The id of its form."""
    label: str
    """`Evidence 2, reflective summary`."""
    name: str
    """How it is called in the foot: `Evidence 2`, `Manager's report`."""
    title: str
    kind: str
    """The title of its form."""
    dated: date | None
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    passages: tuple[ClaimedPassage, ...]
    attachments: tuple[AttachmentPlan, ...]
    words: int
    core: bool
    child: ChildPlan | None = None
    report: ReportPlan | None = None

    @property
    def pictures(self) -> tuple[AttachmentPlan, ...]:
        """The attached pictures that stand among the words."""
        among = [block.attachment for block in self.blocks if isinstance(block, PictureBlock)]
        drawing = self.child.drawing if self.child else None
        return (*among, *((drawing.attachment,) if drawing else ()))
