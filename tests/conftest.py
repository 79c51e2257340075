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
    """No test may log the canary, nor anything of ours at WARNING or above unannounced."""
    caplog.set_level(logging.DEBUG)
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    assert not broken_promises(records)


def broken_promises(records):
    """Return what may not stand in a log: client words, and complaints nobody expected.

    A log call announces itself by `extra={"expected": True}`.
    """
    told = logging.Formatter("%(name)s %(message)s")  # formats tracebacks as well
    leaks = [record.name for record in records if CANARY in told.format(record)]
    loud = [
        told.format(record)
        for record in records
        if record.name.startswith("portfolio_app")
        and record.levelno >= logging.WARNING
        and not getattr(record, "expected", False)
    ]
    return [f"client words were logged by {name}" for name in leaks] + loud
