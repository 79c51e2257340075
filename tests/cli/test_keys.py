"""`portfolio keys`: what opens a portfolio, and changing it, by hand."""

from __future__ import annotations

import pytest

from portfolio_app.model.store import RecoveryCode
from tests.cli.by_hand import PASSPHRASE

pytestmark = pytest.mark.usefixtures("quick")

NEW = "quite another passphrase"


@pytest.fixture
def folder(vault):
    return vault.folder


@pytest.fixture
def named(tmp_path):
    """Return a file whose first line is a secret."""

    def write(secret):
        path = tmp_path / "secret.txt"
        path.write_text(f"{secret}\nnot this line\n")
        return path

    return write


def ways(run, folder):
    return run("keys", folder, "list", "--json").json["ways"]


def opens(run, folder, file):
    return run("status", folder, "--passphrase-file", file).code != 2


def test_the_ways_in_are_listed_without_opening_anything(run, folder, monkeypatch):
    monkeypatch.delenv("PORTFOLIO_PASSPHRASE")
    said = run("keys", folder, "list")
    assert said.code == 0
    lines = said.out.splitlines()
    assert [line[10:].partition(",")[0] for line in lines] == ["passphrase", "recovery code"]
    assert [line[:8] for line in lines] == [way["id"] for way in ways(run, folder)]


def test_a_new_passphrase_takes_the_place_of_the_former(run, folder, named):
    new = named(NEW)
    said = run("keys", folder, "passphrase", "--new-passphrase-file", new)
    assert (said.code, said.out) == (0, "")
    assert "opens with the new passphrase" in said.err
    assert "Backups that you saved somewhere else" in said.err
    assert opens(run, folder, new)
    assert run("keys", folder, "recovery").code == 2  # the environment has the former


def test_backups_follow_a_new_passphrase_and_what_does_not_is_named(
    run, folder, named, tmp_path
):
    (tmp_path / "drive").mkdir()
    assert run("backups", folder, "--second-place", tmp_path / "drive", "--now").code == 0
    said = run("keys", folder, "passphrase", "--new-passphrase-file", named(NEW))
    assert "Its backups open in the same way now, and in no other." in said.err
    (backup,) = (folder / "backups").glob("*.backup")
    (copy,) = (tmp_path / "drive").glob("*/*.backup")
    for number, file in enumerate((backup, copy)):
        place = tmp_path / f"back-{number}.portfolio"
        assert run("restore", file, place).code == 2  # the environment has the former
        assert run("restore", file, place, "--passphrase-file", named(NEW)).code == 0
    (tmp_path / "drive").rename(tmp_path / "away")
    said = run("keys", folder, "recovery", "--passphrase-file", named(NEW))
    assert said.code == 0
    assert f"Not changed yet: {copy.parent}." in said.err
    assert "cannot be reached at the moment. It is tried again with every backup." in said.err
    (tmp_path / "away").rename(tmp_path / "drive")
    run("backups", folder, "--now", "--passphrase-file", named(NEW))
    assert copy.read_bytes() == backup.read_bytes()


def test_a_recovery_code_is_printed_and_sets_a_passphrase(run, folder, named, monkeypatch):
    said = run("keys", folder, "recovery")
    assert said.code == 0
    assert RecoveryCode.parse(said.last).text == said.last
    monkeypatch.setenv("PORTFOLIO_NEW_PASSPHRASE", NEW)
    monkeypatch.setenv("PORTFOLIO_PASSPHRASE", "forgotten long ago")
    code = named(said.last)
    assert run("keys", folder, "passphrase", "--recovery-code-file", code).code == 0
    assert opens(run, folder, named(NEW))


def test_a_new_key_prints_a_new_code(run, folder, named, monkeypatch):
    former = named(run("keys", folder, "recovery").last)
    monkeypatch.setenv("PORTFOLIO_NEW_PASSPHRASE", PASSPHRASE)
    said = run("keys", folder, "renew")
    assert said.code == 0
    assert "Backups made before open as they did then." in said.err
    refused = run("keys", folder, "recovery", "--recovery-code-file", former)
    assert (refused.code, "another portfolio" in refused.err) == (2, True)
    again = run("keys", folder, "recovery", "--recovery-code-file", named(said.last))
    assert again.code == 0
    assert run("status", folder).code != 2


def test_a_way_in_is_revoked_by_its_id_but_never_the_last(run, folder):
    passphrase, recovery = (way["id"] for way in ways(run, folder))
    assert run("keys", folder, "revoke", recovery).code == 0
    refused = run("keys", folder, "revoke", passphrase)
    assert refused.code == 2
    assert refused.err.startswith("This is the last way in that does not depend on a computer")
    assert [way["kind"] for way in ways(run, folder)] == ["passphrase"]


def test_without_a_keyring_it_is_one_sentence(run, folder, monkeypatch):
    monkeypatch.setattr("portfolio_app.app.system_keyring", lambda: None)
    for arguments in (["keyring"], ["keyring", "--remove"]):
        said = run("keys", folder, *arguments)
        assert said.code == 2
        assert said.err.startswith("This computer has no keyring that keeps secrets encrypted.")


def test_a_wrong_passphrase_changes_nothing(run, folder, named, monkeypatch):
    before = ways(run, folder)
    monkeypatch.setenv("PORTFOLIO_PASSPHRASE", "not the passphrase")
    said = run("keys", folder, "recovery")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("That passphrase does not open this portfolio.")
    assert ways(run, folder) == before


def test_while_the_portfolio_is_open_elsewhere_it_is_read_and_not_changed(run, vault, folder):
    window = vault.opened()
    assert run("status", folder).code != 2
    for arguments in (
        ["keys", folder, "recovery"],
        ["contributor", folder, "add", "--role", "team_manager", "--name", "A"],
    ):
        said = run(*arguments)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith("Nothing was saved: this portfolio is open on this computer")
    window.close()
    assert run("keys", folder, "recovery").code == 0


def test_a_new_portfolio_in_a_synchronised_folder_is_made_and_explained(run, tmp_path):
    (tmp_path / "Dropbox").mkdir()
    place = tmp_path / "Dropbox" / "mine.portfolio"
    said = run("new", place, "--pathway", "bexley-level-3", "--name", "Priya Nair")
    assert said.code == 0
    assert said.err.startswith("This place is synchronised by Dropbox.")
