"""A damaged vault is told as such: never opened as another, never mistaken for a wrong key."""

from __future__ import annotations

import os
import random
import shutil

import pytest

from portfolio_app.errors import VaultError, WrongKeyError
from portfolio_app.model.domain.care import BackupReason, Condition
from portfolio_app.model.domain.names import AttachmentId
from portfolio_app.model.store import Passphrase, open_vault, unlock
from portfolio_app.model.store.backups import make_backup, restore
from portfolio_app.model.store.engine import make_engine
from portfolio_app.model.store.folder import BACKUPS, DATABASE
from portfolio_app.model.store.salvage import check_vault
from tests.model.store.builders import LATER, PASSPHRASE, PIECE, attachment, evidence

PAGE = 4096
CONTENT = random.Random(7).randbytes(1_500_000)
WHOLE = evidence(attachments=(attachment(CONTENT),))


@pytest.fixture
def closed(vault, folder):
    """The folder, key and database bytes of a vault with an attachment."""
    with vault.transaction() as tx:
        tx.attachments.add(PIECE, attachment(CONTENT), CONTENT)
    vault.close()
    return folder, unlock(folder, Passphrase(PASSPHRASE)), (folder / DATABASE).read_bytes()


def read_all(folder, key):
    """Read everything there is in a vault."""
    with open_vault(folder, key) as vault, vault.reading() as tx:
        return tx.evidence.all(), tx.attachments.read(AttachmentId("attachment-1"))


def is_told(folder, key):
    """Tell whether damage is explained; if it is not, all content must be sound."""
    told = None
    try:
        assert read_all(folder, key) == ((WHOLE,), CONTENT)
    except VaultError as error:
        told = error
    if told:
        assert not isinstance(told, WrongKeyError)
        assert told.summary == "The portfolio file is damaged."
        assert "Do not delete it" in told.advice
    return told is not None


def flipped(whole, place):
    content = bytearray(whole)
    content[place] ^= 0x40
    return content


@pytest.mark.parametrize("place", range(16))
def test_damage_to_the_first_bytes_costs_nothing(closed, place):
    folder, key, whole = closed
    (folder / DATABASE).write_bytes(flipped(whole, place))
    assert not is_told(folder, key)


def check_flips(closed, count):
    folder, key, whole = closed
    told = 0
    for place in random.Random(11).sample(range(16, len(whole)), count):
        (folder / DATABASE).write_bytes(flipped(whole, place))
        if is_told(folder, key):
            told += 1
        else:  # in a page that nobody has read yet, such as that of an empty table
            assert check_vault(folder, key).condition is Condition.BROKEN
    assert told > count / 2


def test_flipped_bytes_are_told(closed):
    check_flips(closed, 20)


@pytest.mark.long
def test_many_flipped_bytes_are_told(closed):
    check_flips(closed, 200)


def some_cuts(length):
    return [0, 1, 16, 100, PAGE, 5 * PAGE, length // 2, length - PAGE, length - 1]


def many_cuts(length):
    return random.Random(13).sample(range(length), 50)


def check_cuts(closed, cuts):
    folder, key, whole = closed
    for cut in cuts:
        (folder / DATABASE).write_bytes(whole[:cut])
        assert is_told(folder, key)


def test_a_truncated_vault_is_told(closed):
    check_cuts(closed, some_cuts(len(closed[2])))


@pytest.mark.long
def test_a_vault_truncated_anywhere_is_told(closed):
    check_cuts(closed, many_cuts(len(closed[2])))


OTHERS = [b"\0" * PAGE, os.urandom(3 * PAGE), b"SQLite format 3\0" * 900]
"""What may lie in the database's place after trouble with the disk."""


@pytest.mark.parametrize("content", OTHERS)
def test_another_file_in_its_place_is_told(closed, content):
    folder, key, _ = closed
    (folder / DATABASE).write_bytes(content)
    assert is_told(folder, key)


def test_a_lost_database_is_told_and_not_made_anew(closed):
    folder, key, _ = closed
    (folder / DATABASE).unlink()
    with pytest.raises(VaultError, match="lost its main file"):
        open_vault(folder, key)
    assert not (folder / DATABASE).exists()


# From backup, all


@pytest.fixture
def backup(closed, tmp_path):
    """A backup of that vault, which lies elsewhere."""
    folder, key, _ = closed
    with open_vault(folder, key) as vault:
        make_backup(vault, tmp_path / "a.backup", reason=BackupReason.BY_HAND, at=LATER)
    return tmp_path / "a.backup"


def check_restored(closed, backup, contents):
    """Bring everything back from a backup, whatever stands in the place of the database."""
    folder, key, _ = closed
    for content in contents:
        (folder / DATABASE).write_bytes(content)
        restore(backup, folder, key, at=LATER)
        assert read_all(folder, key) == ((WHOLE,), CONTENT)
        assert list((folder / BACKUPS).iterdir()), "what was there before is kept"
        shutil.rmtree(folder / BACKUPS)


def test_from_a_backup_all_comes_back_after_any_flip(closed, backup):
    whole = closed[2]
    places = [*range(0, 16, 5), *random.Random(11).sample(range(16, len(whole)), 20)]
    check_restored(closed, backup, (flipped(whole, place) for place in places))


@pytest.mark.long
def test_from_a_backup_all_comes_back_after_many_flips(closed, backup):
    whole = closed[2]
    places = [*range(16), *random.Random(11).sample(range(16, len(whole)), 200)]
    check_restored(closed, backup, (flipped(whole, place) for place in places))


def test_from_a_backup_all_comes_back_of_a_truncated_vault(closed, backup):
    whole = closed[2]
    check_restored(closed, backup, (whole[:cut] for cut in some_cuts(len(whole))))


@pytest.mark.long
def test_from_a_backup_all_comes_back_wherever_it_was_truncated(closed, backup):
    whole = closed[2]
    check_restored(closed, backup, (whole[:cut] for cut in many_cuts(len(whole))))


def test_from_a_backup_all_comes_back_in_the_place_of_another_file(closed, backup):
    check_restored(closed, backup, OTHERS)


def test_from_a_backup_all_comes_back_where_the_database_is_lost(closed, backup):
    folder, key, _ = closed
    (folder / DATABASE).unlink()
    restore(backup, folder, key, at=LATER)
    assert read_all(folder, key) == ((WHOLE,), CONTENT)


# What is whole to the eye


def test_an_encrypted_database_that_is_no_vault_is_told(closed):
    folder, key, _ = closed
    (folder / DATABASE).unlink()
    engine = make_engine(folder / DATABASE, key)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE other (a)")
    engine.dispose()
    assert is_told(folder, key)


def test_a_changed_attachment_is_told(vault):
    with vault.transaction() as tx:
        tx.attachments.add(PIECE, attachment(b"true"), b"true")
    with vault._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE attachment_chunk SET content = x'66616c7365'")
    with (
        pytest.raises(VaultError, match="The portfolio file is damaged"),
        vault.reading() as tx,
    ):
        tx.attachments.read(AttachmentId("attachment-1"))


def test_damage_that_appears_while_open_is_told(closed):
    folder, key, whole = closed
    with open_vault(folder, key) as vault:
        for page in range(2, len(whole) // PAGE):
            whole = flipped(whole, page * PAGE + 99)
        (folder / DATABASE).write_bytes(whole)
        with pytest.raises(VaultError, match="damaged"), vault.reading() as tx:
            tx.attachments.read(AttachmentId("attachment-1"))
