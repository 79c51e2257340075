"""What a pathway does not ask for is neither lost nor in the way of anything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from portfolio_app.app import assemble
from portfolio_app.model.domain.dates import Dates
from portfolio_app.model.domain.stages import Pause, Timetable
from portfolio_app.ui.dates_editor import DatesEditor
from portfolio_app.ui.timetable_form import TimetableForm
from tests.ui.helpers import place_on_screen

FROM_ANOTHER = Timetable(
    share=Fraction(3, 5),
    pauses=(Pause(first=date(2026, 11, 1), last=date(2026, 11, 30)),),
    chosen=("review-9",),
)


@pytest.fixture(scope="module")
def leeds():
    """A pathway that knows neither part-time work nor leave nor optional reviews."""
    return assemble().catalogue.pathways["leeds-senior"]


def test_what_is_not_asked_for_stays_as_it_was(look, qtbot, leeds):
    form = TimetableForm(look)
    place_on_screen(qtbot, form, 640, 600)
    form.show_timetable(FROM_ANOTHER, leeds)
    assert not form.share_field.isVisible()
    assert form.timetable() == FROM_ANOTHER


def test_a_day_is_changed_whatever_another_pathway_allowed(look, qtbot, leeds):
    editor = DatesEditor(look)
    place_on_screen(qtbot, editor, 640, 900)
    stored = Dates(
        started_on=date(2026, 9, 7), panel_on=None, submit_by=None, timetable=FROM_ANOTHER
    )
    editor.show_dates(stored, leeds)
    assert editor.keep.isHidden()
    editor.panel_on.set_day(date(2027, 9, 14))
    editor._propose()
    assert editor.wrong.isHidden()
    assert editor.keep.isEnabled()
    proposed = editor.looked_at()
    assert proposed == replace(stored, panel_on=date(2027, 9, 14), submit_by=proposed.submit_by)
