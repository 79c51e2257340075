"""Every shipped pathway: what meets each requirement, and what just misses it, in words."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.names import FieldPath, RoleId
from portfolio_app.model.domain.tasks import tasks
from portfolio_app.model.domain.verdict import State, judge
from tests.model.complete import Complete

CATALOGUE = read_catalogue()
PATHWAYS = sorted(CATALOGUE.pathways)

# --- ways to just miss a requirement ------------------------------------------------------


def missed(pieces, how):
    """Change the first of some pieces as a row of the table says, or leave the last one out."""
    if "leave_out" in how:
        return pieces[:-1]
    piece, *others = pieces
    if "by" in how:
        piece = replace(piece, by=RoleId(how["by"]))
    if "unlinked" in how:
        kept = (c for c in piece.claims if not str(c.capability).startswith(how["unlinked"]))
        piece = replace(piece, claims=tuple(kept))
    if "answers" in how:
        piece = answering(piece, how["answers"])
    if "empty_row" in how:
        emptied = [p for p in piece.answers if p.startswith(f"{how['empty_row']}.")]
        piece = answering(piece, dict.fromkeys(emptied, ""))
    if "more_rows" in how:
        piece = replace(piece, answers=doubled(piece.answers, how["more_rows"]))
    return [piece, *others]


def answering(piece, changes):
    """Return a piece with other words; empty ones take an answer away."""
    answers = dict(piece.answers)
    for name, text in changes.items():
        if text:
            answers[FieldPath(name)] = replace(answers[FieldPath(name)], text=text)
        else:
            del answers[FieldPath(name)]
    return replace(piece, answers=answers)


def doubled(answers, field):
    """Return answers with every row of a list a second time."""
    paths = [p for p in answers if p.startswith(f"{field}.")]
    rows = len({p.split(".")[1] for p in paths})
    again = {}
    for path in paths:
        _, row, part = path.split(".")
        again[FieldPath(f"{field}.{int(row) + rows}.{part}")] = answers[path]
    return {**answers, **again}


TABLE = tomllib.loads(Path(__file__).with_name("near_misses.toml").read_text("utf-8"))["miss"]


def judged(made, pieces=None):
    """Judge a portfolio on the day after its last stage."""
    portfolio = made.snapshot()
    if pieces is not None:
        portfolio = replace(
            portfolio, evidence=tuple(p for group in pieces.values() for p in group)
        )
    return portfolio, judge(portfolio, made.pathway, CATALOGUE, made.end)


@pytest.fixture(scope="module")
def complete():
    return {name: Complete(CATALOGUE.pathways[name], CATALOGUE) for name in PATHWAYS}


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_the_least_that_its_rules_ask_for_is_ready(complete, pathway):
    portfolio, verdict = judged(complete[pathway])
    assert {r.id: r.reasons for r in verdict.judged if not r.met} == {}
    assert verdict.ready
    assert tasks(portfolio, verdict, CATALOGUE) == ()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['pathway']}: {row['says']}")
def test_a_requirement_that_is_just_missed_says_why(complete, row):
    made, requirement = complete[row["pathway"]], row["requirement"]
    pieces = {**made.pieces, requirement: missed(made.pieces[requirement], row)}
    portfolio, verdict = judged(made, pieces)
    line = next(r for r in verdict.requirements if r.id == requirement)
    assert not line.met
    assert not verdict.ready
    assert line.have < line.need
    assert row["says"] in line.reasons
    assert tasks(portfolio, verdict, CATALOGUE)


def test_every_requirement_of_every_pathway_is_just_missed_above():
    told = {(row["pathway"], row["requirement"]) for row in TABLE}
    rules = {(p, r.id) for p in PATHWAYS for r in CATALOGUE.pathways[p].requirements}
    # Pieces for one requirement may serve another one too: see the test below.
    assert rules - told == {("portsmouth-annual", "registration")}


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_nothing_at_all_is_told_for_every_requirement(complete, pathway):
    portfolio, verdict = judged(complete[pathway], {})
    for line in verdict.judged:
        assert line.state is State.MISSING
        assert (line.have, line.evidence) == (0, ())
        assert line.to_begin >= 1
        assert line.reasons
        assert all(reason.endswith(".") for reason in line.reasons)
    offered = {task.form for task in tasks(portfolio, verdict, CATALOGUE)}
    assert offered == {r.form for r in CATALOGUE.pathways[pathway].requirements}


# --- the registration year, whose pieces serve other requirements too ----------------------


def registration(complete, change):
    """Judge a year in which nothing but two pieces for the regulator was written."""
    made = complete["portsmouth-annual"]
    first, second = made.pieces["registration"]
    _, verdict = judged(made, {"registration": change(first, second)})
    return next(r for r in verdict.requirements if r.id == "registration")


def dated(piece, when):
    return answering(piece, {"date": when})


def test_two_pieces_one_of_them_with_a_peer_renew_a_registration(complete):
    assert registration(complete, lambda first, second: [first, second]).met


def test_a_piece_of_the_year_before_does_not_renew_it(complete):
    last_day = registration(
        complete, lambda first, second: [first, dated(second, "2026-11-30")]
    )
    assert last_day.reasons == (
        "2 professional development records are asked for from 1 December 2026 to 30 November "
        "2027; one is here.",
    )
    first_day = registration(
        complete, lambda first, second: [first, dated(second, "2026-12-01")]
    )
    assert first_day.met


def test_without_a_peer_two_pieces_do_not_renew_it(complete):
    line = registration(
        complete, lambda first, second: [answering(first, {"peer-reflection": ""}), second]
    )
    assert line.reasons == (
        "At least one must be talked over with a peer, with what that taught you; none is so "
        "far.",
    )


def test_a_family_speaks_beside_a_child_where_either_will_do(complete):
    made = complete["asye-child-family"]
    adult = complete["asye-adult"].pieces["people"][0]
    children = made.pieces["people"]
    _, verdict = judged(made, {"people": [*children[:2], adult]})
    line = next(r for r in verdict.requirements if r.id == "people")
    assert line.met
    assert line.counted == tuple(piece.id for piece in (*children[:2], adult))
