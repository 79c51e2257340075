"""One verdict: ready or not, each requirement met or not, and why, in words.

A pure function of the portfolio, the pathway and the day. The home screen, the command
line, the pack's pre-flight and its page of requirements all show this same verdict. It
judges the evidence; what is given by signing the sealed pack is listed as *by signature*,
never counted before, and judged when the signatures are verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.lending import counted_twice
from portfolio_app.model.domain.milestones import next_due, stage_verdicts
from portfolio_app.model.domain.panels import sittings
from portfolio_app.model.domain.shortfalls import Shortfall, shortfalls
from portfolio_app.model.domain.stages import stage_dates
from portfolio_app.model.domain.tally import Circumstances, in_time, tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.milestones import StageVerdict
    from portfolio_app.model.domain.names import EvidenceId, PathwayId, RoleId
    from portfolio_app.model.domain.panels import Sitting
    from portfolio_app.model.domain.pathways import Pathway, Requirement
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.model.domain.tally import Tally


SITTINGS = 2
"""How many of the coming sittings are told; ours."""


class State(StrEnum):
    """Where a requirement stands. Told by icon and word, never by colour alone."""

    MET = "met"
    PARTLY = "partly"
    MISSING = "missing"
    WAITING = "waiting"
    """For words that are another person's to give."""
    PROBLEM = "problem"
    """Something that would break the pack, such as a report over its limit."""
    BY_SIGNATURE = "by-signature"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementVerdict:
    """One line of the checklist, judged."""

    id: str
    title: str
    asks: str
    """The rule in words."""
    state: State
    have: int
    need: int
    reasons: tuple[str, ...]
    """Why it is not met, each a sentence; empty when it is."""
    shortfalls: tuple[Shortfall, ...] = ()
    """The same for each piece begun, with where to mend it."""
    evidence: tuple[EvidenceId, ...] = ()
    """Every piece offered for it, complete or not."""
    counted: tuple[EvidenceId, ...] = ()
    """Those that count."""
    to_begin: int = 0
    """Pieces that nobody has begun yet."""
    due: date | None = None
    """The day of the next stage that wants more of it; None where no stage does."""
    certainty: Certainty = Certainty.STATED
    """How sure the rule itself is."""
    role: RoleId | None = None
    """Who authorises, for a line that is met by signature."""

    @property
    def met(self) -> bool:
        """Whether the evidence is there."""
        return self.state is State.MET


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the panel would find today."""

    pathway: PathwayId
    today: date
    requirements: tuple[RequirementVerdict, ...]
    stages: tuple[StageVerdict, ...]
    sittings: tuple[Sitting, ...] = ()
    """When the panel meets next, for as long as the portfolio names no day."""

    @property
    def ready(self) -> bool:
        """Whether all evidence that the pathway asks for is there."""
        return all(r.met or r.state is State.BY_SIGNATURE for r in self.requirements)

    @property
    def judged(self) -> tuple[RequirementVerdict, ...]:
        """The requirements that evidence must meet."""
        return tuple(r for r in self.requirements if r.state is not State.BY_SIGNATURE)

    @property
    def by_signature(self) -> tuple[RequirementVerdict, ...]:
        """The authorisations that are given on the sealed pack."""
        return tuple(r for r in self.requirements if r.state is State.BY_SIGNATURE)


def judge(snapshot: Snapshot, pathway: Pathway, catalogue: Catalogue, today: date) -> Verdict:
    """Judge a portfolio by the rules of its pathway on one day.

    What evidence must meet comes first, what is given by signature after it.
    """
    portfolio = snapshot.portfolio
    dates = stage_dates(pathway.stages, portfolio.started_on, pathway.time, portfolio.timetable)
    around = Circumstances(
        portfolio=portfolio,
        pathway=pathway,
        catalogue=catalogue,
        stages=dates,
        today=today,
        is_sealed=snapshot.is_sealed,
    )
    tallied = {rule.id: _tallied(rule, snapshot, around) for rule in pathway.requirements}
    judged = [_judged(rule, tallied[rule.id], around) for rule in pathway.requirements]
    authorised = [
        line for rule in pathway.requirements for line in _authorisations(rule, catalogue)
    ]
    return Verdict(
        pathway=pathway.id,
        today=today,
        requirements=(*judged, *authorised),
        stages=stage_verdicts(around, {rule: found.tally for rule, found in tallied.items()}),
        sittings=_sittings(pathway, today) if portfolio.panel_on is None else (),
    )


def _sittings(pathway: Pathway, today: date) -> tuple[Sitting, ...]:
    if pathway.panel is None:
        return ()
    return sittings(pathway.panel, today, pathway.days_before_panel, SITTINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tallied:
    """A requirement with everything offered for it."""

    found: dict[EvidenceId, tuple[Shortfall, ...]]
    counted: tuple[EvidenceId, ...]
    tally: Tally

    @property
    def gaps(self) -> tuple[Shortfall, ...]:
        """What to mend; nothing once the requirement is met."""
        if self.tally.is_met:
            return ()
        gaps = tuple(gap for gaps in self.found.values() for gap in gaps)
        if gaps or self.tally.to_begin or not self.counted:
            return gaps
        # Each piece is complete, all together are not: the latest is where to go on.
        told = next(iter(self.tally.reasons), "")
        return (Shortfall(evidence=self.counted[-1], sentence=told),)


def _tallied(rule: Requirement, snapshot: Snapshot, around: Circumstances) -> _Tallied:
    offered = [e for e in snapshot.evidence if e.form in rule.forms]
    found = {e.id: shortfalls(e, rule, snapshot, around.catalogue) for e in offered}
    counted = [e for e in offered if not found[e.id]]
    for twice in counted_twice(counted):
        sentence = f"“{twice.title}” is another use of a piece that counts here already."
        found[twice.id] = (Shortfall(evidence=twice.id, sentence=sentence),)
        counted.remove(twice)
    return _Tallied(
        found=found,
        counted=tuple(e.id for e in in_time(rule, counted, around.today)),
        tally=tally(rule, offered, counted, around),
    )


def _judged(rule: Requirement, tallied: _Tallied, around: Circumstances) -> RequirementVerdict:
    sums, gaps = tallied.tally, tallied.gaps
    reasons = () if sums.is_met else (*sums.reasons, *(gap.sentence for gap in gaps))
    return RequirementVerdict(
        id=rule.id,
        title=rule.title,
        asks=rule.asks,
        state=_state(sums, tallied.counted, gaps),
        have=sums.have,
        need=sums.need,
        reasons=tuple(dict.fromkeys(reasons)),
        shortfalls=gaps,
        evidence=tuple(tallied.found),
        counted=tallied.counted,
        to_begin=sums.to_begin,
        due=next_due(rule, sums, around),
        certainty=rule.certainty,
    )


def _state(sums: Tally, counted: Sequence[EvidenceId], gaps: tuple[Shortfall, ...]) -> State:
    if sums.is_met:
        return State.MET
    if any(gap.breaks_pack for gap in gaps):
        return State.PROBLEM
    if gaps and all(gap.waits_for for gap in gaps):
        return State.WAITING
    return State.PARTLY if counted or gaps else State.MISSING


def _authorisations(
    requirement: Requirement, catalogue: Catalogue
) -> Iterator[RequirementVerdict]:
    for role_id in requirement.authorised_by:
        role = catalogue.roles[role_id]
        yield RequirementVerdict(
            id=f"{requirement.id}-authorised-by-{role_id}",
            title=f"Authorised by the {role.title}",
            asks=f"The {role.title} signs the sealed pack.",
            state=State.BY_SIGNATURE,
            have=0,
            need=1,
            reasons=(f"The {role.title} gives this by signing the sealed pack.",),
            role=role_id,
        )
