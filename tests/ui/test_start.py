"""What must not happen before the first window is there."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from portfolio_app.ui.settings import Settings, save_settings

SLOW = ("sqlalchemy", "reportlab", "pyhanko", "pikepdf", "keyring", "PIL", "mammoth")
SCRIPT = """
import sys
from portfolio_app.app import open_window
code = open_window()
print(code, *(name for name in sys.argv[1:] if name in sys.modules))
"""


@pytest.fixture
def loaded(home, tmp_path):
    """Return a function that starts the window, and tells which libraries it has loaded."""

    def start():
        found = subprocess.run(
            [sys.executable, "-c", SCRIPT, *SLOW],
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
