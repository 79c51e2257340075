"""A few words, kept from anywhere in the window."""

from __future__ import annotations

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
    window.jottings.sheet.clear()
    window.close()


@pytest.fixture
def keeper(desk, look, qtbot):
    """Return what keeps jottings, in a window with nothing else in it."""
    shell = Shell(look, Settings(), title="")
    shell.add_place("today", "Today", "today", QWidget())
    place_on_screen(qtbot, shell, 1000, 700)
    keeper = JottingKeeper(look, desk.portfolio.jottings, desk.runner, shell)
    yield keeper
    keeper.sheet.clear()


@pytest.fixture
def sheet(keeper, qtbot):
    keeper.open()
    qtbot.waitUntil(keeper.sheet.words.hasFocus)
    return keeper.sheet


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


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


def test_one_esc_throws_no_words_away(desk, sheet):
    QTest.keyClicks(sheet.words, "She asked twice.")
    press(Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert sheet.hint.text() == WARNING
    QTest.keyClicks(sheet.words, " Why?")
    assert sheet.hint.text() != WARNING
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert sheet.words.text() == ""


def test_words_stay_where_they_cannot_be_kept(desk, keeper, sheet, qtbot, monkeypatch):
    def fail(*words):
        raise VaultError("The disk is full.", advice="Your work is safe.")

    monkeypatch.setattr(desk.portfolio.jottings, "keep", fail)
    QTest.keyClicks(sheet.words, "She asked twice.")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(sheet.problem.isVisible)
    assert sheet.words.text() == "She asked twice."
    assert not sheet.words.isReadOnly()
    assert not keeper.flush()


def test_every_control_of_the_sheet_has_a_name_of_its_own(sheet):
    names = [spoken_name(control) for control in reachable(sheet)]
    assert names == [
        "What you want to remember", "Title, if one comes to you", "Keep it", "Not now",
    ]  # fmt: skip
