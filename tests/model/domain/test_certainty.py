"""What has not been seen in an original is never passed on as if it had been."""

from __future__ import annotations

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.verdict import judge
from tests.model.complete import Complete

CATALOGUE = read_catalogue()


def test_only_what_is_stated_needs_no_advice():
    assert Certainty.STATED.advice == ""
    for certainty in set(Certainty) - {Certainty.STATED}:
        assert certainty.advice.endswith("check with your academy.")


@pytest.mark.parametrize(
    ("framework", "unverified"),
    [
        ("pcf-2018", ""),
        ("kss-child-family-2018", "10"),
        ("kss-practice-supervisor-2018", ""),
        ("kss-practice-leader-2018", ""),
        ("kss-adult-2015", "2 3 4 5 6 7 8 9"),
        ("kss-adult-supervisor-2018", "1 2 5 6 7 8"),
        ("portsmouth-principles-2024", ""),
        ("derby-competencies-2022", ""),
    ],
)
def test_titles_that_have_not_been_seen_are_marked(framework, unverified):
    marked = [
        capability.number
        for capability in CATALOGUE.frameworks[framework].capabilities
        if capability.certainty is Certainty.UNVERIFIED
    ]
    assert marked == unverified.split()


def test_counts_that_are_national_for_adults_only_are_marked_for_children():
    certain = {
        pathway: {
            rule.id: rule.certainty.value
            for rule in CATALOGUE.pathways[pathway].requirements
            if rule.certainty is not Certainty.STATED
        }
        for pathway in ("asye-adult", "asye-child-family")
    }
    assert certain == {
        "asye-adult": {"self-assessment": "unverified"},
        "asye-child-family": {
            "observations": "deduced",
            "people": "unverified",
            "professionals": "unverified",
            "records": "unverified",
            "assessed-reflection": "unverified",
        },
    }


@pytest.mark.parametrize("pathway", sorted(CATALOGUE.pathways))
def test_signatures_that_no_seed_orders_are_defaults(pathway):
    stated = {"bexley-level-3"}
    for signature in CATALOGUE.pathways[pathway].signatures:
        assert (signature.certainty is Certainty.OURS) is (pathway not in stated)


def test_the_verdict_carries_how_sure_each_rule_is():
    made = Complete(CATALOGUE.pathways["asye-child-family"], CATALOGUE)
    verdict = judge(made.snapshot(), made.pathway, CATALOGUE, made.end)
    people = next(r for r in verdict.judged if r.id == "people")
    assert people.certainty is Certainty.UNVERIFIED
