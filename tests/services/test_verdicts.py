"""The verdict at this moment, measured once per change."""

from __future__ import annotations

from datetime import date

import pytest

import portfolio_app.pack.measure
from portfolio_app.app import assemble
from portfolio_app.errors import CatalogueError
from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.names import FieldPath, RoleId
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.services.clock import SystemClock
from portfolio_app.services.verdicts import VerdictService
from tests.cli.by_hand import PASSPHRASE, QUICK
from tests.test_rules_are_data import council_folder

JUDGEMENT = FieldPath("judgement")


@pytest.fixture
def measured(monkeypatch):
    """Count how often a report is drawn to be measured, which still happens."""
    calls = []
    real = portfolio_app.pack.measure.report_pages

    def counting(*given):
        calls.append(given)
        return real(*given)

    monkeypatch.setattr(portfolio_app.pack.measure, "report_pages", counting)
    return calls


def test_the_portfolio_its_pathway_and_its_verdict_agree(complete):
    assert complete.verdicts.portfolio().practitioner.name == "Priya Nair"
    assert complete.verdicts.pathway().id == "bexley-level-3"
    verdict = complete.verdicts.status()
    assert verdict.ready
    assert verdict.today == date(2026, 11, 22)
    assert complete.verdicts.status(date(2027, 2, 1)).today == date(2027, 2, 1)
    assert complete.verdicts.pathway().id in complete.verdicts.catalogue.pathways


def test_a_report_is_measured_once_until_something_in_it_changes(complete, finished, measured):
    report = finished.ids["report"]
    complete.verdicts.status()
    complete.evidence.write(finished.ids["reflection-1"], FieldPath("title"), "Another")
    assert complete.verdicts.snapshot().pages == {report: 1}
    assert len(measured) == 1


def test_two_changes_within_one_second_are_both_measured(complete, finished, measured):
    report = finished.ids["report"]
    line = "She works with eleven families and nineteen children, and sees them in time. "
    complete.evidence.write(report, JUDGEMENT, line)
    assert complete.verdicts.snapshot().pages[report] == 1
    complete.evidence.write(report, JUDGEMENT, line * 60)
    assert complete.verdicts.snapshot().pages[report] == 2
    assert len(measured) == 2


def test_a_new_name_on_the_report_is_measured_too(complete, measured):
    complete.verdicts.snapshot()
    complete.contributors.register(RoleId("team_manager"), "A Much Longer Name Than Before")
    complete.verdicts.snapshot()
    assert len(measured) == 2


@pytest.fixture
def councils_vault(tmp_path):
    """A vault that follows a council's own rules, which are then taken away."""
    program = assemble(rule_folders=[council_folder(tmp_path)], cost=QUICK)
    opened, _ = program.door.create(
        tmp_path / "ours.portfolio",
        pathway="our-gateway",
        practitioner=Practitioner(name="Siân Llŷr"),
        passphrase=PASSPHRASE,
    )
    return opened, tmp_path / "ours.portfolio"


def test_rules_that_are_not_installed_here_are_those_that_it_keeps(program, councils_vault):
    opened, folder = councils_vault
    opened.evidence.add("case-audit", {FieldPath("title"): "Audit"})
    judged = opened.verdicts.status()
    opened.close()
    elsewhere = program.door.open_with_passphrase(folder, PASSPHRASE)
    assert elsewhere.verdicts.status() == judged
    assert elsewhere.evidence.goals() == ()
    elsewhere.close()


def test_a_pathway_and_a_form_that_are_nowhere_are_told(councils_vault):
    opened, _ = councils_vault
    opened.evidence.add("case-audit", {FieldPath("title"): "Audit"})
    verdicts = VerdictService(opened.vault, read_catalogue(), SystemClock())
    with pytest.raises(CatalogueError, match="“our-gateway” that this portfolio follows are"):
        verdicts.pathway()
    with pytest.raises(CatalogueError, match="“case-audit” that this portfolio uses is not"):
        verdicts.snapshot()
    opened.close()
