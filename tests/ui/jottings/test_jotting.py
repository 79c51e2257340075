"""A few words, kept from anywhere in the window."""

from __future__ import annotations

from threading import Event, Timer

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from portfolio_app.errors import VaultError
from portfolio_app.ui.jottings.keeper import KEPT, JottingKeeper
from portfolio_app.ui.jottings.sheet import WARNING
from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.settings import Settings
from portfolio_app.ui.shell import Shell
from tests.ui.desk import Desk
from tests.ui.helpers import place_on_screen, reachable, spoken_name

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(look, qtbot, tmp_path):
    desk = Desk(look, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def window(desk, look, qtbot):
    window = PortfolioWindow(
        look, Settings(), desk.program, desk.portfolio, desk.runner, desk.hub
    )
    place_on_screen(qtbot, window, 1240, 760)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.jottings.give_up()
    window.close()


@pytest.fixture
def keeper(desk, look, qtbot):
    """Return what keeps jottings, in a window with nothing else in it."""
    shell = Shell(look, Settings(), title="")
    shell.add_place("today", "Today", "today", QWidget())
    place_on_screen(qtbot, shell, 1000, 700)
    keeper = JottingKeeper(look, desk.portfolio.jottings, desk.clock, desk.runner, shell)
    yield keeper
    keeper.give_up()


@pytest.fixture
def sheet(keeper, qtbot):
    keeper.open()
    qtbot.waitUntil(keeper.sheet.words.hasFocus)
    return keeper.sheet


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def spoken(sheet):
    return sheet.saved.text()


def kept(desk):
    return [piece.text("text") for piece in desk.portfolio.jottings.all()]


def test_ctrl_j_words_ctrl_enter_and_it_is_on_the_disk_before_it_says_so(desk, window, qtbot):
    QTest.keyClick(window, Qt.Key.Key_J, CTRL)
    sheet = window.jottings.sheet
    qtbot.waitUntil(sheet.words.hasFocus)
    QTest.keyClicks(sheet.words, "She asked twice.")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(sheet.words, "Why?")
    press(Qt.Key.Key_Return, CTRL)
    assert sheet.isVisible()
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert kept(desk) == ["She asked twice.\nWhy?"]
    assert window.jottings._notice.text() == KEPT
    window.jottings._notice.button.click()
    assert window.place == "evidence"
    qtbot.waitUntil(lambda: len(window.evidence.list.to_sort.rows) == 1)
    QTest.keyClick(window, Qt.Key.Key_J, CTRL)
    QTest.keyClicks(sheet.words, "And this.")
    assert window.save_all()  # as before locking
    assert "And this." in kept(desk)
    assert not sheet.isVisible()


def test_nothing_is_kept_of_nothing(desk, sheet):
    press(Qt.Key.Key_Return, CTRL)
    assert sheet.isVisible()
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert kept(desk) == []


def test_every_word_is_on_the_disk_after_a_pause_as_one_jotting(desk, sheet, qtbot):
    QTest.keyClicks(sheet.words, "She asked")
    qtbot.waitUntil(lambda: kept(desk) == ["She asked"])
    QTest.keyClicks(sheet.words, " twice.")
    qtbot.waitUntil(lambda: kept(desk) == ["She asked twice."])
    qtbot.waitUntil(lambda: sheet.saved.isVisible() and spoken(sheet) == "Saved 10:42")
    sheet.words.set_text("")
    QTest.keyClicks(sheet.words, "x")
    press(Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: kept(desk) == [])
    assert [each.piece.form for each in desk.portfolio.bin.all()] == ["jotting"]


def test_it_does_not_say_saved_before_it_is(sheet, qtbot):
    QTest.keyClicks(sheet.words, "She")
    assert spoken(sheet) == "Saving ..."


def test_one_that_is_not_wanted_goes_into_the_bin_and_comes_back(desk, keeper, sheet, qtbot):
    QTest.keyClicks(sheet.words, "She asked twice.")
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert kept(desk) == []
    assert [each.piece.text("text") for each in desk.portfolio.bin.all()] == [
        "She asked twice."
    ]
    qtbot.waitUntil(lambda: keeper._notice is not None)
    keeper._notice.button.click()
    qtbot.waitUntil(lambda: kept(desk) == ["She asked twice."])


def test_a_title_alone_is_kept(desk, keeper, sheet):
    QTest.keyClicks(sheet.title, "Two doors")
    assert keeper.flush()
    assert [piece.title for piece in desk.portfolio.jottings.all()] == ["Two doors"]


def test_nothing_is_kept_twice_when_it_is_locked_while_it_is_being_kept(
    desk, window, qtbot, monkeypatch
):
    begun, go_on, real = Event(), Event(), desk.portfolio.jottings.keep

    def slow(*words, **former):
        begun.set()
        go_on.wait(5)
        return real(*words, **former)

    monkeypatch.setattr(desk.portfolio.jottings, "keep", slow)
    window.jottings.open()
    sheet = window.jottings.sheet
    QTest.keyClicks(sheet.words, "She asked twice.")
    sheet.keep_wanted.emit()
    assert begun.wait(5)
    Timer(0.05, go_on.set).start()
    assert window.save_all()
    desk.runner.settle()
    assert kept(desk) == ["She asked twice."]
    window.jottings.open()
    assert not sheet.has_words
    assert not sheet.saved.isVisible()


def test_what_is_typed_while_it_is_being_saved_is_the_same_jotting(
    desk, keeper, sheet, qtbot, monkeypatch
):
    begun, go_on, real = Event(), Event(), desk.portfolio.jottings.keep

    def slow(*words, **former):
        begun.set()
        go_on.wait(5)
        return real(*words, **former)

    monkeypatch.setattr(desk.portfolio.jottings, "keep", slow)
    QTest.keyClicks(sheet.words, "She")
    keeper.saver.save_now()
    assert begun.wait(5)
    QTest.keyClicks(sheet.words, " asked.")
    press(Qt.Key.Key_Return, CTRL)
    go_on.set()
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert kept(desk) == ["She asked."]


@pytest.fixture
def full_disk(desk, monkeypatch):
    """Let nothing be kept until this is cleared."""
    real, full = desk.portfolio.jottings.keep, [True]

    def keep(*words, **former):
        if full:
            raise VaultError("The disk is full.", advice="Your work is safe.")
        return real(*words, **former)

    monkeypatch.setattr(desk.portfolio.jottings, "keep", keep)
    return full


def test_words_stay_where_they_cannot_be_kept(desk, keeper, sheet, qtbot, full_disk):
    QTest.keyClicks(sheet.words, "She asked twice.")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(sheet.problem.isVisible)
    assert sheet.words.text() == "She asked twice."
    assert not sheet.words.isReadOnly()
    assert not keeper.flush()
    full_disk.clear()
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert kept(desk) == ["She asked twice."]


def test_one_esc_throws_no_words_away_that_cannot_be_kept(sheet, keeper, qtbot, full_disk):
    QTest.keyClicks(sheet.words, "She asked twice.")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(sheet.problem.isVisible)
    press(Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert sheet.hint.text() == WARNING
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert keeper.flush()


def test_every_control_of_the_sheet_has_a_name_of_its_own(sheet):
    names = [spoken_name(control) for control in reachable(sheet)]
    assert names == [
        "What you want to remember", "Title, if one comes to you", "Keep it", "Not now",
    ]  # fmt: skip
