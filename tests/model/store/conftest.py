"""Vaults to work on: copies of one that is made once, which takes longest."""

from __future__ import annotations

import shutil

import pytest

from portfolio_app.model.store import Passphrase, open_vault, unlock
from tests.model.store.builders import PASSPHRASE, evidence, new_vault


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "Sam's 50% – Übung.portfolio"


@pytest.fixture(scope="session")
def pattern(tmp_path_factory):
    """A closed vault with one piece of evidence, its key and its recovery code."""
    folder = tmp_path_factory.mktemp("pattern") / "pattern.portfolio"
    vault, code = new_vault(folder)
    with vault.transaction() as tx:
        tx.evidence.add(evidence())
    vault.close()
    return folder, unlock(folder, Passphrase(PASSPHRASE)), code


@pytest.fixture
def vault(pattern, folder):
    """An open vault with one piece of evidence."""
    shutil.copytree(pattern[0], folder)
    vault = open_vault(folder, pattern[1])
    yield vault
    vault.close()
