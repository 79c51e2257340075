"""Every rule of every shipped pathway can be said in words."""

from __future__ import annotations

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.explaining import explained, inside

CATALOGUE = read_catalogue()
RULES = [(p, rule) for p in CATALOGUE.pathways.values() for rule in p.requirements]


@pytest.mark.parametrize(("pathway", "rule"), RULES, ids=lambda found: found.id)
def test_every_shipped_rule_is_explained_in_whole_sentences(pathway, rule):
    sentences = explained(rule, pathway, CATALOGUE)
    assert len(set(sentences)) == len(sentences)
    for sentence in sentences:
        assert sentence[0].isupper() or sentence[0] in "“0123456789"
        assert sentence.endswith(".")
        assert "  " not in sentence


@pytest.mark.parametrize(
    ("pathway", "rule", "expected"),
    [
        (
            "bexley-level-3",
            "reflective-summaries",
            "Two reflective summaries, each linked to at least one capability of the PCF and "
            "one of the KSS.",
        ),
        ("bexley-level-3", "managers-report", "No longer than 1 page."),
        (
            "bexley-level-3",
            "managers-report",
            "“Requirements of the pathway met” is answered by “Yes”.",
        ),
    ],
)
def test_rules_read_as_a_colleague_would_say_them(pathway, rule, expected):
    found = CATALOGUE.pathways[pathway]
    assert expected in explained(found.requirement(rule), found, CATALOGUE)


def test_abbreviations_stay_large_within_a_sentence():
    assert inside("CPD record") == "CPD record"
    assert inside("Manager's report") == "manager's report"
