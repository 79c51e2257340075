"""Timeline through its real widgets."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from portfolio_app.model.domain.names import RoleId
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.helpers import spoken_name


def row(page, title, within=""):
    return next(
        r for r in page.list.rows if r.content.title == title and within in r.accessibleName()
    )


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def heard(signal):
    said = []
    signal.connect(lambda *words: said.append(words))
    return said


def write(line, text):
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def told(page):
    return [words.text() for words in page.editor.moves]


def test_every_date_stands_under_its_month_with_its_state(timeline):
    page = timeline()
    assert (
        page.heading.note.text()
        == "From 7 September 2026. Next on the pathway: 3-month review, in 15 days."
    )
    review = row(page, "3-month review")
    assert review.content.end == "Due in 15 days"
    assert review.content.detail == "Monday 7 December."
    assert row(page, "Renewal of registration").content.end == "Due in 8 days"
    assert row(page, "Agreement and first plan").content.end == "46 days over"
    assert row(page, "9-month review, optional").content.end == "Optional"
    assert "check with your academy" in row(page, "Agreement and first plan").content.detail
    assert "3-month review, 7 December 2026" in page.strip.accessibleName()


def test_what_is_over_is_folded_until_it_is_asked_for(timeline, qtbot):
    page = timeline()
    titles = [r.content.title for r in page.list.rows]
    assert "Start" not in titles
    assert titles.count("Supervision") >= 9
    press(page.list.past)
    assert "Start" in [r.content.title for r in page.list.rows]
    assert page.list.past.text() == "Fold what is over"


def test_what_is_wanted_leads_to_a_new_piece_or_to_the_one_begun(desk, timeline):
    piece = desk.portfolio.evidence.add(
        "progress-review",
        {"title": "First review", "date": "2026-11-20", "stage": "review-3"},
        by=RoleId("assessor"),
        author_name="Helen Marsh",
    )
    page = timeline()
    begun, opened = heard(page.form_wanted), heard(page.evidence_opened)
    press(row(page, "Critical reflection logs", "3-month review"))
    assert begun == [("critical-reflection-log", {"stage": "review-3"})]
    waiting = row(page, "Progress reviews", "3-month review")
    assert waiting.content.end == "Waiting"
    assert waiting.content.detail == "“First review” waits for Helen Marsh."
    press(waiting)
    ((evidence, path),) = opened
    assert evidence == piece.id
    assert path
    press(row(page, "3-month review"))
    assert len(begun) == 2


def test_the_panel_leads_to_its_date(timeline, qtbot):
    page = timeline()
    press(row(page, "Panel"))
    qtbot.waitUntil(page.editor.panel_on.line.hasFocus)
    press(row(page, "9-month review, optional"))
    qtbot.waitUntil(page.editor.form.stages["review-9"].hasFocus)


def test_what_would_move_is_told_before_it_is_kept(desk, timeline, qtbot):
    page = timeline()
    assert page.editor.keep.isHidden()
    before = desk.portfolio.verdicts.portfolio()
    write(page.editor.form.share, "3/5")
    assert told(page)[1] == "3-month review moves from 7 December 2026 to 7 February 2027."
    assert "3-month review, 7 February 2027" in page.strip.accessibleName()
    assert page.preview.isVisible()
    assert desk.portfolio.verdicts.portfolio() == before
    press(page.editor.keep)
    qtbot.waitUntil(page.undo.isVisible)
    assert desk.portfolio.verdicts.portfolio().timetable.share == Fraction(3, 5)
    qtbot.waitUntil(lambda: "7 February" in row(page, "3-month review").content.detail)
    assert page.editor.keep.isHidden()
    press(page.undo.button)
    qtbot.waitUntil(lambda: desk.portfolio.verdicts.portfolio() == before)
    qtbot.waitUntil(lambda: page.editor.form.share.text() == "")
    assert page.undo.isHidden()


def test_leave_is_added_and_taken_out_again(desk, timeline, qtbot):
    page = timeline()
    press(page.editor.form.add_leave)
    (leave,) = page.editor.form.leaves
    qtbot.waitUntil(leave.first.line.hasFocus)
    write(leave.first.line, "1 Jan 2027")
    assert page.editor.proposal() is None  # its end is missing
    write(leave.last.line, "31 Jan 2027")
    assert told(page)[0] == "6-month review moves from 7 March to 7 April 2027."
    press(leave.remove)
    assert page.editor.keep.isHidden()


def test_more_time_asks_for_its_reason_and_its_day(timeline, qtbot):
    page = timeline()
    form = page.editor.form
    assert form.reason_field.isHidden()
    write(form.months, "2")
    assert form.reason_field.isVisible()
    assert form.agreed_field.error == "Add the day on which it was agreed."
    write(form.agreed_on.line, "20 November 2026")
    assert page.editor.wrong.text() == "An extension needs its reason, which the record keeps."
    assert not page.editor.keep.isEnabled()
    write(form.reason, "Illness")
    assert page.editor.keep.isEnabled()
    assert told(page)[0] == "3-month review moves from 7 December 2026 to 7 February 2027."


def test_an_optional_review_is_held_by_a_tick(desk, timeline, qtbot):
    page = timeline()
    page.editor.form.stages["review-9"].click()
    assert told(page) == ["9-month review is on 7 June 2027."]
    press(page.editor.keep)
    qtbot.waitUntil(
        lambda: desk.portfolio.verdicts.portfolio().timetable.chosen == ("review-9",)
    )


def test_what_is_typed_can_be_put_back(timeline, qtbot):
    page = timeline()
    write(page.editor.panel_on.line, "1 October 2027")
    assert told(page) == ["Panel moves from 30 September to 1 October 2027."]
    press(page.editor.put_back)
    assert page.editor.panel_on.day() == date(2027, 9, 30)
    assert page.editor.put_back.isHidden()


def test_what_cannot_be_so_is_said_and_not_kept(timeline):
    page = timeline()
    write(page.editor.submit_by.line, "1 October 2027")
    assert page.editor.wrong.text() == "The day to submit lies after the panel."
    assert not page.editor.keep.isEnabled()


def test_a_change_elsewhere_is_shown_but_never_over_what_is_typed(desk, timeline, qtbot):
    page = timeline()
    write(page.editor.form.share, "0.5")
    desk.portfolio.details.set_dates(
        started_on=date(2026, 9, 7), panel_on=date(2027, 10, 30), submit_by=None
    )
    qtbot.waitUntil(lambda: "30 October" in row(page, "Panel").content.detail)
    assert page.editor.form.share.text() == "0.5"


def test_the_dates_are_saved_as_a_calendar_file(timeline, tmp_path, qtbot):
    place = tmp_path / "dates"
    page = timeline(ask=lambda question: place)
    press(page.export)
    qtbot.waitUntil(page.written.isVisible)
    calendar = Calendar.from_ical((tmp_path / "dates.ics").read_bytes())
    assert len(calendar.walk("VEVENT")) == 8
    assert page.written.text().startswith("8 dates in “dates.ics”.")
    page.rhythms.setChecked(True)
    press(page.export)
    qtbot.waitUntil(lambda: "29 dates" in page.written.text())


def test_a_place_that_refuses_is_told(timeline, tmp_path, qtbot):
    (tmp_path / "dates.ics").write_text("Minutes", encoding="utf-8")
    page = timeline(ask=lambda question: tmp_path / "dates.ics")
    press(page.export)
    qtbot.waitUntil(page.problem.isVisible)
    assert "another kind" in page.problem.words[0]


def test_every_control_has_a_name_of_its_own(timeline):
    page = timeline(height=4000)
    press(page.list.past)
    shown = [w for w in page.findChildren(QAbstractButton) if w.isVisible()]
    shown += [w for w in page.findChildren(QLineEdit) if w.isVisible()]
    names = Counter(spoken_name(w) for w in shown if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
    assert "" not in names
    shared = {name for name, number in names.items() if number > 1}
    assert shared == set()


def test_tab_goes_from_the_first_row_to_the_next(timeline, qtbot):
    page = timeline()
    page.list.rows[0].setFocus()
    for expected in page.list.rows[1:4]:
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert page.focusWidget() is expected


@pytest.mark.parametrize(("width", "scale"), [(936, 1.0), (1192, 2.0)])
def test_nothing_is_cut(look, timeline, qtbot, width, scale):
    look.set_text_scale(scale)
    page = timeline(width=width, height=640)
    qtbot.waitUntil(lambda: cut_words(page) == [])  # wrapped words find their height
    qtbot.waitUntil(lambda: cut_buttons(page) == [])
    assert not scrolls_sideways(page)
