"""`rules` and `move`: an academy's file goes from one home to another by commands alone."""

from __future__ import annotations

import pytest

from tests.services.rules import academy

WHOSE = ("--name", "Ada Lead", "--role", "academy_lead")


@pytest.fixture
def drafted(tmp_path):
    """A folder with the rules as an academy has typed them."""
    folder = tmp_path / "ours"
    for found in academy.draft().texts:
        path = folder / found.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found.text)
    return folder


@pytest.fixture
def signed(run, drafted, tmp_path, monkeypatch):
    """The file as its academy signs it, and the key's fingerprint; this home knows neither."""
    own = tmp_path / "home"
    monkeypatch.setenv("PORTFOLIO_HOME", str(tmp_path / "academy"))
    run("identity", "new", tmp_path / "lead.p12", *WHOSE)
    made = run(
        "rules", "sign", drafted, tmp_path / "g.rules", "--identity", tmp_path / "lead.p12"
    )
    assert made.code == 0
    monkeypatch.setenv("PORTFOLIO_HOME", str(own))
    return tmp_path / "g.rules", made.last.rpartition("key ")[2]


def test_a_file_travels_from_an_academy_into_a_portfolio(run, quick, signed, tmp_path):
    path, fingerprint = signed
    looked = run("rules", "check", path, "--json")
    assert looked.code == 1
    assert not looked.json["signer"]["accepted"]
    assert looked.json["requirements"][0]["meaning"][0] == "One case audit."
    refused = run("rules", "add", path)
    assert refused.code == 2
    assert fingerprint in refused.err
    added = run("rules", "add", path, "--fingerprint", *fingerprint.split())
    assert added.code == 0
    assert run("rules", "check", path).code == 0
    assert [one["version"] for one in run("rules", "list", "--json").json] == ["2026.1"]
    vault = tmp_path / "mine.portfolio"
    assert run("new", vault, "--pathway", "our-gateway", "--name", "Priya").code == 0
    assert run("status", vault, "--json").json["pathway"] == "our-gateway"
    assert run("rules", "remove", "our-gateway", "2026.1").code == 0
    assert run("status", vault, "--json").json["pathway"] == "our-gateway"


def test_a_draft_is_looked_at_and_never_added(run, drafted):
    looked = run("rules", "check", drafted)
    assert looked.code == 1
    assert looked.last == "A draft: nobody has signed it."
    assert run("rules", "add", drafted).code == 2


def test_a_move_is_told_first_and_done_when_it_is_meant(run, quick, tmp_path):
    vault = tmp_path / "mine.portfolio"
    run("new", vault, "--pathway", "bexley-level-3", "--name", "Priya")
    told = run("move", vault, "--to", "leeds-senior", "--json")
    assert (told.code, told.json["moved"]) == (1, False)
    assert run("status", vault, "--json").json["pathway"] == "bexley-level-3"
    moved = run("move", vault, "--to", "leeds-senior", "--yes")
    assert moved.code == 0
    assert moved.last.startswith("Moved to Social worker to senior social worker")
    assert run("status", vault, "--json").json["pathway"] == "leeds-senior"
    where = run("move", vault, "--json").json
    assert where["moves"][0]["to"][0] == "leeds-senior"
    assert any(one["left"] for one in where["destinations"])
    assert run("move", vault, "--to", "bexley-level-3", "--yes").code == 0
    assert run("status", vault, "--json").json["pathway"] == "bexley-level-3"


def test_without_a_terminal_nothing_moves_unasked(run, quick, tmp_path):
    vault = tmp_path / "mine.portfolio"
    run("new", vault, "--pathway", "bexley-level-3", "--name", "Priya")
    asked = run("move", vault, "--to", "leeds-senior")
    assert (asked.code, asked.last) == (1, "Nothing was changed.")
