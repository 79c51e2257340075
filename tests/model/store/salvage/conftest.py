"""A vault that is made once and damaged in copies."""

from __future__ import annotations

import pytest

from tests.model.store.salvage.patient import make_patient, pages_of


@pytest.fixture(scope="session")
def healthy(tmp_path_factory):
    """A vault with everything in it; nobody may change it."""
    return make_patient(tmp_path_factory.mktemp("healthy") / "healthy.portfolio")


@pytest.fixture(scope="session")
def pages(healthy, tmp_path_factory):
    """What SQLite's own `dbstat` says is on every page of the healthy vault."""
    return pages_of(healthy, tmp_path_factory.mktemp("plain") / "plain.db")


@pytest.fixture
def patient(healthy, tmp_path):
    """A copy of it, to be damaged."""
    return healthy.copy(tmp_path / "patient.portfolio")
