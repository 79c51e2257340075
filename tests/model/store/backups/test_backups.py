"""A backup holds everything, opens with the vault's secrets, and was checked."""

from __future__ import annotations

import random
import threading
from contextlib import closing
from datetime import timedelta

import pytest

from portfolio_app.errors import CancelledError, VaultError, VaultTooNewError, WrongKeyError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.store import Passphrase, open_vault, unlock
from portfolio_app.model.store.backups import (
    BackupShelf,
    describe,
    make_backup,
    open_still,
    restore,
)
from portfolio_app.model.store.backups.container import read_header
from tests.conftest import CANARY
from tests.model.store.builders import (
    ACCOUNT,
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

CONTENT = random.Random(7).randbytes(600_000)
BY_HAND = BackupReason.BY_HAND


@pytest.fixture
def filled(vault):
    """A vault with an attachment and a word that must never be read in clear."""
    with vault.transaction() as tx:
        tx.attachments.add(PIECE, attachment(CONTENT), CONTENT)
        tx.evidence.set_answer(PIECE, ACCOUNT, answer(f"{CANARY} said"), LATER)
    return vault


@pytest.fixture
def file(tmp_path):
    return tmp_path / "elsewhere.backup"


def everything(vault):
    with vault.reading() as tx:
        pieces = tx.evidence.all()
        return pieces, [
            tx.attachments.read(a.id) for piece in pieces for a in piece.attachments
        ]


def back(file, place, secret=None):
    restore(file, place, secret or Passphrase(PASSPHRASE), at=LATER)
    return open_vault(place, secret or Passphrase(PASSPHRASE))


def test_what_was_backed_up_comes_back_whole_at_a_new_place(filled, file, tmp_path):
    made = make_backup(filled, file, reason=BY_HAND, at=NOON)
    before = everything(filled)
    with back(file, tmp_path / "new.portfolio") as restored:
        assert everything(restored) == before
        assert not integrity(restored)
    assert made == describe(file)
    assert (made.made_at, made.reason, made.size) == (NOON, BY_HAND, file.stat().st_size)


def test_a_backup_opens_with_the_recovery_code_as_well(vault, pattern, file, tmp_path):
    make_backup(vault, file, reason=BY_HAND, at=NOON)
    with back(file, tmp_path / "new.portfolio", pattern[2]) as restored:
        assert not integrity(restored)


def test_nothing_is_readable_in_a_backup(filled, file):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    content = file.read_bytes()
    for word in (CANARY, PASSPHRASE, "Sam Ekwueme", "CREATE TABLE", filled.key.data_key.hex()):
        assert word.encode() not in content
    assert filled.key.data_key not in content


def test_only_its_owner_may_read_a_backup(filled, file):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    assert file.stat().st_mode & 0o777 == 0o600


def test_any_other_secret_does_not_open_a_backup(filled, file, tmp_path):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    with pytest.raises(WrongKeyError):
        restore(file, tmp_path / "new.portfolio", Passphrase("another one entirely"), at=NOON)
    assert not (tmp_path / "new.portfolio").exists()


def test_writers_go_on_while_a_backup_is_made(filled, file, tmp_path):
    stop, written = threading.Event(), []

    def write():
        while not stop.is_set():
            text = f"turn {len(written)}"
            with filled.transaction() as tx:
                tx.evidence.set_answer(PIECE, FieldPath("a"), answer(text), LATER)
                tx.evidence.set_answer(PIECE, FieldPath("b"), answer(text), LATER)
            written.append(text)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(5):
            make_backup(filled, file, reason=BY_HAND, at=NOON)
    finally:
        stop.set()
        writer.join()
    with back(file, tmp_path / "new.portfolio") as restored, restored.reading() as tx:
        piece = tx.evidence.get(PIECE)
        assert piece.text(FieldPath("a")) == piece.text(FieldPath("b")) in written


def test_a_backup_that_is_stopped_leaves_nothing(filled, file):
    def stop(done, total):
        raise CancelledError

    with pytest.raises(CancelledError):
        make_backup(filled, file, reason=BY_HAND, at=NOON, step=stop)
    assert not list(file.parent.glob("*.backup")) + list(file.parent.glob(".new-*"))


def test_a_newer_backup_replaces_an_older_one(filled, file):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    make_backup(filled, file, reason=BY_HAND, at=LATER)
    assert describe(file).made_at == LATER


def test_nothing_but_a_backup_is_replaced(filled, file):
    file.write_bytes(b"a letter")
    with pytest.raises(VaultError, match="already something else"):
        make_backup(filled, file, reason=BY_HAND, at=NOON)
    assert file.read_bytes() == b"a letter"


def test_a_damaged_vault_is_told_when_it_is_backed_up(filled, folder, file):
    filled.close()
    key = unlock(folder, Passphrase(PASSPHRASE))
    database = folder / "vault.db"
    content = bytearray(database.read_bytes())
    content[-4096 * 9 + 50] ^= 1
    database.write_bytes(content)
    with open_vault(folder, key) as vault, pytest.raises(VaultError, match="damaged"):
        make_backup(vault, file, reason=BY_HAND, at=NOON)
    assert not file.exists()


def check_flips(filled, file, tmp_path, places):
    """A flipped byte is told, or it costs nothing; either way nothing is half restored."""
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    before, whole = everything(filled), file.read_bytes()
    told = 0
    for number, place in enumerate(places(len(whole))):
        content = bytearray(whole)
        content[place] ^= 0x10
        file.write_bytes(content)
        target = tmp_path / f"{number}.portfolio"
        try:
            with back(file, target) as restored:
                assert everything(restored) == before
        except VaultError as error:
            told += not isinstance(error, WrongKeyError)
            assert not target.exists()
    return told


def test_a_flipped_byte_in_a_backup_is_told(filled, file, tmp_path):
    dice = random.Random(5)
    assert check_flips(filled, file, tmp_path, lambda size: dice.sample(range(16, size), 15))


@pytest.mark.long
def test_many_flipped_bytes_in_a_backup_are_told(filled, file, tmp_path):
    dice = random.Random(6)
    assert check_flips(filled, file, tmp_path, lambda size: dice.sample(range(16, size), 200))


@pytest.mark.parametrize("part", [0, 3, 31, 500, 4095, 0.5, 0.99, -1, -20, -33, -600])
def test_a_backup_that_is_cut_short_is_told(filled, file, tmp_path, part):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * part) if isinstance(part, float) else part])
    with pytest.raises(VaultError, match=r"not a backup|damaged"):
        restore(file, tmp_path / "new.portfolio", Passphrase(PASSPHRASE), at=NOON)
    assert not (tmp_path / "new.portfolio").exists()


