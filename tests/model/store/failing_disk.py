"""Does one thing after another on a disk that fails at the n-th write; run under `fiu-run`.

libfiu takes the place of the C library's writing functions, so SQLite and Python both meet
what a full, failing or write-protected disk answers. Prints what went wrong as JSON.

    fiu-run -x python -m tests.model.store.failing_disk STEP...

one step for each scenario: 1 lets every write fail, 7 every seventh.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import alembic.command
import sqlalchemy.orm

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.names import AttachmentId, FieldPath
from portfolio_app.model.store import Passphrase, open_vault, unlock
from portfolio_app.model.store.backups import BackupShelf, make_backup, restore
from portfolio_app.model.store.keys.changes import set_passphrase
from portfolio_app.model.store.salvage import repair_vault
from tests.model.store.builders import (
    CHEAP,
    LATER,
    NOON,
    PASSPHRASE,
    PIECE,
    answer,
    attachment,
    evidence,
    integrity,
    new_vault,
)
from tests.model.store.salvage.patient import Rules

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
CONTENT = bytes(range(256)) * 400
FIELDS = tuple(FieldPath(f"row.{number}") for number in range(4))


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


def problems_of_saving(folder, key, fault):
    """Save a few times: what was acknowledged is there afterwards, whole."""
    attempted = {field: [""] for field in FIELDS}
    acknowledged = dict.fromkeys(FIELDS, 0)
    vault = open_vault(folder, key)
    with fault:
        for turn in range(8):
            field = FIELDS[turn % len(FIELDS)]
            attempted[field].append(f"turn {turn} " * 50)
            try:
                with vault.transaction() as tx:
                    tx.evidence.set_answer(PIECE, field, answer(attempted[field][-1]), LATER)
                    if turn == 5:
                        tx.attachments.add(PIECE, attachment(CONTENT, 9), CONTENT)
            except VaultError:
                continue
            acknowledged[field] = len(attempted[field]) - 1
        with suppress(VaultError):
            vault.close()
    with open_vault(folder, key) as again:
        with again.reading() as tx:
            piece = tx.evidence.get(PIECE)
            files = [tx.attachments.read(found.id) for found in piece.attachments]
        for field in FIELDS:
            if piece.text(field) not in attempted[field][acknowledged[field] :]:
                yield f"{field} holds {piece.text(field)[:9]!r}"
        if any(content != CONTENT for content in files):
            yield "a file is not whole"
        yield from integrity(again)


def problems_of_backing_up(folder, key, fault):
    """Back up over an older backup: the old or the new one is there, and opens."""
    file = folder.parent / "saved.backup"
    with open_vault(folder, key) as vault:
        make_backup(vault, file, reason=BackupReason.DAILY, at=NOON)
        with vault.transaction() as tx:
            tx.evidence.add(evidence(2))
        made = False
        with fault, suppress(VaultError):
            make_backup(vault, file, reason=BackupReason.DAILY, at=LATER)
            made = True
    back = folder.parent / "back.portfolio"
    restore(file, back, key, at=LATER)
    with open_vault(back, key) as vault, vault.reading() as tx:
        pieces = len(tx.evidence.all())
    if pieces not in ({2} if made else {1, 2}):
        yield f"{pieces} pieces came back"
    yield from left_behind(folder.parent)


def problems_of_restoring(folder, key, fault):
    """Bring a backup back: the former or the present state is there, and no work is lost."""
    file = folder.parent / "saved.backup"
    with open_vault(folder, key) as vault:
        make_backup(vault, file, reason=BackupReason.DAILY, at=NOON)
        with vault.transaction() as tx:
            tx.evidence.add(evidence(2))
    done = False
    with fault, suppress(VaultError):
        restore(file, folder, key, at=LATER)
        done = True
    with open_vault(folder, key) as vault:
        with vault.reading() as tx:
            pieces = len(tx.evidence.all())
        yield from integrity(vault)
    if pieces not in ({1} if done else {1, 2}):
        yield f"{pieces} pieces are there"
    kept = [*BackupShelf(folder / "backups").all(), *(folder / "backups").glob("aside-*")]
    if pieces == 1 and not kept:
        yield "the former state is gone"
    yield from left_behind(folder)


def problems_of_repairing(folder, key, fault):
    """Repair: whatever happens, a second attempt brings everything back."""
    database = folder / "vault.db"
    content = bytearray(database.read_bytes())
    content[50] ^= 1
    database.write_bytes(content)
    with fault, suppress(VaultError):
        repair_vault(folder, key, at=LATER, guide=Rules())
    repair_vault(folder, key, at=LATER, guide=Rules())
    with open_vault(folder, key) as vault:
        with vault.reading() as tx:
            if tx.evidence.get(PIECE) is None:
                yield "the piece is gone"
            if tx.attachments.read(AttachmentId("attachment-1")) != CONTENT:
                yield "the file is gone"
        yield from integrity(vault)
    yield from left_behind(folder)


def problems_of_a_new_passphrase(folder, key, fault):
    """Change the passphrase: the old or the new one opens."""
    new, done = Passphrase("orchard lamp seven"), False
    with fault, suppress(VaultError):
        set_passphrase(folder, key, new, CHEAP, LATER)
        done = True
    opening = []
    for secret in (Passphrase(PASSPHRASE), new):
        with suppress(VaultError):
            unlock(folder, secret)
            opening.append(secret)
    if opening not in ([[new]] if done else [[new], [Passphrase(PASSPHRASE)]]):
        yield f"{len(opening)} passphrases open it"


def problems_of_making_a_vault(folder, key, fault):
    """Make a vault: it is there and opens, or nothing is."""
    place, made = folder.parent / "made.portfolio", False
    with fault, suppress(VaultError):
        new_vault(place)[0].close()
        made = True
    if place.exists():
        open_vault(place, Passphrase(PASSPHRASE)).close()
    elif made:
        yield "it is not there"


def left_behind(folder):
    """Return what should have been cleared up."""
    return [
        path.name for path in folder.iterdir() if path.name.startswith((".new", "vault-new"))
    ]


SCENARIOS = {
    "save": problems_of_saving,
    "back up": problems_of_backing_up,
    "restore": problems_of_restoring,
    "repair": problems_of_repairing,
    "new passphrase": problems_of_a_new_passphrase,
    "make": problems_of_making_a_vault,
}


def main(steps):
    """Run scenarios at every n-th write, n by scenario, with every failure."""
    disk = Disk()
    with tempfile.TemporaryDirectory() as scratch:
        pattern = Path(scratch) / "pattern.portfolio"
        vault, _ = new_vault(pattern)
        with vault.transaction() as tx:
            tx.evidence.add(evidence())
            tx.attachments.add(PIECE, attachment(CONTENT), CONTENT)
        vault.close()
        told = {name: run_all(disk, pattern, vault.key, name, step) for name, step in steps}
    sys.stdout.write(json.dumps(told))
    sys.stdout.flush()
    os._exit(0)  # what takes the C library's place does not survive an orderly end


def run_all(disk, pattern, key, name, step):
    """Run one scenario until every `step`-th of its writes has failed in every way."""

    def run(at, failure, *, lasts):
        with tempfile.TemporaryDirectory(dir=pattern.parent) as place:
            folder = shutil.copytree(pattern, Path(place) / "vault.portfolio")
            fault = disk.failing(at, failure, lasts=lasts)
            found = list(map(str, SCENARIOS[name](folder, key, fault)))
        return [f"write {at}, errno {failure}, lasts {lasts}: {text}" for text in found]

    problems, runs = run(0, 0, lasts=False), 0
    for at in range(1, disk.count + 1, step):
        for failure in FAILURES:
            runs += 1
            problems += run(at, failure, lasts=runs % 2 == 0)
    return {"runs": runs, "problems": problems}


if __name__ == "__main__":
    main([(name, int(step)) for name, step in zip(SCENARIOS, sys.argv[1:], strict=True)])
