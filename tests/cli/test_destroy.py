"""`destroy`: only who types the name of the folder destroys it."""

from __future__ import annotations

import pytest


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
