"""Every date of a portfolio in one list, and how each stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.agenda import (
    Kind,
    Standing,
    months,
    standing_words,
    together,
)
from portfolio_app.model.domain.agenda_entries import agenda
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.domain.stages import Timetable
from portfolio_app.model.domain.verdict import judge
from tests.model.complete import Complete
from tests.model.domain.test_outcomes import PLAN, decided

CATALOGUE = read_catalogue()
ASYE, LEEDS = CATALOGUE.pathways["asye-adult"], CATALOGUE.pathways["leeds-senior"]
PORTSMOUTH = CATALOGUE.pathways["portsmouth-annual"]
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def year():
    return Complete(ASYE, CATALOGUE).snapshot()


def entries(snapshot, pathway=ASYE, today=TODAY):
    verdict = judge(snapshot, pathway, CATALOGUE, today)
    return agenda(snapshot, verdict, pathway, CATALOGUE)


def entry(found, key):
    return next(e for e in found if e.key == key)


def without(snapshot, *ids):
    kept = tuple(e for e in snapshot.evidence if not e.id.startswith(ids))
    return replace(snapshot, evidence=kept)


def dated(snapshot, **changes):
    return replace(snapshot, portfolio=replace(snapshot.portfolio, **changes))


def want(found, title):
    return next(w for w in found.wants if w.title == title)


def test_what_is_done_is_done_by_its_piece(year):
    review = entry(entries(year), "stage.review-3")
    assert review.standing is Standing.DONE
    reviews = want(review, "Progress reviews")
    assert (reviews.words, reviews.detail) == ("Done", "“Progress review 1”")
    assert reviews.lead.evidence == "reviews-1"


def test_what_is_not_begun_leads_to_a_new_piece(year):
    review = entry(entries(without(year, "reviews-1")), "stage.review-3")
    assert review.standing is Standing.DUE
    reviews = want(review, "Progress reviews")
    assert (reviews.words, reviews.detail) == (
        "Not begun",
        "1 for each review, by the assessor.",
    )
    assert reviews.lead.form == "progress-review"
    assert reviews.lead.answers == (("stage", "review-3"),)
    observations = want(
        entry(entries(without(year, "observations")), "stage.review-6"), "Direct observations"
    )
    assert observations.detail == "Two by then; none is here."


def test_what_waits_for_another_person_says_for_whom(year):
    (piece,) = (e for e in year.evidence if e.id == "reviews-1")
    theirs = [
        path
        for path, answer in piece.answers.items()
        if answer.written_by == "assessor" and path not in ("title", "date", "stage")
    ]
    rest = {p: a for p, a in piece.answers.items() if p not in theirs}
    waiting = replace(piece, answers=rest)
    others = tuple(waiting if e.id == "reviews-1" else e for e in year.evidence)
    review = entry(entries(replace(year, evidence=others)), "stage.review-3")
    reviews = want(review, "Progress reviews")
    assert review.standing is reviews.standing is Standing.WAITING
    assert "waits for" in reviews.detail
    assert reviews.lead.evidence == "reviews-1"
    assert reviews.lead.path in theirs


def test_an_optional_stage_asks_for_nothing_until_it_is_chosen(year):
    found = entry(entries(year), "stage.review-9")
    assert (found.is_held, found.wants) == (False, ())
    assert found.detail.startswith("Optional:")
    held = dated(year, timetable=Timetable(chosen=("review-9",)))
    assert len(entry(entries(held), "stage.review-9").wants) == 2


def test_what_the_rules_are_not_sure_of_says_so(year):
    assert "check with your academy" in entry(entries(year), "stage.beginning").advice
    assert entry(entries(year), "stage.review-3").advice == ""


def test_the_weeks_of_supervision_stand_together_in_their_months(year):
    found = entries(year, today=date(2026, 10, 1))
    weeks = [e for e in found if e.series == "supervision"]
    assert len(weeks) == 21
    assert [(m, len(together(those))) for m, those in months(tuple(weeks))][:2] == [
        ("September 2026", 1),
        ("October 2026", 1),
    ]
    september = together(months(tuple(weeks))[0][1])[0]
    assert september.standing is Standing.DONE
    assert september.detail.startswith("3 of 3 are recorded.")


def test_a_month_without_supervision_is_calmly_over(year):
    september = together(
        months(tuple(e for e in entries(without(year, "supervision")) if e.series))[0][1]
    )[0]
    assert september.standing is Standing.LATE
    assert september.detail == (
        "0 of 3 are recorded. Nothing is recorded yet for 7 to 13 September 2026."
    )
    assert september.lead.form == "supervision-record"


def test_quarters_and_monthly_hours_are_counted(year):
    snapshot = Complete(PORTSMOUTH, CATALOGUE).snapshot()
    found = entries(snapshot, PORTSMOUTH, date(2026, 10, 20))
    assert len([e for e in found if e.series == "reviews"]) == 4
    hours = [e for e in found if e.series == "hours"]
    assert len(hours) == 12
    assert hours[0].standing is Standing.DONE
    assert hours[0].detail == "120 of 120 minutes for 7 September to 6 October 2026."
    assert hours[2].detail == "7 November to 6 December 2026."


def test_the_registration_year_ends_on_30_november_whatever_the_pathway(year):
    keys = [e.key for e in entries(year) if e.kind is Kind.REGISTRATION]
    assert keys == ["registration.2026", "registration.2027"]
    this = entry(entries(year), "registration.2026")
    assert (this.day, this.standing) == (date(2026, 11, 30), Standing.DUE)
    assert this.detail.startswith("Social Work England: 2 different pieces")
    assert this.lead.form == "cpd-record"


def test_while_no_day_is_set_the_panels_sittings_are_told():
    snapshot = Complete(LEEDS, CATALOGUE).snapshot()
    first, second = [e for e in entries(snapshot, LEEDS) if e.kind is Kind.SITTING]
    assert first.detail.endswith("It may be too late to hand in for it.")
    assert second.detail == (
        "Some time from 1 January to 31 March 2027. Hand in by 18 December 2026."
    )
    assert "academy" in second.advice
    set_ = dated(snapshot, panel_on=date(2027, 3, 1), submit_by=date(2027, 2, 15))
    found = entries(set_, LEEDS)
    assert not [e for e in found if e.kind is Kind.SITTING]
    assert entry(found, "submit").day == date(2027, 2, 15)


def test_after_the_panel_its_decision_is_wanted_and_then_told():
    snapshot = dated(Complete(LEEDS, CATALOGUE).snapshot(), panel_on=date(2027, 3, 1))
    panel = entry(entries(snapshot, LEEDS, date(2027, 3, 2)), "panel")
    (asked,) = panel.wants
    assert (asked.words, asked.lead.form) == ("Not entered", "panel-outcome")
    snapshot = replace(snapshot, evidence=(*snapshot.evidence, decided(**PLAN)))
    found = entries(snapshot, LEEDS, date(2027, 3, 20))
    assert entry(found, "panel").wants == ()
    assert entry(found, "outcome.outcome-1").detail == "Deferred, with a plan."
    step = entry(found, "step.outcome-1.2")
    assert (step.day, step.standing) == (date(2027, 4, 1), Standing.DUE)
    assert step.detail == "An audit of two files. With: Team manager."
    assert step.title == "A step that the panel asked for"
    assert step.lead.path == FieldPath("further-work.2.done")


def test_a_step_without_a_day_stands_under_the_present_day_until_it_is_done():
    bare = Complete(LEEDS, CATALOGUE).snapshot()
    plan = {"further-work.1.what": "An audit of two files"}
    today = date(2027, 5, 20)
    snapshot = replace(bare, evidence=(*bare.evidence, decided(**plan)))
    step = entry(entries(snapshot, LEEDS, today), "step.outcome-1.1")
    assert (step.kind, step.day, step.standing) == (Kind.UNDATED, today, Standing.FUTURE)
    assert step.detail == "An audit of two files."
    finished = decided(**plan, **{"further-work.1.done": "2027-05-01"})
    snapshot = replace(bare, evidence=(*bare.evidence, finished))
    keys = [e.key for e in entries(snapshot, LEEDS, today)]
    assert "step.outcome-1.1" not in keys


@pytest.mark.parametrize(
    ("standing", "due", "words"),
    [
        (Standing.DONE, date(2026, 11, 1), "Done"),
        (Standing.WAITING, date(2026, 12, 1), "Waiting"),
        (Standing.DUE, date(2026, 11, 22), "Due today"),
        (Standing.DUE, date(2026, 12, 4), "Due in 12 days"),
        (Standing.LATE, date(2026, 11, 21), "1 day over"),
        (Standing.FUTURE, date(2027, 1, 14), "In 53 days"),
    ],
)
def test_a_state_is_told_calmly(standing, due, words):
    assert standing_words(standing, due, TODAY) == words


@pytest.mark.parametrize("pathway", CATALOGUE.pathways.values(), ids=lambda p: p.id)
def test_every_pathway_has_an_agenda_in_order_with_keys_of_its_own(pathway):
    found = entries(Complete(pathway, CATALOGUE).snapshot(), pathway)
    assert [e.day for e in found] == sorted(e.day for e in found)
    assert len({e.key for e in found}) == len(found)
