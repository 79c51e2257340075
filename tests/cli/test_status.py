"""Every requirement of the Bexley pathway is really checked, and each near miss is told."""

from __future__ import annotations

import pytest

from portfolio_app.model.domain.names import FieldPath, RoleId
from tests.cli.by_hand import type_in


def requirement(outcome, requirement_id):
    return next(r for r in outcome.json["requirements"] if r["id"] == requirement_id)


def test_an_empty_portfolio_is_not_ready_and_names_every_requirement(run, tmp_path):
    assert run("new", tmp_path / "v", "--pathway", "bexley-level-3", "--name", "P").code == 0
    outcome = run("status", tmp_path / "v", "--json")
    assert outcome.code == 1
    assert not outcome.json["ready"]
    unmet = {r["id"] for r in outcome.json["requirements"] if r["state"] == "missing"}
    assert unmet == {
        "practice-development",
        "reflective-summaries",
        "practice-observation",
        "managers-report",
        "childrens-feedback",
    }


def test_a_complete_portfolio_is_ready(run, vault):
    outcome = run("status", vault.folder, "--json")
    assert outcome.json["ready"], outcome.json
    assert outcome.code == 0
    signed = [r for r in outcome.json["requirements"] if r["state"] == "by-signature"]
    assert [r["met"] for r in signed] == [False, False]


def emptied(piece, path):
    def change(opened, ids):
        opened.evidence.write(ids[piece], FieldPath(path), "")

    return change


def answered(piece, path, text):
    def change(opened, ids):
        opened.evidence.write(ids[piece], FieldPath(path), text)

    return change


def only_claims_to(framework):
    def change(opened, ids):
        for claim in opened.evidence.get(ids["reflection-1"]).claims:
            if claim.capability.framework != framework:
                opened.claims.take_back(claim.id)

    return change


def observed_by(role):
    def change(opened, ids):
        opened.evidence.set_contributor(ids["observation"], RoleId(role), "Somebody Else")

    return change


def a_long_report(opened, ids):
    line = "She works with eleven families and nineteen children, and sees them in time. "
    opened.evidence.write(ids["report"], FieldPath("judgement"), line * 60)


def removed(piece):
    def change(opened, ids):
        opened.evidence.remove(ids[piece])

    return change


NEAR_MISSES = {
    "no development record": (removed("development"), "practice-development", "none is here"),
    "one reflection": (removed("reflection-2"), "reflective-summaries", "one is here"),
    "no observation": (removed("observation"), "practice-observation", "none is here"),
    "no report": (removed("report"), "managers-report", "none is here"),
    "one piece of feedback": (removed("feedback-4"), "childrens-feedback", "one is here"),
    "claims to the PCF only": (
        only_claims_to("pcf-2018"),
        "reflective-summaries",
        "“The visit, part 1” is not linked to any KSS statement yet.",
    ),
    "claims to the KSS only": (
        only_claims_to("kss-child-family-2018"),
        "reflective-summaries",
        "“The visit, part 1” is not linked to any PCF domain yet.",
    ),
    "observed by a colleague": (
        observed_by("practice_educator"),
        "practice-observation",
        "the pathway asks for the team manager",
    ),
    "a report over its page": (a_long_report, "managers-report", "the pathway allows 1 page"),
    "a report that does not confirm": (
        answered("report", "requirements-met", "not-yet"),
        "managers-report",
        "does not confirm",
    ),
    "an empty part of the account": (
        emptied("reflection-1", "account.analysis"),
        "reflective-summaries",
        "still lacks",
    ),
    "an empty observation": (
        emptied("observation", "observed"),
        "practice-observation",
        "still lacks",
    ),
    "a child who said no": (
        answered("feedback-3", "permission.show", "no"),
        "childrens-feedback",
        "“What Child A said”",
    ),
}


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_a_near_miss_is_not_ready_says_why_and_is_not_exported(run, vault, tmp_path, name):
    change, requirement_id, reason = NEAR_MISSES[name]
    opened = vault.opened()
    change(opened, vault.ids)
    opened.close()
    outcome = run("status", vault.folder, "--json")
    assert outcome.code == 1
    found = requirement(outcome, requirement_id)
    assert not found["met"]
    assert any(reason in sentence for sentence in found["reasons"]), found["reasons"]
    others = [r for r in outcome.json["requirements"] if r["id"] != requirement_id]
    assert all(r["met"] or r["state"] == "by-signature" for r in others)
    refused = run("export", vault.folder, tmp_path / "pack.pdf")
    assert refused.code == 1
    assert reason in refused.err
    assert not (tmp_path / "pack.pdf").exists()


def test_a_report_that_just_fits_its_page_is_met(run, tmp_path):
    finished = type_in(tmp_path / "v.portfolio")
    assert run("status", finished.folder).code == 0


def test_status_in_words_names_what_is_missing(run, vault):
    opened = vault.opened()
    opened.evidence.remove(vault.ids["report"])
    opened.close()
    outcome = run("status", vault.folder)
    assert outcome.code == 1
    assert "Not ready yet." in outcome.out
    assert "1 manager's report is asked for; none is here." in outcome.out
