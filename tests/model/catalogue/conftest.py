"""Fixtures for everything that is read from resource files."""

from __future__ import annotations

import pytest

from portfolio_app.model.catalogue import read_catalogue


@pytest.fixture(scope="session")
def catalogue():
    """Return the shipped catalogue."""
    return read_catalogue()
