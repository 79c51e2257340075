from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portfolio_app.model.domain.milestones import StageState
from portfolio_app.model.domain.names import EvidenceId, RoleId
from portfolio_app.model.domain.verdict import State, judge
from tests.model.domain.builders import (
    TODAY,
    a_catalogue,
    a_complete_snapshot,
    a_pathway,
    rewritten,
    with_piece,
)


def verdict_on(snapshot, today=TODAY):
    pathway = a_pathway()
    return judge(snapshot, pathway, a_catalogue(pathway), today)


def line(verdict, requirement_id):
    return next(r for r in verdict.requirements if r.id == requirement_id)


def test_a_complete_portfolio_is_ready():
    verdict = verdict_on(a_complete_snapshot())
    assert verdict.ready
    assert all(not r.reasons for r in verdict.judged)


def test_authorisations_are_listed_by_signature_and_not_counted():
    verdict = verdict_on(a_complete_snapshot())
    (authorised,) = verdict.by_signature
    assert authorised.state is State.BY_SIGNATURE
    assert authorised.role == "head_of_service"
    assert not authorised.met


def test_an_empty_portfolio_names_every_requirement():
    verdict = verdict_on(replace(a_complete_snapshot(), evidence=()))
    assert not verdict.ready
    assert [r.state for r in verdict.judged] == [State.MISSING] * 4
    assert line(verdict, "reflections").reasons == (
        "2 reflections are asked for; none is here.",
    )


def by_the_wrong_role(piece):
    return replace(piece, by=RoleId("observer"))


def without_author(piece):
    return replace(piece, author_name="")


def only_to_the_pcf(piece):
    return replace(piece, claims=piece.claims[:1])


NEAR_MISSES = {
    "one reflection only": (
        "reflections",
        2,
        lambda piece: None,
        State.PARTLY,
        "2 reflections are asked for; one is here.",
    ),
    "claims to one framework only": (
        "reflections",
        2,
        only_to_the_pcf,
        State.PARTLY,
        "“Piece 2” is not linked to any KSS statement yet.",
    ),
    "an empty required section": (
        "reflections",
        1,
        rewritten(account__now=None),
        State.PARTLY,
        "“Piece 1” still lacks “Account, Now”.",
    ),
    "no day": (
        "reflections",
        1,
        rewritten(date="last week"),
        State.PARTLY,
        "“Piece 1” still lacks “Date”.",
    ),
    "observed by somebody else": (
        "observation",
        3,
        by_the_wrong_role,
        State.PARTLY,
        "“Piece 3” is by an observer; the pathway asks for the team manager.",
    ),
    "nobody named": (
        "observation",
        3,
        without_author,
        State.PARTLY,
        "“Piece 3” does not name the team manager who wrote it.",
    ),
    "the manager's words are awaited": (
        "report",
        4,
        rewritten(judgement=None),
        State.WAITING,
        "“Piece 4” still lacks “Judgement”.",
    ),
    "not confirmed": (
        "report",
        4,
        rewritten(confirmed="not-yet"),
        State.PARTLY,
        "“Piece 4”: it does not confirm the requirements.",
    ),
    "the child said no": (
        "feedback",
        5,
        rewritten(permission__show="no"),
        State.PROBLEM,
        "“Piece 5”: the child said no.",
    ),
    "the child was not asked": (
        "feedback",
        5,
        rewritten(permission__show=None),
        State.PARTLY,
        "“Piece 5”: the child said no.",
    ),
}


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_a_near_miss_is_not_ready_and_says_why(name):
    requirement, number, change, state, reason = NEAR_MISSES[name]
    verdict = verdict_on(with_piece(a_complete_snapshot(), number, change))
    assert not verdict.ready
    assert line(verdict, requirement).state is state
    assert reason in line(verdict, requirement).reasons


def test_a_report_over_its_page_is_a_problem():
    snapshot = replace(a_complete_snapshot(), pages={EvidenceId("e4"): 2})
    found = line(verdict_on(snapshot), "report")
    assert found.state is State.PROBLEM
    assert found.reasons == ("“Piece 4” fills 2 pages; the pathway allows 1 page.",)


def test_a_claim_whose_words_are_gone_does_not_count():
    change = rewritten(account__what="Something else entirely.")
    found = line(verdict_on(with_piece(a_complete_snapshot(), 1, change)), "reflections")
    assert "“Piece 1” has 2 claims whose words are no longer in the text." in found.reasons


def test_more_than_enough_is_met_even_when_one_piece_is_unfinished():
    snapshot = a_complete_snapshot()
    extra = replace(snapshot.evidence[0], id=EvidenceId("e9"), claims=())
    verdict = verdict_on(replace(snapshot, evidence=(*snapshot.evidence, extra)))
    assert verdict.ready
    assert line(verdict, "reflections").have == 2


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 10, 1), StageState.FUTURE),
        (date(2026, 11, 22), StageState.DUE),
        (date(2026, 12, 10), StageState.DUE),
        (date(2026, 12, 11), StageState.LATE),
    ],
)
def test_a_date_is_due_four_weeks_before_and_late_the_day_after(today, state):
    verdict = verdict_on(a_complete_snapshot(), today)
    assert next(s for s in verdict.stages if s.id == "submit").state is state
