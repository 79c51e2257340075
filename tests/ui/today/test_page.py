from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.verdict import State as Standing
from portfolio_app.ui.look import ThemeChoice
from portfolio_app.ui.today.lists import summary
from portfolio_app.ui.today.page import TodayPage
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, spoken_name


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def row_of(page, title):
    return next(row for row in page.verdict.rows if row.content.title == title)


def heard(signal):
    said = []
    signal.connect(lambda *words: said.append(words))
    return said


def rows_shown(page):
    return {row.content.title: row.content.end for row in page.verdict.rows}


@pytest.fixture
def summary_piece(desk):
    return desk.portfolio.evidence.add("reflective-summary", {"title": "Two doors"})


def test_an_empty_portfolio_says_what_the_panel_asks_for(today):
    page = today()
    assert page.verdict.heading.title.text() == "Not ready yet"
    assert page.verdict.heading.note.text() == "Five requirements are not begun."
    assert rows_shown(page)["Reflective summaries"] == "Missing, 0 of 2"
    assert rows_shown(page)["Authorisations"] == "By signature"
    assert page.touched.rows == []
    assert page.touched.empty.isVisible()
    assert not page.waiting.isVisible()


def test_the_panel_is_counted_down_in_words(today):
    page = today()
    assert page.heading.title.text() == "Good morning, Priya"
    assert page.heading.note.text() == "Sunday 22 November. The panel is in 53 days."
    assert "Panel, 14 January 2027" in page.strip.accessibleName()
    assert not page.add_dates.isVisible()


@pytest.mark.parametrize(
    ("hour", "greeting"), [(11, "Good morning"), (12, "Good afternoon"), (18, "Good evening")]
)
def test_the_greeting_follows_the_hour(desk, today, hour, greeting, monkeypatch):
    moment = datetime(2026, 11, 22, hour, 5).astimezone()
    monkeypatch.setattr(desk.clock, "now", lambda: moment.astimezone(UTC), raising=False)
    assert today().heading.title.text() == f"{greeting}, Priya"


def test_without_dates_it_asks_for_them(desk, today, qtbot):
    desk.portfolio.details.set_dates(started_on=date(2026, 3, 1), panel_on=None, submit_by=None)
    page = today()
    assert page.heading.note.text() == "Sunday 22 November."
    assert not page.strip.isVisible()
    with qtbot.waitSignal(page.dates_wanted):
        press(page.add_dates)


def test_a_panel_that_was_is_spoken_of_as_past(desk, today):
    desk.portfolio.details.set_dates(
        started_on=date(2026, 3, 1), panel_on=date(2026, 11, 19), submit_by=None
    )
    assert today().heading.note.text().endswith("The panel was 3 days ago.")


def test_the_task_is_chosen_for_the_minutes_there_are(today):
    page = today()
    page.card.minutes.buttons()[2].click()
    assert page.card.title.text() == "Begin a practice development record"
    assert page.card._effort.text() == "About 45 minutes"
    page.card.minutes.buttons()[0].click()
    assert page.card.title.text() == "Begin a practice development record"
    assert "5 minutes are enough to begin; every word is kept." in page.card.why.text()
    assert page.card._effort.text() == "About 45 minutes in all"
    assert "None" not in page.card.why.text()


def test_something_else_can_be_chosen_and_comes_round_again(today):
    page = today()
    page.card.minutes.buttons()[2].click()
    first, seen = page.card.title.text(), set()
    for _ in range(8):
        seen.add(page.card.title.text())
        press(page.card.other)
        if page.card.title.text() == first:
            break
    assert page.card.title.text() == first
    assert len(seen) == 5


def test_something_longer_is_offered_where_nothing_else_fits(today):
    page = today()
    page.card.minutes.buttons()[1].click()
    first = page.card.title.text()
    press(page.card.other)
    assert page.card.title.text() != first
    assert page.card.why.text().startswith("<b>This takes longer than 20 minutes.</b>")


def test_what_was_chosen_instead_stays_while_something_is_saved(desk, today, qtbot):
    page = today()
    press(page.card.other)
    instead = page.card.title.text()
    desk.portfolio.jottings.keep("She asked me twice who had decided, and I had no answer yet.")
    qtbot.waitUntil(lambda: bool(page.touched.rows))
    assert page.touched.rows[0].content.title.startswith("She asked me twice who had")
    assert page.card.title.text() == instead


def test_the_keyboard_stays_on_its_row_when_the_lists_are_made_anew(desk, today, qtbot):
    page = today()
    row_of(page, "Reflective summaries").setFocus()
    desk.portfolio.evidence.add("reflective-summary", {"title": "Two doors"})
    qtbot.waitUntil(lambda: bool(page.touched.rows))
    assert row_of(page, "Reflective summaries").hasFocus()


def test_start_leads_to_the_place_of_the_task(desk, today, summary_piece):
    page = today()
    started = heard(page.task_started)
    page.card.minutes.set_value(5)
    page.card.minutes.buttons()[0].click()
    press(page.card.start)
    ((task,),) = started
    assert task.evidence == summary_piece.id
    assert task.path


