"""Nobody at the keyboard for a while is noticed; whoever works is left alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from portfolio_app.ui.idle import IdleWatch
from tests.ui.helpers import place_on_screen


class Clocks:
    """One that never jumps, and one that runs while the computer sleeps."""

    def __init__(self):
        self.steady = self.wall = 1_000.0

    def __call__(self):
        return self.steady, self.wall

    def pass_by(self, seconds):
        self.steady += seconds
        self.wall += seconds


@pytest.fixture
def clocks():
    return Clocks()


@pytest.fixture
def holder(qapp):
    """Hold the watch, and take it away at the end."""
    holder = QObject()
    yield holder
    holder.deleteLater()


@pytest.fixture
def line(qtbot):
    line = QLineEdit()
    place_on_screen(qtbot, line, 200, 40)
    line.activateWindow()
    qtbot.waitUntil(line.isActiveWindow)
    return line


@pytest.fixture
def noticed(holder, clocks, line):
    """Return a function that looks, and tells whether nobody works."""
    watch = IdleWatch(holder, moment=clocks)
    heard = []
    watch.idle.connect(lambda: heard.append(True))
    watch.allow(10)

    def look():
        heard.clear()
        watch.look()
        return bool(heard)

    look.watch = watch
    return look


def test_nobody_for_ten_minutes_is_noticed_until_somebody_comes(noticed, clocks, line):
    clocks.pass_by(599)
    assert not noticed()
    clocks.pass_by(1)
    assert noticed()
    assert noticed()
    QTest.keyClick(line.windowHandle(), Qt.Key.Key_A)
    assert not noticed()


def test_keys_and_mouse_count_as_work(noticed, clocks, line):
    window = line.windowHandle()
    works = (
        lambda: QTest.keyClick(window, Qt.Key.Key_A),
        lambda: QTest.mouseMove(window, QPoint(5, 5)),
        lambda: QTest.mouseClick(window, Qt.MouseButton.LeftButton),
    )
    for work in works:
        clocks.pass_by(599)
        work()
        clocks.pass_by(599)
        assert not noticed()
        clocks.pass_by(600)
        assert noticed()
    assert line.text() == "a"


def test_time_asleep_counts_too(noticed, clocks):
    clocks.wall += 3_600
    assert noticed()


def test_a_clock_that_is_set_back_bars_nothing(noticed, clocks):
    clocks.wall -= 86_400
    clocks.steady += 600
    assert noticed()


def test_another_window_is_watched_as_soon_as_it_is_in_front(noticed, clocks, qtbot):
    other = QLineEdit()
    place_on_screen(qtbot, other, 200, 40)
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    clocks.pass_by(599)
    QTest.keyClick(other.windowHandle(), Qt.Key.Key_A)
    clocks.pass_by(599)
    assert not noticed()


def test_never_means_never(noticed, clocks):
    noticed.watch.allow(0)
    clocks.pass_by(10**9)
    assert not noticed()
