"""Reviews on the way: what a pathway asks for by a stage, and what is there for it.

A review's pack is the pack of a pathway that asks for less: the same pages, the same verdict,
the same signatures. Nothing that draws or judges need know of reviews.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.model.domain.milestones import wants
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.domain.stages import stage_dates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.pathways import Pathway, Requirement
    from portfolio_app.model.domain.portfolio import Portfolio, Snapshot
    from portfolio_app.model.domain.stages import Stage, Timetable

_STAGE = FieldPath("stage")
"""Where forms that no rule counts by stage may name one."""


def reviews(pathway: Pathway, timetable: Timetable) -> tuple[Stage, ...]:
    """Return the stages that can have a pack of their own.

    Those that ask for something and are held, but for the last: its pack is the whole one.
    """
    return tuple(_asking(pathway, timetable)[:-1])


def review_pathway(pathway: Pathway, stage_id: str) -> Pathway:
    """Return what a pathway asks for by one of its stages, that stage included."""
    stage = next(s for s in pathway.stages if s.id == stage_id)
    reached = _reached(pathway, stage_id)
    asked = (_by_then(rule, reached) for rule in pathway.requirements)
    return replace(
        pathway,
        title=f"{pathway.title}: {stage.title}",
        stages=tuple(s for s in pathway.stages if s.id in reached),
        requirements=tuple(rule for rule in asked if rule),
    )


def review_snapshot(snapshot: Snapshot, pathway: Pathway, stage_id: str) -> Snapshot:
    """Return a portfolio as it is looked at in a review.

    A piece that names its stage belongs to that one and the later ones. Any other belongs here
    if it is of a day before the next review is due: a review is seldom held on its very day.
    A log that is kept through the year belongs to every review.
    """
    order = _order(pathway)
    until = _next_due(snapshot.portfolio, pathway, stage_id)
    logs = {f for r in pathway.requirements if r.rhythm and r.rhythm.rows for f in r.forms}

    def belongs(piece: Evidence) -> bool:
        if piece.form in logs:  # its rows have days of their own
            return True
        named = _named_stage(piece, pathway)
        if named in order:
            return order[named] <= order[stage_id]
        return until is None or piece.date is None or piece.date < until

    return replace(snapshot, evidence=tuple(p for p in snapshot.evidence if belongs(p)))


def _asking(pathway: Pathway, timetable: Timetable) -> list[Stage]:
    return [
        stage
        for stage in pathway.stages
        if timetable.holds(stage) and any(wants(r, stage.id) for r in pathway.requirements)
    ]


def _order(pathway: Pathway) -> dict[str, int]:
    return {stage.id: number for number, stage in enumerate(pathway.stages)}


def _reached(pathway: Pathway, stage_id: str) -> tuple[str, ...]:
    order = _order(pathway)
    return tuple(stage for stage in order if order[stage] <= order[stage_id])


def _by_then(rule: Requirement, reached: Sequence[str]) -> Requirement | None:
    """Return a requirement as it stands by a stage; None where nothing is asked for by then.

    What is kept in a rhythm is asked for up to the last of the stages that are left.
    """
    if rule.rhythm:
        return replace(rule, authorised_by=())
    if rule.for_each:
        values = tuple(value for value in rule.for_each.values if value in reached)
        if not values:
            return None
        return replace(
            rule,
            for_each=replace(rule.for_each, values=values),
            authorised_by=(),
            asks=f"{len(values) * rule.at_least} by this review. In all: {rule.asks}",
        )
    number = max((rule.by_stage.get(stage, 0) for stage in reached), default=0)
    if not number:
        return None
    whole = number >= rule.at_least
    return replace(
        rule,
        at_least=number,
        among=rule.among if whole else (),
        covers=rule.covers if whole else (),
        authorised_by=(),
        asks=rule.asks if whole else f"{number} by this review. In all: {rule.asks}",
    )


def _named_stage(piece: Evidence, pathway: Pathway) -> str:
    paths = [
        r.for_each.path for r in pathway.requirements if r.for_each and piece.form in r.forms
    ]
    return piece.text(paths[0] if paths else _STAGE).strip()


def _next_due(portfolio: Portfolio, pathway: Pathway, stage_id: str) -> date | None:
    """Return the day of the next review after a stage; None where it is the last."""
    dates = stage_dates(pathway.stages, portfolio.started_on, pathway.time, portfolio.timetable)
    order = _order(pathway)
    asking = {s.id for s in _asking(pathway, portfolio.timetable)}
    later = (d for d in dates if order[d.stage.id] > order[stage_id] and d.stage.id in asking)
    return next((d.due for d in later), None)