def test_a_backup_of_a_newer_release_is_refused(filled, file):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    file.write_bytes(file.read_bytes().replace(b"portfolio-backup/1", b"portfolio-backup/2"))
    with pytest.raises(VaultTooNewError):
        describe(file)


def test_the_file_is_a_database_that_opens_where_it_lies(filled, file):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    with closing(open_still(file, filled.key)) as database:
        assert database.execute("SELECT count(*) FROM evidence").fetchone() == (1,)
    assert [path.name for path in file.parent.glob("elsewhere*")] == [file.name]


def test_a_header_names_the_bytes_of_its_database(filled, file):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    assert read_header(file).database % 4096 == 0


# Taking the place of a present vault


def test_what_a_backup_replaces_is_backed_up_before(filled, folder, file):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    before = everything(filled)
    with filled.transaction() as tx:
        tx.evidence.add(evidence(2))
    newer = everything(filled)
    filled.close()
    _, comparison = restore(file, folder, Passphrase(PASSPHRASE), at=LATER)
    assert comparison.lost == ("Piece 2",)
    assert (comparison.gained, comparison.changed) == ((), ())
    assert (comparison.backup.pieces, comparison.present.pieces) == (1, 2)
    with open_vault(folder, Passphrase(PASSPHRASE)) as restored:
        assert everything(restored) == before
    (saved,) = BackupShelf(folder / "backups").all()
    assert saved.reason is BackupReason.RESTORE
    with back(saved.path, folder) as again:
        assert everything(again) == newer


