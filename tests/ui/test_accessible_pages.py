"""Every page, by keyboard and by ear: names, roles, the order of Tab, and no way shut."""

from __future__ import annotations

import pytest
from shiboken6 import delete

from portfolio_app.app import assemble
from portfolio_app.services.example import fill_example
from portfolio_app.ui.hub import Hub
from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.settings import Settings
from portfolio_app.ui.tasks import TaskRunner
from tests.ui.accessible import faults_of
from tests.ui.desk import CHEAP, FixedClock
from tests.ui.person import Person
from tests.ui.rounds import pages


@pytest.fixture
def person(qtbot):
    return Person(qtbot)


@pytest.fixture
def window(look, qtbot, tmp_path):
    """Return the window of the shipped example, with a jotting that waits."""
    hub, runner = Hub(), TaskRunner()
    program = assemble(clock=FixedClock(), cost=CHEAP)
    portfolio = fill_example(program.door, tmp_path / "example.portfolio", hub.announce)
    portfolio.jottings.keep("She asked me twice who had decided.", "School")
    window = PortfolioWindow(look, Settings(), program, portfolio, runner, hub)
    window.runner = runner
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window
    runner.settle()
    window.hide()
    delete(window)
    runner.shut_down()
    portfolio.close()


def test_every_page_can_be_used_by_keyboard_and_by_ear(window, person):
    faults = []
    for page, top in pages(window, person):
        person.wait(lambda: not window.runner.is_busy)
        faults += [f"{page}: {fault}" for fault in faults_of(top)]
    assert not faults, "\n".join(faults)


def test_the_way_in_can_be_used_by_keyboard_and_by_ear(arrive, person):
    reception = arrive()
    start = reception.doorstep.first_start
    person.wait(lambda: start.who.name.control.hasFocus())
    faults = []

    def look_at(step):
        person.wait(lambda: not reception.runner.is_busy)
        faults.extend(f"{step}: {fault}" for fault in faults_of(reception.doorstep))

    look_at("who you are")
    person.fill(start.who.name.control, "Priya Nair")
    person.press(start.next)
    person.wait(lambda: start.which.cards.cards())
    look_at("which pathway")
    person.fill(start.which.search, "bexley level 3")
    person.press(start.which.cards.cards()[0])
    person.press(start.next)
    look_at("your dates")
    person.fill(start.dates.panel_on.line, "14/1/27")
    person.press(start.next)
    look_at("protect it")
    assert not faults, "\n".join(faults)
