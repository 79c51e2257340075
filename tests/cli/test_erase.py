"""`erase`: what would go is said first, and nothing goes without consent."""

from __future__ import annotations

import pytest

from portfolio_app.model.domain.names import FieldPath
from tests.cli.test_open import WREN


@pytest.fixture
def named(vault):
    """A complete portfolio with somebody in its register, who is named in one answer."""
    opened = vault.opened()
    with opened.vault.transaction() as tx:
        tx.people.add(WREN)
    piece = opened.evidence.all()[0]
    opened.evidence.write(piece.id, FieldPath("title"), "A visit to Wren")
    opened.close()
    return vault


def titles(vault):
    opened = vault.opened()
    found = [piece.title for piece in opened.evidence.all()]
    opened.close()
    return found


def test_a_preview_changes_nothing(run, named):
    outcome = run("erase", named.folder, "Child A", "--preview")
    assert outcome.code == 0
    assert "in answers" in outcome.out
    assert "Wren" not in outcome.out
    assert "A visit to Wren" in titles(named)


def test_with_consent_the_names_go_and_counts_are_told(run, named):
    outcome = run("erase", named.folder, "Child A", "--yes")
    assert outcome.code == 0
    assert "Erased from the people register." in outcome.out
    assert "Wren" not in outcome.out + outcome.err
    assert "A visit to [erased]" in titles(named)


def test_without_consent_nothing_goes(run, named, monkeypatch):
    assert run("erase", named.folder, "Child A").code == 2
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdin.readline", lambda: "no\n")
    assert run("erase", named.folder, "Child A").code == 1
    assert "A visit to Wren" in titles(named)


def test_somebody_unknown_is_told_so(run, named):
    outcome = run("erase", named.folder, "Child Z", "--yes")
    assert outcome.code == 2
    assert "Nobody in the people register" in outcome.err
