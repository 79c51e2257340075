"""A writer that is killed loses nothing that it had acknowledged."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.store import Passphrase, open_vault, unlock
from tests.model.store.builders import PASSPHRASE, PIECE, integrity
from tests.model.store.writers import ROWS, file_of, text_of

SAVES_MOST = 0.12
"""Seconds after its first save within which a writer is killed."""


class Writers:
    """Starts one writer after another, and kills each."""

    def __init__(self, process):
        self._process = process

    def run_and_kill(self, start, seconds):
        """Kill a writer a while after its first save; return what it acknowledged."""
        self._process.stdin.write(f"{start}\n")
        self._process.stdin.flush()
        said, child = [], 0
        while not (said and child):  # the two lines come from two processes
            line = self._process.stdout.readline()
            if line.startswith("process"):
                child = int(line.split()[1])
            else:
                said.append(line)
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        said += iter(self._process.stdout.readline, ".\n")
        return [int(line) for line in said if line.strip().isdecimal()]


@contextmanager
def writers(folder, key):
    command = [sys.executable, "-m", "tests.model.store.writers"]
    arguments = [str(folder), key.data_key.hex(), key.salt.hex()]
    with subprocess.Popen(
        [*command, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Writers(process)
        process.stdin.close()


def survive(folder, key, kills, dice):
    start = 0
    with writers(folder, key) as desk:
        for _ in range(kills):
            last = desk.run_and_kill(start, dice.uniform(0, SAVES_MOST))[-1]
            start = newest_of(folder, key, last) + 1


def newest_of(folder, key, last):
    """Check that everything up to the save `last` is there; return the newest that is."""
    with open_vault(folder, key) as vault:
        with vault.reading() as tx:
            piece = tx.evidence.get(PIECE)
            found = [piece.text(FieldPath(f"row.{row}")) for row in range(ROWS)]
            for attached in piece.attachments:
                turn = int(attached.id.rpartition("-")[2])
                assert tx.attachments.read(attached.id) == file_of(turn)
        assert not integrity(vault)
    latest = {text: int(text.split()[0]) for text in found if text}
    assert all(text == text_of(turn) for text, turn in latest.items())
    # One more than acknowledged may be there, whole: killed between saving and saying so.
    newest = max(latest.values())
    assert newest in {last, last + 1}
    assert sorted(latest.values()) == list(range(max(0, newest - ROWS + 1), newest + 1))
    assert len(piece.attachments) == newest // 5 + 1
    return newest


def test_a_killed_writer_loses_nothing(vault, folder):
    vault.close()
    survive(folder, unlock(folder, Passphrase(PASSPHRASE)), 20, random.Random(17))


@pytest.mark.long
def test_a_writer_killed_often_loses_nothing(vault, folder, tmp_path):
    vault.close()
    key, dice = unlock(folder, Passphrase(PASSPHRASE)), random.Random(19)
    for number in range(15):  # a new vault now and then, or reading it takes longest
        fresh = shutil.copytree(folder, tmp_path / f"{number}.portfolio")
        survive(fresh, key, 20, dice)
