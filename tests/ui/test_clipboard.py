from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtGui import QGuiApplication

from portfolio_app.ui.clipboard import SECONDS, copy_for_a_while, forget_copies


@pytest.fixture
def clipboard(qapp):
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    yield clipboard
    forget_copies()
    clipboard.clear()


def test_a_copy_is_taken_back_after_a_while(clipboard, qtbot):
    assert SECONDS == 30
    copy_for_a_while("Wren Ashdown", seconds=0.05)
    assert clipboard.text() == "Wren Ashdown"
    qtbot.waitUntil(lambda: clipboard.text() == "")


def test_what_somebody_copied_meanwhile_stays(clipboard, qtbot):
    copy_for_a_while("Wren Ashdown", seconds=0.05)
    clipboard.setText("something else")
    qtbot.wait(150)
    assert clipboard.text() == "something else"


def test_the_second_copy_has_its_own_while(clipboard, qtbot):
    copy_for_a_while("Wren Ashdown", seconds=0.05)
    copy_for_a_while("Sam Ekwueme", seconds=60)
    qtbot.wait(150)
    assert clipboard.text() == "Sam Ekwueme"


def test_copies_can_be_taken_back_at_once(clipboard):
    copy_for_a_while("Wren Ashdown")
    forget_copies()
    assert clipboard.text() == ""
    clipboard.setText("mine")
    forget_copies()
    assert clipboard.text() == "mine"


def test_histories_are_asked_to_leave_it_out(clipboard):
    copy_for_a_while("Wren Ashdown")
    content = clipboard.mimeData()
    assert bytes(content.data("x-kde-passwordManagerHint")) == b"secret"


QUITTING = """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from portfolio_app.ui.clipboard import copy_for_a_while

program = QGuiApplication([])
copy_for_a_while("Wren Ashdown")
before = QGuiApplication.clipboard().text()
QTimer.singleShot(0, program.quit)
program.exec()
print(repr((before, QGuiApplication.clipboard().text())))
"""


def test_a_copy_is_taken_back_when_the_program_quits():
    ended = subprocess.run(
        [sys.executable, "-c", QUITTING], capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "('Wren Ashdown', '')"
