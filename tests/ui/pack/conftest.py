"""The Pack screen over a real vault that holds the finished example."""

from __future__ import annotations

from itertools import count

import pytest
from shiboken6 import delete

from portfolio_app.app import assemble
from portfolio_app.model.store.keys import Cost
from portfolio_app.services.example import fill_example
from portfolio_app.ui.hub import Hub
from portfolio_app.ui.pack.page import PackPage
from portfolio_app.ui.tasks import TaskRunner
from tests.ui.helpers import place_on_screen

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
SECRET = "four words make one"


@pytest.fixture
def program():
    return assemble(cost=CHEAP)


@pytest.fixture
def runner(qapp):
    runner = TaskRunner()
    yield runner
    runner.shut_down()


@pytest.fixture
def hub(qapp):
    return Hub()


@pytest.fixture
def portfolio(program, hub, runner, tmp_path):
    """Return the example, whole; it closes when nothing reads it any more."""
    opened = fill_example(program.door, tmp_path / "example.portfolio", hub.announce)
    yield opened
    runner.settle()
    opened.close()


@pytest.fixture
def gaps(portfolio):
    """Leave three things to do, and return the piece of each form."""
    pieces = {piece.form: piece for piece in portfolio.evidence.all()}
    portfolio.evidence.remove(pieces["child-feedback"].id)
    portfolio.evidence.write(pieces["manager-report"].id, "requirements-met", "")
    portfolio.evidence.write(pieces["practice-development"].id, "title", "")
    return pieces


@pytest.fixture
def page(look, qtbot, program, portfolio, runner, hub):
    page = PackPage(look, program, portfolio, runner, hub)
    yield page
    page.hide()
    delete(page)  # now, while there is somebody to answer what it asks for


@pytest.fixture
def shown(page, qtbot, runner):
    """Return a function that shows the screen and waits until everything is read."""
    number = count()

    def show(width=1192, height=800):
        if not next(number):
            place_on_screen(qtbot, page, width, height)
        wait(qtbot, runner)
        return page

    return show


def wait(qtbot, runner):
    """Wait until nothing is read or drawn, and nothing more was asked for meanwhile."""
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
    qtbot.wait(120)  # the pictures of pages are asked for a moment after their place is known
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
