"""Every shipped pathway is listed, and a portfolio can be begun under each."""

from __future__ import annotations

import pytest

from portfolio_app.model.catalogue import read_catalogue

PATHWAYS = read_catalogue().pathways


def test_all_are_listed_with_the_days_they_are_for(run):
    found = {p["id"]: p for p in run("pathways", "--json").json}
    assert set(found) == set(PATHWAYS)
    assert found["asye-child-family"]["valid_to"] == "2027-08-31"
    assert found["asye-adult"]["valid_to"] is None
    assert found["bexley-level-3"]["level"] == "pcf-2018/experienced"
    assert found["bexley-level-3"]["leads_to"] == [
        "Social worker, Level 3",
        "Senior practitioner",
    ]
    assert found["derby-gpc"]["leads_to"] == []


@pytest.mark.parametrize("pathway", sorted(PATHWAYS))
def test_a_portfolio_can_be_begun_under_each(run, quick, tmp_path, pathway):
    vault = tmp_path / "mine.portfolio"
    made = run(
        *("new", vault, "--pathway", pathway, "--name", "Siân Llŷr", "--start", "2026-09-07")
    )
    assert made.code == 0, made.err
    status = run("status", vault, "--today", "2026-11-22", "--json")
    assert status.code == 1
    rules = PATHWAYS[pathway]
    judged = [r["id"] for r in status.json["requirements"] if r["state"] != "by-signature"]
    assert judged == [rule.id for rule in rules.requirements]
    assert all(r["reasons"] for r in status.json["requirements"])
    stages = {s["id"]: s for s in status.json["stages"]}
    assert set(stages) == {"start", *(stage.id for stage in rules.stages)}
    assert all(set(s) >= {"id", "title", "due", "state"} for s in stages.values())


def test_a_stage_says_what_it_still_wants(run, quick, tmp_path):
    vault = tmp_path / "mine.portfolio"
    run("new", vault, "--pathway", "derby-gpc", "--name", "Siân Llŷr", "--start", "2026-09-07")
    told = run("status", vault, "--today", "2027-09-08").out
    assert "  Great Performance Conversation: 7 September 2027, yesterday\n" in told
    assert (
        "    Still wanted: Great Performance Conversation, Development plan and Learning that "
        "lasts." in told
    )


def test_rules_that_are_over_on_the_first_day_are_told(run, quick, tmp_path):
    made = run(
        *("new", tmp_path / "mine.portfolio", "--pathway", "asye-child-family"),
        *("--name", "Siân Llŷr", "--start", "2027-09-06"),
    )
    assert made.code == 0
    assert "These rules are for those who start by 31 August 2027." in made.err
    assert "in force until 31 March 2027. Check with your academy." in made.err


def test_a_panel_without_a_day_is_told_by_the_months_it_meets_in(run, quick, tmp_path):
    vault = tmp_path / "mine.portfolio"
    run("new", vault, "--pathway", "bromley-gateway", "--name", "Siân Llŷr")
    status = run("status", vault, "--today", "2026-11-22", "--json").json
    assert status["sittings"] == [
        {"first": "2027-03-01", "last": "2027-03-31", "submit_by": "2027-03-01"},
        {"first": "2027-09-01", "last": "2027-09-30", "submit_by": "2027-09-01"},
    ]
    told = run("status", vault, "--today", "2026-11-22").out
    assert "Panel: 1 to 31 March 2027; hand in by 1 March 2027" in told


def test_a_panel_whose_day_is_known_is_a_stage(run, quick, tmp_path):
    vault = tmp_path / "mine.portfolio"
    run(
        *("new", vault, "--pathway", "leeds-senior", "--name", "Siân Llŷr"),
        *("--panel", "2027-02-24"),
    )
    status = run("status", vault, "--today", "2026-11-22", "--json").json
    assert status["sittings"] == []
    assert [(s["id"], s["due"]) for s in status["stages"]][1:] == [
        ("submit", "2027-02-10"),
        ("panel", "2027-02-24"),
    ]


def test_a_rule_that_nobody_has_seen_is_told_with_advice(run, quick, tmp_path):
    vault = tmp_path / "mine.portfolio"
    run("new", vault, "--pathway", "asye-child-family", "--name", "Siân Llŷr")
    found = {r["id"]: r for r in run("status", vault, "--json").json["requirements"]}
    assert found["people"]["certainty"] == "unverified"
    assert found["reviews"]["certainty"] == "stated"
    assert "    Not verified; check with your academy." in run("status", vault).out


def test_the_stages_of_a_first_year_have_their_days(run, quick, tmp_path):
    vault = tmp_path / "mine.portfolio"
    run(
        *("new", vault, "--pathway", "asye-child-family", "--name", "Siân Llŷr"),
        *("--start", "2026-09-07"),
    )
    status = run("status", vault, "--today", "2026-11-22", "--json").json
    assert [(s["id"], s["due"], s["state"]) for s in status["stages"]] == [
        ("start", "2026-09-07", "done"),
        ("beginning", "2026-10-07", "late"),
        ("review-3", "2026-12-07", "due"),
        ("review-6", "2027-03-07", "future"),
        ("review-9", "2027-06-07", "future"),
        ("recommendation", "2027-08-07", "future"),
        ("report", "2027-09-07", "future"),
    ]
