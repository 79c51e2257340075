"""What the list of dates says of a date."""

from __future__ import annotations

from datetime import date

from portfolio_app.model.domain.agenda import Entry, Kind, Standing
from portfolio_app.ui.timeline.month_list import MonthList
from tests.ui.helpers import place_on_screen


def test_a_step_without_a_day_says_that_it_has_none(look, qtbot):
    shown = MonthList(look)
    place_on_screen(qtbot, shown, 640, 400)
    step = Entry(
        key="step.outcome-1.1",
        kind=Kind.UNDATED,
        title="A step that the panel asked for",
        day=date(2027, 5, 20),
        standing=Standing.FUTURE,
        detail="An audit of two files.",
    )
    shown.show_entries((step,), date(2027, 5, 20))
    (row,) = shown.rows
    assert (row.content.detail, row.content.end) == ("An audit of two files.", "No date yet")
