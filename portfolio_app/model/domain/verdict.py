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
from portfolio_app.model.domain.shortfalls import Shortfall, shortfalls
from portfolio_app.model.domain.stages import stage_dates
from portfolio_app.model.domain.tally import Circumstances, tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.names import EvidenceId, PathwayId, RoleId
    from portfolio_app.model.domain.pathways import Pathway, Requirement
    from portfolio_app.model.domain.portfolio import Portfolio, Snapshot
    from portfolio_app.model.domain.stages import StageDate
    from portfolio_app.model.domain.tally import Tally


DUE_WITHIN = 28
"""Days before a date at which it is shown as due rather than as lying in the future; ours."""


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


class StageState(StrEnum):
    """Where a date stands."""

    DONE = "done"
    DUE = "due"
    LATE = "late"
    FUTURE = "future"


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
class StageVerdict:
    """One date on the way to the panel, judged."""

    id: str
    title: str
    due: date
    state: StageState
    lacks: tuple[str, ...] = ()
    """The titles of the requirements that want more by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the panel would find today."""

    pathway: PathwayId
    today: date
    requirements: tuple[RequirementVerdict, ...]
    stages: tuple[StageVerdict, ...]

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
        portfolio=portfolio, pathway=pathway, catalogue=catalogue, stages=dates, today=today
    )
    tallies = {rule.id: _tallied(rule, snapshot, around) for rule in pathway.requirements}
    judged = [_judged(rule, tallies[rule.id], around) for rule in pathway.requirements]
    authorised = [
        line for rule in pathway.requirements for line in _authorisations(rule, catalogue)
    ]
    return Verdict(
        pathway=pathway.id,
        today=today,
        requirements=(*judged, *authorised),
        stages=(
            *_started(portfolio),
            *(_stage(when, around, tallies) for when in dates),
            *_panel(portfolio, today),
        ),
    )


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
    return _Tallied(
        found=found,
        counted=tuple(e.id for e in counted),
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
        due=_next_due(rule, sums, around),
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


# --- stages ------------------------------------------------------------------------------


def _wants(rule: Requirement, stage_id: str) -> bool:
    """Return whether a requirement wants something by a stage that is held."""
    by_answer = rule.for_each is not None and stage_id in rule.for_each.values
    return by_answer or stage_id in rule.by_stage


def _is_there(rule: Requirement, sums: Tally, stage_id: str) -> bool:
    """Return whether what a requirement wants by a stage is here."""
    return sums.is_met_for(stage_id) and sums.have >= rule.by_stage.get(stage_id, 0)


def _next_due(rule: Requirement, sums: Tally, around: Circumstances) -> date | None:
    held = (s for s in around.stages if around.portfolio.timetable.holds(s.stage))
    wanting = (s for s in held if _wants(rule, s.stage.id))
    return next((s.due for s in wanting if not _is_there(rule, sums, s.stage.id)), None)


def _stage(
    date_of: StageDate, around: Circumstances, tallies: dict[str, _Tallied]
) -> StageVerdict:
    """Judge a stage: done when all that it wants is here; where it wants nothing, when over."""
    stage, due, today = date_of.stage, date_of.due, around.today
    held = around.portfolio.timetable.holds(stage)
    rules = around.pathway.requirements if held else ()
    wanted = [rule for rule in rules if _wants(rule, stage.id)]
    lacks = [
        rule.title for rule in wanted if not _is_there(rule, tallies[rule.id].tally, stage.id)
    ]
    done = not lacks if wanted else due < today
    return StageVerdict(
        id=stage.id,
        title=stage.title if held else f"{stage.title}, optional",
        due=due,
        state=StageState.DONE if done else _nearness(due, today),
        lacks=tuple(lacks),
    )


def _nearness(due: date, today: date) -> StageState:
    if due < today:
        return StageState.LATE
    return StageState.DUE if (due - today).days <= DUE_WITHIN else StageState.FUTURE


def _started(portfolio: Portfolio) -> Iterator[StageVerdict]:
    yield StageVerdict(
        id="start", title="Started", due=portfolio.started_on, state=StageState.DONE
    )


def _panel(portfolio: Portfolio, today: date) -> Iterator[StageVerdict]:
    for stage_id, title, due in (
        ("submit", "Submit", portfolio.submit_by),
        ("panel", "Panel", portfolio.panel_on),
    ):
        if due:
            yield StageVerdict(id=stage_id, title=title, due=due, state=_nearness(due, today))
