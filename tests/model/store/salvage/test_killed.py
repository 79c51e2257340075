"""A repair that is killed leaves the vault as it was or repaired, and another one succeeds."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace

import pytest

from portfolio_app.model.domain.care import Condition
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.store import open_vault
from portfolio_app.model.store.engine import connect_plainly
from portfolio_app.model.store.folder import DATABASE, JOURNAL
from portfolio_app.model.store.salvage import check_vault
from portfolio_app.model.store.swap import sole_use
from tests.model.store.builders import LATER, PIECE, answer
from tests.model.store.salvage.patient import (
    PAGE,
    Patient,
    is_well,
    make_patient,
    most_lost,
    pages_of,
    rows_of,
)

SAVES = 6
REPAIR, EXCHANGE = 0.15, 0.01
"""Seconds within which a repair is killed after its start, and after it began to exchange."""


@dataclass(frozen=True)
class Crashed(Patient):
    """A patient with a journal."""

    journal: bytes

    def copy(self, folder):
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder)


@pytest.fixture(scope="module")
def crashed(tmp_path_factory):
    """A vault as a crash leaves it, its last saves in the journal alone, and what it may lose.

    A page of its database is damaged, one of claims; the journal is whole.
    """
    place = tmp_path_factory.mktemp("crashed")
    small = make_patient(place / "open.portfolio", pieces=3)
    pages = pages_of(small, place / "plain.db")
    with open_vault(small.folder, small.key) as vault:
        for turn in range(SAVES):
            with vault.transaction() as tx:
                path = FieldPath(f"row.{turn}")
                tx.evidence.set_answer(PIECE, path, answer(f"saved {turn}"), LATER)
        folder = shutil.copytree(small.folder, place / "crashed.portfolio")
    for name in ("in-use.json", "vault.db-shm"):
        (folder / name).unlink(missing_ok=True)
    rows = rows_of(connect_plainly(str(small.database), small.key))
    number = next(
        n for n, (name, kind, _) in pages.items() if (name, kind) == ("claim", "leaf")
    )
    content = bytearray((folder / DATABASE).read_bytes())
    content[(number - 1) * PAGE + 77] ^= 4
    (folder / DATABASE).write_bytes(content)
    patient = Crashed(folder, small.key, bytes(content), rows, (folder / JOURNAL).read_bytes())
    return patient, most_lost([number], pages)


class Repairs:
    """Starts one repair after another, and kills each."""

    def __init__(self, process):
        self._process = process

    def start_and_kill(self, folder, seconds, *, exchanging):
        """Kill a repair a while after its start, or after it began to exchange the files."""
        self._process.stdin.write(f"{folder}\n")
        self._process.stdin.flush()
        child, waiting = 0, exchanging
        while waiting or not child:  # the two lines come from two processes
            line = self._process.stdout.readline()
            if line.startswith("process"):
                child = int(line.split()[1])
            waiting = waiting and line != "exchanging\n"
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        while self._process.stdout.readline() != ".\n":
            pass


@pytest.fixture
def repairs(crashed):
    key = crashed[0].key
    keys = (key.data_key.hex(), key.salt.hex())
    command = [sys.executable, "-m", "tests.model.store.salvage.repairers", *keys]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        yield Repairs(process)
        process.stdin.close()


def check_killed(crashed, repairs, tmp_path, kills):
    """Kill repairs, half of them while files are exchanged; return how many had been done."""
    (patient, most), dice, done = crashed, random.Random(47), 0
    for number in range(kills):
        left = patient.copy(tmp_path / f"{number}.portfolio")
        exchanging = number % 2 == 1
        seconds = dice.uniform(0, EXCHANGE if exchanging else REPAIR)
        repairs.start_and_kill(left.folder, seconds, exchanging=exchanging)
        done += is_done(left)
        left.repair()
        assert all(len(rows) <= most.get(name, 0) for name, rows in left.lost().items())
        assert is_well(left)
        assert is_kept_aside(left)
        assert {path.name for path in left.folder.iterdir()} == {
            "backups",
            "keys.json",
            "vault.db",
        }
    return done


def is_done(left):
    """Tell whether a vault is repaired; if it is not, it must be as it was."""
    with sole_use(left.folder):
        is_as_it_was = left.database.read_bytes() == left.whole
        journal = left.folder / JOURNAL
        assert not is_as_it_was or journal.read_bytes() == left.journal
    if not is_as_it_was:
        assert check_vault(left.folder, left.key).condition is not Condition.BROKEN
        assert is_well(left)
    return not is_as_it_was


def is_kept_aside(left):
    """Tell whether the damaged files are there, as they were."""
    return any(
        (aside / DATABASE).read_bytes() == left.whole
        and (aside / JOURNAL).read_bytes() == left.journal
        for aside in (left.folder / "backups").glob("aside-*")
        if (aside / JOURNAL).exists()
    )


def test_a_repair_that_is_killed_can_be_done_again(crashed, repairs, tmp_path):
    check_killed(crashed, repairs, tmp_path, 4)


@pytest.mark.long
def test_a_repair_that_is_killed_often_can_be_done_again(crashed, repairs, tmp_path):
    done = check_killed(crashed, repairs, tmp_path, 100)
    assert 0 < done < 100
