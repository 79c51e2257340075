from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea

from portfolio_app.ui.settings import Settings
from portfolio_app.ui.shell import Shell
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.words import PageHeading
from tests.ui.helpers import listen, place_on_screen, spoken_name


@pytest.fixture
def shell(look, qtbot):
    shell = Shell(look, Settings(window=(1100, 700)), title="Portfolio")
    qtbot.addWidget(shell)
    shell.pages = {key: QLabel(key) for key in ("today", "evidence", "pack", "settings")}
    for key in ("today", "evidence", "pack"):
        shell.add_place(key, key.title(), key, shell.pages[key])
    shell.add_place("settings", "Settings", "settings", shell.pages["settings"], is_below=True)
    shell.add_action("lock", "Lock", "lock", keys="Ctrl+L")
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    return shell


@pytest.fixture
def page(shell, look):
    """Return the page of Today with three buttons."""
    page = shell.pages["today"]
    page.buttons = [QPushButton(word) for word in ("One", "Two", "Three")]
    Column(look, parent=page).add(*page.buttons)
    QApplication.processEvents()
    return page


def test_the_first_place_is_shown(shell):
    assert shell.place == "today"
    assert shell.stack.currentWidget() is shell.pages["today"]


def test_places_that_are_many_stand_in_the_middle_of_the_rail_from_the_start(look, qtbot):
    shell = Shell(look, Settings(window=(1280, 800)), title="Portfolio")
    for number in range(12):
        shell.add_place(f"{number}", "Pack", "pack", QLabel())
    place_on_screen(qtbot, shell, 1280, 800)
    places = shell.rail.findChild(QScrollArea)
    assert places.widget().width() <= shell.rail.width()


def test_a_press_on_the_rail_shows_the_place(shell, qtbot):
    with qtbot.waitSignal(shell.place_changed, check_params_cb=lambda key: key == "pack"):
        QTest.mouseClick(shell.rail.place("pack"), Qt.MouseButton.LeftButton)
    assert shell.stack.currentWidget() is shell.pages["pack"]
    assert shell.rail.place("pack").is_chosen
    assert not shell.rail.place("today").is_chosen


def test_a_screen_reader_hears_where_one_is(shell):
    shell.show_place("pack")
    told = [
        QAccessible.queryAccessibleInterface(shell.rail.place(k)) for k in ("today", "pack")
    ]
    assert {place.role() for place in told} == {QAccessible.Role.Button}
    described = [place.text(QAccessible.Text.Description) for place in told]
    assert described == ["Ctrl+1", "You are here. Ctrl+3"]


def test_pressing_the_place_that_is_shown_keeps_it_chosen(shell):
    QTest.mouseClick(shell.rail.place("today"), Qt.MouseButton.LeftButton)
    assert shell.rail.place("today").is_chosen


@pytest.mark.parametrize(
    ("key", "place"),
    [(Qt.Key.Key_2, "evidence"), (Qt.Key.Key_3, "pack"), (Qt.Key.Key_4, "settings")],
)
def test_control_and_a_number_go_to_a_place(shell, key, place):
    QTest.keyClick(shell, key, Qt.KeyboardModifier.ControlModifier)
    assert shell.place == place


