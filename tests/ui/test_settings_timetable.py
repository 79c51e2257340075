"""Part-time work, leave and more time in Settings."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from portfolio_app.ui.settings_page.section import Surroundings
from portfolio_app.ui.settings_page.timetable import TimetableSection
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen


@pytest.fixture
def settle(look, qtbot, tmp_path):
    """Return a function that shows the section for a pathway, with its desk."""
    desks = []

    def show(pathway):
        desk = Desk(look, tmp_path, pathway, started_on=date(2026, 9, 7))
        desks.append(desk)
        section = TimetableSection(
            Surroundings(
                look=look, program=desk.program, portfolio=desk.portfolio, runner=desk.runner
            )
        )
        desk.hub.changed.connect(section.reload)
        place_on_screen(qtbot, section, 640, 900)
        section.reload()
        qtbot.waitUntil(lambda: section.editor.isVisible() or section.nothing.isVisible())
        return desk, section

    yield show
    for desk in desks:
        desk.close()


def test_it_asks_for_what_moves_the_dates_and_for_no_day(settle):
    _, section = settle("asye-adult")
    assert section.editor.form.share_field.isVisible()
    assert section.editor.started.isHidden()
    assert section.editor.panel.isHidden()


def test_what_is_kept_is_stored_and_nothing_else_with_it(settle, qtbot):
    desk, section = settle("asye-adult")
    section.editor.form.share.setText("3/5")
    section.editor.form.changed.emit()
    desk.portfolio.details.set_dates(
        started_on=date(2026, 9, 7), panel_on=date(2027, 10, 1), submit_by=None
    )
    qtbot.waitUntil(lambda: section.editor._stored.panel_on == date(2027, 10, 1))
    assert section.editor.moves[0].text().startswith("Agreement and first plan moves from")
    section.editor.keep.click()
    qtbot.waitUntil(
        lambda: desk.portfolio.verdicts.portfolio().timetable.share == Fraction(3, 5)
    )
    qtbot.waitUntil(section.editor.keep.isHidden)
    assert desk.portfolio.verdicts.portfolio().panel_on == date(2027, 10, 1)


def test_where_the_rules_let_nothing_move_it_says_so(settle):
    _, section = settle("bexley-level-3")
    assert section.nothing.isVisible()
    assert section.editor.isHidden()
