"""Does one thing after another on a disk that fails at the n-th write; run under `fiu-run`.

libfiu takes the place of the C library's writing functions, so SQLite and Python both meet
what a full, failing or write-protected disk answers. Prints what went wrong as JSON.

    fiu-run -x python -m tests.model.store.failing_disk NAME=STEP...

one step for each piece of work: 1 lets every write fail, mostly in every way; 7 every seventh,
in one way after another.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import alembic.command
import sqlalchemy.orm

from tests.model.store.builders import PIECE, attachment, evidence, new_vault
from tests.model.store.work_on_a_failing_disk import CONTENT, WORK

LOADED = (alembic.command, sqlalchemy.orm)
"""Loaded beforehand: what is loaded while writes fail could not be compiled."""
POINTS = (
    "posix/io/rw/write",
    "posix/io/rw/pwrite",
    "posix/io/rw/ftruncate",
    "posix/io/sync/fsync",
    "posix/io/sync/fdatasync",
    "posix/io/dir/rename",
)
FAILURES = (errno.ENOSPC, errno.EIO, errno.EROFS)
MANY = 400
"""So many writes meet the ways of failing in turn; fewer meet all of them each."""


class Disk:
    """Counts what is written, and fails at one place: once, or from there on."""

    def __init__(self):
        kind = ctypes.CFUNCTYPE(
            ctypes.c_int,
            ctypes.c_char_p,
            ctypes.POINTER(ctypes.c_int),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_uint),
        )
        self._fiu = ctypes.CDLL("libfiu.so.0")
        self._fiu.fiu_init(0)
        self._fiu.fiu_enable_external.argtypes = [
            ctypes.c_char_p,
            ctypes.c_int,
            ctypes.c_void_p,
            ctypes.c_uint,
            kind,
        ]
        self._asked = kind(self._answer)
        self.count = self._at = 0
        self._lasts = False

    @contextmanager
    def failing(self, at, number, *, lasts):
        """Fail at the write `at`, counted from 1; at none if it is 0."""
        self.count, self._at, self._lasts = 0, at, lasts
        for point in POINTS:
            self._fiu.fiu_enable_external(point.encode(), 1, number, 0, self._asked)
        try:
            yield
        finally:
            for point in POINTS:
                self._fiu.fiu_disable(point.encode())

    def _answer(self, name, failnum, info, flags):
        self.count += 1
        has_come = self.count >= self._at if self._lasts else self.count == self._at
        return int(bool(self._at) and has_come)


def main(steps):
    """Do each work until every n-th of its writes has failed, n by its name."""
    disk = Disk()
    with tempfile.TemporaryDirectory() as scratch:
        pattern = Path(scratch) / "pattern.portfolio"
        vault, _ = new_vault(pattern)
        with vault.transaction() as tx:
            tx.evidence.add(evidence())
            tx.attachments.add(PIECE, attachment(CONTENT), CONTENT)
        vault.close()
        told = {name: do_all(disk, pattern, vault.key, name, step) for name, step in steps}
    sys.stdout.write(json.dumps(told))
    sys.stdout.flush()
    os._exit(0)  # what takes the C library's place does not survive an orderly end


def do_all(disk, pattern, key, name, step):
    """Do one work until every `step`-th of its writes has failed."""

    def do(at, failure, *, lasts):
        with tempfile.TemporaryDirectory(dir=pattern.parent) as place:
            folder = shutil.copytree(pattern, Path(place) / "vault.portfolio")
            fault = disk.failing(at, failure, lasts=lasts)
            found = list(map(str, WORK[name](folder, key, fault)))
        return [f"write {at}, errno {failure}, lasts {lasts}: {text}" for text in found]

    problems = do(0, 0, lasts=False)
    writes = range(1, disk.count + 1, step)
    is_thorough = step == 1 and len(writes) < MANY
    for turn, at in enumerate(writes):
        ways = FAILURES if is_thorough else FAILURES[turn % len(FAILURES) :][:1]
        for number, failure in enumerate(ways, turn):
            problems += do(at, failure, lasts=number % 2 == 0)
    return {"writes": len(writes), "problems": problems}


if __name__ == "__main__":
    main(
        [(name, int(step)) for name, _, step in (each.partition("=") for each in sys.argv[1:])]
    )
