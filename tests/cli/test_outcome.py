"""What the panel decided, on the command line, and the document in which it is signed."""

from __future__ import annotations

import pytest

from portfolio_app.app import assemble
from portfolio_app.cli.outcome_commands import _goes_to
from portfolio_app.model.domain.certainty import Certainty
from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.panels import PanelRule
from tests.cli.by_hand import P12_PASSPHRASE, ROLES

DECISION = {
    "title": "Outcome of the panel",
    "date": "2026-11-19",
    "outcome": "deferred",
    "reasons": "Managing risk was shown in one case only.",
    "further-work.1.what": "A second observation",
    "further-work.1.by": "2026-12-18",
    "further-work.1.who": "Team manager",
}


@pytest.fixture(scope="module")
def key_of(tmp_path_factory):
    """Return a function that makes somebody's signing identity once."""
    folder, made = tmp_path_factory.mktemp("outcome-keys"), {}

    def identity(role, name):
        if role not in made:
            made[role] = folder / f"{role}.p12"
            assemble().identities.new(made[role], name, RoleId(role), P12_PASSPHRASE)
        return made[role]

    return identity


@pytest.fixture
def begin(run, quick, tmp_path):
    """Return a function that begins a portfolio and enters what its panel decided."""

    def begun(pathway, decision=DECISION, author="Ada Pryce"):
        vault = tmp_path / f"{pathway}.portfolio"
        made = run("new", vault, "--pathway", pathway, "--name", ROLES["practitioner"])
        assert made.code == 0, made.err
        fields = [part for k, v in decision.items() for part in ("--field", f"{k}={v}")]
        by = ("--by", "panel_chair", "--author", author) if author else ()
        added = run("add", vault, "panel-outcome", *by, *fields)
        assert added.code == 0, added.err
        return vault

    return begun


def test_without_a_decision_the_answer_is_no(run, quick, tmp_path):
    vault = tmp_path / "mine.portfolio"
    run("new", vault, "--pathway", "leeds-senior", "--name", "Siân Llŷr")
    told = run("outcome", vault)
    assert (told.code, told.out) == (1, "No decision of the panel is recorded yet.\n")
    assert run("outcome", vault, "--json").json == {"outcome": None}


def test_a_decision_is_told_with_its_further_work(run, begin):
    vault = begin("leeds-senior")
    assert run("outcome", vault).out == (
        "The panel decided on 19 November 2026: deferred, with a plan.\n"
        "  A second observation, by 18 December 2026, with: Team manager\n"
    )
    status = run("status", vault)
    assert status.out.startswith("The panel decided on 19 November 2026: deferred, with a plan")
    assert run("status", vault, "--json").json["outcome"] == "deferred"
    told = run("outcome", vault, "--json").json
    assert (told["outcome"], told["decided_on"]) == ("deferred", "2026-11-19")
    assert told["steps"] == [
        {
            "what": "A second observation",
            "by": "2026-12-18",
            "who": "Team manager",
            "done": False,
        }
    ]


@pytest.mark.parametrize(
    ("pathway", "second"),
    [
        ("leeds-senior", "team_manager"),
        pytest.param("bromley-gateway", "panel_chair", marks=pytest.mark.long),
    ],
)
def test_the_document_is_signed_by_those_whom_the_authority_names(
    run, begin, key_of, tmp_path, monkeypatch, pathway, second
):
    monkeypatch.setenv("PORTFOLIO_P12_PASSPHRASE", P12_PASSPHRASE)
    vault, document = begin(pathway), tmp_path / "decision.pdf"
    names = {"team_manager": ROLES["team_manager"], "panel_chair": "Ada Pryce"}
    run("contributor", vault, "add", "--role", second, "--name", names[second])
    mine = key_of("practitioner", ROLES["practitioner"])
    made = run("outcome", vault, document, "--identity", mine)
    assert made.code == 0, made.err
    assert "certified, 2 pages" in made.err
    goes = "Once signed, it goes to human resources and payroll." in made.err
    assert goes is (pathway == "bromley-gateway")
    waiting = run("verify", document, "--json").json
    assert (waiting["valid"], waiting["complete"]) == (True, False)
    assert waiting["missing"] == [second]
    theirs = key_of(second, names[second])
    signed = run("sign", document, "--as", second, "--identity", theirs)
    assert signed.code == 0, signed.err
    whole = run("verify", document, "--json").json
    assert (whole["valid"], whole["complete"]) == (True, True)
    assert [s["role"] for s in whole["signatures"]] == ["practitioner", second]
    status = run("status", vault, "--json").json
    assert status["ready"] is False  # the portfolio itself was not sealed by this


@pytest.mark.parametrize(
    ("certainty", "sentence"),
    [
        ("stated", "Once signed, it goes to payroll."),
        ("ours", "Once signed, it goes to payroll (A default of this program; check with"),
    ],
)
def test_where_the_decision_goes_is_told_with_how_sure_that_is(certainty, sentence):
    panel = PanelRule(outcome_goes_to="payroll", outcome_goes_to_certainty=Certainty(certainty))
    assert _goes_to(panel).startswith(sentence)


def test_a_decision_that_is_not_complete_is_not_signed(
    run, begin, key_of, tmp_path, monkeypatch
):
    monkeypatch.setenv("PORTFOLIO_P12_PASSPHRASE", P12_PASSPHRASE)
    vault = begin("leeds-senior", DECISION | {"reasons": ""})
    document = tmp_path / "decision.pdf"
    mine = key_of("practitioner", ROLES["practitioner"])
    refused = run("outcome", vault, document, "--identity", mine)
    assert refused.code == 1
    assert "“Reasons”" in refused.err
    assert not document.exists()


def test_the_name_of_the_document_and_the_key_belong_together(run, begin, tmp_path):
    refused = run("outcome", begin("leeds-senior"), tmp_path / "decision.pdf")
    assert refused.code == 2
    assert "--identity" in refused.err
