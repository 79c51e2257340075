"""Leaving the program: everything in open formats, the day of the end, and the end."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from portfolio_app.ui.settings_page.ending import DestructionSection
from portfolio_app.ui.settings_page.leaving import LeavingSection
from portfolio_app.ui.settings_page.page import SettingsPage
from portfolio_app.ui.settings_page.section import Surroundings
from portfolio_app.ui.today.page import TodayPage
from portfolio_app.ui.widgets.words import Words
from tests.ui.clipping import cut_buttons, cut_words, scrolls_sideways
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen
from tests.ui.test_reception import PASSPHRASE, give, make_vault

SECRET = "a long enough passphrase"


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def around(desk):
    return Surroundings(
        look=desk.look, program=desk.program, portfolio=desk.portfolio, runner=desk.runner
    )


def shown(section, qtbot):
    """Return a section on a screen of its own, with what it shows read."""
    place_on_screen(qtbot, section, 640, 640)
    section.activateWindow()
    section.reload()
    qtbot.waitUntil(lambda: not section.around.runner.is_busy)
    return section


@pytest.fixture
def leaving(around, qtbot):
    return shown(LeavingSection(around), qtbot)


@pytest.fixture
def ending(around, qtbot):
    return shown(DestructionSection(around), qtbot)


@pytest.fixture
def page(look, desk, qtbot):
    page = SettingsPage(look, desk.program, desk.portfolio, desk.runner, desk.hub)
    page.show_look("light", 1.0)
    place_on_screen(qtbot, page, 936, 640)
    page.activateWindow()
    qtbot.waitUntil(lambda: not desk.runner.is_busy)
    return page


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The folder, file and pack that the person chooses when asked."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(place))
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(place / "certificate.txt"), "")
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    return place


# --- taking everything along ---------------------------------------------------------------


def test_an_open_export_takes_the_passphrase_and_a_folder(desk, leaving, elsewhere, qtbot):
    click(leaving.begin)
    assert QApplication.focusWidget() is leaving.passphrase.line
    QTest.keyClicks(leaving.passphrase.line, SECRET)
    QTest.keyClick(leaving.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(leaving.told.isVisible)
    [folder] = elsewhere.iterdir()
    assert folder.name == "Open export 2026-11-22"
    assert (folder / "evidence.json").is_file()
    assert leaving.passphrase.text() == ""
    assert not leaving.panel.isVisible()


def test_a_second_export_of_a_day_has_a_folder_of_its_own(desk, leaving, elsewhere, qtbot):
    for _ in range(2):
        click(leaving.begin)
        leaving.passphrase.line.setText(SECRET)
        click(leaving.write)
        qtbot.waitUntil(leaving.told.isVisible)
    assert len(list(elsewhere.iterdir())) == 2


def test_a_wrong_passphrase_writes_nothing_and_is_told(desk, leaving, elsewhere, qtbot):
    click(leaving.begin)
    leaving.passphrase.line.setText("something quite different")
    click(leaving.write)
    qtbot.waitUntil(leaving.problem.isVisible)
    assert leaving.write.isEnabled()
    assert list(elsewhere.iterdir()) == []


def test_real_names_go_along_only_when_ticked(desk, leaving, elsewhere, qtbot):
    desk.portfolio.people.add("Wren Abara", "Child A")
    for is_wanted in (False, True):
        click(leaving.begin)
        leaving.people.setChecked(is_wanted)
        leaving.passphrase.line.setText(SECRET)
        click(leaving.write)
        qtbot.waitUntil(leaving.told.isVisible)
    texts = [path.read_text("utf-8") for path in sorted(elsewhere.glob("*/people.json"))]
    assert ["Wren" in text for text in texts] == [False, True]


def test_not_now_forgets_what_was_typed(leaving):
    click(leaving.begin)
    leaving.passphrase.line.setText(SECRET)
    click(leaving.leave)
    assert leaving.passphrase.text() == ""
    assert leaving.begin.isVisible()


# --- the day -------------------------------------------------------------------------------


def test_a_day_is_stored_and_taken_back(desk, page, qtbot):
    assert not page.retention.keep.isVisible()
    click(page.retention.after_panel)
    qtbot.waitUntil(lambda: page.retention.day.day() == date(2028, 1, 14))
    found = desk.portfolio.retention.get()
    assert (found.destroy_on, found.reason) == (date(2028, 1, 14), "12 months after the panel")
    qtbot.waitUntil(page.retention.keep.isVisible)
    click(page.retention.keep)
    qtbot.waitUntil(lambda: desk.portfolio.retention.get() is None)


def test_a_day_that_has_been_is_told_in_place(desk, page, qtbot):
    line = page.retention.day.line
    line.setFocus()
    QTest.keyClicks(line, "1 March 2026")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    qtbot.waitUntil(page.retention.problem.isVisible)
    assert desk.portfolio.retention.get() is None


def test_today_reminds_and_leads_to_settings(desk, page, qtbot):
    today = TodayPage(*desk.parts)
    place_on_screen(qtbot, today, 1192, 760)
    qtbot.waitUntil(today.card.isVisible)
    assert not today.reminder.isVisible()
    desk.portfolio.retention.choose(date(2026, 12, 1))
    qtbot.waitUntil(today.reminder.isVisible)
    assert "on 1 December 2026, in 9 days. Nothing happens by itself." in " ".join(
        words.text() for words in today.reminder.findChildren(Words)
    )
    with qtbot.waitSignal(today.retention_wanted):
        click(today.reminder.button)
    page.activateWindow()
    page.focus_retention()
    assert page.focusWidget() is page.retention.day.line


# --- the end -------------------------------------------------------------------------------


def test_everything_is_asked_for_before_the_button_works(ending, elsewhere):
    click(ending.begin)
    assert not ending.confirm.isEnabled()
    click(ending.certificate)
    ending.name.setText("test")
    assert not ending.confirm.isEnabled()
    ending.passphrase.line.setText(SECRET)
    assert ending.confirm.isEnabled()
    ending.name.setText("tes")
    assert not ending.confirm.isEnabled()


def test_a_wrong_passphrase_destroys_nothing(desk, ending, elsewhere, qtbot):
    fill_in(ending, "something quite different")
    click(ending.confirm)
    qtbot.waitUntil(ending.problem.isVisible)
    assert desk.portfolio.vault.folder.is_dir()
    assert list(elsewhere.iterdir()) == []


def test_keep_it_forgets_what_was_typed(ending, elsewhere):
    fill_in(ending, SECRET)
    click(ending.leave)
    click(ending.begin)
    assert ending.name.text() == ending.passphrase.text() == ""
    assert not ending.confirm.isEnabled()


def fill_in(ending, passphrase, name="test"):
    click(ending.begin)
    click(ending.certificate)
    ending.name.setText(name)
    ending.passphrase.line.setText(passphrase)


def test_after_the_end_the_person_stands_at_the_first_start(
    arrive, documents, elsewhere, qtbot
):
    vault, _ = make_vault(documents / "My portfolio.portfolio")
    reception = arrive(vault)
    give(reception, PASSPHRASE)
    qtbot.waitUntil(lambda: reception.window is not None, timeout=20_000)
    reception.window.show_place("settings")
    ending = reception.window.choices.ending
    fill_in(ending, PASSPHRASE, "My portfolio")
    click(ending.confirm)
    qtbot.waitUntil(lambda: reception.window is None, timeout=20_000)
    assert not vault.exists()
    assert (elsewhere / "certificate.txt").is_file()
    assert reception.doorstep.isVisible()
    [box] = reception.doorstep.findChildren(QMessageBox)
    assert "certificate.txt" in box.informativeText()
    box.close()


def test_whoever_leaves_the_page_finds_nothing_typed_on_it(leaving, ending, elsewhere):
    click(leaving.begin)
    leaving.passphrase.line.setText(SECRET)
    fill_in(ending, SECRET)
    for section in (leaving, ending):
        section.hide()
        assert section.passphrase.text() == ""
        assert section.panel.isHidden()
    assert not ending.confirm.isEnabled()


# --- how it looks --------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_with_every_panel_open(look, page, scale, qtbot, elsewhere):
    click(page.leaving.begin)
    fill_in(page.ending, "")
    look.set_text_scale(scale)
    qtbot.waitUntil(lambda: not cut_words(page))
    assert not cut_buttons(page)
    assert not scrolls_sideways(page)


def test_tab_goes_through_an_open_panel_in_its_order(page):
    click(page.ending.begin)
    ending, order, widget = page.ending, [], page.leaving.begin
    while widget not in order:  # once round, over what Tab passes by as well
        order.append(widget)
        widget = widget.nextInFocusChain()
    stops = [ending.certificate, ending.pack, ending.name, ending.passphrase.line]
    assert sorted(stops, key=order.index) == stops
