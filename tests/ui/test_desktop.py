"""The desktop's own words for "nobody is there", on buses of the test's own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LISTENER = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from portfolio_app.ui.desktop import DesktopWatch

app = QCoreApplication([])
watch = DesktopWatch(app)
heard = []
watch.away.connect(lambda: heard.append(True))
watch.away.connect(app.quit)
for words in sys.argv[1:]:
    subprocess.run(["dbus-send", "--session", "--type=signal", *words.split()], check=True)
expects = any("false" not in words for words in sys.argv[1:])
QTimer.singleShot(20_000 if expects else 300, app.quit)
app.exec()
print(len(heard))
"""

SAVER = "/org/freedesktop/ScreenSaver org.freedesktop.ScreenSaver.ActiveChanged boolean:"
SLEEP = "/org/freedesktop/login1 org.freedesktop.login1.Manager.PrepareForSleep boolean:"


def heard(*signals, bus=True):
    """Return how often the watch heard that nobody is there."""
    own_bus = 'export DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS"; exec "$@"'
    session = ["dbus-run-session", "--", "bash", "-c", own_bus, "bash"] if bus else []
    nowhere = "unix:path=/nonexistent"
    away = {"DBUS_SESSION_BUS_ADDRESS": nowhere, "DBUS_SYSTEM_BUS_ADDRESS": nowhere}
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())} | ({} if bus else away)
    command = [*session, sys.executable, "-c", LISTENER, *signals]
    result = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode == 0, result.stderr
    return int(result.stdout)


@pytest.mark.parametrize(
    "signal",
    [
        f"{SAVER}true",
        "/org/gnome/ScreenSaver org.gnome.ScreenSaver.ActiveChanged boolean:true",
        f"{SLEEP}true",
        "/org/freedesktop/login1/session/_31 org.freedesktop.login1.Session.Lock",
    ],
)
def test_a_locked_screen_and_sleep_are_heard(signal):
    assert heard(signal) == 1


def test_without_buses_nothing_is_heard_and_nothing_fails():
    assert heard(bus=False) == 0


def test_coming_back_is_not_taken_for_leaving():
    assert heard(f"{SAVER}false", f"{SLEEP}false") == 0
