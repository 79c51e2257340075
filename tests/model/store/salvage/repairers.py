"""Starts repairs to be killed: everything is imported once, then each is a fork.

    python -m tests.model.store.salvage.repairers DATA_KEY SALT

A line with a folder on standard input starts a repair of the vault there. It says its process
id, and `exchanging` when the files are about to be exchanged; when it has ended, a line with a
full stop follows.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import alembic.command
import sqlalchemy.orm

from portfolio_app.model.store import VaultKey
from portfolio_app.model.store.salvage import doctor
from tests.model.store.builders import LATER
from tests.model.store.salvage.patient import Rules

LOADED = (alembic.command, sqlalchemy.orm)


def repair(folder, key):
    keep_aside = doctor.keep_aside

    def keep_aside_and_say(*arguments):
        os.write(1, b"exchanging\n")
        return keep_aside(*arguments)

    doctor.keep_aside = keep_aside_and_say
    doctor.repair_vault(folder, key, at=LATER, guide=Rules())


def main(data_key, salt):
    """Start repairs as they are asked for."""
    key = VaultKey(data_key=bytes.fromhex(data_key), salt=bytes.fromhex(salt))
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            repair(Path(line.rstrip("\n")), key)
            signal.pause()  # to be killed all the same
        os.write(1, b"process %d\n" % child)
        os.waitpid(child, 0)
        os.write(1, b".\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
