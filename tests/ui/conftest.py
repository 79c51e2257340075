"""The look that every widget of these tests wears."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from shiboken6 import delete

from portfolio_app.app import assemble
from portfolio_app.services.example import fill_example
from portfolio_app.ui.hub import Hub
from portfolio_app.ui.look import STYLE, Look, ThemeChoice
from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.reception import Reception
from portfolio_app.ui.settings import Settings
from portfolio_app.ui.tasks import TaskRunner
from tests.ui.desk import CHEAP, FixedClock
from tests.ui.person import Person


@pytest.fixture(scope="session")
def qapp_args():
    """Start Qt as the program does."""
    return ["portfolio", *STYLE]


@pytest.fixture(scope="session")
def _one_look(qapp):
    return Look(qapp, choice=ThemeChoice.LIGHT)


@pytest.fixture
def look(_one_look):
    """Return the look in its light theme at 100 %, whatever the last test made of it."""
    # What the last test closed goes first: a new style is put on every widget that is there.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if _one_look.choice is not ThemeChoice.LIGHT or _one_look.text_scale != 1.0:
        _one_look._text_scale = 1.0
        _one_look.choose(ThemeChoice.LIGHT)
    return _one_look


@pytest.fixture
def qtbot(qtbot, monkeypatch):
    """Return pytest-qt's robot, made to hold the widgets that it is to close.

    It knows them weakly only. A window that nothing else holds would be deleted by the next
    collection of garbage, and that may come in the middle of its own painting.
    """
    held, add_widget = [], qtbot.addWidget

    def add_and_hold(widget, **options):
        held.append(widget)
        add_widget(widget, **options)

    monkeypatch.setattr(qtbot, "addWidget", add_and_hold)
    return qtbot


@pytest.fixture
def documents(tmp_path, monkeypatch):
    """Return the folder of documents of a person who has just got this computer."""
    monkeypatch.setenv("HOME", str(tmp_path / "person"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "person" / "config"))
    folder = tmp_path / "person" / "Documents"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def arrive(look, qtbot, documents, monkeypatch):
    """Return a function that starts the program's windows, as `portfolio` does."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # the window takes it over
    arrived = []

    def start(vault=None, settings=None, **parts):
        clock = FixedClock()
        reception = Reception(
            look,
            settings or Settings(),
            lambda: assemble(clock=clock, cost=CHEAP, **parts),
            today=clock.today,
        )
        arrived.append(reception)
        qtbot.addWidget(reception.doorstep)
        reception.open(vault)
        reception.doorstep.activateWindow()
        return reception

    yield start
    for reception in arrived:
        reception.runner.settle()
        if reception.window is not None:
            reception.window.close()
        reception.shut_down()


@pytest.fixture
def person(qtbot):
    """Return somebody at the keyboard."""
    return Person(qtbot)


@pytest.fixture
def example_window(look, qtbot, tmp_path):
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
    window.language.close()
    delete(window)
    runner.shut_down()
    portfolio.close()
