from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.names import PRACTITIONER, RoleId
from portfolio_app.ui.look import ThemeChoice
from portfolio_app.ui.settings_page.page import SettingsPage
from portfolio_app.ui.widgets.words import Words
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def page(look, desk, qtbot):
    page = SettingsPage(look, desk.program, desk.portfolio, desk.runner, desk.hub)
    page.show_look("light", 1.0)
    place_on_screen(qtbot, page, 936, 640)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.waitUntil(lambda: bool(page.signers.lines))
    return page


@pytest.fixture
def leave(desk, qtbot):
    """Return a function that types into a line, leaves it, and waits until it is stored."""

    def type_and_leave(line, words):
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, words) if words else QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClick(line, Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: not desk.runner.is_busy)

    return type_and_leave


def shown_words(page):
    return [label.text() for label in page.findChildren(Words) if label.isVisible()]


def test_colours_apply_at_once(look, page, qtbot):
    with qtbot.waitSignal(page.changed):
        page.looks.theme.setFocus()
        QTest.keyClick(page.looks.theme, Qt.Key.Key_Down)
    assert look.choice is ThemeChoice.DARK


def test_the_text_size_applies_at_once(look, page, qtbot):
    with qtbot.waitSignal(page.changed):
        QTest.mouseClick(page.looks.text_size.buttons()[3], Qt.MouseButton.LeftButton)
    assert look.text_scale == 2.0


def test_a_text_size_from_elsewhere_is_left_alone(page):
    page.show_look("dark", 1.4)
    assert page.looks.theme.value() == ThemeChoice.DARK
    assert page.looks.text_size.value() == 1.0


def test_who_signs_is_stored_when_the_line_is_left(desk, page, leave):
    assert list(page.signers.lines) == ["team_manager", "service_manager", "head_of_service"]
    leave(page.signers.lines["service_manager"], "Priyanka Sowerby")
    assert [(c.role, c.name) for c in desk.portfolio.contributors.all()] == [
        ("service_manager", "Priyanka Sowerby")
    ]


def test_a_signer_is_not_taken_away_by_an_empty_line(desk, page, leave):
    line = page.signers.lines["team_manager"]
    leave(line, "Helen Marsh")
    leave(line, "")
    assert line.text() == "Helen Marsh"
    assert [c.name for c in desk.portfolio.contributors.all()] == ["Helen Marsh"]


def test_a_name_that_is_changed_elsewhere_is_shown(desk, page, qtbot):
    desk.portfolio.contributors.register(RoleId("team_manager"), "Helen Marsh")
    qtbot.waitUntil(lambda: page.signers.lines["team_manager"].text() == "Helen Marsh")


def test_number_job_and_team_can_be_added_later(desk, page, leave):
    form = page.practitioner.form
    leave(form.number, "SW000417")
    leave(form.job, "Social Worker")
    leave(form.team, "Team 2")
    person = desk.portfolio.verdicts.portfolio().practitioner
    assert (person.name, person.swe_number) == ("Priya Nair", "SW000417")
    assert (person.job_title, person.team) == ("Social Worker", "Team 2")


def test_a_portfolio_keeps_a_name(desk, page, leave):
    leave(page.practitioner.form.name, "")
    assert page.practitioner.form.name_field.error == "Your name is needed for the cover."
    assert desk.portfolio.verdicts.portfolio().practitioner.name == "Priya Nair"
    leave(page.practitioner.form.name, "Priya N. Nair")
    assert page.practitioner.form.name_field.error == ""
    assert desk.portfolio.verdicts.portfolio().practitioner.name == "Priya N. Nair"


def test_dates_can_be_changed_and_taken_away(desk, page, leave):
    dates = page.dates.form
    assert dates.panel_on.day() == date(2027, 1, 14)
    leave(dates.submit_by.line, "7 January 2027")
    assert desk.portfolio.verdicts.portfolio().submit_by == date(2027, 1, 7)
    leave(dates.submit_by.line, "")
    leave(dates.panel_on.line, "")
    stored = desk.portfolio.verdicts.portfolio()
    assert (stored.panel_on, stored.submit_by) == (None, None)


