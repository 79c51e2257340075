"""A desk, and Today on it."""

from __future__ import annotations

import pytest

from portfolio_app.ui.today.page import TodayPage
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def today(desk, qtbot):
    """Return a function that shows Today and waits until it has read everything."""

    def show(width=1192, height=800):
        page = TodayPage(*desk.parts)
        place_on_screen(qtbot, page, width, height)
        page.activateWindow()
        qtbot.waitUntil(page.verdict.isVisible)
        return page

    return show
