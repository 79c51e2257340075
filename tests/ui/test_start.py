"""What must not happen before the first window is there."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from portfolio_app.ui.settings import Settings, save_settings
from portfolio_app.ui.start import FRAME_HEIGHT, within_screen

SLOW = ("sqlalchemy", "reportlab", "pyhanko", "pikepdf", "keyring", "PIL", "mammoth")
NEEDLESS = ("tomllib", "PySide6.QtDBus")
"""Quicker, but but nothing that a first window shows."""
SCRIPT = """
import builtins
import sys
from portfolio_app.app import open_window
code = open_window()
print(code, *(name for name in sys.argv[1:] if name in sys.modules))
if builtins.__import__ is not builtins.__orig_import__:
    print("source read at each import")
"""


@pytest.fixture
def loaded(home, tmp_path):
    """Return a function that starts the window, and tells which libraries it has loaded."""

    def start():
        found = subprocess.run(
            [sys.executable, "-c", SCRIPT, *SLOW, *NEEDLESS],
            env={
                **os.environ,
                "HOME": str(tmp_path),
                "PORTFOLIO_HOME": str(home),
                "PORTFOLIO_QUIT_WHEN_SHOWN": "1",
                "QT_QPA_PLATFORM": "offscreen",
            },
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return found.stdout.split()

    return start


def test_the_first_start_is_painted_before_anything_slow_is_loaded(loaded):
    assert loaded() == ["0"]


def test_unlocking_is_asked_for_before_anything_slow_is_loaded(loaded, tmp_path):
    vault = tmp_path / "mine.portfolio"
    vault.mkdir()
    save_settings(Settings().opened(vault))
    assert loaded() == ["0"]


def test_a_window_is_never_larger_than_the_screen_has_room_for(qapp):
    screen = qapp.primaryScreen()
    room = screen.availableGeometry()
    whole = (room.width(), room.height() - FRAME_HEIGHT)
    assert within_screen((room.width() + 1, room.height()), screen) == whole
    assert within_screen((640, 480), screen) == (640, 480)
