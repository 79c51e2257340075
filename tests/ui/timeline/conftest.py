"""A first year on a desk, and its timeline."""

from __future__ import annotations

from datetime import date

import pytest

from portfolio_app.ui.timeline.page import TimelinePage
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen


@pytest.fixture
def desk(look, qtbot, tmp_path):
    """A desk with a first year that began eleven weeks ago."""
    dates = {"started_on": date(2026, 9, 7), "panel_on": date(2027, 9, 30)}
    desk = Desk(look, tmp_path, "asye-adult", **dates)
    yield desk
    desk.close()


@pytest.fixture
def timeline(desk, qtbot):
    """Return a function that shows the timeline and waits until it has read everything."""

    def show(width=1192, height=800, ask=None):
        page = TimelinePage(
            desk.look, desk.program, desk.portfolio, desk.runner, desk.hub, ask=ask
        )
        place_on_screen(qtbot, page, width, height)
        page.activateWindow()
        qtbot.waitUntil(lambda: bool(page.list.rows))
        return page

    return show
