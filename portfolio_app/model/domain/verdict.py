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

from portfolio_app.model.domain.shortfalls import shortfalls
from portfolio_app.model.domain.wording import count, sentence, small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.names import EvidenceId, PathwayId, RoleId
    from portfolio_app.model.domain.pathways import Pathway, Requirement
    from portfolio_app.model.domain.portfolio import Portfolio, Snapshot
    from portfolio_app.model.domain.shortfalls import Shortfall


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
    judged = [_judge(rule, snapshot, catalogue) for rule in pathway.requirements]
    authorised = [
        line for rule in pathway.requirements for line in _authorisations(rule, catalogue)
    ]
    return Verdict(
        pathway=pathway.id,
        today=today,
        requirements=(*judged, *authorised),
        stages=tuple(_stages(snapshot.portfolio, today)),
    )


def _judge(
    requirement: Requirement, snapshot: Snapshot, catalogue: Catalogue
) -> RequirementVerdict:
    offered = [e for e in snapshot.evidence if e.form == requirement.form]
    found = {e.id: shortfalls(e, requirement, snapshot, catalogue) for e in offered}
    counted = tuple(evidence_id for evidence_id, gaps in found.items() if not gaps)
    missing = requirement.at_least - len(counted)
    gaps = tuple(gap for gaps in found.values() for gap in gaps) if missing > 0 else ()
    return RequirementVerdict(
        id=requirement.id,
        title=requirement.title,
        asks=requirement.asks,
        state=_state(requirement, len(counted), gaps),
        have=min(len(counted), requirement.at_least),
        need=requirement.at_least,
        reasons=tuple(_reasons(requirement, len(offered), len(counted), gaps, catalogue)),
        shortfalls=gaps,
        evidence=tuple(found),
        counted=counted,
    )


def _state(requirement: Requirement, counted: int, gaps: tuple[Shortfall, ...]) -> State:
    if counted >= requirement.at_least:
        return State.MET
    if any(gap.breaks_pack for gap in gaps):
        return State.PROBLEM
    if gaps and all(gap.waits_for for gap in gaps):
        return State.WAITING
    return State.PARTLY if counted or gaps else State.MISSING


def _reasons(
    requirement: Requirement,
    offered: int,
    counted: int,
    gaps: tuple[Shortfall, ...],
    catalogue: Catalogue,
) -> Iterator[str]:
    if counted >= requirement.at_least:
        return
    form = catalogue.forms[requirement.form]
    thing = count(requirement.at_least, form.title.lower(), form.plural.lower())
    if offered < requirement.at_least:
        asked = f"{thing} {'is' if requirement.at_least == 1 else 'are'} asked for"
        here = f"{small(offered)} {'is' if offered == 1 else 'are'}" if offered else "none is"
        yield f"{sentence(asked)}; {here} here."
    yield from (gap.sentence for gap in gaps)


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


def _stages(portfolio: Portfolio, today: date) -> Iterator[StageVerdict]:
    yield StageVerdict(
        id="start", title="Started", due=portfolio.started_on, state=StageState.DONE
    )
    for stage_id, title, due in (
        ("submit", "Submit", portfolio.submit_by),
        ("panel", "Panel", portfolio.panel_on),
    ):
        if due:
            late = due < today
            soon = (due - today).days <= DUE_WITHIN
            state = StageState.LATE if late else StageState.DUE if soon else StageState.FUTURE
            yield StageVerdict(id=stage_id, title=title, due=due, state=state)
