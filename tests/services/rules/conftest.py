"""An academy's key and its signed file, made once."""

from __future__ import annotations

import pytest

from portfolio_app.app import assemble
from portfolio_app.model.domain.signatures import grouped
from tests.services.helpers import SetClock
from tests.services.rules import academy


@pytest.fixture(scope="session")
def key():
    return academy.lead()


@pytest.fixture(scope="session")
def fingerprint(key):
    return grouped(key.fingerprint)


@pytest.fixture(scope="session")
def signed_once(key, tmp_path_factory):
    """The signed bytes of the first and of the second version."""
    folder = tmp_path_factory.mktemp("academy")
    rules = assemble(clock=SetClock()).rules
    found = {}
    for version, audits in (("2026.1", 1), ("2026.2", 2), ("2026.10", 3)):
        path = folder / f"{version}.rules"
        rules.sign(academy.draft(version, audits), path, key)
        found[version] = path.read_bytes()
    return found


@pytest.fixture
def signed(signed_once, tmp_path):
    """The first version as a file of the test's own."""
    path = tmp_path / "gateway.rules"
    path.write_bytes(signed_once["2026.1"])
    return path
