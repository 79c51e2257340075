"""Fixtures shared by every test, and the promises every test keeps."""

from __future__ import annotations

import logging
import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any Qt import

CANARY = "Canary-Wren-7731"
"""Stands in for a client's name: it may be stored and exported, never logged."""


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch):
    """Give the test a person's folder of its own, far from that of whoever runs it."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("PORTFOLIO_HOME", str(folder))
    for secret in ("PORTFOLIO_PASSPHRASE", "PORTFOLIO_P12_PASSPHRASE"):
        monkeypatch.delenv(secret, raising=False)
    return folder


@pytest.fixture(autouse=True)
def nothing_leaks(caplog):
    """No test may log the canary, nor anything of ours at WARNING or above unannounced.

    A log call announces itself by `extra={"expected": True}`.
    """
    caplog.set_level(logging.DEBUG)
    yield
    for phase in ("setup", "call"):
        records = caplog.get_records(phase)
        leaks = [record for record in records if CANARY in record.getMessage()]
        assert not leaks, "client words were logged"
        ours = [record for record in records if record.name.startswith("portfolio_app")]
        loud = [record for record in ours if record.levelno >= logging.WARNING]
        assert not [record for record in loud if not getattr(record, "expected", False)]
