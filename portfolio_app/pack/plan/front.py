"""What the plan holds of parts A and B: cover, requirements, matrix, capabilities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.model.domain.roles import Voice
    from portfolio_app.pack.plan.blocks import Fact
    from portfolio_app.pack.plan.text import Line, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreItem:
    """A line of "read this pack in ten minutes"."""

    places: tuple[Place, ...]
    """Sections; a section's pages are all core unless `first_only`."""
    first_only: bool
    title: str
    question: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverPlan:
    """The first page."""

    authority: str
    department: str
    purpose: str
    title: str
    practitioner: str
    job_title: str
    panel: str
    """The day of the panel in words, or empty."""
    facts: tuple[Fact, ...]
    """The fact `Pages` has an empty value: drawing knows it."""
    reading: str
    """`Read this pack in ten minutes`."""
    core: tuple[CoreItem, ...]
    confidential: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementRow:
    """One line of the page of requirements."""

    asks: Line
    advice: str = ""
    """“Check with your academy”, where the rules are not sure."""
    here: tuple[Line, ...]
    said: str
    state: str
    """An icon: `met`, `by-signature`, `panel`, or the state that keeps it from being met."""
    state_text: Line
    state_more: Line = ()
    """A second line."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A large number on top of the page of requirements."""

    number: str
    of: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementsPlan:
    """How each requirement is met."""

    title: str
    lead: Line
    forced: str
    """The reason why it was made although not everything is there, or empty."""
    figures: tuple[Figure, ...]
    rows: tuple[RequirementRow, ...]
    notes: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One capability in the matrix."""

    ref: CapabilityRef
    number: str
    short_title: str
    code: str
    kinds: int
    """How many kinds of source speak to it."""
    domain: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGroup:
    """The capabilities of one framework."""

    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """Passages of one source for one capability."""

    passages: tuple[Place, ...]
    """In reading order; the mark leads to the first."""
    description: str
    """`Evidence 2, PCF 6: 2 passages by the practitioner`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """What one source says in one piece of evidence."""

    number: str
    """Empty for a report and for further sources of the same piece."""
    title: str
    further: bool
    """Whether it is a further source of the piece above."""
    place: Place
    voice: Voice
    cells: tuple[tuple[CapabilityRef, MatrixCell], ...]

    def cell(self, ref: CapabilityRef) -> MatrixCell | None:
        """Return the cell under a capability, if anything is claimed there."""
        return next((cell for key, cell in self.cells if key == ref), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPlan:
    """Who said what, where."""

    lead: str
    groups: tuple[ColumnGroup, ...]
    rows: tuple[MatrixRow, ...]
    voices: tuple[Voice, ...]
    """Kinds of source for the legend."""
    own_page: str
    """`Domain page`: what the last row is called."""
    whole: str
    thin: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPlan:
    """What stands around a panel's decision in the document that is signed."""

    label: str
    """Whose panel it was."""
    title: str
    lead: str
    """The decision in one sentence."""
    facts: tuple[Fact, ...]
    """About whom it is, and where it goes."""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilityRow:
    """One capability in a table."""

    number: str
    title: str
    said: str
    """Who speaks to it, and how often: `Practitioner 2, manager 1`."""
    pages: Line
    """Where they do; empty where nobody does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilityList:
    """Capabilities of one framework that have no pages of their own."""

    place: Place
    label: str
    """The framework: `KSS 2018`."""
    title: str
    """`KSS statements`."""
    lead: str
    rows: tuple[CapabilityRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A passage on a domain page."""

    letter: str
    passage: Place
    voice: Voice
    who: str
    words: str
    """The passage, cut only with an ellipsis."""
    source: str
    """`Amina Farrow, reflective summary`."""
    dated: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What was said of a capability up to one review, or since the last."""

    title: str
    """`3-month review, sealed 7 December 2026`, or `Since then`."""
    summary: str
    """`2 passages, 2 kinds of source`."""
    quotation: Quotation | None
    """What stands for them; None where nothing was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainPlan:
    """One capability with everything that is said of it."""

    place: Place
    code: str
    label: str
    """`PCF 2018, Practice`."""
    number: str
    title: str
    statement: tuple[str, ...]
    """The practitioner's account as a whole, in paragraphs; empty where unwritten."""
    byline: str
    summary: str
    """`8 passages, 5 kinds of source`."""
    counts: tuple[tuple[Voice, int], ...]
    note: Line
    quotations: tuple[Quotation, ...]
    growth: tuple[Growth, ...] = ()
    """What was assessed at each earlier review, and since; empty where none was sealed."""