def test_pieces_that_differ_are_named(filled, folder, file):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    with filled.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer("other words now"), LATER)
    filled.close()
    _, comparison = restore(file, folder, Passphrase(PASSPHRASE), at=LATER)
    assert (comparison.gained, comparison.lost, comparison.changed) == ((), (), ("Piece 1",))


def test_a_damaged_vault_is_kept_aside_and_replaced(filled, folder, file):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    before = everything(filled)
    filled.close()
    damaged = bytes(5000) + (folder / "vault.db").read_bytes()[5000:]
    (folder / "vault.db").write_bytes(damaged)
    _, comparison = restore(file, folder, Passphrase(PASSPHRASE), at=LATER)
    assert comparison.present is None
    with open_vault(folder, Passphrase(PASSPHRASE)) as restored:
        assert everything(restored) == before
    (aside,) = (folder / "backups").glob("aside-*/vault.db")
    assert aside.read_bytes() == damaged


def crash_after(filled, folder, saves, damaged_at=None):
    """Leave saves in the journal alone, as a crash does; one byte of it may be damaged."""
    for turn in range(saves):
        with filled.transaction() as tx:
            tx.evidence.set_answer(PIECE, FieldPath(f"row.{turn}"), answer(f"{turn}"), LATER)
    journal = bytearray((folder / "vault.db-wal").read_bytes())
    database = (folder / "vault.db").read_bytes()
    filled.close()  # merges what it saved, which a crash does not
    if damaged_at is not None:
        journal[damaged_at] ^= 8
    (folder / "vault.db").write_bytes(database)
    (folder / "vault.db-wal").write_bytes(journal)
    return bytes(journal), database


@pytest.mark.parametrize("damaged_at", [40, 32 + 24 + 900, -100])
def test_saves_behind_a_damaged_journal_are_kept_aside(filled, folder, file, damaged_at):
    """Opened, the vault would pass over them in silence; -100 is in the very last save."""
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    before = everything(filled)
    journal, database = crash_after(filled, folder, 5, damaged_at)
    _, comparison = restore(file, folder, Passphrase(PASSPHRASE), at=LATER)
    assert comparison.present is None
    (aside,) = (folder / "backups").glob("aside-*")
    assert comparison.kept_aside == aside
    assert (aside / "vault.db-wal").read_bytes() == journal
    assert (aside / "vault.db").read_bytes() == database
    assert not BackupShelf(folder / "backups").all()
    with open_vault(folder, Passphrase(PASSPHRASE)) as restored:
        assert everything(restored) == before


def test_saves_in_a_whole_journal_are_in_the_backup_of_what_was(filled, folder, file):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    crash_after(filled, folder, 5)
    _, comparison = restore(file, folder, Passphrase(PASSPHRASE), at=LATER)
    assert (comparison.changed, comparison.kept_aside) == (("Piece 1",), None)
    (saved,) = BackupShelf(folder / "backups").all()
    with back(saved.path, folder) as again, again.reading() as tx:
        assert tx.evidence.get(PIECE).text(FieldPath("row.4")) == "4"


def test_a_lost_key_file_comes_back_with_a_backup(filled, folder, file):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    before = everything(filled)
    filled.close()
    (folder / "keys.json").unlink()
    with back(file, folder) as restored:
        assert everything(restored) == before


@pytest.mark.parametrize("lost", ["missing", "empty"])
def test_a_lost_database_comes_back_with_a_backup(filled, folder, file, lost):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    before = everything(filled)
    filled.close()
    (folder / "vault.db").unlink()
    if lost == "empty":
        (folder / "vault.db").touch()
    with back(file, folder) as restored:
        assert everything(restored) == before
    assert not list((folder / "backups").glob("*.backup"))  # there was nothing to back up
    assert len(list((folder / "backups").glob("aside-*"))) == 1


def test_a_passphrase_changed_since_stays_the_one(filled, folder, file):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    filled.close()
    keys = (folder / "keys.json").read_bytes()
    again = keys + b"\n"  # the same slots, told apart by their bytes
    (folder / "keys.json").write_bytes(again)
    restore(file, folder, Passphrase(PASSPHRASE), at=LATER)
    assert (folder / "keys.json").read_bytes() == again


