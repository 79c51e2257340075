"""Fixtures shared by every test, and the promises every test keeps."""

from __future__ import annotations

import gc
import logging
import os

import pytest
from hypothesis import settings

from portfolio_app.model.catalogue import folders
from portfolio_app.model.catalogue.layers import read_layer
from portfolio_app.model.catalogue.library import Library
from portfolio_app.places import resource

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any Qt import

# The same examples at every run, so that nobody's change fails by chance; make test-long draws
# new ones. No deadline: a slow machine is no defect.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("long", max_examples=1_000, deadline=None, print_blob=True)
settings.load_profile("same")

CANARY = "Canary-Wren-7731"
"""Stands in for a client's name: it may be stored and exported, never logged."""


def pytest_configure():
    """Read the shipped rules once in a process: no test changes them, and most ask for them."""
    shipped = read_layer(resource())
    library = Library([shipped])
    folders.read_layer = lambda folder: shipped if folder == resource() else read_layer(folder)
    folders.Library = lambda layers: library if layers == [shipped] else Library(layers)


def pytest_collection_finish():
    """Let no search for garbage look at what stays to the end: modules, tests, libraries."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def nobodys_home(tmp_path_factory):
    """Keep what is made once for many tests away from the folder of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORTFOLIO_HOME", str(tmp_path_factory.mktemp("nobody")))
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch):
    """Give the test a person's folder of its own, far from that of whoever runs it."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("PORTFOLIO_HOME", str(folder))
    for secret in ("PORTFOLIO_PASSPHRASE", "PORTFOLIO_P12_PASSPHRASE"):
        monkeypatch.delenv(secret, raising=False)
    return folder


@pytest.fixture
def complaints(caplog):
    """Return a function that gives what ours has logged at WARNING or above so far.

    A test that asks for this provokes such complaints; in any other they are a failure.
    """
    return lambda: [record.getMessage() for record in caplog.records if _is_complaint(record)]


@pytest.fixture(autouse=True)
def nothing_leaks(caplog, request):
    """No test may log the canary, nor a complaint of ours that it does not expect."""
    caplog.set_level(logging.DEBUG)
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    assert not client_words(records)
    if "complaints" not in request.fixturenames:
        assert not [record.getMessage() for record in records if _is_complaint(record)]


def client_words(records):
    """Return the loggers that were given the canary, tracebacks included."""
    whole = logging.Formatter()
    return [record.name for record in records if CANARY in whole.format(record)]


def _is_complaint(record):
    return record.name.startswith("portfolio_app") and record.levelno >= logging.WARNING
