"""A lost or damaged key file comes back, and never one that does not belong to the vault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portfolio_app.errors import DamagedVaultError, VaultError, WrongKeyError
from portfolio_app.model.domain.care import BackupReason, Condition
from portfolio_app.model.domain.wording import moment
from portfolio_app.services.opened_by import OpenedBy
from tests.cli.by_hand import PASSPHRASE

TYPED = OpenedBy(text=PASSPHRASE)
NEW = "quite another passphrase"


@pytest.fixture
def backup(opened):
    """A backup with the passphrase that the portfolio was made with."""
    return opened.backups.make(BackupReason.DAILY)


@pytest.fixture
def keys(folder):
    return folder / "keys.json"


def changed(text, name):
    """Return a key file in which one character of what `name` says is another."""
    before = json.loads(text)[name]
    return text.replace(before, ("0" if before[0] != "0" else "1") + before[1:])


def repaired(check_up):
    return " ".join(
        finding.sentence
        for finding in check_up.findings
        if finding.condition is Condition.REPAIRED
    )


def renew(opened, passphrase):
    keys = opened.keys
    keys.renew(keys.prove_by_passphrase(PASSPHRASE), passphrase, keys.draw_code())


@pytest.mark.parametrize("name", ["vault", "salt", "check"])
def test_slots_that_are_whole_outlive_a_damaged_head(
    program, opened, folder, keys, backup, name
):
    proof = opened.keys.prove_by_passphrase(PASSPHRASE)
    opened.keys.set_passphrase(proof, NEW)  # the backup knows the former one alone
    opened.close()
    sound = keys.read_text()
    keys.write_text(changed(sound, name))
    check_up = program.care.repair(folder, OpenedBy(text=NEW))
    assert "2 ways in could be read" in repaired(check_up)
    assert keys.read_text() == sound
    assert (check_up.kept_aside / "keys.json").read_text() == changed(sound, name)
    program.door.open_with_passphrase(folder, NEW).close()


def test_slots_come_out_of_a_file_that_is_torn(program, folder, keys):
    sound = keys.read_text()
    keys.write_text(sound.rstrip()[:-1])
    assert "could be read" in repaired(program.care.repair(folder, TYPED))
    assert keys.read_text() == sound


def test_the_date_of_the_backup_is_told_whose_keys_came_back(
    program, opened, folder, keys, backup
):
    opened.close()
    keys.unlink()
    check_up = program.care.repair(folder, TYPED)
    assert check_up.condition is Condition.REPAIRED
    assert moment(backup.made_at.astimezone()) in repaired(check_up)


@pytest.fixture
def unreached(program, opened, folder, keys, backup):
    """A portfolio whose key file is lost, and whose passphrase was changed past its backup."""
    opened.keys.set_passphrase(opened.keys.prove_by_passphrase(PASSPHRASE), NEW)
    opened.close()
    keys.unlink()
    return folder, backup


def test_a_passphrase_that_no_backup_knows_is_told_with_what_can_be_done(program, unreached):
    folder, backup = unreached
    with pytest.raises(WrongKeyError) as told:
        program.care.repair(folder, OpenedBy(text=NEW))
    assert "does not open those in its backup" in told.value.summary
    assert moment(backup.made_at.astimezone()) in told.value.summary
    assert "If you have changed the passphrase, use the one from before" in told.value.advice
    assert program.care.repair(folder, TYPED).condition is Condition.REPAIRED


def test_a_passphrase_that_the_backups_were_given_brings_the_keys_back(
    program, opened, folder, keys, backup
):
    opened.keys.set_passphrase(opened.keys.prove_by_passphrase(PASSPHRASE), NEW)
    opened.backups.bring_ways_in()
    opened.close()
    sound = keys.read_text()
    keys.unlink()
    assert program.care.repair(folder, OpenedBy(text=NEW)).condition is Condition.REPAIRED
    assert keys.read_text() == sound


def test_a_wrong_passphrase_leaves_a_damaged_key_file_as_it_is(
    program, opened, folder, keys, backup
):
    opened.close()
    keys.write_text("{}")
    with pytest.raises(WrongKeyError):
        program.care.repair(folder, OpenedBy(text="another one entirely"))
    assert keys.read_text() == "{}"
    assert not list(folder.glob("backups/aside-*"))


def test_a_key_file_that_cannot_be_read_at_this_moment_is_left_alone(
    program, opened, folder, keys, backup
):
    opened.close()
    keys.rename(folder / "elsewhere.json")
    keys.symlink_to("/proc/self/mem")  # a regular file whose reading fails: EIO
    with pytest.raises(VaultError, match="cannot be reached") as caught:
        program.care.repair(folder, TYPED)
    assert not isinstance(caught.value, DamagedVaultError)
    assert keys.readlink() == Path("/proc/self/mem")


@pytest.mark.parametrize("content", [None, "{}"])
def test_keys_from_before_a_renewal_are_not_put_back(
    program, opened, folder, keys, backup, content
):
    renew(opened, NEW)
    opened.close()
    for made in folder.glob("backups/*.backup"):
        if made != backup.path:
            made.unlink()
    keys.unlink()
    if content is not None:
        keys.write_text(content)
    whole = (folder / "vault.db").read_bytes()
    with pytest.raises(DamagedVaultError, match="do not open the portfolio file"):
        program.care.repair(folder, TYPED)
    assert (folder / "vault.db").read_bytes() == whole
    assert keys.exists() is (content is not None)


def test_keys_come_back_when_the_beginning_of_the_database_is_damaged_too(
    program, opened, folder, keys, backup
):
    opened.close()
    keys.unlink()
    database = folder / "vault.db"
    database.write_bytes(bytes(16) + database.read_bytes()[16:])
    program.care.repair(folder, TYPED)
    program.door.open_with_passphrase(folder, PASSPHRASE).close()


def test_a_renewed_key_stands_in_a_backup_at_once(program, opened, folder, keys, backup):
    renew(opened, NEW)
    opened.close()
    sound = keys.read_text()
    keys.unlink()
    with pytest.raises(WrongKeyError):
        program.care.repair(folder, TYPED)
    assert program.care.backups(folder)[0].reason is BackupReason.RENEWAL
    assert program.care.repair(folder, OpenedBy(text=NEW)).condition is Condition.REPAIRED
    assert keys.read_text() == sound
    program.door.open_with_passphrase(folder, NEW).close()
