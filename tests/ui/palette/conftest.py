"""A window on a small portfolio, with Ctrl+K in it."""

from __future__ import annotations

import pytest
from shiboken6 import delete

from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.settings import Settings
from tests.ui.desk import Desk
from tests.ui.person import Person


@pytest.fixture
def person(qtbot):
    return Person(qtbot)


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def window(look, desk, qtbot):
    window = PortfolioWindow(
        look, Settings(), desk.program, desk.portfolio, desk.runner, desk.hub
    )
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.today.verdict.isVisible)
    yield window
    desk.runner.settle()
    window.hide()
    delete(window)
