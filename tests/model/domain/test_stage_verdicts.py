"""Stages as the one verdict judges them, and what they make of the next task."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.milestones import StageState
from portfolio_app.model.domain.stages import Timetable
from portfolio_app.model.domain.tasks import tasks
from portfolio_app.model.domain.verdict import judge
from tests.model.complete import Complete

CATALOGUE = read_catalogue()
PATHWAY = CATALOGUE.pathways["asye-adult"]


@pytest.fixture(scope="module")
def made():
    return Complete(PATHWAY, CATALOGUE)


def judged(made, today, left_out=(), timetable=None):
    snapshot = made.snapshot()
    kept = tuple(e for e in snapshot.evidence if not e.id.startswith(tuple(left_out)))
    portfolio = replace(snapshot.portfolio, timetable=timetable or Timetable())
    snapshot = replace(
        snapshot, evidence=kept if left_out != "all" else (), portfolio=portfolio
    )
    return snapshot, judge(snapshot, PATHWAY, CATALOGUE, today)


def stage(verdict, stage_id):
    return next(s for s in verdict.stages if s.id == stage_id)


def test_a_stage_is_done_when_everything_wanted_by_it_is_here(made):
    _, verdict = judged(made, date(2026, 11, 22))
    assert stage(verdict, "review-6").state is StageState.DONE
    assert stage(verdict, "review-6").lacks == ()


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 11, 8), StageState.FUTURE),
        (date(2026, 11, 9), StageState.DUE),
        (date(2026, 12, 7), StageState.DUE),
        (date(2026, 12, 8), StageState.LATE),
    ],
)
def test_a_stage_that_lacks_something_is_due_and_then_late(made, today, state):
    _, verdict = judged(made, today, left_out=["reviews-1"])
    found = stage(verdict, "review-3")
    assert found.due == date(2026, 12, 7)
    assert found.state is state
    assert found.lacks == ("Progress reviews",)


def test_a_stage_wants_as_many_observations_as_its_plan_says(made):
    _, verdict = judged(made, date(2026, 11, 22), ["observations-1", "observations-2"])
    assert stage(verdict, "review-3").lacks == ()
    assert stage(verdict, "review-6").lacks == ("Direct observations",)


def test_a_stage_that_nothing_is_wanted_by_is_done_when_it_is_over(made):
    for today, state in (
        (date(2027, 8, 7), StageState.DUE),
        (date(2027, 8, 8), StageState.DONE),
    ):
        _, verdict = judged(made, today)
        assert stage(verdict, "recommendation").state is state


def test_an_optional_stage_asks_for_nothing_until_it_is_chosen(made):
    _, verdict = judged(made, date(2027, 6, 1))
    assert stage(verdict, "review-9").title == "9-month review, optional"
    assert verdict.ready is False  # three months of supervision are still to come
    reviews = next(r for r in verdict.judged if r.id == "reviews")
    assert (reviews.have, reviews.need) == (2, 2)


def test_a_chosen_stage_asks_like_any_other(made):
    chosen = Timetable(chosen=("review-9",))
    _, verdict = judged(made, date(2027, 6, 1), timetable=chosen)
    found = stage(verdict, "review-9")
    assert found.title == "9-month review"
    assert found.lacks == ("Critical reflection logs", "Progress reviews")
    reviews = next(r for r in verdict.judged if r.id == "reviews")
    assert (reviews.have, reviews.need, reviews.to_begin) == (2, 3, 1)
    assert reviews.due == date(2027, 6, 7)
    assert reviews.reasons == ("For “9 months”, 1 progress review is asked for; none is here.",)


def test_with_the_chosen_stage_everything_can_be_complete():
    chosen = Complete(PATHWAY, CATALOGUE, Timetable(chosen=("review-9",)))
    assert judge(chosen.snapshot(), PATHWAY, CATALOGUE, chosen.end).ready


def test_what_the_nearest_stage_wants_is_the_next_task(made):
    snapshot, verdict = judged(made, date(2026, 9, 20), "all")
    first, second, *_ = tasks(snapshot, verdict, CATALOGUE)
    assert first.title == "Begin a support and assessment agreement"
    assert first.why.endswith(
        "The next date, “Agreement and first plan”, is 7 October 2026, in 17 days."
    )
    assert second.title == "Begin a development plan"
    assert "Asked for: 1 each for 0 to 3, 3 to 6 and 6 to 12 months" in second.why


def test_words_awaited_for_a_log_lead_to_the_log(made):
    snapshot, verdict = judged(made, made.end)
    log = next(e for e in snapshot.evidence if e.id == "supervision-1")
    gap = {p: a for p, a in log.answers.items() if not p.startswith("sessions.4.")}
    evidence = tuple(replace(e, answers=gap) if e is log else e for e in snapshot.evidence)
    snapshot = replace(snapshot, evidence=evidence)
    verdict = judge(snapshot, PATHWAY, CATALOGUE, made.end)
    (task,) = tasks(snapshot, verdict, CATALOGUE)
    assert task.evidence == "supervision-1"
    assert task.title == "Complete “Supervision record 1”"
    assert "Nothing is recorded for 28 September to 4 October 2026." in task.why
