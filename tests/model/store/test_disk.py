"""A disk that is full or out of reach: one sentence, nothing lost, nothing half-written."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
import sqlalchemy
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlcipher3 import dbapi2

from portfolio_app.errors import VaultError
from portfolio_app.model.domain.names import AttachmentId
from portfolio_app.model.store import Passphrase, failures, open_vault, unlock
from portfolio_app.model.store.folder import explaining_files
from tests.model.store.builders import (
    ACCOUNT,
    LATER,
    PASSPHRASE,
    PIECE,
    answer,
    attachment,
    evidence,
    integrity,
    new_vault,
)
from tests.model.store.work_on_a_failing_disk import WORK

BIG = os.urandom(2_000_000)
FULL = "The portfolio could not be saved: the disk is full."


def fill_disk(vault):
    """Let the database grow no further, as on a full disk; every connection obeys."""

    @sqlalchemy.event.listens_for(vault._engine, "begin")
    def _(connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_is_told_and_what_was_saved_stays(vault, folder):
    fill_disk(vault)
    with pytest.raises(VaultError) as caught, vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer("half"), LATER)
        tx.attachments.add(PIECE, attachment(BIG), BIG)
    assert caught.value.summary == FULL
    assert "Everything saved before is safe." in caught.value.advice
    with vault.reading() as tx:
        assert tx.evidence.all() == (evidence(),)
    assert not integrity(vault)
    vault.close()
    with open_vault(folder, Passphrase(PASSPHRASE)) as again, again.reading() as tx:
        assert tx.evidence.all() == (evidence(),)


def test_after_a_full_disk_saving_goes_on(vault):
    fill_disk(vault)
    with pytest.raises(VaultError), vault.transaction() as tx:
        tx.attachments.add(PIECE, attachment(BIG), BIG)
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer("short"), LATER)
    with vault.reading() as tx:
        assert tx.evidence.get(PIECE).text(ACCOUNT) == "short"


LIMITED = """
import json, resource, sys
from pathlib import Path
from portfolio_app.errors import VaultError
from portfolio_app.model.domain.names import AttachmentId
from portfolio_app.model.store import VaultKey, open_vault
from tests.model.store.builders import ACCOUNT, LATER, PIECE, answer, attachment, new_vault
task, folder, data_key, salt, limit = sys.argv[1:]
limit = int(limit)
told, saved = [], 0
if task == "make":
    import alembic.command, sqlalchemy.orm
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        new_vault(Path(folder))
    except VaultError as error:
        told.append(error.summary)
else:
    key = VaultKey(data_key=bytes.fromhex(data_key), salt=bytes.fromhex(salt))
    with open_vault(Path(folder), key) as vault:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        for turn in range(1, 60):
            content = bytes([turn]) * 30_000
            try:
                with vault.transaction() as tx:
                    tx.evidence.set_answer(PIECE, ACCOUNT, answer(f"turn {turn}"), LATER)
                    tx.attachments.add(PIECE, attachment(content, turn), content)
            except VaultError as error:
                told.append(error.summary)
                break
            saved = turn
