"""The document of a panel's decision: short, whole, and with the place it goes to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.outcome_packs import outcome_pathway, outcome_snapshot
from portfolio_app.model.domain.outcomes import panel_outcome
from portfolio_app.pack.draw import draw_pack
from portfolio_app.pack.plan import DecisionRequest, plan_pack
from portfolio_app.pack.plan.text import plain
from tests.model.complete import Complete
from tests.model.domain.test_outcomes import PLAN, decided
from tests.pack.helpers import Files, Silent, a_request
from tests.pack.reading import squeezed, texts
from tests.tools import verapdf


def planned(catalogue, pathway, certainty=Certainty.STATED):
    rules = catalogue.pathways[pathway]
    piece = replace(decided(**PLAN), by=RoleId("panel_chair"), author_name="Ada Pryce")
    snapshot = Complete(rules, catalogue).snapshot()
    snapshot = replace(snapshot, evidence=(*snapshot.evidence, piece))
    outcome = panel_outcome(snapshot, rules, catalogue)
    return plan_pack(
        a_request(
            outcome_snapshot(snapshot, outcome),
            catalogue,
            pathway=outcome_pathway(rules, outcome, catalogue),
            version=1,
            decision=DecisionRequest(
                told=outcome.sentence,
                goes_to=rules.panel.outcome_goes_to,
                advice=certainty.advice,
            ),
        )
    )


@pytest.fixture(scope="module")
def drawn(catalogue):
    return draw_pack(planned(catalogue, "bromley-gateway"), Files(), Silent())


def test_a_decision_is_two_pages_with_what_was_decided_and_the_fields_to_sign(drawn):
    first, second = [squeezed(page) for page in texts(drawn.data)]
    for said in (
        "Thepaneldecidedon",
        "Goesto",
        "Humanresourcesandpayroll",
        "Furtherwork",
    ):
        assert said in first
    assert "Twopeoplesign" in second
    assert "Contents" not in first + second
    assert [field.page_index for field in drawn.signature_fields] == [1, 1]
    assert [piece.first_page for piece in drawn.manifest.evidence] == [1]


def test_where_nobody_says_where_it_goes_nothing_stands_there(catalogue):
    labels = [fact.label for fact in planned(catalogue, "leeds-senior").decision.facts]
    assert labels == ["Practitioner"]


def test_a_destination_that_is_not_sure_says_so(catalogue):
    facts = planned(catalogue, "bromley-gateway", Certainty.UNVERIFIED).decision.facts
    assert plain(facts[-1].value) == (
        "Human resources and payroll (Not verified; check with your academy)"
    )


@pytest.mark.long
def test_a_decision_is_archival_and_accessible(drawn, tmp_path):
    path = tmp_path / "decision.pdf"
    path.write_bytes(drawn.data)
    assert verapdf.validate([path]) == []
