"""The doctor brings back every row outside the damaged pages, and says what is lost."""

from __future__ import annotations

import errno
import os
import random
import shutil
from pathlib import Path

import pytest

from portfolio_app.errors import CancelledError, VaultError
from portfolio_app.model.domain.care import BackupReason, Condition
from portfolio_app.model.domain.names import AttachmentId, FieldPath
from portfolio_app.model.domain.wording import moment
from portfolio_app.model.store import Passphrase, open_vault, unlock
from portfolio_app.model.store.backups import BackupShelf, make_backup, restore
from portfolio_app.model.store.engine import connect_plainly
from portfolio_app.model.store.salvage import check_vault, repair_vault
from tests.model.store.builders import LATER, NOON, PASSPHRASE, PORTFOLIO
from tests.model.store.salvage.patient import (
    PAGE,
    Patient,
    Rules,
    is_well,
    make_patient,
    most_lost,
    person,
    said,
)

VAULTS = Path(__file__).parents[1] / "vaults"
"""One real vault of every schema."""


def flip(patient, *places):
    content = bytearray(patient.whole)
    for place in places:
        content[place] ^= 0x20
    patient.database.write_bytes(content)


def spoil(patient, pages, name, kind="leaf", which=0):
    """Damage one page of a table, and return its number."""
    numbers = [
        n for n, (table, sort, _) in sorted(pages.items()) if (table, sort) == (name, kind)
    ]
    flip(patient, (numbers[which] - 1) * PAGE + 1000)
    return numbers[which]


def test_a_healthy_vault_is_left_alone(patient):
    check_up = patient.repair()
    assert check_up.condition is Condition.SOUND
    assert check_up.kept_aside is None
    assert patient.database.read_bytes() == patient.whole
    (finding,) = check_up.findings
    assert "30 pieces of evidence" in finding.sentence


@pytest.mark.parametrize("place", range(16))
def test_damage_to_the_first_bytes_needs_no_doctor(patient, place):
    flip(patient, place)
    assert check_vault(patient.folder, patient.key).condition is Condition.SOUND


# Damage anywhere


