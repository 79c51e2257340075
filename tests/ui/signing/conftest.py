"""The window that signs and checks, and small packs with real signatures."""

from __future__ import annotations

import pytest

from portfolio_app.app import assemble
from portfolio_app.model.domain.names import RoleId
from portfolio_app.ui.signing.window import SigningWindow
from portfolio_app.ui.tasks import TaskRunner
from tests.signing.conftest import identities, packs, stranger
from tests.signing.helpers import PEOPLE, quick_p12
from tests.ui.helpers import place_on_screen

__all__ = ["identities", "packs", "stranger"]

SECRET = "a key for the tests"


@pytest.fixture
def program():
    return assemble()


@pytest.fixture
def runner(qapp):
    runner = TaskRunner()
    yield runner
    runner.shut_down()


@pytest.fixture
def window(look, qtbot, program, runner):
    return place_on_screen(qtbot, SigningWindow(look, program, runner), 1280, 800)


@pytest.fixture
def pack(tmp_path, packs):
    """Return a maker of files: the pack with so many signatures."""

    def write(signatures, change=None):
        path = tmp_path / "Level 3 portfolio.pdf"
        data = packs[signatures]
        path.write_bytes(change(data) if change else data)
        return path

    return write


@pytest.fixture
def key(tmp_path, identities):
    """Return a maker of identity files by role."""

    def write(role):
        path = tmp_path / f"{role}.p12"
        path.write_bytes(quick_p12(identities[role], SECRET))
        return path

    return write


@pytest.fixture
def know(program, identities):
    """Return a function that confirms the first so many signers."""

    def confirm(number):
        for role, _, name in PEOPLE[:number]:
            program.identities.confirm(identities[role].fingerprint, name, RoleId(role))

    return confirm


@pytest.fixture
def check(window, runner):
    """Return a function that checks a file and waits for the result."""

    def checking(path):
        window.check(path)
        runner.settle()
        return window.result

    return checking
