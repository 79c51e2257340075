"""Wrong use and bad input: one sentence, exit 2, nothing changed."""

from __future__ import annotations

import json

import pytest

from portfolio_app.cli import main
from tests.conftest import CANARY


def sentence_of(outcome):
    assert outcome.code == 2, outcome
    assert "Traceback" not in outcome.err
    assert outcome.err.strip().count("\n") == 0
    return outcome.err.strip()


def test_a_wrong_passphrase_is_told_and_opens_nothing(run, vault, monkeypatch):
    monkeypatch.setenv("PORTFOLIO_PASSPHRASE", "not that one at all")
    assert "passphrase" in sentence_of(run("status", vault.folder))


def test_the_passphrase_of_the_file_wins_over_the_environment(run, vault, tmp_path):
    wrong = tmp_path / "secret"
    wrong.write_text("something else altogether\n", "utf-8")
    assert sentence_of(run("status", vault.folder, "--passphrase-file", wrong))


def test_a_damaged_vault_is_explained(run, vault):
    database = vault.folder / "vault.db"
    content = bytearray(database.read_bytes())
    content[4096:8192] = bytes(4096)
    database.write_bytes(content)
    assert "damaged" in sentence_of(run("status", vault.folder))


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["new"],
        ["status"],
        ["status", "/nowhere/at/all"],
        ["verify", "/nowhere/at/all.pdf"],
        ["claim", "/v", "e", "pcf", "--quote", "x"],
        ["add", "/v", "reflective-summary", "--field", "no equals sign"],
    ],
)
def test_wrong_use_is_one_sentence(run, arguments):
    assert sentence_of(run(*arguments))


def test_with_json_a_failure_is_a_document(run):
    outcome = run("status", "/nowhere/at/all", "--json")
    assert outcome.code == 2
    assert set(json.loads(outcome.out)) == {"error"}
    assert not outcome.err.strip()


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("nothing=x", "“nothing” is not a field"),
        ("date=someday", "must be a day"),
        ("model=dreaming", "must be one of"),
        ("account.dreams=x", "“account.dreams” is not a field"),
    ],
)
def test_an_answer_that_fits_no_field_is_refused_and_nothing_is_stored(
    run, vault, field, words
):
    before = run("status", vault.folder, "--json").json
    outcome = run("add", vault.folder, "reflective-summary", "--field", field)
    assert words in sentence_of(outcome)
    assert run("status", vault.folder, "--json").json == before


def test_an_unreadable_attachment_leaves_nothing_half_written(run, vault, tmp_path):
    broken = tmp_path / f"{CANARY}.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing more")
    outcome = run("add", vault.folder, "supporting-document", "--attach", broken)
    assert CANARY not in sentence_of(outcome)
    opened = vault.opened()
    forms = [piece.form for piece in opened.evidence.all()]
    opened.close()
    assert "supporting-document" not in forms


def test_a_quotation_that_is_not_there_is_refused(run, vault):
    piece = vault.ids["reflection-1"]
    outcome = run("claim", vault.folder, piece, "pcf-2018/6", "--quote", "I never wrote this")
    assert "do not stand" in sentence_of(outcome)


def test_a_quotation_found_twice_must_be_settled(run, vault):
    piece = vault.ids["reflection-1"]
    claim = ("claim", vault.folder, piece, "pcf-2018/1", "--quote", "I ")
    assert "times" in sentence_of(run(*claim))
    assert run(*claim, "--occurrence", "2").code == 0
    assert run(*claim, "--occurrence", "99").code == 2


def test_an_unknown_capability_is_refused(run, vault):
    piece = vault.ids["reflection-1"]
    outcome = run("claim", vault.folder, piece, "pcf-2018/99", "--quote", "I was tired")
    assert "no capability" in sentence_of(outcome)


def test_a_rule_file_with_an_error_is_named(run, home):
    folder = home / "rules" / "pathways"
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text('id = "ours"\n', "utf-8")
    assert "ours.toml" in sentence_of(run("pathways"))


def test_an_unknown_pathway_is_told_with_those_there_are(run, tmp_path):
    outcome = run("new", tmp_path / "v", "--pathway", "nowhere", "--name", "P")
    assert "bexley-level-3" in sentence_of(outcome)
    assert not (tmp_path / "v").exists()


def test_without_a_terminal_a_missing_passphrase_is_told(vault, monkeypatch, capsys):
    monkeypatch.delenv("PORTFOLIO_PASSPHRASE", raising=False)
    assert main(["status", str(vault.folder)]) == 2
    assert "passphrase is needed" in capsys.readouterr().err
