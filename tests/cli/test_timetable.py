"""Part-time work, leave and more time on the command line, and the dates they make."""

from __future__ import annotations

import pytest

FIRST_YEAR = ("beginning", "review-3", "review-6", "review-9", "recommendation", "report")


@pytest.fixture
def begin(run, quick, tmp_path):
    """Return a function that begins a portfolio and gives its place."""

    def begun(pathway="asye-adult"):
        vault = tmp_path / f"{pathway}.portfolio"
        made = run(
            *("new", vault, "--pathway", pathway, "--name", "Siân Llŷr"),
            *("--start", "2026-09-07"),
        )
        assert made.code == 0, made.err
        return vault

    return begun


def dues(outcome):
    assert outcome.code == 0, outcome.err
    assert tuple(s["id"] for s in outcome.json["stages"]) == FIRST_YEAR
    return [s["due"] for s in outcome.json["stages"]]


@pytest.mark.parametrize("share", ["0.6", "3/5", "22.2/37"])
def test_three_days_of_five_stretch_the_year(run, begin, share):
    vault = begin()
    expected = [
        *("2026-10-28", "2027-02-07", "2027-07-07", "2027-12-07", "2028-03-18", "2028-05-07")
    ]
    assert dues(run("timetable", vault, "--part-time", share, "--json")) == expected
    status = run("status", vault, "--today", "2026-11-22", "--json").json
    assert [s["due"] for s in status["stages"]] == ["2026-09-07", *expected]


def test_leave_and_more_time_add_to_what_was_said(run, begin):
    vault = begin()
    run("timetable", vault, "--leave", "2026-11-01", "2027-01-31")
    extended = run(
        *("timetable", vault, "--extend", "2", "--reason", "Bereavement"),
        *("--agreed", "2027-08-01", "--json"),
    )
    assert dues(extended) == [
        *("2026-10-07", "2027-03-09", "2027-06-07", "2027-11-07", "2028-01-07", "2028-02-08")
    ]
    told = run("timetable", vault).out
    assert "Leave: 1 November 2026 to 31 January 2027" in told
    assert "More time: 2 months, agreed on 1 August 2027, for: Bereavement" in told
    undone = run("timetable", vault, "--no-leave", "--no-extension", "--json")
    assert dues(undone)[-1] == "2027-09-07"


def test_an_optional_stage_is_held_once_it_is_chosen(run, begin):
    vault = begin()
    assert "9-month review, optional: Monday 7 June 2027" in run("timetable", vault).out
    held = run("timetable", vault, "--hold", "review-9")
    assert "9-month review: Monday 7 June 2027" in held.out
    given_up = run("timetable", vault, "--no-hold", "review-9")
    assert "9-month review, optional: Monday 7 June 2027" in given_up.out
    again = run("timetable", vault, "--no-hold", "review-9")
    assert (again.code, "“review-9” is not held." in again.err) == (2, True)


def test_what_another_pathway_allowed_is_told_and_can_be_taken_back(run, begin):
    vault = begin()
    run("timetable", vault, "--part-time", "0.6", "--leave", "2026-11-01", "2026-11-30")
    run("timetable", vault, "--hold", "review-9")
    moved = run("move", vault, "--to", "leeds-senior", "--yes")
    assert moved.code == 0, moved.err
    idle = "(kept from another pathway; it moves nothing in this one)"
    told = run("timetable", vault)
    assert f"Part-time: 0.6 of full time {idle}" in told.out
    assert f"Leave: 1 November 2026 to 30 November 2026 {idle}" in told.out
    taken = run(
        *("timetable", vault, "--part-time", "1", "--no-leave", "--no-hold", "review-9")
    )
    assert (taken.code, taken.err) == (0, "")
    assert idle not in taken.out


@pytest.mark.parametrize(
    ("pathway", "arguments", "sentence"),
    [
        ("asye-adult", ("--part-time", "1.2"), "Part-time work is a share of full time"),
        ("asye-adult", ("--part-time", "three"), "is not a share such as 0.6 or 3/5"),
        ("asye-adult", ("--part-time", "3/0"), "is not a share such as 0.6 or 3/5"),
        (
            "asye-adult",
            ("--leave", "2027-02-01", "2027-01-01"),
            "Leave that begins on 1 February 2027 cannot end before it",
        ),
        (
            "asye-adult",
            ("--extend", "2", "--agreed", "2027-08-01"),
            "An extension needs its reason",
        ),
        (
            "asye-adult",
            ("--extend", "2", "--reason", "Illness"),
            "An extension needs the day it was agreed.",
        ),
        ("asye-adult", ("--hold", "review-4"), "“review-4” is no stage that may be chosen."),
        (
            "bexley-level-3",
            ("--extend", "2", "--reason", "Illness", "--agreed", "2027-08-01"),
            "This pathway allows no extension.",
        ),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_stored(run, begin, pathway, arguments, sentence):
    vault = begin(pathway)
    before = run("timetable", vault, "--json").json
    refused = run("timetable", vault, *arguments)
    assert refused.code == 2
    assert sentence in refused.err
    assert run("timetable", vault, "--json").json == before
