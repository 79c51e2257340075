"""Checking, repairing and bringing back a portfolio that is not open."""

from __future__ import annotations

import pytest

from portfolio_app.errors import VaultError, WrongKeyError
from portfolio_app.model.domain.care import BackupReason, Condition
from portfolio_app.services.opened_by import OpenedBy
from tests.cli.by_hand import PASSPHRASE

TYPED = OpenedBy(text=PASSPHRASE)


def damage(folder, place):
    database = folder / "vault.db"
    content = bytearray(database.read_bytes())
    content[place] ^= 1
    database.write_bytes(content)


def test_a_sound_portfolio_is_told_as_such(program, finished):
    check_up = program.care.check(finished.folder, TYPED)
    assert check_up.condition is Condition.SOUND


def test_a_damaged_portfolio_opens_again_after_a_repair(program, finished):
    damage(finished.folder, 30)
    with pytest.raises(VaultError, match="damaged"):
        program.door.open_with_passphrase(finished.folder, PASSPHRASE)
    assert program.care.repair(finished.folder, TYPED).condition is Condition.REPAIRED
    opened = program.door.open_with_passphrase(finished.folder, PASSPHRASE)
    assert opened.verdicts.status() is not None
    opened.close()


def test_a_wrong_passphrase_repairs_nothing(program, folder):
    with pytest.raises(WrongKeyError):
        program.care.repair(folder, OpenedBy(text="another one entirely"))


def test_without_a_keyring_a_passphrase_is_asked_for(program, folder):
    with pytest.raises(WrongKeyError, match="no keyring"):
        program.care.check(folder, OpenedBy())


@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_a_lost_key_file_comes_back_from_a_backup(program, opened, folder, content):
    opened.backups.make(BackupReason.DAILY)
    opened.close()
    (folder / "keys.json").unlink()
    if content is not None:
        (folder / "keys.json").write_bytes(content)
    assert program.care.repair(folder, TYPED).condition is Condition.REPAIRED
    program.door.open_with_passphrase(folder, PASSPHRASE).close()


def test_a_lost_key_file_without_a_backup_is_told(program, folder):
    (folder / "keys.json").unlink()
    with pytest.raises(VaultError, match="lost its key file"):
        program.care.repair(folder, TYPED)


def test_backups_are_listed_without_a_key(program, opened, folder):
    made = opened.backups.make(BackupReason.DAILY)
    opened.close()
    assert program.care.backups(folder) == (made,)


def test_a_backup_comes_back_at_the_place_of_a_damaged_portfolio(program, opened, folder):
    backup = opened.backups.make(BackupReason.DAILY)
    opened.close()
    (folder / "vault.db").write_bytes(b"nothing of use")
    comparison = program.care.restore(backup.path, folder, TYPED)
    assert comparison.present is None
    program.door.open_with_passphrase(folder, PASSPHRASE).close()


def test_the_likeliest_form_is_taken_for_a_piece_that_lost_its_own(program, complete):
    pieces = [piece for piece in complete.evidence.all() if len(piece.answers) > 3]
    guessed = [program.care.form_of(piece.answers) == piece.form for piece in pieces]
    assert all(guessed)


def test_what_stands_in_for_a_lost_portfolio_is_one_of_the_pathways(program):
    portfolio = program.care.portfolio()
    assert portfolio.pathway in program.catalogue.pathways
    assert portfolio.id != program.care.portfolio().id
