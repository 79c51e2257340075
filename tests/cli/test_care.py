"""`backup`, `backups`, `restore` and `doctor`."""

from __future__ import annotations

import io

import pytest


@pytest.fixture
def saved(run, vault, tmp_path):
    """A backup of the complete vault."""
    file = tmp_path / "saved.backup"
    assert run("backup", vault.folder, file).code == 0
    return file


def damage(folder, *places):
    content = bytearray((folder / "vault.db").read_bytes())
    for place in places:
        content[place] ^= 1
    (folder / "vault.db").write_bytes(content)


def test_a_backup_comes_back_at_a_new_place(run, vault, saved, tmp_path):
    back = tmp_path / "back.portfolio"
    outcome = run("restore", saved, back)
    assert outcome.code == 0
    assert "pieces of evidence" in outcome.out
    before, after = (run("status", place, "--json").json for place in (vault.folder, back))
    assert after == before


def test_a_backup_takes_the_place_of_the_present_portfolio(run, vault, saved):
    run("add", vault.folder, "reflective-summary", "--field", "title=Too much")
    outcome = run("restore", saved, vault.folder, "--yes")
    assert outcome.code == 0
    assert "Only in the portfolio as it was: “Too much”." in outcome.out
    again = run("restore", saved, vault.folder, "--yes", "--json").json
    assert (again["lost"], again["gained"], again["changed"]) == ([], [], [])
    listed = run("backups", vault.folder, "--json").json["backups"]
    assert [backup["reason"] for backup in listed] == ["restore", "restore"]


def test_a_present_portfolio_is_replaced_only_when_that_is_agreed_to(run, vault, saved):
    run("add", vault.folder, "reflective-summary", "--field", "title=Too much")
    outcome = run("restore", saved, vault.folder)
    assert outcome.code == 2
    assert "Only in the portfolio as it is: “Too much”." in outcome.err
    assert "must be agreed to" in outcome.err
    assert run("restore", saved, vault.folder, "--yes", "--json").json["lost"] == ["Too much"]


@pytest.mark.parametrize(("typed", "code"), [("Restore\n", 0), ("\n", 1), ("yes\n", 1)])
def test_somebody_at_a_terminal_is_asked_before(run, vault, saved, monkeypatch, typed, code):
    run("add", vault.folder, "reflective-summary", "--field", "title=Too much")
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    outcome = run("restore", saved, vault.folder)
    assert outcome.code == code
    assert "Type “restore”" in outcome.err
    lost = run("restore", saved, vault.folder, "--yes", "--json").json["lost"]
    assert lost == (["Too much"] if code else [])


def test_a_damaged_portfolio_is_replaced_only_when_that_is_agreed_to(run, vault, saved):
    damage(vault.folder, 100)
    outcome = run("restore", saved, vault.folder)
    assert outcome.code == 2
    assert "cannot be compared" in outcome.err
    assert run("status", vault.folder).code == 2
    assert run("restore", saved, vault.folder, "--yes").code == 0
    assert run("status", vault.folder).code == 0


def test_a_backup_says_where_it_is(run, vault, tmp_path):
    file = tmp_path / "saved.backup"
    outcome = run("backup", vault.folder, file, "--json").json
    assert outcome["path"] == str(file)
    assert outcome["size"] == file.stat().st_size


def test_a_backup_replaces_nothing_but_a_backup(run, vault, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear")
    outcome = run("backup", vault.folder, file)
    assert outcome.code == 2
    assert "something else" in outcome.err
    assert file.read_text() == "Dear"


def test_a_file_that_is_no_backup_is_refused(run, vault, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear")
    outcome = run("restore", file, vault.folder)
    assert outcome.code == 2
    assert "not a backup" in outcome.err


def test_automatic_backups_are_listed_and_copied(run, vault, tmp_path):
    assert "no backup yet" in run("backups", vault.folder).out
    second = tmp_path / "drive"
    second.mkdir()
    outcome = run("backups", vault.folder, "--now", "--second-place", second)
    assert outcome.code == 0
    assert f"Second place: {second}" in outcome.out
    assert list(second.glob("*/*.backup"))
    assert run("backups", vault.folder, "--json").json["second_place"]["trouble"] == ""
    assert "Second place" not in run("backups", vault.folder, "--no-second-place").out


def test_the_doctor_finds_a_sound_portfolio_in_order(run, vault):
    outcome = run("doctor", vault.folder)
    assert outcome.code == 0
    assert outcome.out.startswith("In order: ")


def test_the_doctor_repairs_and_says_what_was_lost(run, vault):
    damage(vault.folder, 100)
    checked = run("doctor", vault.folder, "--check")
    assert checked.code == 1
    assert "Damaged: 1 of the" in checked.out
    assert run("status", vault.folder).code == 2
    outcome = run("doctor", vault.folder)
    assert outcome.code == 0
    assert "Repaired: Brought back: " in outcome.out
    assert "kept as they were" in outcome.err
    assert run("doctor", vault.folder).out.startswith("In order")


def test_the_doctor_answers_no_when_something_is_lost(run, vault):
    size = (vault.folder / "vault.db").stat().st_size
    damage(vault.folder, *range(4096 + 50, size, 2 * 4096))
    outcome = run("doctor", vault.folder, "--json")
    assert outcome.code == 1
    assert outcome.json["condition"] == "lost"
    assert outcome.json["kept_aside"]
    assert all(finding["sentence"] for finding in outcome.json["findings"])


def test_the_doctor_answers_no_when_the_portfolio_file_is_empty(run, vault):
    run("backups", vault.folder, "--now")
    (vault.folder / "vault.db").write_bytes(b"")
    outcome = run("doctor", vault.folder)
    assert outcome.code == 1
    assert "Lost: The portfolio file is empty" in outcome.out
    assert "Bring back the backup of" in outcome.out


def test_the_recovery_code_opens_for_the_doctor_too(run, quick, tmp_path):
    folder, code = tmp_path / "own.portfolio", tmp_path / "code"
    made = run("new", folder, "--pathway", "bexley-level-3", "--name", "Sam")
    code.write_text(made.last)
    assert run("doctor", folder, "--recovery-code-file", code).code == 0


def test_a_wrong_passphrase_is_told(run, vault, saved, monkeypatch, tmp_path):
    monkeypatch.setenv("PORTFOLIO_PASSPHRASE", "another one entirely")
    for command in (
        ("doctor", vault.folder),
        ("backup", vault.folder, tmp_path / "x.backup"),
        ("restore", saved, vault.folder, "--yes"),
    ):
        outcome = run(*command)
        assert outcome.code == 2
        assert "passphrase" in outcome.err
