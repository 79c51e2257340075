"""Nothing but the paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from portfolio_app.ui.editor.page import EditorPage
from portfolio_app.ui.settings import Settings
from portfolio_app.ui.shell import Shell
from tests.ui.editor.conftest import shown
from tests.ui.helpers import place_on_screen

PATH = "account.description"


class Window(Shell):
    """The window of the program with nothing in it but one editor."""

    def __init__(self, desk, piece):
        super().__init__(desk.look, Settings(window=(1240, 760)), title="")
        self.settings = Settings()
        self.add_place("today", "Today", "today", QWidget())
        self.add_place("evidence", "Evidence", "evidence", QWidget())
        self.editor = EditorPage(*desk.parts, piece.id, PATH)
        self.show_within("evidence", self.editor)


@pytest.fixture
def window(desk, qtbot):
    piece = desk.portfolio.evidence.add("reflective-summary", {"title": "Two doors"})
    window = Window(desk, piece)
    place_on_screen(qtbot, window, 1240, 760)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: bool(window.editor.sheet) and shown(window.editor.sheet))
    here(window).setFocus()
    return window


def here(window):
    row = window.editor.sheet.row(PATH)
    return row.area if row else None


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def around(window):
    editor = window.editor
    return {
        "rail": window.rail.isVisible(),
        "bar": editor.bar.isVisible(),
        "panel": editor.panel.isVisible(),
        "prompts": editor.sheet.row(PATH).prompts.isVisible(),
    }


def test_f11_leaves_the_paper_alone_and_esc_brings_everything_back(window, qtbot):
    before = around(window)
    assert all(before.values())
    press(Qt.Key.Key_F11)
    assert not any(around(window).values())
    assert here(window).hasFocus()
    QTest.keyClicks(here(window), "I waited.")
    qtbot.waitUntil(lambda: window.editor.focus_mode.line.saved.text().startswith("Saved"))
    press(Qt.Key.Key_Escape)
    assert around(window) == before
    assert here(window).hasFocus()


def test_the_guidance_is_one_key_away(window):
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    words = window.editor.focus_mode.line.guidance.text()
    key = QKeySequence(words[words.index("(") + 1 : words.index(")")])[0].key()
    press(key)
    assert around(window)["prompts"]
    assert not around(window)["rail"]
    press(key)
    assert not around(window)["prompts"]


def test_the_paper_stands_in_the_middle(window, qtbot):
    press(Qt.Key.Key_F11)
    sheet = window.editor.sheet
    qtbot.waitUntil(lambda: sheet.viewport().x() > 0)
    left = sheet.viewport().x()
    right = sheet.width() - sheet.viewport().geometry().right() - 1
    assert abs(left - right) <= sheet.verticalScrollBar().width() + 1


def test_esc_closes_the_search_before_it_leaves(window):
    press(Qt.Key.Key_F11)
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Escape)
    assert window.editor.focus_mode.is_on
    press(Qt.Key.Key_Escape)
    assert not window.editor.focus_mode.is_on


def test_the_bar_above_the_page_offers_it_and_a_key_leads_back(window, qtbot):
    window.editor.bar.focus.click()
    assert window.editor.focus_mode.is_on
    press(Qt.Key.Key_Escape)
    with qtbot.waitSignal(window.editor.left):
        press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)


def test_another_place_has_its_rail_and_nothing_is_remembered(window):
    before = window.remembered(window.settings)
    press(Qt.Key.Key_F11)
    assert window.remembered(window.settings) == before
    press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.rail.isVisible()
    assert window.place == "today"