def test_another_portfolio_s_backup_brings_its_keys(vault, folder, file, tmp_path):
    other, _ = new_vault(tmp_path / "other.portfolio", passphrase="orchard lamp seven")
    with other.transaction() as tx:
        tx.evidence.add(evidence(5))
    make_backup(other, file, reason=BY_HAND, at=NOON)
    other.close()
    vault.close()
    secret = Passphrase("orchard lamp seven")
    with back(file, folder, secret) as restored, restored.reading() as tx:
        assert [piece.id for piece in tx.evidence.all()] == ["piece-5"]
    with pytest.raises(WrongKeyError):
        open_vault(folder, Passphrase(PASSPHRASE))
    (aside,) = (folder / "backups").glob("aside-*")
    with open_vault(aside, Passphrase(PASSPHRASE)) as former, former.reading() as tx:
        assert tx.evidence.get(PIECE) is not None


def test_a_vault_that_is_open_is_not_replaced(filled, folder, file):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    with pytest.raises(VaultError, match="open"):
        restore(file, folder, Passphrase(PASSPHRASE), at=LATER)


def test_a_restore_that_is_stopped_leaves_the_vault_as_it_was(filled, folder, file):
    make_backup(filled, file, reason=BY_HAND, at=NOON)
    before = everything(filled)
    filled.close()
    there = {path.name for path in folder.iterdir()}

    def stop(done, total):
        raise CancelledError

    with pytest.raises(CancelledError):
        restore(file, folder, Passphrase(PASSPHRASE), at=LATER, step=stop)
    assert {path.name for path in folder.iterdir()} == there
    with open_vault(folder, Passphrase(PASSPHRASE)) as vault:
        assert everything(vault) == before


# The shelf


def test_a_shelf_keeps_what_rotation_keeps(vault, folder):
    shelf = BackupShelf(folder / "backups")
    for number in range(14):
        shelf.add(vault, reason=BackupReason.CHANGES, at=NOON + timedelta(minutes=number))
    found = shelf.all()
    assert [backup.made_at for backup in found] == [
        NOON + timedelta(minutes=number) for number in range(13, 3, -1)
    ]
    assert len(list(shelf.folder.iterdir())) == 10


def test_two_backups_of_one_second_both_stay(vault, folder):
    shelf = BackupShelf(folder / "backups")
    first = shelf.add(vault, reason=BY_HAND, at=NOON)
    second = shelf.add(vault, reason=BY_HAND, at=NOON)
    assert {first.path, second.path} == {backup.path for backup in shelf.all()}


def test_a_half_written_backup_goes_with_the_next_one(vault, folder):
    shelf = BackupShelf(folder / "backups")
    shelf.folder.mkdir()
    (shelf.folder / ".new-abc.backup").write_bytes(b"half")
    shelf.add(vault, reason=BY_HAND, at=NOON)
    assert [path.name for path in shelf.folder.iterdir()] == ["2026-11-02-120000.backup"]


def test_a_damaged_backup_is_left_out_of_the_list(vault, folder):
    shelf = BackupShelf(folder / "backups")
    kept_one = shelf.add(vault, reason=BY_HAND, at=NOON)
    (shelf.folder / "2026-11-02-130000.backup").write_bytes(b"not one")
    assert shelf.all() == (kept_one,)


def test_a_copy_on_a_second_shelf_is_the_same_file(vault, folder, tmp_path):
    first = BackupShelf(folder / "backups").add(vault, reason=BY_HAND, at=NOON)
    second = BackupShelf(tmp_path / "network" / "drive")
    copy = second.take(first)
    assert copy.path.read_bytes() == first.path.read_bytes()
    assert second.all() == (copy,)
    assert copy.path.stat().st_mode & 0o777 == 0o600


def test_a_second_shelf_that_is_gone_is_told(vault, folder, tmp_path):
    first = BackupShelf(folder / "backups").add(vault, reason=BY_HAND, at=NOON)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(VaultError, match=r"cannot be reached|does not allow"):
        BackupShelf(tmp_path / "file" / "below").take(first)