def test_the_keyboard_waits_on_start_and_tab_follows_the_page(today, summary_piece, qtbot):
    page = today()
    qtbot.waitUntil(page.card.start.hasFocus)
    order = []
    for _ in (*page.verdict.rows, *page.touched.rows):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        order.append(QApplication.focusWidget())
    assert order == [*page.verdict.rows, *page.touched.rows]
    assert spoken_name(order[1]).startswith("Reflective summaries. Partly, 0 of 2.")


def test_a_requirement_that_lacks_something_leads_to_where_it_is_mended(
    today, summary_piece, qtbot
):
    page = today()
    opened = heard(page.evidence_opened)
    press(row_of(page, "Reflective summaries"))
    ((piece, path),) = opened
    assert piece == summary_piece.id
    assert path == "date"


def test_a_requirement_not_begun_leads_to_its_kind_of_evidence(today):
    page = today()
    wanted = heard(page.form_wanted)
    press(row_of(page, "Feedback from children or young people"))
    assert wanted == [("child-feedback",)]


def test_a_requirement_that_is_met_leads_to_what_counts(desk, today):
    desk.portfolio.evidence.add(
        "manager-report",
        {
            "title": "Ready for Level 3",
            "date": "2026-11-18",
            "recommendation": "I recommend it.",
            "requirements-met": "yes",
            "judgement": "Her analysis changes plans.",
            "period-known": "Two years",
        },
        by=RoleId("team_manager"),
        author_name="Helen Marsh",
    )
    page = today()
    opened, listed = heard(page.evidence_opened), heard(page.list_wanted)
    row = row_of(page, "Manager's report")
    assert (row.content.end, row.content.detail) == ("Met, 1 of 1", "“Ready for Level 3”")
    press(row)
    assert [path for _, path in opened] == [""]
    assert listed == []


def test_authorisations_lead_to_the_pack(today, qtbot):
    page = today()
    with qtbot.waitSignal(page.pack_wanted):
        press(row_of(page, "Authorisations"))


def test_who_is_waited_for_is_named(desk, today):
    desk.portfolio.contributors.register(RoleId("team_manager"), "Helen Marsh")
    piece = desk.portfolio.evidence.add(
        "manager-report",
        {"title": "Report", "date": "2026-11-18"},
        by=RoleId("team_manager"),
        author_name="Helen Marsh",
    )
    page = today()
    (row,) = page.waiting.rows
    assert row.content.title == "Helen Marsh, team manager"
    assert row.content.detail == "Manager's report, “Recommendation”"
    opened = heard(page.evidence_opened)
    press(row)
    assert opened == [(piece.id, "recommendation")]


def test_what_was_touched_last_comes_first(desk, today, monkeypatch):
    later = desk.clock.now() + timedelta(hours=1)
    desk.portfolio.evidence.add("reflective-summary", {"title": "First"})
    monkeypatch.setattr(desk.clock, "now", lambda: later, raising=False)
    second = desk.portfolio.evidence.add("child-feedback")
    page = today()
    assert [row.content.title for row in page.touched.rows] == [
        "Untitled feedback from a child or young person",
        "First",
    ]
    opened = heard(page.evidence_opened)
    press(page.touched.rows[0])
    assert opened == [(second.id, "")]


def test_a_change_is_shown_without_being_asked_for(desk, today, qtbot):
    page = today()
    desk.portfolio.evidence.add("reflective-summary", {"title": "Two doors"})
    qtbot.waitUntil(lambda: rows_shown(page)["Reflective summaries"] == "Partly, 0 of 2")


def test_what_has_not_changed_is_not_built_again(desk, today, qtbot):
    page = today()
    before = page.verdict.rows
    page.reload()
    qtbot.waitUntil(lambda: not desk.runner.is_busy)
    assert page.verdict.rows is before


def test_it_reads_only_while_it_is_seen(desk, today, qtbot):
    page = today()
    page.hide()
    desk.portfolio.evidence.add("reflective-summary", {"title": "Two doors"})
    QApplication.processEvents()
    assert not desk.runner.is_busy
    page.show()
    qtbot.waitUntil(lambda: bool(page.touched.rows))


def test_on_another_day_it_reads_again(desk, today, qtbot, monkeypatch):
    page = today()
    page.hide()
    monkeypatch.setattr(desk.clock, "today", lambda: date(2026, 11, 23), raising=False)
    page.show()
    qtbot.waitUntil(lambda: "in 52 days" in page.heading.note.text())


