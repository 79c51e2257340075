"""The editor asks about everything that a rule file can say."""

from __future__ import annotations

import tomllib

import pytest

from portfolio_app.places import resource
from portfolio_app.ui.rules.form_questions import FIELD, FORM
from portfolio_app.ui.rules.pathway_questions import HEADING, SIGNING, STAGES
from portfolio_app.ui.rules.questions import Kind
from portfolio_app.ui.rules.requirement_questions import REQUIREMENT

PATHWAYS = sorted(resource("pathways").glob("*.toml"))
FORMS = sorted(resource("forms").glob("*.toml"))


def unasked(table, questions, place=""):
    """Yield every key below `table` that no question answers."""
    known = {}
    for question in questions:
        inner = question.inside if question.kind is Kind.WAY else (question,)
        known |= {one.key: one for one in inner}
    for key, value in table.items():
        if key not in known:
            yield f"{place}{key}"
            continue
        entries = value if isinstance(value, list) else [value]
        for entry in entries if known[key].inside else ():
            yield from unasked(entry, known[key].inside, f"{place}{key}.")


@pytest.mark.parametrize("path", PATHWAYS, ids=lambda path: path.stem)
def test_every_key_of_a_pathway_is_asked_for(path):
    table = tomllib.loads(path.read_text())
    rules = table.pop("requirement")
    assert not list(unasked(table, (*HEADING, *SIGNING, *STAGES)))
    assert not [key for rule in rules for key in unasked(rule, REQUIREMENT)]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_key_of_a_form_is_asked_for(path):
    table = tomllib.loads(path.read_text())
    fields = table.pop("field")
    assert not list(unasked(table, FORM))
    assert not [key for field in fields for key in unasked(field, FIELD)]


def test_whoever_says_how_sure_the_level_is_hears_what_becomes_of_a_default():
    (asked,) = (question for question in HEADING if question.key == "level_certainty")
    assert "a level that is only a default is not shown" in asked.help
