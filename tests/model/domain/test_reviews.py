"""What a review on the way asks for, and what is looked at in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.domain.reviews import review_pathway, review_snapshot, reviews
from portfolio_app.model.domain.stages import Timetable
from portfolio_app.model.domain.verdict import judge
from tests.model.complete import Complete

CATALOGUE = read_catalogue()
PATHWAY = CATALOGUE.pathways["asye-child-family"]
END = date(2027, 9, 7)


def ids(stages):
    return [stage.id for stage in stages]


def test_stages_that_ask_for_something_can_have_a_pack_but_for_the_last():
    assert ids(reviews(PATHWAY, Timetable())) == ["beginning", "review-3", "review-6"]
    chosen = Timetable(chosen=("review-9",))
    assert ids(reviews(PATHWAY, chosen)) == ["beginning", "review-3", "review-6", "review-9"]


@pytest.mark.parametrize("pathway", ["bexley-level-3", "leeds-senior", "blank"])
def test_a_pathway_whose_stages_ask_for_nothing_has_no_reviews(pathway):
    assert reviews(CATALOGUE.pathways[pathway], Timetable()) == ()


def asked(stage):
    return {r.id: r for r in review_pathway(PATHWAY, stage).requirements}


def test_a_review_asks_for_what_is_wanted_by_then_and_says_what_is_wanted_in_all():
    early, late = asked("review-3"), asked("review-6")
    assert (early["observations"].at_least, late["observations"].at_least) == (1, 2)
    assert early["observations"].asks == (
        "1 by this review. In all: 3, by registered social workers, at least 2 of them by "
        "the assessor"
    )
    assert early["logs"].for_each.values == ("beginning", "review-3")
    assert late["logs"].for_each.values == ("beginning", "review-3", "review-6")
    assert early["supervision"].rhythm


def test_supervision_is_asked_for_up_to_the_review(snapshot):
    rules = review_pathway(PATHWAY, "review-3")
    verdict = judge(review_snapshot(snapshot, PATHWAY, "review-3"), rules, CATALOGUE, END)
    whole = judge(snapshot, PATHWAY, CATALOGUE, END)
    early, late = (next(r for r in v.judged if r.id == "supervision") for v in (verdict, whole))
    assert early.met
    assert 0 < early.need < late.need


def test_a_review_has_the_signatures_of_its_pathway_and_says_which_it_is():
    rules = review_pathway(PATHWAY, "review-3")
    assert rules.signatures == PATHWAY.signatures
    assert rules.title == f"{PATHWAY.title}: 3-month review"


@pytest.mark.parametrize("stage", ["beginning", "review-3", "review-6"])
@pytest.mark.parametrize("pathway", ["asye-child-family", "asye-adult", "bexley-asye"])
def test_whoever_keeps_to_the_plan_is_ready_for_each_review(pathway, stage):
    made = Complete(CATALOGUE.pathways[pathway], CATALOGUE)
    looked_at = review_snapshot(made.snapshot(), made.pathway, stage)
    verdict = judge(looked_at, review_pathway(made.pathway, stage), CATALOGUE, made.end)
    assert [(r.id, r.reasons) for r in verdict.judged if not r.met] == []
    assert 0 < len(looked_at.evidence) < len(made.snapshot().evidence)


@pytest.fixture(scope="module")
def snapshot():
    return Complete(PATHWAY, CATALOGUE).snapshot()


def looked_at(snapshot, stage):
    return {piece.id for piece in review_snapshot(snapshot, PATHWAY, stage).evidence}


def test_a_piece_that_names_its_stage_belongs_to_it_whatever_its_day(snapshot):
    moved = tuple(on(e, "2027-08-01") if e.id == "logs-1" else e for e in snapshot.evidence)
    found = looked_at(replace(snapshot, evidence=moved), "review-3")
    assert {"logs-1", "logs-2"} <= found
    assert "logs-3" not in found


@pytest.mark.parametrize(
    ("day", "is_there"), [("2026-12-20", True), ("2027-03-06", True), ("2027-03-07", False)]
)
def test_any_other_piece_belongs_if_it_is_of_before_the_next_review(snapshot, day, is_there):
    moved = tuple(on(e, day) if e.id == "observations-1" else e for e in snapshot.evidence)
    found = looked_at(replace(snapshot, evidence=moved), "review-3")
    assert ("observations-1" in found) is is_there


def test_a_piece_without_a_day_is_looked_at(snapshot):
    moved = tuple(on(e, "") if e.id == "observations-1" else e for e in snapshot.evidence)
    assert "observations-1" in looked_at(replace(snapshot, evidence=moved), "review-3")


def on(piece, day):
    """Return a piece of another day."""
    path = FieldPath("date")
    answers = {**piece.answers, path: replace(piece.answers[path], text=day)}
    found = replace(piece, answers=answers)
    assert found.date == (date.fromisoformat(day) if day else None)
    return found
