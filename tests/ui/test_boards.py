"""Promises about every control, kept by those on the boards that are looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup

from portfolio_app.ui.look import ThemeChoice
from portfolio_app.ui.widgets.buttons import Button
from scripts.controls_board import controls
from scripts.inputs_board import inputs
from scripts.places_board import places
from scripts.screenshots import Sitting, draw
from tests.ui.helpers import reachable, spoken_name

BOARDS = pytest.mark.parametrize("board", [controls, inputs, places])


@BOARDS
def test_every_control_has_a_spoken_name(look, qtbot, board):
    window = board(look)
    qtbot.addWidget(window)
    window.show()
    found = reachable(window)
    assert len(found) > 8
    assert not [type(widget).__name__ for widget in found if not spoken_name(widget)]


@BOARDS
def test_tab_reaches_every_control_and_comes_back(look, qtbot, board):
    window = board(look)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    expected, seen = set(reachable(window)), set()
    for _ in range(2 * len(expected)):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    by_arrow_keys = {
        button
        for group in window.findChildren(QButtonGroup)
        for button in group.buttons()
        if group.checkedButton() not in (None, button)
    }
    assert not expected - seen - by_arrow_keys


@BOARDS
@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_no_words_of_a_button_are_cut(look, qtbot, board, scale):
    look.set_text_scale(scale)
    window = board(look)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    qtbot.waitUntil(lambda: not cut_words(window))


def cut_words(window):
    """Return the words of buttons that are wider than their button."""
    return [
        button.text()
        for button in window.findChildren(Button)
        if button.isVisible() and button.width() < button.sizeHint().width()
    ]


def test_pictures_are_named_after_screen_and_theme(look, qtbot, tmp_path):
    draw(look, Sitting(themes=(ThemeChoice.HIGH_CONTRAST,)), ["controls"], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["controls-high-contrast.png"]


def test_no_page_scrolls_sideways_on_the_least_window(look, qtbot):
    window = places(look)
    qtbot.addWidget(window)
    window.resize(*look.theme.tokens.window_least)
    window.show()
    page = window.stack.currentWidget()
    qtbot.waitUntil(lambda: page.widget().width() == page.viewport().width())
    assert page.widget().minimumSizeHint().width() <= page.viewport().width()


@pytest.mark.parametrize("choice", [ThemeChoice.DARK, ThemeChoice.HIGH_CONTRAST])
@BOARDS
def test_a_board_can_be_painted_in_every_theme(look, qtbot, board, choice):
    window = board(look)
    qtbot.addWidget(window)
    before = window.grab().toImage()
    look.choose(choice)
    assert window.grab().toImage() != before
