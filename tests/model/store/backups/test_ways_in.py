"""Backups that are given the present ways in: killed anywhere, each is old or new, whole."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.store import Passphrase, open_vault
from portfolio_app.model.store.backups import BackupShelf, restore
from portfolio_app.model.store.keys.changes import set_passphrase
from portfolio_app.model.store.keys.key_file import keys_in_force
from tests.model.store.builders import CHEAP, LATER, NOON, PIECE

NEW = Passphrase("quite another passphrase")

KILLED = """
import os, shutil, sys
from pathlib import Path
from portfolio_app.model.store.backups import BackupShelf
from portfolio_app.model.store.keys.key_file import keys_in_force

whole, out = map(Path, sys.argv[1:])
EVENTS = {"open", "os.rename", "os.remove", "os.utime", "os.truncate"}

def change_until_killed(folder, nth):
    keys, seen = keys_in_force(folder), 0
    def watch(event, arguments):
        nonlocal seen
        if event in EVENTS and folder.name in str(arguments[:2]):
            seen += 1
            if seen == nth:
                os.kill(os.getpid(), 9)
    sys.addaudithook(watch)
    BackupShelf(folder / "backups").give_ways_in(keys)

for nth in range(1, 200):
    folder = shutil.copytree(whole, out / f"killed-at-{nth:03}")
    child = os.fork()
    if not child:
        change_until_killed(folder, nth)
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if not ended:
        break
    assert ended == -9, ended
"""


@pytest.fixture
def changed(vault, folder):
    """A closed vault with two backups, whose passphrase was changed since."""
    shelf = BackupShelf(folder / "backups")
    for at in (NOON, LATER):
        shelf.add(vault, reason=BackupReason.DAILY, at=at)
    set_passphrase(folder, vault.key, NEW, CHEAP, LATER)
    vault.close()
    return folder


def contents(folder):
    return {path.name: path.read_bytes() for path in (folder / "backups").glob("*.backup")}


def test_killed_at_any_touch_of_a_file_every_backup_is_the_old_or_the_new(changed, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    done = shutil.copytree(changed, tmp_path / "done")
    BackupShelf(done / "backups").give_ways_in(keys_in_force(changed))
    old, new = contents(changed), contents(done)
    command = [sys.executable, "-c", KILLED, str(changed), str(out)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    outcomes = []
    for left in sorted(out.iterdir()):
        found = {n: c for n, c in contents(left).items() if not n.startswith(".new-")}
        assert found.keys() == old.keys()
        assert all(found[name] in (old[name], new[name]) for name in found)
        outcomes.append(sum(found[name] == new[name] for name in found))
        BackupShelf(left / "backups").give_ways_in(keys_in_force(left))
        assert contents(left) == new  # and no half is left
    assert outcomes == sorted(outcomes)
    assert set(outcomes) == {0, 1, 2}


def test_the_data_of_every_backup_comes_back_by_the_new_passphrase(changed, tmp_path):
    BackupShelf(changed / "backups").give_ways_in(keys_in_force(changed))
    for number, backup in enumerate(BackupShelf(changed / "backups").all()):
        place = tmp_path / f"{number}.portfolio"
        restore(backup.path, place, NEW, at=LATER)
        with open_vault(place, NEW) as vault, vault.reading() as tx:
            assert tx.evidence.get(PIECE)


@pytest.mark.parametrize("content", [b"", b"no backup at all", bytes(5000)])
def test_what_is_no_backup_is_left_and_told(changed, content):
    stray = changed / "backups" / "stray.backup"
    stray.write_bytes(content)
    told = BackupShelf(changed / "backups").give_ways_in(keys_in_force(changed))
    assert (told.renewed, told.left) == (2, (stray,))
    assert stray.read_bytes() == content
