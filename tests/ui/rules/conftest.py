"""Windows of an academy, and of somebody who gets its file."""

from __future__ import annotations

import pytest

from portfolio_app.app import assemble
from portfolio_app.ui.rules.window import RuleWindow
from portfolio_app.ui.tasks import TaskRunner
from tests.ui.desk import CHEAP, FixedClock
from tests.ui.person import Person


@pytest.fixture
def person(qtbot):
    return Person(qtbot)


@pytest.fixture
def runner(qtbot):
    found = TaskRunner()
    yield found
    found.shut_down()


@pytest.fixture
def window(look, qtbot, runner, documents):
    """The window in which rules are made, in a home of its own."""
    program = assemble(clock=FixedClock(), cost=CHEAP)
    made = RuleWindow(look, program, runner)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    yield made
    if made.bench is not None:
        made.bench.draft.is_changed = False
