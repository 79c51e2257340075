"""The dates of a portfolio, judged: what is done, due, late or still far away."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from portfolio_app.model.domain.pathways import Requirement
    from portfolio_app.model.domain.portfolio import Portfolio
    from portfolio_app.model.domain.stages import StageDate
    from portfolio_app.model.domain.tally import Circumstances, Tally

DUE_WITHIN = 28
"""Days before a date at which it is shown as due rather than as lying in the future; ours."""


class StageState(StrEnum):
    """Where a date stands."""

    DONE = "done"
    DUE = "due"
    LATE = "late"
    FUTURE = "future"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageVerdict:
    """One date on the way to the panel, judged."""

    id: str
    title: str
    due: date
    state: StageState
    lacks: tuple[str, ...] = ()
    """The titles of the requirements that want more by then."""


def stage_verdicts(
    around: Circumstances, tallies: Mapping[str, Tally]
) -> tuple[StageVerdict, ...]:
    """Judge every date: the start, the stages of the pathway, handing in, and the panel.

    Args:
        around: The day, the dates and the rest.
        tallies: How far each requirement has come, by its id.
    """
    return (
        *_started(around.portfolio),
        *(_stage(when, around, tallies) for when in around.stages),
        *_panel(around.portfolio, around.today, is_sealed=around.is_sealed),
    )


def wants(rule: Requirement, stage_id: str) -> bool:
    """Return whether a requirement wants something by a stage that is held."""
    by_answer = rule.for_each is not None and stage_id in rule.for_each.values
    return by_answer or stage_id in rule.by_stage


def is_there(rule: Requirement, sums: Tally, stage_id: str) -> bool:
    """Return whether what a requirement wants by a stage is here."""
    return sums.is_met_for(stage_id) and sums.have >= rule.by_stage.get(stage_id, 0)


def next_due(rule: Requirement, sums: Tally, around: Circumstances) -> date | None:
    """Return the day of the next stage that wants more of a requirement, if one does."""
    held = (s for s in around.stages if around.portfolio.timetable.holds(s.stage))
    wanting = (s for s in held if wants(rule, s.stage.id))
    return next((s.due for s in wanting if not is_there(rule, sums, s.stage.id)), None)


def _stage(
    date_of: StageDate, around: Circumstances, tallies: Mapping[str, Tally]
) -> StageVerdict:
    """Judge a stage: done when all that it wants is here; where it wants nothing, when over."""
    stage, due, today = date_of.stage, date_of.due, around.today
    held = around.portfolio.timetable.holds(stage)
    rules = around.pathway.requirements if held else ()
    wanted = [rule for rule in rules if wants(rule, stage.id)]
    lacks = [rule.title for rule in wanted if not is_there(rule, tallies[rule.id], stage.id)]
    done = not lacks if wanted else due < today
    return StageVerdict(
        id=stage.id,
        title=stage.title if held else f"{stage.title}, optional",
        due=due,
        state=StageState.DONE if done else nearness(due, today),
        lacks=tuple(lacks),
    )


def nearness(due: date, today: date) -> StageState:
    """Return where a date stands by the day alone."""
    if due < today:
        return StageState.LATE
    return StageState.DUE if (due - today).days <= DUE_WITHIN else StageState.FUTURE


def _started(portfolio: Portfolio) -> Iterator[StageVerdict]:
    yield StageVerdict(
        id="start", title="Started", due=portfolio.started_on, state=StageState.DONE
    )


def _panel(portfolio: Portfolio, today: date, *, is_sealed: bool) -> Iterator[StageVerdict]:
    """Yield the day to hand in, done once it was sealed, and the panel, done once over."""
    for stage_id, title, due, is_done in (
        ("submit", "Hand in the pack", portfolio.submit_by, is_sealed),
        ("panel", "Panel", portfolio.panel_on, True),
    ):
        if due:
            is_over = is_done and due < today
            state = StageState.DONE if is_over else nearness(due, today)
            yield StageVerdict(id=stage_id, title=title, due=due, state=state)
