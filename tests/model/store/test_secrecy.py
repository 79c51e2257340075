"""Nothing that was written can be read from the folder, neither open nor closed."""

from __future__ import annotations

import traceback

import pytest
from sqlalchemy.exc import DBAPIError

from portfolio_app.errors import VaultError
from portfolio_app.model.store import Passphrase, open_vault, unlock
from tests.conftest import CANARY
from tests.model.store.builders import (
    ACCOUNT,
    LATER,
    PASSPHRASE,
    PIECE,
    answer,
    attachment,
    claim,
    evidence,
)


def readable(folder, *words):
    """Return the files (or names) in which any of the words stands, in common encodings."""
    needles = [
        word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    return [
        path.name
        for path in folder.rglob("*")
        if any(needle in path.name.encode() + b"\0" + path.read_bytes() for needle in needles)
    ]


def write_canaries(vault):
    content = f"%PDF {CANARY} ".encode() * 50_000
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer(f"{CANARY} said " * 3000), LATER)
        tx.attachments.add(
            PIECE, attachment(content, name=f"{CANARY}.pdf", description=CANARY), content
        )
        tx.claims.add(PIECE, claim(2), LATER)


def test_nothing_is_readable_in_the_folder(vault, folder):
    write_canaries(vault)
    with vault.reading() as tx:
        tx.evidence.all()
        words = (CANARY, PASSPHRASE, "Sam Ekwueme", "reflective-summary", "CREATE TABLE")
        assert {path.name for path in folder.iterdir()} == {
            "in-use.json",
            "keys.json",
            "vault.db",
            "vault.db-shm",
            "vault.db-wal",
        }
        assert not readable(folder, *words)
    vault.close()
    assert not readable(folder, *words)


def test_the_database_is_kept_with_the_promised_care(vault):
    promised = {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL: a save survives a power cut
        "foreign_keys": 1,
        "secure_delete": 1,  # removed words are overwritten
        "temp_store": 2,  # sorting spills nothing to the disk
    }
    with vault._engine.connect() as connection:
        for name, setting in promised.items():
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == setting


def test_keys_are_not_written_in_clear(vault, folder):
    key = unlock(folder, Passphrase(PASSPHRASE))
    for secret in (key.data_key, key.data_key.hex().encode()):
        assert not [p.name for p in folder.iterdir() if secret in p.read_bytes()]


def test_neither_words_nor_keys_show_in_the_errors_of_the_database(vault, folder):
    key = unlock(folder, Passphrase(PASSPHRASE))
    with pytest.raises(DBAPIError) as caught, vault.transaction() as tx:
        tx.evidence.add(evidence(answers={ACCOUNT: answer(CANARY)}))
    said = "".join(traceback.format_exception(caught.value))
    assert CANARY not in said
    assert "parameters hidden" in said
    assert key.data_key.hex() not in said


def test_damage_says_nothing_on_standard_error(vault, folder, capfd):
    vault.close()
    key = unlock(folder, Passphrase(PASSPHRASE))
    content = bytearray((folder / "vault.db").read_bytes())
    content[100] ^= 1
    (folder / "vault.db").write_bytes(content)
    with pytest.raises(VaultError) as caught:
        open_vault(folder, key)
    said = capfd.readouterr().err + "".join(traceback.format_exception(caught.value))
    assert "ERROR CORE" not in said
    assert key.data_key.hex() not in said
