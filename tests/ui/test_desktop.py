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


def run(program, *arguments, bus=True):
    """Run a program on buses of its own, or on none, and return what it said."""
    own_bus = 'export DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS"; exec "$@"'
    session = ["dbus-run-session", "--", "bash", "-c", own_bus, "bash"] if bus else []
    nowhere = "unix:path=/nonexistent"
    away = {"DBUS_SESSION_BUS_ADDRESS": nowhere, "DBUS_SYSTEM_BUS_ADDRESS": nowhere}
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())} | ({} if bus else away)
    command = [*session, sys.executable, "-c", program, *arguments]
    result = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def heard(*signals, bus=True):
    """Return how often the watch heard that nobody is there."""
    return int(run(LISTENER, *signals, bus=bus))


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


LOGIN_MANAGER = """
import os, select
from jeepney import DBusAddress, HeaderFields, MessageType, message_bus
from jeepney import new_method_return, new_signal
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.login1"
bus = open_dbus_connection(bus="SESSION", enable_fds=True)
bus.send_and_get_reply(message_bus.RequestName(NAME))
manager = DBusAddress("/org/freedesktop/login1", interface=f"{NAME}.Manager")

def asked():
    while True:
        call = bus.receive(timeout=20)
        if call.header.fields.get(HeaderFields.member) == "Inhibit":
            return call

def waits(pipe, seconds):
    return not select.select([pipe], [], [], seconds)[0]

def one_night(call):
    read, write = os.pipe()
    bus.send(new_method_return(call, "h", (write,)))
    os.close(write)
    print(call.body, waits(read, 0.2))
    bus.send(new_signal(manager, "PrepareForSleep", "b", (True,)))
    print(not waits(read, 20))
    bus.send(new_signal(manager, "PrepareForSleep", "b", (False,)))

print("ready", flush=True)
one_night(asked())
one_night(asked())
"""

SLEEPER = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from portfolio_app.ui.desktop import DesktopWatch

manager = subprocess.Popen(
    [sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE, text=True
)
manager.stdout.readline()
app = QCoreApplication([])
watch = DesktopWatch(app)
heard = []
watch.away.connect(lambda: heard.append(True))
ended = QTimer(app)
ended.timeout.connect(lambda: manager.poll() is not None and app.quit())
ended.start(20)
app.exec()
print(len(heard), manager.stdout.read())
"""


def test_sleep_waits_until_it_is_locked_every_time():
    result = run(SLEEPER, LOGIN_MANAGER)
    inhibited = "('sleep', 'Progression Portfolio', 'Saving and locking', 'delay') True"
    assert result.split("\n")[:4] == [f"2 {inhibited}", "True", inhibited, "True"]


def test_coming_back_is_not_taken_for_leaving():
    assert heard(f"{SAVER}false", f"{SLEEP}false") == 0
