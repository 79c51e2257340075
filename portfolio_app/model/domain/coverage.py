"""What is claimed of each capability, whose words it is, and since when.

A hint and never a grade: capabilities are judged as wholes, and by people. Everything here
is counted from claims whose words stand in the text; loosened ones count for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.evidence import passages
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.roles import Voice
from portfolio_app.model.domain.stages import add_months
from portfolio_app.model.domain.wording import plural, sentence, small

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from portfolio_app.model.domain.anchors import Span
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence, Passage
    from portfolio_app.model.domain.frameworks import Capability, Framework
    from portfolio_app.model.domain.names import CapabilityRef, EvidenceId, FieldPath, RoleId
    from portfolio_app.model.domain.pathways import Pathway

OLD_AFTER: Final = 6
"""Months after which a passage is pointed out as older; ours. Those who moderate portfolios
ask whether evidence is current, and no document of ours gives a number."""


class Flag(StrEnum):
    """What is worth knowing of a capability; none is an error."""

    NOTHING_YET = "nothing-yet"
    ONLY_SELF = "only-self"
    """Nobody but the practitioner has said anything to it."""
    OLD = "old"
    """The latest passage is older than the pathway, or else this program, calls recent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Claimed words, with where they stand and whose they are."""

    evidence: EvidenceId
    title: str
    """Of the piece; that of its form where it has none."""
    path: FieldPath
    span: Span
    words: str
    voice: Voice
    role: RoleId
    """Whose words they are."""
    claimed_by: RoleId
    note: str
    dated: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """One capability with everything that is claimed of it."""

    capability: Capability
    quotations: tuple[Quotation, ...] = ()
    """By date; undated ones last."""
    flags: tuple[Flag, ...] = ()
    old: int = 0
    """How many passages are older than what is called recent."""

    def passages(self, voice: Voice) -> int:
        """Return how many passages are in the words of one kind of source."""
        return sum(found.voice is voice for found in self.quotations)

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The kinds of source that speak to it, in the order of `Voice`."""
        return tuple(voice for voice in Voice if self.passages(voice))

    @property
    def latest(self) -> date | None:
        """The day of the latest passage that has one."""
        return max((q.dated for q in self.quotations if q.dated), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One framework, capability by capability."""

    framework: Framework
    rows: tuple[Covered, ...]
    """In the order of the framework; of one that serves as tags, those in use."""
    old_after: int
    """Months."""

    def row(self, ref: CapabilityRef) -> Covered | None:
        """Return the row of a capability, if it has one."""
        return next((row for row in self.rows if row.capability.ref == ref), None)

    @property
    def summary(self) -> str:
        """A few words on how far voices go."""
        noun = self.framework.noun
        if not any(row.quotations for row in self.rows):
            return f"No passage is claimed for any {noun} yet."
        several = sum(len(row.voices) > 1 for row in self.rows)
        alone = sum(Flag.ONLY_SELF in row.flags for row in self.rows)
        empty = sum(Flag.NOTHING_YET in row.flags for row in self.rows)
        said_as = small if len(self.rows) < 10 else str  # "nine of 10" would mix both
        first = "none" if several == 0 else said_as(several)
        said = [
            f"{first} of {said_as(len(self.rows))} {plural(noun)} {_has(several)} "
            "more than one voice."
        ]
        if alone:
            said.append(f"{said_as(alone)} {_has(alone)} only yours.")
        if empty:
            said.append(f"{said_as(empty)} {_has(empty)} nothing yet.")
        return " ".join(sentence(one) for one in said)


def flag_in_words(flag: Flag, months: int) -> str:
    """Return a flag as it is said, in mid-sentence; `months` is what is called recent."""
    return {
        Flag.NOTHING_YET: "nothing yet",
        Flag.ONLY_SELF: "only self-reported",
        Flag.OLD: f"older than {'a' if months == 1 else small(months)} "
        f"month{'s' * (months != 1)}",
    }[flag]


def coverage(
    evidence: Sequence[Evidence], pathway: Pathway, catalogue: Catalogue, today: date
) -> tuple[Coverage, ...]:
    """Return what is claimed of the frameworks of a pathway, in its order.

    Behind them come frameworks that serve as tags, if anything is claimed of them. Pieces
    that are never in a pack count for nothing here either.
    """
    found: dict[CapabilityRef, list[Quotation]] = {}
    for piece in evidence:
        if not catalogue.forms[piece.form].kept_out:
            for passage in passages(piece):
                said = _quotation(piece, passage, catalogue)
                for ref in dict.fromkeys(claim.capability for claim in passage.claims):
                    found.setdefault(ref, []).append(said)
    months = pathway.old_after_months or OLD_AFTER
    before = add_months(today, -months)
    every = (
        Coverage(
            framework=framework,
            rows=tuple(
                _covered(capability, found.get(capability.ref, ()), before)
                for capability in framework.capabilities
                if capability.ref in found or framework.id in pathway.frameworks
            ),
            old_after=months,
        )
        for framework in catalogue.frameworks_for(pathway)
    )
    return tuple(one for one in every if one.rows)


def _covered(capability: Capability, said: Sequence[Quotation], before: date) -> Covered:
    quotations = tuple(sorted(said, key=_by_date))
    return Covered(
        capability=capability,
        quotations=quotations,
        flags=tuple(_flags(quotations, before)),
        old=sum(q.dated is not None and q.dated < before for q in quotations),
    )


def _flags(said: Sequence[Quotation], before: date) -> Iterator[Flag]:
    if not said:
        yield Flag.NOTHING_YET
        return
    if all(q.voice is Voice.SELF for q in said):
        yield Flag.ONLY_SELF
    days = [q.dated for q in said if q.dated]
    if len(days) == len(said) and max(days) < before:
        yield Flag.OLD


def _by_date(said: Quotation) -> tuple[bool, str]:
    return said.dated is None, said.dated.isoformat() if said.dated else ""


def _quotation(piece: Evidence, passage: Passage, catalogue: Catalogue) -> Quotation:
    written_by = piece.answers[passage.path].written_by
    return Quotation(
        evidence=piece.id,
        title=piece.title or catalogue.forms[piece.form].title,
        path=passage.path,
        span=passage.span,
        words=passage.words,
        voice=catalogue.roles[_capacity(piece, written_by, catalogue)].voice,
        role=_speaker(piece, written_by, catalogue),
        claimed_by=_speaker(piece, passage.by, catalogue),
        note=passage.note,
        dated=piece.date,
    )


def _capacity(piece: Evidence, role: RoleId, catalogue: Catalogue) -> RoleId:
    """Return in which role somebody speaks: a team manager who observed, as the observer."""
    contributor = catalogue.forms[piece.form].contributor
    return contributor if contributor and role != PRACTITIONER and role == piece.by else role


def _speaker(piece: Evidence, role: RoleId, catalogue: Catalogue) -> RoleId:
    """Return who it is where the form only says `observer`: whoever observed."""
    return piece.by if piece.by and role == catalogue.forms[piece.form].contributor else role


def _has(number: int) -> str:
    return "has" if number <= 1 else "have"
