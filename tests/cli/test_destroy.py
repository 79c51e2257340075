"""`destroy`: only who types the name of the folder destroys it."""

from __future__ import annotations

import pytest

from portfolio_app.services.unfinished import Note, write_note
from portfolio_app.ui.settings import Settings, load_settings, save_settings


def test_the_name_destroys_and_the_certificate_is_named(run, vault, tmp_path):
    certificate = tmp_path / "certificate.txt"
    outcome = run(
        "destroy", vault.folder, "--certificate", certificate, "--confirm", vault.folder.name
    )
    assert outcome.code == 0
    assert "Destroyed: 2 files." in outcome.out
    assert not vault.folder.exists()
    assert certificate.read_text("utf-8").startswith("CERTIFICATE OF DESTRUCTION")


@pytest.mark.parametrize(("typed", "code"), [("mine.portfolio\n", 0), ("yes\n", 1), ("", 1)])
def test_the_name_is_asked_for_on_a_terminal(run, vault, tmp_path, monkeypatch, typed, code):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdin.readline", lambda: typed)
    outcome = run("destroy", vault.folder, "--certificate", tmp_path / "c.txt")
    assert outcome.code == code
    assert vault.folder.exists() == bool(code)


def test_without_a_terminal_or_a_name_nothing_is_destroyed(run, vault, tmp_path):
    outcome = run("destroy", vault.folder, "--certificate", tmp_path / "c.txt")
    assert outcome.code == 2
    assert vault.folder.exists()


def test_what_was_cut_short_is_finished_without_a_passphrase_or_a_name(
    run, vault, tmp_path, monkeypatch
):
    certificate = tmp_path / "c.txt"
    certificate.write_text("not the one that was begun")
    write_note(vault.folder, Note.of(vault.folder, certificate, b"begun"))
    (vault.folder / "keys.json").unlink()
    monkeypatch.delenv("PORTFOLIO_PASSPHRASE")
    save_settings(Settings().opened(vault.folder))
    outcome = run("destroy", vault.folder, "--certificate", certificate)
    assert outcome.code == 0
    assert "had been cut short. It is finished now." in outcome.err
    assert "could not be completed" in outcome.out
    assert not vault.folder.exists()
    assert load_settings().recent == ()


def test_the_window_forgets_what_the_command_destroyed(run, vault, tmp_path):
    save_settings(Settings().opened(tmp_path).opened(vault.folder))
    run("destroy", vault.folder, "--certificate", tmp_path / "c.txt", "--confirm", "mine")
    assert load_settings().recent == (str(tmp_path),)
