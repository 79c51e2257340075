"""A writer that is killed loses nothing that it had acknowledged."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest

from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.store import Passphrase, open_vault, unlock
from tests.model.store.builders import PASSPHRASE, PIECE, integrity

WRITER = """
import sys
from pathlib import Path
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.store import VaultKey, open_vault
from tests.model.store.builders import LATER, PIECE, answer, attachment
folder, data_key, salt, start = sys.argv[1:]
key = VaultKey(data_key=bytes.fromhex(data_key), salt=bytes.fromhex(salt))
vault = open_vault(Path(folder), key)
for turn in range(int(start), 10**9):
    content = str(turn).encode() * 3000
    with vault.transaction() as tx:
        path, text = FieldPath(f"row.{turn % 50}"), f"{turn} " * 200
        tx.evidence.set_answer(PIECE, path, answer(text), LATER)
        if turn % 5 == 0:
            tx.attachments.add(PIECE, attachment(content, turn), content)
    print(turn, flush=True)
"""


def run_and_kill(folder, key, start, seconds):
    """Kill a writer a while after its first save and return what it acknowledged."""
    command = [sys.executable, "-c", WRITER, folder, key.data_key.hex(), key.salt.hex(), start]
    writer = subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE, text=True)
    said = [writer.stdout.readline()]
    time.sleep(seconds)
    writer.kill()
    said += writer.stdout.readlines()
    writer.wait()
    writer.stdout.close()
    # A last line without its end was still being said.
    return [int(line) for line in said if line.endswith("\n")]


def survive(folder, key, kills):
    start, dice = 0, random.Random(17)
    for _ in range(kills):
        last = run_and_kill(folder, key, start, dice.uniform(0, 0.15))[-1]
        with open_vault(folder, key) as vault:
            with vault.reading() as tx:
                piece = tx.evidence.get(PIECE)
                found = [piece.text(FieldPath(f"row.{row}")) for row in range(50)]
                for attached in piece.attachments:
                    assert len(tx.attachments.read(attached.id)) == attached.size
            assert not integrity(vault)
        latest = {text: int(text.split()[0]) for text in found if text}
        assert all(text == f"{turn} " * 200 for text, turn in latest.items())
        # One more than acknowledged may be there, whole: killed between saving and saying so.
        newest = max(latest.values())
        assert newest in {last, last + 1}
        assert sorted(latest.values()) == list(range(max(0, newest - 49), newest + 1))
        assert len(piece.attachments) == newest // 5 + 1
        start = newest + 1


def test_a_killed_writer_loses_nothing(vault, folder):
    vault.close()
    survive(folder, unlock(folder, Passphrase(PASSPHRASE)), kills=5)


@pytest.mark.long
def test_a_writer_killed_often_loses_nothing(vault, folder):
    vault.close()
    survive(folder, unlock(folder, Passphrase(PASSPHRASE)), kills=60)
