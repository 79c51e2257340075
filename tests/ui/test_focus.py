from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from portfolio_app.ui.focus import NO_RING, RingOverlay
from portfolio_app.ui.widgets.buttons import PlainButton
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.words import Words
from tests.ui.helpers import place_on_screen


def rings(window):
    return [ring for ring in window.findChildren(RingOverlay) if ring.isVisible()]


@pytest.fixture
def window(look, qtbot):
    window = QWidget()
    column = Column(look, inset="l", parent=window)
    window.buttons = [PlainButton(look, word) for word in ("One", "Two", "Three")]
    column.add(*window.buttons)
    place_on_screen(qtbot, window)
    window.activateWindow()
    window.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.buttons[0])
    QTest.mouseClick(window.buttons[0], Qt.MouseButton.LeftButton)
    return window


def test_tab_shows_a_ring_two_px_outside_the_control(look, window, qtbot):
    QTest.keyClick(window.buttons[0], Qt.Key.Key_Tab)
    target = window.buttons[1]
    assert QApplication.focusWidget() is target
    (ring,) = rings(window)
    reach = look.theme.focus.gap + look.theme.focus.width
    box = target.rect().translated(target.mapTo(ring.parentWidget(), QPoint(0, 0)))
    assert ring.geometry() == box.adjusted(-reach, -reach, reach, reach)


def test_the_mouse_shows_no_ring(window, qtbot):
    QTest.mouseClick(window.buttons[1], Qt.MouseButton.LeftButton)
    assert not rings(window)


def test_a_press_of_the_mouse_takes_the_ring_away(window, qtbot):
    QTest.keyClick(window.buttons[0], Qt.Key.Key_Tab)
    QTest.mouseClick(window.buttons[1], Qt.MouseButton.LeftButton)
    assert not rings(window)


def test_focus_given_by_the_program_keeps_to_the_keyboard(window, qtbot):
    QTest.keyClick(window.buttons[0], Qt.Key.Key_Tab)
    window.buttons[2].setFocus(Qt.FocusReason.OtherFocusReason)
    assert len(rings(window)) == 1


def test_the_ring_follows_its_control(window, qtbot):
    QTest.keyClick(window.buttons[0], Qt.Key.Key_Tab)
    (ring,) = rings(window)
    before = ring.y()
    window.buttons[0].hide()
    qtbot.waitUntil(lambda: ring.y() != before)


def test_a_control_that_disappears_takes_its_ring_along(window, qtbot):
    QTest.keyClick(window.buttons[0], Qt.Key.Key_Tab)
    window.buttons[1].deleteLater()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not window.buttons[1])
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    assert len(rings(window)) <= 1


def test_a_ring_scrolls_with_its_control(look, qtbot):
    page = Scrolled(look, inset="l", name="Page")
    buttons = [PlainButton(look, f"Number {number}") for number in range(40)]
    page.body.add(*buttons)
    place_on_screen(qtbot, page, 400, 300)
    page.activateWindow()
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is buttons[0])
    QTest.keyClick(buttons[0], Qt.Key.Key_Tab)
    (ring,) = rings(page)
    assert ring.parentWidget() is page.widget()


def test_a_splitter_does_not_adopt_the_ring(look, qtbot):
    splitter = QSplitter()
    first, second = PlainButton(look, "One"), PlainButton(look, "Two")
    splitter.addWidget(first)
    splitter.addWidget(second)
    window = QWidget()
    column = Column(look, inset="l", parent=window)
    column.add(splitter)
    place_on_screen(qtbot, window)
    window.activateWindow()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is first)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert len(rings(window)) == 1
    assert splitter.count() == 2


def test_a_control_may_show_its_focus_itself(window, qtbot):
    window.buttons[1].setProperty(NO_RING, True)
    QTest.keyClick(window.buttons[0], Qt.Key.Key_Tab)
    assert not rings(window)


def test_what_the_program_gives_the_keyboard_comes_into_sight(look, qtbot):
    page = Scrolled(look, inset="l", name="Page")
    buttons = [PlainButton(look, f"Number {number}") for number in range(40)]
    page.body.add(Words("Press one of these."), *buttons)
    place_on_screen(qtbot, page, 400, 300)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    buttons[35].setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: not buttons[35].visibleRegion().isEmpty())
    assert buttons[35].visibleRegion().boundingRect() == buttons[35].rect()
