"""A panel's decision as a document of its own: what is in it, and who signs it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.outcome_packs import (
    DECIDED,
    READ,
    SUPPORT,
    outcome_pathway,
    outcome_signatures,
    outcome_snapshot,
)
from portfolio_app.model.domain.outcomes import panel_outcome
from portfolio_app.model.domain.verdict import judge
from tests.model.complete import Complete
from tests.model.domain.test_outcomes import PLAN, decided

CATALOGUE = read_catalogue()
LEEDS = CATALOGUE.pathways["leeds-senior"]


@pytest.mark.parametrize(
    ("pathway", "signed"),
    [
        ("leeds-senior", [("practitioner", READ), ("team_manager", SUPPORT)]),
        ("leeds-senior-adult", [("practitioner", READ), ("team_manager", SUPPORT)]),
        ("bromley-gateway", [("practitioner", READ), ("panel_chair", DECIDED)]),
        ("asye-child-family", [("practitioner", READ), ("panel_chair", DECIDED)]),
    ],
)
def test_the_practitioner_certifies_and_the_authoritys_own_sign(pathway, signed):
    rules = CATALOGUE.pathways[pathway]
    form = CATALOGUE.forms[rules.panel.outcome_form]
    found = [(rule.role, rule.means) for rule in outcome_signatures(rules, form)]
    assert found == signed


def of(piece):
    snapshot = Complete(LEEDS, CATALOGUE).snapshot()
    snapshot = replace(snapshot, evidence=(*snapshot.evidence, piece))
    outcome = panel_outcome(snapshot, LEEDS, CATALOGUE)
    only = outcome_snapshot(snapshot, outcome)
    rules = outcome_pathway(LEEDS, outcome, CATALOGUE)
    return only, rules, judge(only, rules, CATALOGUE, outcome.decided_on)


def by_the_chair(**answers):
    return replace(decided(**answers), by=RoleId("panel_chair"), author_name="Ada Pryce")


@pytest.mark.parametrize("answers", [PLAN, {"ruling": "ready"}], ids=["deferred", "ready"])
def test_the_document_holds_the_decision_and_nothing_else(answers):
    only, rules, verdict = of(by_the_chair(**answers))
    assert [piece.id for piece in only.evidence] == ["outcome-1"]
    assert (rules.frameworks, rules.stages) == ((), ())
    assert [stage.id for stage in verdict.stages] == ["start"]
    assert verdict.ready


def test_a_decision_without_reasons_is_not_complete():
    _, _, verdict = of(by_the_chair(reasons=""))
    assert not verdict.ready
    assert "“Reasons”" in verdict.judged[0].reasons[0]
