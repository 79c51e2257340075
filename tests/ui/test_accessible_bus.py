"""What Linux screen readers get to hear of every page, by the bus of assistive technology.

As root without capabilities, on a display, a bus and a home of the test's own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.model.store.test_secret_service import BUS
from tests.ui.accessible_bus import BY_TAB, TOLD

SILENT = frozenset(("", "unknown", "invalid", "panel", "redundant object", "frame", "window"))
"""Roles that do not say what can be done with a control."""
LABELLED = frozenset(("text", "entry", "password text", "spin button"))


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Return, by page, the role, name and label of everything that can have the keyboard."""
    folder = tmp_path_factory.mktemp("heard")
    config = folder / "bus.conf"
    config.write_text(BUS)
    for name in ("run", "home"):
        (folder / name).mkdir(mode=0o700)
    command = ["dbus-run-session", "--config-file", config, "--", sys.executable]
    result = subprocess.run(
        [*command, "-m", "tests.ui.accessible_bus", folder],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(folder / "home"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "PYTHONPATH": str(Path.cwd()),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr
    return json.loads((folder / TOLD).read_text(encoding="utf-8"))


def faults_of(controls):
    """Yield what a screen reader would stumble over on one page."""
    for role, name, label in controls:
        if role in SILENT:
            yield f"no role: {name!r}"
        if not (name.strip() or (role == "combo box" and label)):
            yield f"no name: {role}"
        said = name.casefold()
        if role in LABELLED and not (
            name.startswith(label) or said.endswith(f": {label.casefold()}")
        ):
            yield f"seen as {label!r}: {role} {name!r}"
        if role == "combo box" and not label:  # its own name is what is chosen in it
            yield f"no label: {role} {name!r}"
    names = Counter(name for role, name, _ in controls if role != "combo box")
    yield from (f"twice: {name!r}" for name, times in names.items() if times > 1)


@pytest.mark.long
def test_a_screen_reader_hears_what_everything_is_and_is_called(told):
    faults = [
        f"{page}: {fault}"
        for page, heard in told.items()
        for fault in faults_of(heard["controls"])
    ]
    assert not faults, "\n".join(faults)
    assert len(told) >= 20
    assert all(len(heard["controls"]) > 1 for heard in told.values())


@pytest.mark.long
def test_tab_leads_through_everything_and_back(told):
    for page in BY_TAB:
        heard = told[page]
        assert heard["back"] == heard["went"][0], page
        beside = set(range(len(heard["controls"]))) - set(heard["went"])
        # Of choices that belong together Tab meets one, of the headings beside Settings the
        # first; the arrow keys lead to the others.
        roles = {"radio button", "push button"} if page == "Settings" else {"radio button"}
        assert {heard["controls"][number][0] for number in beside} <= roles, page
