"""A restore that is killed: the journal stays with the database that it is of."""

from __future__ import annotations

import subprocess
import sys

import pytest

from portfolio_app.errors import DamagedVaultError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.store import open_vault
from portfolio_app.model.store.backups import make_backup, restore
from portfolio_app.model.store.swap import FORMER_JOURNAL, NEW_DATABASE
from tests.model.store.builders import LATER, NOON, PIECE, answer

KILLED = """
import os, shutil, sys
from pathlib import Path
from portfolio_app.model.store import Passphrase, unlock
from portfolio_app.model.store.backups import restore, restoring
from tests.model.store.builders import LATER, PASSPHRASE

whole, file, out = map(Path, sys.argv[1:])
key = unlock(whole, Passphrase(PASSPHRASE))
EVENTS = {"open", "os.rename", "os.remove", "os.truncate"}
exchange = restoring.exchange

def exchange_until_killed(folder, nth):
    seen = 0
    def watch(event, arguments):
        nonlocal seen
        if event in EVENTS and folder.name in str(arguments[:2]):
            seen += 1
            if seen == nth:
                os.kill(os.getpid(), 9)
    def exchange_watched(*arguments):
        sys.addaudithook(watch)
        exchange(*arguments)
    restoring.exchange = exchange_watched
    restore(file, folder, key, at=LATER)

for nth in range(1, 100):
    folder = shutil.copytree(whole, out / f"killed-at-{nth:03}")
    child = os.fork()
    if not child:
        exchange_until_killed(folder, nth)
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if not ended:
        break
    assert ended == -9, ended
"""


@pytest.fixture
def crashed(vault, folder, tmp_path):
    """A backup, and the vault as a crash left it: its last saves in a damaged journal."""
    file = tmp_path / "elsewhere.backup"
    make_backup(vault, file, reason=BackupReason.BY_HAND, at=NOON)
    for turn in range(4):
        with vault.transaction() as tx:
            tx.evidence.set_answer(PIECE, FieldPath(f"row.{turn}"), answer(f"{turn}"), LATER)
    journal = bytearray((folder / "vault.db-wal").read_bytes())
    database = (folder / "vault.db").read_bytes()
    vault.close()
    journal[32 + 24 + 900] ^= 8
    (folder / "vault.db").write_bytes(database)
    (folder / "vault.db-wal").write_bytes(journal)
    return folder, vault.key, file


@pytest.fixture
def killed(crashed, tmp_path):
    """Copies of that vault, each killed one touch of a file later in the exchange."""
    folder, _, file = crashed
    out = tmp_path / "out"
    out.mkdir()
    command = [sys.executable, "-c", KILLED, *map(str, (folder, file, out))]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return sorted(out.iterdir())


def is_there(left, key, journal):
    """Tell whether the backup is in the vault's place; if not, the journal must be."""
    try:
        with open_vault(left, key) as vault, vault.reading() as tx:
            assert not tx.evidence.get(PIECE).text(FieldPath("row.0"))
            done = True
    except DamagedVaultError:
        assert (left / "vault.db-wal").read_bytes() == journal
        done = False
    assert not {FORMER_JOURNAL, NEW_DATABASE} & {path.name for path in left.iterdir()}
    (aside,) = (left / "backups").glob("aside-*")
    assert (aside / "vault.db-wal").read_bytes() == journal
    return done


def test_killed_at_any_touch_of_a_file_the_journal_is_not_lost(crashed, killed):
    folder, key, _ = crashed
    journal = (folder / "vault.db-wal").read_bytes()
    outcomes = [is_there(left, key, journal) for left in killed]
    assert outcomes == sorted(outcomes)  # once the backup is there, it stays
    assert outcomes.count(False) >= 4
    assert outcomes.count(True) >= 2


def test_a_second_restore_finds_the_journal_too(crashed, killed):
    folder, key, file = crashed
    journal = (folder / "vault.db-wal").read_bytes()
    between = [left for left in killed if (left / FORMER_JOURNAL).exists()]
    undone = [left for left in between if (left / NEW_DATABASE).exists()]
    assert undone
    assert between != undone
    for left in undone:
        comparison = restore(file, left, key, at=LATER)[1]
        assert (comparison.kept_aside / "vault.db-wal").read_bytes() == journal
