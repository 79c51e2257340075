"""Starts writers to be killed: everything is imported once, then each is a fork.

    python -m tests.model.store.writers FOLDER DATA_KEY SALT

A line with a number on standard input starts a writer at that turn. It says its process id,
then every turn that is on the disk; when it has ended, a line with a full stop follows.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import sqlalchemy.orm

from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.store import VaultKey, open_vault
from tests.model.store.builders import LATER, PIECE, answer, attachment

LOADED = sqlalchemy.orm
ROWS = 50
"""Answers that are written in turn."""


def text_of(turn):
    return f"{turn} " * 200


def file_of(turn):
    return str(turn).encode() * 3000


def write(folder, key, start):
    """Save turn after turn, and say so each time, until killed."""
    vault = open_vault(folder, key)
    for turn in range(start, 10**9):
        with vault.transaction() as tx:
            path = FieldPath(f"row.{turn % ROWS}")
            tx.evidence.set_answer(PIECE, path, answer(text_of(turn)), LATER)
            if turn % 5 == 0:
                content = file_of(turn)
                tx.attachments.add(PIECE, attachment(content, turn), content)
        os.write(1, b"%d\n" % turn)


def main(folder, data_key, salt):
    """Start writers as they are asked for."""
    key = VaultKey(data_key=bytes.fromhex(data_key), salt=bytes.fromhex(salt))
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            write(Path(folder), key, int(line))
        os.write(1, b"process %d\n" % child)
        os.waitpid(child, 0)
        os.write(1, b".\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