def test_a_vault_that_cannot_be_read_is_said_in_place(desk, today, qtbot, monkeypatch):
    page = today()
    broken = VaultError("It cannot be read.", advice="Your work is safe.")

    def fail():
        raise broken

    monkeypatch.setattr(desk.portfolio.verdicts, "snapshot", fail)
    page.reload()
    qtbot.waitUntil(page.problem.isVisible)
    assert page.problem.words == ("It cannot be read.", "Your work is safe.")
    monkeypatch.undo()
    press(page.problem.retry)
    qtbot.waitUntil(lambda: not page.problem.isVisible())


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ("met met", "Two requirements are met."),
        ("met", "One requirement is met."),
        (
            "missing partly met",
            "One requirement is met, one is half done and one is not begun.",
        ),
        ("waiting waiting", "Two requirements wait for other people."),
        ("problem met", "One requirement is met and one has a problem."),
    ],
)
def test_the_verdict_is_one_sentence(desk, states, words):
    verdict = desk.portfolio.verdicts.status()
    judged = [
        replace(verdict.judged[0], state=Standing(state), id=str(n))
        for n, state in enumerate(states.split())
    ]
    assert summary(replace(verdict, requirements=tuple(judged))) == words


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.HIGH_CONTRAST])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_on_a_small_screen(
    look, desk, today, summary_piece, scale, choice, qtbot
):
    desk.portfolio.evidence.add("child-feedback", {"title": "What Child A said"})
    look.choose(choice)
    look.set_text_scale(scale)
    page = today(1024 - 88, 640)
    qtbot.waitUntil(lambda: not cut_words(page))
    assert not cut_buttons(page)
    assert not scrolls_sideways(page)


# --- what the panel decided -----------------------------------------------------------------

DECISION = {
    "title": "Outcome of the November panel",
    "date": "2026-11-19",
    "outcome": "deferred",
    "reasons": "Risk was not shown in a second case.",
    "further-work.1.what": "A second observation",
    "further-work.1.by": "2026-12-04",
    "further-work.1.who": "Team manager",
    "further-work.2.what": "An audit of two files",
    "further-work.2.by": "2026-11-20",
}


@pytest.fixture
def leeds(look, qtbot, tmp_path):
    """A desk with a portfolio whose panel met three days ago."""
    desk = Desk(look, tmp_path, "leeds-senior", panel_on=date(2026, 11, 19))
    yield desk
    desk.close()


def shown(desk, qtbot):
    page = TodayPage(*desk.parts)
    place_on_screen(qtbot, page, 1192, 800)
    qtbot.waitUntil(page.verdict.isVisible)
    return page


def test_after_the_panel_its_decision_is_asked_for(leeds, qtbot):
    page = shown(leeds, qtbot)
    assert page.card.title.text() == "Enter what the panel decided"
    started = heard(page.task_started)
    press(page.card.start)
    ((task,),) = started
    assert task.form == "panel-outcome"


def test_a_deferral_becomes_steps_with_dates(leeds, qtbot):
    piece = leeds.portfolio.evidence.add("panel-outcome", DECISION)
    page = shown(leeds, qtbot)
    assert page.decided.text() == (
        "The panel decided on 19 November 2026: deferred, with a plan."
    )
    assert page.heading.note.text() == "Sunday 22 November."
    assert [(row.content.title, row.content.detail) for row in page.steps.rows] == [
        ("An audit of two files", "By 20 November 2026, 2 days ago."),
        ("A second observation", "By 4 December 2026, in 12 days. With: Team manager."),
    ]
    assert page.add_dates.isVisible()
    assert page.add_dates.text() == "Set the next panel date"
    assert page.card.title.text() == "An audit of two files"
    assert page.card.why.text().startswith(
        "<b>This is the next step that the panel asked for.</b>"
    )
    assert "Step, 4 December 2026" in page.strip.accessibleName()
    opened = heard(page.evidence_opened)
    press(page.steps.rows[1])
    press(page.decided.button)
    assert opened == [(piece.id, "further-work.1.done"), (piece.id, "")]
    leeds.portfolio.evidence.write(piece.id, "further-work.2.done", "2026-11-22")
    qtbot.waitUntil(lambda: page.card.title.text() == "A second observation")
    assert len(page.steps.rows) == 1


def test_whoever_is_ready_reads_so_and_has_nothing_left_to_do(leeds, qtbot):
    piece = leeds.portfolio.evidence.add("panel-outcome", DECISION | {"outcome": "ready"})
    page = shown(leeds, qtbot)
    assert page.card.title.text() == "The panel decided: ready to progress"
    assert page.verdict.heading.title.text() == "The panel decided: ready to progress"
    assert not page.steps.isVisible()
    assert not page.decided.isVisible()
    opened = heard(page.evidence_opened)
    press(page.card.start)
    assert opened == [(piece.id, "")]


def test_jottings_wait_to_be_sorted(desk, today):
    desk.portfolio.jottings.keep("She asked twice when I come again.")
    page = today()
    assert page.jottings.text() == "One jotting waits to be sorted."
    wanted = heard(page.jottings_wanted)
    press(page.jottings.button)
    assert wanted == [()]


def test_the_effort_is_told_in_minutes_and_words(desk, today, summary_piece):
    page = today()
    page.card.minutes.buttons()[0].click()
    assert page.card._effort.text() == "About 5 minutes"
    page.card.minutes.buttons()[1].click()
    assert page.card._effort.text() == "About 20 minutes"
