"""Vaults to work on."""

from __future__ import annotations

import pytest

from tests.model.store.builders import evidence, new_vault


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "Sam's 50% – Übung.portfolio"


@pytest.fixture
def vault(folder):
    """An open vault with one piece of evidence."""
    vault, _ = new_vault(folder)
    with vault.transaction() as tx:
        tx.evidence.add(evidence())
    yield vault
    vault.close()