def test_the_keyboard_goes_along_from_the_rail_to_the_place(shell, page):
    shell.show_place("evidence")
    shell.rail.place("evidence").setFocus()
    QTest.keyClick(shell, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert page.buttons[0].hasFocus()
    page.buttons[1].setFocus()
    shell.rail.place("pack").setFocus()
    QTest.mouseClick(shell.rail.place("today"), Qt.MouseButton.LeftButton)
    assert page.buttons[1].hasFocus()


def test_an_action_is_announced_and_changes_no_place(shell, qtbot):
    with qtbot.waitSignal(shell.action_chosen, check_params_cb=lambda key: key == "lock"):
        QTest.keyClick(shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert shell.place == "today"


def test_a_screen_within_a_place_keeps_the_place_chosen(shell, qtbot):
    editor = QLabel("editor")
    shell.show_within("evidence", editor)
    assert shell.stack.currentWidget() is editor
    assert shell.rail.place("evidence").is_chosen
    shell.show_place("evidence")
    shell.put_away(editor)
    assert shell.stack.currentWidget() is shell.pages["evidence"]


def test_a_place_that_is_gone_to_is_said(shell, qtbot, monkeypatch):
    heard = listen(monkeypatch)
    QTest.keyClick(shell, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: heard == ["Pack"])
    shell.show_place("pack")
    QApplication.processEvents()
    assert heard == ["Pack"]


def test_putting_a_screen_away_brings_the_keyboard_back_to_its_place(shell, page, qtbot):
    page.buttons[1].setFocus()
    editor = QPushButton("Editor")
    shell.show_within("today", editor)
    editor.setFocus()
    shell.put_away(editor)
    shell.show_place("today")
    assert page.buttons[1].hasFocus()


@pytest.mark.parametrize("way", ["hide", "deleteLater", "disable"])
def test_what_goes_away_leaves_the_keyboard_beside_where_it_was(shell, page, qtbot, way):
    """Qt would go round to the rail from the last control of a page."""
    last = page.buttons[2]
    last.setFocus(Qt.FocusReason.TabFocusReason)
    last.setEnabled(False) if way == "disable" else getattr(last, way)()
    qtbot.waitUntil(lambda: QApplication.focusWidget() in page.buttons[:2])
    assert page.buttons[1].hasFocus()


def test_whoever_takes_a_control_away_may_say_where_the_keyboard_is_to_be(shell, page, qtbot):
    page.buttons[2].setFocus(Qt.FocusReason.TabFocusReason)
    page.buttons[2].hide()
    page.buttons[0].setFocus()
    QApplication.processEvents()
    assert page.buttons[0].hasFocus()


def test_somebody_who_goes_to_the_rail_stays_there(shell, page, qtbot):
    page.buttons[2].setFocus(Qt.FocusReason.TabFocusReason)
    shell.rail.place("lock").setFocus(Qt.FocusReason.TabFocusReason)
    page.buttons[2].hide()
    QApplication.processEvents()
    assert shell.rail.place("lock").hasFocus()


def test_a_count_is_part_of_the_spoken_name(shell):
    shell.set_count("evidence", 3, "3 waiting")
    assert spoken_name(shell.rail.place("evidence")) == "Evidence, 3 waiting"
    shell.set_count("evidence", 0, "")
    assert spoken_name(shell.rail.place("evidence")) == "Evidence"


def test_the_window_is_remembered(shell):
    shell.show_place("pack")
    kept = shell.remembered(Settings(theme="dark"))
    assert kept == Settings(theme="dark", window=(1100, 700), place="pack")


def test_an_unknown_place_from_older_settings_shows_the_first(shell):
    shell.show_place("requests")
    assert shell.place == "today"


def test_closing_is_announced_while_the_window_is_there(shell, qtbot):
    seen = []
    shell.closing.connect(lambda: seen.append(shell.isVisible()))
    shell.close()
    assert seen == [True]


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_the_window_fits_a_small_screen(look, shell, scale, qtbot):
    look.set_text_scale(scale)
    shell.resize(1024, 640)
    assert shell.minimumSizeHint().width() <= 1024
    assert shell.minimumSizeHint().height() <= 640
    assert shell.rail.width() <= 200


def test_headings_are_told_as_such_with_the_words_that_they_have_now(shell):
    heading = PageHeading(shell._look, "Pack")
    heading.set_words("Pack of Leila")
    told = QAccessible.queryAccessibleInterface(heading.title)
    assert told.role() == QAccessible.Role.Heading
    assert told.text(QAccessible.Text.Name) == "Pack of Leila"
    beside = QAccessible.queryAccessibleInterface(heading.note)
    assert beside.role() == QAccessible.Role.StaticText


def test_a_bar_tells_that_there_are_places_below(shell, look):
    for name in ("jot", "bring in", "find"):
        shell.add_action(name, name, "pencil")
    QApplication.processEvents()
    bar = shell.rail._area.verticalScrollBar()
    assert not bar.isVisible()
    assert shell.rail.width() == look.theme.tokens.size.rail
    look.set_text_scale(2.0)
    shell.resize(1024, 640)
    QApplication.processEvents()
    assert bar.isVisible()
    assert shell.rail.width() == 2 * look.theme.tokens.size.rail + bar.width()
    shell.resize(1024, 1200)
    QApplication.processEvents()
    assert not bar.isVisible()
