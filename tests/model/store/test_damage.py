"""A damaged vault is told as such: never opened as another, never mistaken for a wrong key."""

from __future__ import annotations

import os
import random

import pytest

from portfolio_app.errors import VaultError, WrongKeyError
from portfolio_app.model.domain.names import AttachmentId
from portfolio_app.model.store import Passphrase, open_vault, unlock
from portfolio_app.model.store.engine import make_engine
from portfolio_app.model.store.folder import DATABASE
from tests.model.store.builders import PASSPHRASE, PIECE, attachment, evidence

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
        told += is_told(folder, key)
    # What is not told lies in pages that hold nothing; there are hardly any.
    assert told > count * 0.9


def test_flipped_bytes_are_told(closed):
    check_flips(closed, 20)


@pytest.mark.long
def test_many_flipped_bytes_are_told(closed):
    check_flips(closed, 200)


def check_cuts(closed, cuts):
    folder, key, whole = closed
    for cut in cuts:
        (folder / DATABASE).write_bytes(whole[:cut])
        assert is_told(folder, key)


def test_a_truncated_vault_is_told(closed):
    length = len(closed[2])
    check_cuts(closed, [0, 1, 16, 100, PAGE, 5 * PAGE, length // 2, length - PAGE, length - 1])


@pytest.mark.long
def test_a_vault_truncated_anywhere_is_told(closed):
    check_cuts(closed, random.Random(13).sample(range(len(closed[2])), 50))


@pytest.mark.parametrize(
    "content", [b"\0" * PAGE, os.urandom(3 * PAGE), b"SQLite format 3\0" * 900]
)
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
