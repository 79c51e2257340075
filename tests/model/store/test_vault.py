"""Making, opening and closing a vault; all or nothing."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from portfolio_app.errors import EvidenceError, VaultError, WrongKeyError
from portfolio_app.model.store import Passphrase, is_vault, open_vault, unlock
from tests.model.store.builders import (
    ACCOUNT,
    LATER,
    PASSPHRASE,
    PIECE,
    answer,
    evidence,
    integrity,
    new_vault,
)

SECRET = Passphrase(PASSPHRASE)


class MishapError(Exception):
    """Something that goes wrong in the middle."""


def names(folder):
    return {path.name for path in folder.iterdir()}


def text(vault):
    with vault.reading() as tx:
        return tx.evidence.get(PIECE).text(ACCOUNT)


# Making


def test_a_vault_is_a_folder_of_two_files_once_closed(vault, folder):
    assert vault.folder == folder
    vault.close()
    assert names(folder) == {"vault.db", "keys.json"}
    assert names(folder.parent) == {folder.name}
    assert is_vault(folder)


def test_only_its_owner_may_look_into_a_vault(vault, folder):
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert set(modes) == {
        "vault.db",
        "vault.db-wal",
        "vault.db-shm",
        "keys.json",
        "in-use.json",
    }
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_vault_may_take_the_place_of_an_empty_folder(folder):
    folder.mkdir()
    new_vault(folder)[0].close()
    assert is_vault(folder)


def test_a_vault_never_takes_the_place_of_anything_else(folder):
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(VaultError, match="already something at this place"):
        new_vault(folder)
    assert names(folder) == {"letter.txt"}
    assert names(folder.parent) == {folder.name}


def test_a_vault_never_takes_the_place_of_a_file_or_of_a_vault(vault, folder, tmp_path):
    (tmp_path / "file.portfolio").write_text("mine")
    for taken in (folder, tmp_path / "file.portfolio"):
        with pytest.raises(VaultError, match="already something at this place"):
            new_vault(taken)
    assert text(vault) == evidence().text(ACCOUNT)


def test_a_vault_needs_a_folder_to_lie_in(tmp_path):
    with pytest.raises(VaultError, match="does not exist"):
        new_vault(tmp_path / "missing" / "new.portfolio")


def test_making_that_fails_leaves_nothing(folder):
    with pytest.raises(MishapError):
        new_vault(folder, portfolio=Broken())
    assert not names(folder.parent)


class Broken:
    """A portfolio that cannot be stored."""

    @property
    def practitioner(self):
        raise MishapError

    id = ""


# Opening


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir()])
def test_what_is_no_vault_is_not_opened(tmp_path, make):
    path = tmp_path / "other"
    make(path)
    assert not is_vault(path)
    with pytest.raises(VaultError, match=r"no portfolio at this place|is not a portfolio"):
        open_vault(path, SECRET)


def test_a_file_is_no_vault(tmp_path):
    path = tmp_path / "pack.pdf"
    path.write_bytes(b"%PDF-2.0")
    assert not is_vault(path)
    with pytest.raises(VaultError, match="This is not a portfolio"):
        open_vault(path, SECRET)


def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(vault, folder):
    vault.close()
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(WrongKeyError, match="That passphrase does not open this portfolio"):
        open_vault(folder, Passphrase("harbour violet tandems"))
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_key_from_unlocking_opens_without_the_passphrase(vault, folder):
    vault.close()
    with open_vault(folder, unlock(folder, SECRET)) as again:
        assert text(again) == evidence().text(ACCOUNT)


def test_a_copy_of_the_folder_is_a_vault(vault, folder, tmp_path):
    vault.close()
    folder.rename(tmp_path / "moved.portfolio")
    with open_vault(tmp_path / "moved.portfolio", SECRET) as again:
        assert text(again) == evidence().text(ACCOUNT)


def test_a_vault_stays_open_when_the_working_folder_changes(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with new_vault(Path(folder.name))[0] as vault:
        monkeypatch.chdir("/")
        assert vault.folder == folder
        with vault.transaction() as tx:
            tx.evidence.add(evidence())
    assert is_vault(folder)


def test_a_closed_vault_stays_closed(vault):
    vault.close()
    vault.close()
    for door in (vault.transaction, vault.reading):
        with pytest.raises(RuntimeError, match="closed"), door():
            pass


# Transactions


def test_a_transaction_is_kept_when_it_ends_well(vault, folder):
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer("kept"), LATER)
    vault.close()
    with open_vault(folder, SECRET) as again:
        assert text(again) == "kept"


@pytest.mark.parametrize("trouble", [MishapError, KeyboardInterrupt, EvidenceError])
def test_a_transaction_that_raises_changes_nothing(vault, trouble):
    with pytest.raises(trouble), vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer("lost"), LATER)
        tx.evidence.add(evidence(2))
        raise trouble("in the middle")
    with vault.reading() as tx:
        assert tx.evidence.all() == (evidence(),)


def test_reading_sees_one_moment_while_another_writes(vault):
    with vault.reading() as before:
        assert len(before.evidence.all()) == 1
        with vault.transaction() as tx:
            tx.evidence.add(evidence(2))
        assert len(before.evidence.all()) == 1
    with vault.reading() as after:
        assert len(after.evidence.all()) == 2


def test_writing_while_reading_is_a_defect(vault):
    with pytest.raises(DBAPIError, match="readonly"), vault.reading() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer("x"), LATER)
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer("y"), LATER)
    assert text(vault) == "y"


def test_threads_write_one_after_another(vault):
    def write(number):
        for turn in range(10):
            with vault.transaction() as tx:
                piece = evidence(f"{number}-{turn}", claims=(), answers={})
                tx.evidence.add(piece)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with vault.reading() as tx:
        assert len(tx.evidence.all()) == 61
    assert not integrity(vault)
