"""`open-export` and `open-import`."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portfolio_app.model.domain.names import PersonId
from portfolio_app.model.domain.people import Person

WREN = Person(
    id=PersonId("wren"),
    real_name="Wren Abara",
    stand_in="Child A",
    added_at=datetime(2026, 11, 2, tzinfo=UTC),
)


@pytest.fixture
def exported(run, vault, tmp_path):
    outcome = run("open-export", vault.folder, tmp_path / "open", "--yes")
    assert outcome.code == 0
    return outcome, tmp_path / "open"


def test_an_export_says_what_it_holds_and_how_much(exported):
    outcome, folder = exported
    assert "clear text" in outcome.err
    assert "7 pieces of evidence and 0 attached files written" in outcome.out
    assert "NOTHING IN IT IS ENCRYPTED" in (folder / "READ-ME-FIRST.txt").read_text("utf-8")
    assert "The register of real names is not in it" in outcome.err


@pytest.mark.usefixtures("quick")
def test_what_comes_back_is_as_ready_as_before(run, exported, vault, tmp_path):
    _, folder = exported
    outcome = run("open-import", folder, tmp_path / "new.portfolio")
    assert outcome.code == 0
    assert len(outcome.last.split("-")) == 7
    before = run("status", vault.folder, "--today", "2026-11-24", "--json")
    after = run("status", tmp_path / "new.portfolio", "--today", "2026-11-24", "--json")
    assert after.json == before.json
    assert after.code == before.code == 0


def test_without_consent_nothing_is_written(run, vault, tmp_path):
    outcome = run("open-export", vault.folder, tmp_path / "open")
    assert outcome.code == 2
    assert "must be agreed to" in outcome.err
    assert not (tmp_path / "open").exists()


@pytest.mark.parametrize(("typed", "code"), [("yes\n", 0), ("no\n", 1), ("", 1)])
def test_consent_is_asked_for_on_a_terminal(run, vault, tmp_path, monkeypatch, typed, code):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdin.readline", lambda: typed)
    assert run("open-export", vault.folder, tmp_path / "open").code == code
    assert (tmp_path / "open").exists() == (code == 0)


def test_real_names_go_only_when_asked_for(run, vault, tmp_path):
    opened = vault.opened()
    with opened.vault.transaction() as tx:
        tx.people.add(WREN)
    opened.close()
    for name, more in (("without", ()), ("with", ("--with-people",))):
        run("open-export", vault.folder, tmp_path / name, "--yes", *more)
    assert "Wren" not in (tmp_path / "without" / "people.json").read_text("utf-8")
    assert "Wren" in (tmp_path / "with" / "people.json").read_text("utf-8")


def test_another_folder_is_refused_in_a_sentence(run, tmp_path):
    outcome = run("open-import", tmp_path, tmp_path / "new.portfolio")
    assert outcome.code == 2
    assert "no open export" in outcome.err