print(json.dumps({"told": told, "saved": saved}))
"""


def limited(task, folder, key=None, *, limit):
    """Run a task in a process whose files may not grow beyond `limit` bytes."""
    keys = (key.data_key.hex(), key.salt.hex()) if key else ("", "")
    command = [sys.executable, "-c", LIMITED, task, str(folder), *keys, str(limit)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_when_files_cannot_grow_every_acknowledged_save_is_there(vault, folder):
    vault.close()
    key = unlock(folder, Passphrase(PASSPHRASE))
    outcome = limited("write", folder, key, limit=1_000_000)
    assert len(outcome["told"]) == 1
    assert outcome["told"][0] in {FULL, "The portfolio's files cannot be reached."}
    with open_vault(folder, key) as again:
        with again.reading() as tx:
            piece = tx.evidence.get(PIECE)
            assert piece.text(ACCOUNT) == f"turn {outcome['saved']}"
            assert len(piece.attachments) == outcome["saved"] > 3
            for turn in range(1, outcome["saved"] + 1):
                found = tx.attachments.read(AttachmentId(f"attachment-{turn}"))
                assert found == bytes([turn]) * 30_000
        assert not integrity(again)


@pytest.mark.parametrize("limit", [0, 300, 20_000])
def test_when_files_cannot_grow_no_half_vault_is_made(folder, limit):
    outcome = limited("make", folder, limit=limit)
    assert len(outcome["told"]) == 1
    assert not list(folder.parent.iterdir())


def test_making_a_vault_on_a_full_disk_is_told(folder, monkeypatch):
    def fail(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(VaultError, match="could not be created: the disk is full"):
        new_vault(folder)
    assert not list(folder.parent.iterdir())


CODES = {
    dbapi2.SQLITE_FULL: "the disk is full",
    dbapi2.SQLITE_BUSY: "Another program",
    dbapi2.SQLITE_LOCKED: "Another program",
    dbapi2.SQLITE_READONLY: "cannot be written to",
    dbapi2.SQLITE_IOERR: "cannot be reached",
    dbapi2.SQLITE_CANTOPEN: "cannot be reached",
    dbapi2.SQLITE_CORRUPT: "is damaged",
    dbapi2.SQLITE_NOTADB: "is damaged",
}


def failure(code):
    error = dbapi2.OperationalError("said by the library")
    if code is not None:
        error.sqlite_errorcode = code
    return OperationalError("SELECT 1", None, error)


@pytest.mark.parametrize("extended", [0, 3 << 8])
@pytest.mark.parametrize("code", CODES)
def test_trouble_of_the_person_s_world_is_told(code, extended):
    with pytest.raises(VaultError, match=CODES[code]) as caught, failures.explaining():
        raise failure(code | extended)
    assert caught.value.advice
    assert "library" not in f"{caught.value}{caught.value.advice}"


@pytest.mark.parametrize("code", [None, dbapi2.SQLITE_ERROR, dbapi2.SQLITE_CONSTRAINT])
def test_every_other_database_error_is_a_defect(code):
    with pytest.raises(DBAPIError), failures.explaining():
        raise failure(code)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (28, "the disk is full"),
        (13, "does not allow it here"),
        (30, "does not allow it here"),
        (5, "cannot be reached"),
    ],
)
def test_trouble_with_files_is_told(number, sentence):
    with pytest.raises(VaultError, match=sentence) as caught, explaining_files("opened"):
        raise OSError(number, "said by the system")
    assert caught.value.advice


# --- every n-th write fails ----------------------------------------------------------------


def fail_at(**steps):
    """Let writes fail beneath SQLite and Python, every n-th of each work; check the outcome."""
    works = [f"{name.replace('_', ' ')}={step}" for name, step in steps.items()]
    command = ["fiu-run", "-x", sys.executable, "-m", "tests.model.store.failing_disk", *works]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr[-2000:]
    told = json.loads(result.stdout)
    assert all(work["writes"] for work in told.values())
    assert not [problem for work in told.values() for problem in work["problems"]]


def test_a_disk_that_fails_in_the_middle_loses_nothing_that_was_acknowledged():
    fail_at(save=37, back_up=13, restore=17, repair=110, new_passphrase=2, make=60)


def test_a_disk_that_fails_under_the_keys_of_backups_or_an_end_is_told_the_truth():
    fail_at(ways_in=5, destroy=2)


def test_a_disk_that_fails_while_everything_is_rewritten_loses_nothing():
    fail_at(new_key=19, update=40, erase=61)


@pytest.mark.long
@pytest.mark.parametrize("work", WORK)
def test_a_disk_that_fails_at_any_write_loses_nothing_that_was_acknowledged(work):
    fail_at(**{work: 1})