def check_flips(healthy, pages, tmp_path, count):
    dice = random.Random(29)
    for number, place in enumerate(dice.sample(range(16, len(healthy.whole)), count)):
        patient = healthy.copy(tmp_path / f"{number}.portfolio")
        flip(patient, place)
        assert check_vault(patient.folder, patient.key).condition is Condition.BROKEN
        check_up = patient.repair()
        lost, most = patient.lost(), most_lost([place // PAGE + 1], pages)
        assert {table: len(rows) for table, rows in lost.items()} == {
            table: most[table] for table in most.keys() & lost.keys()
        }
        assert not lost or check_up.condition is Condition.LOST
        assert is_well(patient)
        again = check_vault(patient.folder, patient.key)
        assert again.condition is Condition.SOUND or "file" in said(again)


def test_rows_outside_a_damaged_page_come_back(healthy, pages, tmp_path):
    check_flips(healthy, pages, tmp_path, 20)


@pytest.mark.long
def test_rows_outside_a_damaged_page_always_come_back(healthy, pages, tmp_path):
    check_flips(healthy, pages, tmp_path, 200)


def check_every_page(healthy, pages, tmp_path, numbers):
    for number in numbers:
        patient = healthy.copy(tmp_path / f"{number}.portfolio")
        flip(patient, (number - 1) * PAGE + 20)
        patient.repair()
        most = most_lost([number], pages)
        assert all(len(rows) <= most.get(name, 0) for name, rows in patient.lost().items())
        assert is_well(patient)


def test_damage_to_every_page_above_rows_costs_nothing(healthy, pages, tmp_path):
    inner = [n for n, (_, kind, _) in pages.items() if kind == "internal"]
    check_every_page(healthy, pages, tmp_path, inner)


@pytest.mark.long
def test_damage_to_any_page_costs_its_rows_alone(healthy, pages, tmp_path):
    check_every_page(healthy, pages, tmp_path, pages)


def check_cuts(healthy, pages, tmp_path, cuts):
    for cut in cuts:
        patient = healthy.copy(tmp_path / f"{cut}.portfolio")
        patient.database.write_bytes(healthy.whole[:cut])
        assert check_vault(patient.folder, patient.key).condition is Condition.BROKEN
        check_up = patient.repair()
        gone = range(cut // PAGE + 1, len(healthy.whole) // PAGE + 1)
        most = most_lost(gone, pages)
        assert all(len(rows) <= most.get(name, 0) for name, rows in patient.lost().items())
        assert check_up.condition is not Condition.SOUND
        assert is_well(patient)


def test_what_a_truncated_file_still_holds_comes_back(healthy, pages, tmp_path):
    size = len(healthy.whole)
    check_cuts(healthy, pages, tmp_path, [size // 3, size - PAGE, size - 1])


@pytest.mark.long
def test_what_any_truncated_file_still_holds_comes_back(healthy, pages, tmp_path):
    size = len(healthy.whole)
    check_cuts(healthy, pages, tmp_path, random.Random(31).sample(range(size // 4, size), 50))


def check_many_damaged(healthy, pages, tmp_path, rounds):
    dice = random.Random(37)
    for number in range(rounds):
        patient = healthy.copy(tmp_path / f"{number}.portfolio")
        numbers = dice.sample(sorted(pages), dice.randint(2, 40))
        flip(patient, *((n - 1) * PAGE + 30 for n in numbers))
        patient.repair()
        most = most_lost(numbers, pages)
        assert all(len(rows) <= most.get(name, 0) for name, rows in patient.lost().items())
        assert is_well(patient)


def test_many_damaged_pages_at_once_cost_their_rows_alone(healthy, pages, tmp_path):
    check_many_damaged(healthy, pages, tmp_path, 5)


@pytest.mark.long
def test_many_damaged_pages_at_once_never_cost_more(healthy, pages, tmp_path):
    check_many_damaged(healthy, pages, tmp_path, 60)


def test_from_a_backup_everything_comes_back(patient, healthy, tmp_path):
    file = tmp_path / "saved.backup"
    with open_vault(patient.folder, patient.key) as vault:
        make_backup(vault, file, reason=BackupReason.BY_HAND, at=NOON)
    patient.database.write_bytes(bytes(len(patient.whole)))
    restore(file, patient.folder, patient.key, at=LATER)
    assert not patient.lost()
    assert is_well(patient)


def test_where_the_list_of_tables_is_lost_rows_are_still_told_apart(patient, pages):
    leaves = [n for n, page in pages.items() if page[:2] == ("sqlite_schema", "leaf")]
    flip(patient, *((number - 1) * PAGE + 30 for number in leaves))
    patient.repair()
    assert not patient.lost()
    assert is_well(patient)


# What is said, and what is done about it


def test_lost_answers_are_told_by_their_piece(patient, pages):
    spoil(patient, pages, "answer", which=10)
    told = said(patient.repair())
    titles = {row[0]: row[2] for row in patient.rows_of("answer") if row[1] == "title"}
    lost = patient.lost()["answer"]
    for piece in {row[0] for row in lost}:
        number = sum(row[0] == piece for row in lost)
        named = (
            f"“{titles[piece]}”" if (piece, "title") not in {r[:2] for r in lost} else "a piece"
        )
        assert f"{number} answers of {named}" in told


def test_a_file_of_which_a_part_is_lost_is_named(patient, pages):
    spoil(patient, pages, "attachment_chunk", "overflow", which=3)
    check_up = patient.repair()
    told = said(check_up)
    assert "“Drawing by Wren.pdf” of “Piece 1” is not whole: 1 part of 2 missing" in told
    assert "1 part of a file" in told


def test_answers_whose_piece_is_lost_stand_in_one_that_is_made_anew(patient, pages):
    spoil(patient, pages, "evidence")
    check_up = patient.repair()
    assert "30 pieces" in said(check_up, Condition.REPAIRED)
    with open_vault(patient.folder, patient.key) as vault, vault.reading() as tx:
        pieces = tx.evidence.all()
    assert len(pieces) == 30
    assert {piece.form for piece in pieces} == {"reflective-summary"}
    assert {piece.text(FieldPath("title")) for piece in pieces} == {
        f"Piece {number}" for number in range(1, 31)
    }


def test_a_file_whose_description_is_lost_stays_with_its_piece(patient, pages):
    spoil(patient, pages, "attachment")
    patient.repair()
    with open_vault(patient.folder, patient.key) as vault, vault.reading() as tx:
        for number in (1, 2):
            (file,) = tx.evidence.get(f"piece-{number}").attachments
            assert (file.id, file.name) == (f"attachment-{number}", "Found again")
            assert len(tx.attachments.read(AttachmentId(file.id))) == file.size
            assert file.media_type == "application/pdf"


def test_a_person_whose_entry_is_lost_keeps_the_nickname(patient, pages):
    spoil(patient, pages, "person")
    patient.repair()
    with open_vault(patient.folder, patient.key) as vault, vault.reading() as tx:
        assert {"Nick 1"} <= {name for person in tx.people.all() for name in person.names}


def test_lost_name_and_dates_come_from_the_latest_backup(patient, pages):
    with open_vault(patient.folder, patient.key) as vault:
        BackupShelf(patient.folder / "backups").add(vault, reason=BackupReason.DAILY, at=NOON)
    spoil(patient, pages, "portfolio")
    check_up = patient.repair()
    assert not patient.lost()
    assert check_up.kept_aside is not None


def test_lost_name_and_dates_are_made_anew_without_a_backup(patient, pages):
    spoil(patient, pages, "portfolio")
    check_up = patient.repair()
    assert "name, pathway and dates" in said(check_up, Condition.REPAIRED)
    with open_vault(patient.folder, patient.key) as vault, vault.reading() as tx:
        assert tx.portfolio.get() == PORTFOLIO


def test_the_damaged_files_are_kept_aside(patient):
    flip(patient, 5 * PAGE + 7)
    damaged = patient.database.read_bytes()
    check_up = patient.repair()
    assert (check_up.kept_aside / "vault.db").read_bytes() == damaged
    assert (check_up.kept_aside / "keys.json").exists()
    assert patient.database.read_bytes() != damaged


@pytest.mark.parametrize(
    "ruined", [b"", bytes(20 * PAGE), bytes(range(256)) * 64], ids=["empty", "zeros", "foreign"]
)
def test_a_vault_of_which_nothing_can_be_read_is_never_exchanged(patient, ruined):
    with open_vault(patient.folder, patient.key) as vault:
        BackupShelf(patient.folder / "backups").add(vault, reason=BackupReason.DAILY, at=NOON)
    patient.database.write_bytes(ruined)
    for check_up in (check_vault(patient.folder, patient.key), patient.repair()):
        assert check_up.condition is Condition.LOST
        assert check_up.kept_aside is None
        assert f"Bring back the backup of {moment(NOON.astimezone())}" in said(check_up)
        assert "30 pieces of evidence" in said(check_up)
    assert patient.database.read_bytes() == ruined
    with pytest.raises(VaultError):
        open_vault(patient.folder, patient.key)


def test_where_no_backup_holds_what_is_gone_that_is_told(patient):
    patient.database.write_bytes(b"")
    assert "empty, and it was left as it is. No backup" in said(patient.repair())


def test_a_vault_is_not_exchanged_for_one_without_a_row(patient):
    patient.database.write_bytes(patient.whole[:PAGE])
    check_up = patient.repair()
    assert check_up.condition is Condition.LOST
    assert patient.database.read_bytes() == patient.whole[:PAGE]
    assert not list(patient.folder.glob("vault-new*"))


def test_a_check_changes_nothing(patient):
    flip(patient, 50 * PAGE + 7)
    damaged = patient.database.read_bytes()
    assert check_vault(patient.folder, patient.key).condition is Condition.BROKEN
    assert patient.database.read_bytes() == damaged
    assert {path.name for path in patient.folder.iterdir()} == {"vault.db", "keys.json"}


def test_a_repair_that_is_stopped_leaves_the_vault_as_it_was(patient):
    flip(patient, 50 * PAGE + 7)
    damaged = patient.database.read_bytes()
    calls = []

    def stop(done, total):
        calls.append(done)
        if len(calls) > 1:
            raise CancelledError

    with pytest.raises(CancelledError):
        repair_vault(patient.folder, patient.key, at=LATER, guide=Rules(), step=stop)
    assert patient.database.read_bytes() == damaged
    assert {path.name for path in patient.folder.iterdir()} == {"vault.db", "keys.json"}


def test_a_vault_that_is_open_is_not_touched(patient):
    with open_vault(patient.folder, patient.key), pytest.raises(VaultError, match="open"):
        patient.repair()


def test_no_page_is_ever_written_in_clear(tmp_path):
    small = make_patient(tmp_path / "small.portfolio", pieces=2)
    flip(small, 3 * PAGE + 7)
    small.repair()
    for path in small.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [w for w in (b"listened", b"CREATE TABLE", b"Nick") if w in content]


# What is there afterwards


def test_words_are_found_after_a_repair(patient):
    flip(patient, 100 * PAGE + 7)
    patient.repair()
    connection = connect_plainly(str(patient.database), patient.key)
    found = connection.execute(
        "SELECT count(*) FROM search_index WHERE search_index MATCH 'listened'"
    ).fetchone()
    connection.close()
    assert found[0] > 100


@pytest.mark.parametrize("number", sorted(path.name for path in VAULTS.iterdir()))
def test_rows_of_every_release_come_back_and_are_brought_up_to_date(number, tmp_path):
    folder = shutil.copytree(VAULTS / number, tmp_path / "old.portfolio")
    key = unlock(folder, Passphrase(PASSPHRASE))
    size = (folder / "vault.db").stat().st_size
    old = Patient(folder, key, (folder / "vault.db").read_bytes(), {})
    flip(old, 50, size - PAGE + 50)  # the schema's first page, and the last page of all
    assert old.repair().condition in {Condition.REPAIRED, Condition.LOST}
    with open_vault(folder, key) as vault, vault.reading() as tx:
        assert {piece.id for piece in tx.evidence.all()} >= {"piece-1", "piece-2"}
        assert tx.portfolio.get() == PORTFOLIO
        assert [seal.pack_code for seal in tx.seals.all()] == ["AAAA BBBB CCCC"]


@pytest.mark.parametrize("crashed", [False, True])
def test_a_vault_where_nothing_can_be_written_is_checked_and_left_as_it_is(
    patient, monkeypatch, crashed
):
    folder, whole = patient.folder, os.open
    if crashed:
        vault = open_vault(folder, patient.key)
        with vault.transaction() as tx:
            tx.people.add(person(9))
        files = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        vault.close()
        for path, content in files.items():
            path.write_bytes(content)
        (folder / "in-use.json").unlink()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def refuse(path, flags, *rest, **named):
        if Path(path).parent == folder and flags & os.O_RDWR:
            raise OSError(errno.EROFS, "Read-only file system")
        return whole(path, flags, *rest, **named)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        assert check_vault(folder, patient.key).condition is Condition.SOUND
        with pytest.raises(VaultError, match="could not be repaired"):
            repair_vault(folder, patient.key, at=LATER, guide=Rules())
        flip(patient, 5000)
        assert check_vault(folder, patient.key).condition is Condition.BROKEN
    patient.database.write_bytes(before[patient.database])
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
