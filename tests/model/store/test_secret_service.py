"""The keyring of a real desktop: gnome-keyring on a bus of the test's own, without a desktop.

Nobody can be asked there, so whatever the keyring asks is dismissed at once, by the very
message that a person's "Cancel" sends.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
"""A bus that starts nothing by itself: neither a keyring nor a window that asks."""

PRELUDE = """
import json, os, subprocess, sys, time
from pathlib import Path
from portfolio_app.errors import WrongKeyError
from portfolio_app.model.store import (
    Passphrase, find_keyring, open_vault, slot_kinds, unlock
)
from tests.model.store.builders import PASSPHRASE, new_vault

def start(*arguments, words=""):
    command = [sys.argv[1], *arguments, "--components=secrets"]
    subprocess.run(command, input=words, text=True, check=True, capture_output=True)
    for _ in range(100):  # until it has come to the bus
        if find_keyring():
            return
        time.sleep(0.05)
    raise SystemExit("no keyring came")

def lock():
    import secretstorage
    with secretstorage.dbus_init() as bus:
        secretstorage.get_default_collection(bus).lock()

def told(ask):
    try:
        return repr(ask())
    except WrongKeyError as error:
        return f"{error.summary} {error.advice}"

here, folder = Path.cwd(), Path(sys.argv[2])
said = {}
"""

WORKING = """
start("--unlock", words="login words")
vault, _ = new_vault(folder, keyring=find_keyring())
vault.close()
said["kinds"] = sorted(slot_kinds(folder))
said["opens"] = unlock(folder, find_keyring()) == unlock(folder, Passphrase(PASSPHRASE))
kept = find_keyring()
entry = "a" * 32
kept.store(entry, bytes(range(32)))
said["kept"] = kept.load(entry) == bytes(range(32))
kept.forget(entry)
said["forgotten"] = kept.load(entry)
"""

LOCKED = """
start("--unlock", words="login words")
vault, _ = new_vault(folder, keyring=find_keyring())
vault.close()
lock()
keyring = find_keyring()
said["read"] = told(lambda: unlock(folder, keyring))
said["kept"] = told(lambda: keyring.store("e", b"x" * 32))
said["passphrase"] = bool(unlock(folder, Passphrase(PASSPHRASE)))
"""

DISMISSED = """
start("--start")  # a first keyring would have to be made, which asks for its password
keyring = find_keyring()
said["kept"] = told(lambda: keyring.store("e", b"x" * 32))
vault, _ = new_vault(folder, keyring=keyring)
vault.close()
said["kinds"] = sorted(slot_kinds(folder))
"""

ABSENT = """
said["found"] = repr(find_keyring())
vault, _ = new_vault(folder, keyring=find_keyring())
vault.close()
said["kinds"] = sorted(slot_kinds(folder))
"""


@pytest.fixture
def desktop(tmp_path, folder):
    """Return a function that runs a situation on a bus of its own; it returns what was said."""
    # A copy has no file capabilities, with which a container without them would not start it.
    daemon = shutil.copy(shutil.which("gnome-keyring-daemon"), tmp_path / "keyring-daemon")
    config = tmp_path / "bus.conf"
    config.write_text(BUS)
    for name in ("data", "run", "home"):
        (tmp_path / name).mkdir(mode=0o700)

    def run(situation, *, bus=True):
        program = PRELUDE + situation + "print(json.dumps(said))"
        session = ["dbus-run-session", "--config-file", config, "--"] if bus else []
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path / "home"),
            "XDG_DATA_HOME": str(tmp_path / "data"),
            "XDG_RUNTIME_DIR": str(tmp_path / "run"),
            "PYTHONPATH": str(Path.cwd()),
        }
        command = [*session, sys.executable, "-c", program, daemon, folder]
        result = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return run


def test_a_keyring_that_is_open_keeps_a_key_and_gives_it_back(desktop, tmp_path):
    said = desktop(WORKING)
    assert said["kinds"] == ["keyring", "passphrase", "recovery"]
    assert said["opens"]
    assert said["kept"]
    assert said["forgotten"] is None
    (stored,) = (tmp_path / "data" / "keyrings").glob("*.keyring")
    assert b"login words" not in stored.read_bytes()


def test_a_keyring_that_is_locked_is_told_and_the_passphrase_opens(desktop):
    said = desktop(LOCKED)
    sentence = "The keyring of this computer stayed locked. Go on without it: "
    assert said["read"].startswith(sentence)
    assert said["kept"].startswith(sentence)
    assert said["passphrase"]


def test_a_question_of_the_keyring_that_is_dismissed_is_told(desktop):
    said = desktop(DISMISSED)
    assert said["kept"].startswith("The keyring of this computer stayed locked.")
    assert said["kinds"] == ["passphrase", "recovery"]


@pytest.mark.parametrize("bus", [True, False])
def test_without_a_keyring_the_vault_is_made_all_the_same(desktop, bus):
    said = desktop(ABSENT, bus=bus)
    assert said == {"found": "None", "kinds": ["passphrase", "recovery"]}
