"""What a screen reader is told over the bus of assistive technology, by the real program.

    dbus-run-session -- python -m tests.ui.accessible_bus FOLDER

Starts a display, the bus and the program, walks through every page as a screen reader would
and writes what it found into the folder as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import open_dbus_connection

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
TOLD = "told.json"
ROOT = "/org/a11y/atspi/accessible/root"
FOCUSABLE, FOCUSED, SHOWING, ENABLED = 11, 12, 25, 8
"""Numbers of states, from atspi-constants.h."""
LABELLED_BY = 2
"""Number of a relation, from the same."""
TAB, KEY_SYMBOL = 0xFF09, 3
"""The key as X calls it, and that it is given so."""
BY_TAB = ("Today", "Evidence", "Timeline", "Pack", "Settings")
"""Pages that are gone round by the key itself; the others are in the process of the tests."""
PATIENCE = 50
"""How often it is asked who has the keyboard."""
INSIDE_BY_ARROWS = frozenset(("combo box", "table", "list", "page tab list"))
"""Roles within which arrow keys lead on, not Tab."""


def _address():
    """Return where the bus is, as soon as it is there, and say that somebody listens."""
    bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    status = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status")
    with open_dbus_connection("SESSION") as session:
        for _ in range(200):
            reply = session.send_and_get_reply(new_method_call(bus, "GetAddress"))
            if reply.header.message_type is MessageType.method_return and reply.body[0]:
                session.send_and_get_reply(Properties(status).set("IsEnabled", "b", True))
                return reply.body[0]
            time.sleep(0.05)
    raise SystemExit("the bus of assistive technology does not come")


class Bus:
    """Asks the programs that speak to assistive technology."""

    def __init__(self):
        self.connection = open_dbus_connection(_address())

    def ask(self, node, method, interface="Accessible", *given, signature=None):
        """Return the answer of one call."""
        name, path = node
        address = DBusAddress(path, name, f"org.a11y.atspi.{interface}")
        call = new_method_call(address, method, signature, given or ())
        body = self.connection.send_and_get_reply(call, timeout=20).body
        return body[0] if body else None

    def name(self, node):
        """Return the name of a node."""
        path = DBusAddress(node[1], node[0], "org.a11y.atspi.Accessible")
        reply = self.connection.send_and_get_reply(Properties(path).get("Name"), timeout=20)
        return reply.body[0][1] if reply.header.message_type.name == "method_return" else ""

    def label(self, node):
        """Return the name of the label that belongs to a node."""
        for kind, targets in self.ask(node, "GetRelationSet"):
            if kind == LABELLED_BY:
                return self.name(targets[0])
        return ""

    def press_tab(self):
        """Press the key on the display, as a person does."""
        keys = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry/deviceeventcontroller")
        given = (TAB, "", KEY_SYMBOL)
        self.ask(
            keys, "GenerateKeyboardEvent", "DeviceEventController", *given, signature="isu"
        )

    def focused(self, nodes, after=0):
        """Return which of `nodes` has the keyboard; those after one are asked first."""
        for _ in range(PATIENCE):
            for number in (*range(after + 1, len(nodes)), *range(after)):
                if _has(self.ask(nodes[number], "GetState"), FOCUSED):
                    return number
            time.sleep(0.01)
        return None

    def round(self, nodes):
        """Press Tab until it is back; return where it went, and where it came back to."""
        self.press_tab()
        went, here = [], self.focused(nodes)
        while here is not None and here not in went:
            went.append(here)
            self.press_tab()
            here = self.focused(nodes, here)
        return went, here

    def controls(self, node):
        """Yield every control that is there to be used: the node, its role, name and label."""
        states = self.ask(node, "GetState")
        if not _has(states, SHOWING):
            return
        if _has(states, FOCUSABLE) and _has(states, ENABLED):
            role = self.ask(node, "GetRoleName")
            yield node, role, self.name(node), self.label(node)
            if role in INSIDE_BY_ARROWS:
                return
        for child in self.ask(node, "GetChildren") or ():
            yield from self.controls(child)


def _has(states, number):
    """Whether a set of states holds one."""
    return bool(states[number // 32] >> (number % 32) & 1)


def program(folder, display):
    """Start the program on a display."""
    environment = os.environ | {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "tests.ui.accessible_program", str(folder)]
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def display():
    """Start a display; return it and its name."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        return server, f":{told.readline().strip()}"


def main(folder):
    """Walk through every page and write down what was told."""
    server, name = display()
    shown = os.environ | {"DISPLAY": name}
    launcher = subprocess.Popen([LAUNCHER, "--launch-immediately"], env=shown)
    running = None
    try:
        bus = Bus()
        running = program(folder, name)
        told = {}
        for line in running.stdout:
            page, title = line.rstrip("\n").split("\t")
            controls = list(tops(bus, title))
            told[page] = {"controls": [told_of for _, *told_of in controls]}
            if page in BY_TAB:
                went, back = bus.round([node for node, *_ in controls])
                told[page] |= {"went": went, "back": back}
            running.stdin.write("on\n")
            running.stdin.flush()
        (folder / TOLD).write_text(json.dumps(told), encoding="utf-8")
    finally:
        for process in (running, launcher, server):
            if process is not None:
                process.terminate()
                process.wait()


def tops(bus, title):
    """Yield the controls of the window called `title`."""
    desktop = ("org.a11y.atspi.Registry", ROOT)
    for application in bus.ask(desktop, "GetChildren"):
        for window in bus.ask(application, "GetChildren"):
            if bus.name(window).startswith(title):
                yield from bus.controls(window)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