@pytest.mark.parametrize(
    ("field", "words", "says"),
    [
        ("submit", "1 March 2027", "lies after the panel"),
        ("panel", "soon", "like this"),
        ("started", "", "is needed"),
    ],
)
def test_dates_that_cannot_be_are_said_in_place_and_not_stored(
    desk, page, leave, field, words, says
):
    before = desk.portfolio.verdicts.portfolio()
    answer = getattr(page.dates.form, field)
    leave(answer.control.line, words)
    assert says in answer.error
    assert desk.portfolio.verdicts.portfolio() == before


def test_a_day_from_the_calendar_is_stored_at_once(desk, page, qtbot):
    page.practitioner.form.team.setFocus()
    page.dates.form.panel_on.line.setText("21 January 2027")
    qtbot.waitUntil(lambda: desk.portfolio.verdicts.portfolio().panel_on == date(2027, 1, 21))


def test_the_cursor_can_be_led_to_the_panel_date(page):
    page.focus_dates()
    assert QApplication.focusWidget() is page.dates.form.panel_on.line


def test_keys_that_were_confirmed_are_listed(desk, page, tmp_path, qtbot):
    assert any(words.startswith("None yet.") for words in shown_words(page))
    identities = desk.program.identities
    made = identities.new(tmp_path / "me.p12", "Priya Nair", PRACTITIONER, "a long passphrase")
    page.reload()
    qtbot.waitUntil(lambda: "Priya Nair, practitioner" in shown_words(page))
    assert any(
        words.replace(" ", "").upper() == made.fingerprint for words in shown_words(page)
    )


def test_a_name_that_cannot_be_stored_is_told(desk, page, leave, monkeypatch):
    def refuse(*_):
        raise VaultError("The disk is full.", advice="Your work is safe.")

    monkeypatch.setattr(desk.portfolio.contributors, "register", refuse)
    leave(page.signers.lines["team_manager"], "Helen Marsh")
    assert page.signers.problem.words == ("The disk is full.", "Your work is safe.")
    monkeypatch.undo()
    leave(page.signers.lines["team_manager"], "Helen A. Marsh")
    assert page.signers.problem.words == ("", "")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_on_a_small_screen(look, page, scale, qtbot):
    look.set_text_scale(scale)
    qtbot.waitUntil(lambda: not cut_words(page))
    assert not cut_buttons(page)
    assert not scrolls_sideways(page)


def test_tab_goes_through_the_sections_in_their_order(page):
    order, widget = [], page.looks.theme
    while widget not in order:  # once round, over what Tab passes by as well
        order.append(widget)
        widget = widget.nextInFocusChain()
    stops = [
        page.looks.text_size.buttons()[0],
        page.practitioner.form.name,
        page.dates.form.submit_by.line,
        *page.signers.lines.values(),
    ]
    assert sorted(stops, key=order.index) == stops


def test_a_heading_beside_the_sections_leads_to_its_section(page, qtbot):
    assert not page.contents.isVisible()  # there is no room
    page.resize(1100, 760)
    qtbot.waitUntil(page.contents.isVisible)
    assert [button.text() for button in page.contents.buttons][::15] == [
        "How it looks",
        "Destroy it now",
    ]
    button = page.contents.buttons[page.sections.index(page.signers)]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    line = page.signers.lines["team_manager"]
    qtbot.waitUntil(line.hasFocus)
    qtbot.waitUntil(lambda: line.visibleRegion().boundingRect().height() == line.height())


def test_tab_meets_the_headings_once_and_arrow_keys_lead_from_one_to_the_next(page, qtbot):
    page.resize(1100, 760)
    qtbot.waitUntil(page.contents.isVisible)
    page.activateWindow()
    first, second = page.contents.buttons[:2]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert not page.contents.isAncestorOf(page.window().focusWidget())
