"""No former passphrase, code or keyring opens anything that is in reach after a change."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from portfolio_app.app import assemble
from portfolio_app.errors import CancelledError, ReadOnlyError, WrongKeyError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.domain.ways_in import SlotKind
from portfolio_app.model.store import Passphrase, RecoveryCode
from portfolio_app.model.store.backups import read_header
from portfolio_app.model.store.keys.key_file import KeyFile, keys_in_force
from portfolio_app.model.store.keys.slots import Slot
from portfolio_app.model.store.keys.unlock import unlock_keys
from portfolio_app.model.store.keys.wrapping import kind_of, wrapping_key
from portfolio_app.services.opened_by import OpenedBy
from tests.cli.by_hand import PASSPHRASE, QUICK
from tests.model.store.keyrings import MemoryKeyring, keyring_of
from tests.services.helpers import LEVEL_3, Listener, SetClock

NEW = "quite another passphrase"
NEWEST = "the very newest passphrase"


@pytest.fixture
def keyring():
    return keyring_of(MemoryKeyring())


@pytest.fixture
def door(keyring):
    return assemble(clock=SetClock(), cost=QUICK, find_keyring=lambda: keyring).door


@pytest.fixture
def made(door, tmp_path):
    """A portfolio with two backups, both in a second place too, and its recovery code."""
    opened, code = door.create(
        tmp_path / "mine.portfolio",
        pathway=LEVEL_3,
        practitioner=Practitioner(name="Priya Nair"),
        passphrase=PASSPHRASE,
    )
    (tmp_path / "drive").mkdir()
    opened.backups.choose_second_place(tmp_path / "drive")
    for _ in range(2):
        opened.backups.make(BackupReason.DAILY)
        opened.backups.copy_latest()
    yield opened, code
    opened.close()


def files_in_reach(opened):
    """Return every file of the portfolio, its backups included, wherever it lies."""
    places = (opened.vault.folder, *opened.backups.places())
    return {file for place in places for file in place.rglob("*") if file.is_file()}


def backups(opened):
    return sorted(file for file in files_in_reach(opened) if file.suffix == ".backup")


def slots_anywhere(content):
    """Yield whatever reads as a slot from any byte of a file on, sound or not."""
    decoder, text = json.JSONDecoder(), content.decode("latin-1")
    for brace in re.finditer(r"\{", text):
        try:
            entry, _ = decoder.raw_decode(text, brace.start())
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, dict) and "wrapped" in entry:
            slot = Slot.from_json(entry)
            assert slot, entry
            yield slot


def opened_by(opened, secrets):
    """Return what any of these secrets opens: tried on every slot in every file in reach."""
    vault_id, found = keys_in_force(opened.vault.folder).vault_id, set()
    for file in files_in_reach(opened):
        for slot in slots_anywhere(file.read_bytes()):
            for secret in secrets:
                if slot.kind is kind_of(secret):
                    key = wrapping_key(secret, slot, vault_id)
                    if key and slot.unwrapped(key, vault_id):
                        found.add(file.name)
    return found


def wrapped_in(opened):
    """Return what each present slot holds, as it stands in the files."""
    return [slot.wrapped.hex().encode() for slot in keys_in_force(opened.vault.folder).slots]


def changed_passphrase(keys, proof, keyring):
    keys.set_passphrase(proof, NEW)
    return [Passphrase(PASSPHRASE)]


def changed_code(keys, proof, keyring):
    keys.keep_code(proof, keys.draw_code())
    return []


def removed_passphrase(keys, proof, keyring):
    (way,) = [way for way in keys.ways_in() if way.kind is SlotKind.PASSPHRASE]
    keys.revoke(proof, way.id)
    return [Passphrase(PASSPHRASE)]


def removed_keyring(keys, proof, keyring):
    keys.remove_keyring(proof)
    return [keyring]


@pytest.mark.parametrize(
    "change", [changed_passphrase, changed_code, removed_passphrase, removed_keyring]
)
def test_what_was_replaced_opens_nothing_in_reach(change, made, keyring):
    opened, code = made
    before = wrapped_in(opened)
    former = change(opened.keys, opened.keys.prove_by_passphrase(PASSPHRASE), keyring)
    if change is changed_code:
        former = [RecoveryCode.parse(code)]
    if change is not removed_keyring:
        assert opened_by(opened, former) == {file.name for file in backups(opened)}
    told = opened.backups.bring_ways_in()
    assert (told.renewed, told.left, told.older) == (4, (), 0)
    assert opened_by(opened, former) == set()
    gone = set(before) - set(wrapped_in(opened))
    assert gone
    for file in files_in_reach(opened):
        content = file.read_bytes()
        assert not any(wrapped in content for wrapped in gone), file.name


def test_every_former_secret_in_turn_opens_nothing(made, keyring):
    opened, code = made
    keys, former = opened.keys, [Passphrase(PASSPHRASE), RecoveryCode.parse(code)]
    for words in (NEW, NEWEST):
        keys.set_passphrase(keys.prove_by_passphrase(former[0].text), words)
        drawn = keys.draw_code()
        keys.keep_code(keys.prove_by_passphrase(words), drawn)
        opened.backups.bring_ways_in()
        assert opened_by(opened, former) == set()
        former = [Passphrase(words), RecoveryCode.parse(drawn), *former]
    everywhere = {file.name for file in (*backups(opened), opened.vault.folder / "keys.json")}
    for secret in former[:2]:
        assert opened_by(opened, [secret]) == everywhere


def test_the_present_passphrase_brings_an_older_backup_back(made, door, tmp_path, program):
    opened, _ = made
    opened.keys.set_passphrase(opened.keys.prove_by_passphrase(PASSPHRASE), NEW)
    opened.backups.bring_ways_in()
    for number, file in enumerate(backups(opened)):
        place = tmp_path / f"back-{number}.portfolio"
        program.care.restore(file, place, OpenedBy(text=NEW))
        door.open_with_passphrase(place, NEW).close()


def test_nothing_but_the_ways_in_of_a_backup_is_another(made):
    opened, _ = made
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in backups(opened)}
    due = opened.backups.due()
    opened.keys.set_passphrase(opened.keys.prove_by_passphrase(PASSPHRASE), NEW)
    opened.backups.bring_ways_in()
    for file, (content, time) in before.items():
        header = read_header(file)
        assert file.read_bytes()[: header.database] == content[: header.database]
        assert file.stat().st_mtime_ns == time
        assert file.stat().st_mode & 0o777 == 0o600
        assert KeyFile.from_json(header.keys) == keys_in_force(opened.vault.folder)
    assert opened.backups.due() == due
    assert opened.backups.bring_ways_in().renewed == 0  # once is enough


def test_a_second_place_out_of_reach_is_told_and_done_when_it_is_back(made, tmp_path):
    opened, _ = made
    away = (tmp_path / "drive").rename(tmp_path / "away")
    opened.keys.set_passphrase(opened.keys.prove_by_passphrase(PASSPHRASE), NEW)
    told = opened.backups.bring_ways_in()
    assert told.renewed == 2
    assert told.left == (opened.backups.places()[1],)
    assert "cannot be reached" in told.trouble
    away.rename(tmp_path / "drive")
    assert opened_by(opened, [Passphrase(PASSPHRASE)])
    assert opened.backups.bring_ways_in().renewed == 2
    assert opened_by(opened, [Passphrase(PASSPHRASE)]) == set()


def test_backups_of_a_former_key_are_left_and_counted(made):
    opened, _ = made
    keys = opened.keys
    former = {file: file.read_bytes() for file in backups(opened)}
    keys.renew(keys.prove_by_passphrase(PASSPHRASE), NEW, keys.draw_code())
    told = opened.backups.bring_ways_in()
    assert (told.renewed, told.older, told.left) == (0, 4, ())
    assert all(file.read_bytes() == content for file, content in former.items())
    keys.set_passphrase(keys.prove_by_passphrase(NEW), NEWEST)
    assert opened.backups.bring_ways_in().renewed == 1  # the one that was made at once


def test_a_key_file_that_was_kept_aside_changes_too(made, program, tmp_path):
    opened, _ = made
    aside = opened.vault.folder / "backups" / "aside-2026-11-22-120000-x"
    aside.mkdir()
    for name in ("keys.json", "vault.db"):
        shutil.copy(opened.vault.folder / name, aside / name)
    torn = opened.vault.folder / "backups" / "aside-2026-11-22-120001-x"
    torn.mkdir()
    whole = (aside / "keys.json").read_text()
    (torn / "keys.json").write_text(whole.rstrip()[:-1])
    opened.keys.set_passphrase(opened.keys.prove_by_passphrase(PASSPHRASE), NEW)
    assert opened.backups.bring_ways_in().renewed == 6
    assert opened_by(opened, [Passphrase(PASSPHRASE)]) == set()
    program.door.open_with_passphrase(aside, NEW).close()


def test_a_half_written_backup_does_not_keep_former_ways_in(made):
    opened, _ = made
    shutil.copy(backups(opened)[0], opened.vault.folder / "backups" / ".new-abc.backup")
    opened.keys.set_passphrase(opened.keys.prove_by_passphrase(PASSPHRASE), NEW)
    opened.backups.bring_ways_in()
    assert opened_by(opened, [Passphrase(PASSPHRASE)]) == set()


def test_a_damaged_slot_is_never_copied_over_a_sound_one(made):
    opened, code = made
    path = opened.vault.folder / "keys.json"
    content = json.loads(path.read_text())
    spoilt = next(slot for slot in content["slots"] if slot["kind"] == "recovery")
    spoilt["wrapped"] = "00" + spoilt["wrapped"][2:]
    path.write_text(json.dumps(content))
    told = opened.backups.bring_ways_in()
    assert told.renewed == 0
    assert set(told.left) == set(backups(opened))
    assert "key file is damaged" in told.trouble
    for file in backups(opened):
        unlock_keys(KeyFile.from_json(read_header(file).keys), RecoveryCode.parse(code))


def test_a_backup_that_is_damaged_or_of_another_vault_is_not_touched(made, door, tmp_path):
    opened, _ = made
    other, _ = door.create(
        tmp_path / "other.portfolio",
        pathway=LEVEL_3,
        practitioner=Practitioner(name="Joanna"),
        passphrase=NEW,
    )
    stranger = other.backups.make(BackupReason.DAILY).path
    other.close()
    theirs = Path(shutil.copy(stranger, opened.vault.folder / "backups" / "other.backup"))
    damaged = backups(opened)[0]
    damaged.write_bytes(damaged.read_bytes()[:-40])
    before = theirs.read_bytes(), damaged.read_bytes()
    opened.keys.set_passphrase(opened.keys.prove_by_passphrase(PASSPHRASE), NEWEST)
    told = opened.backups.bring_ways_in()
    assert told.left == (damaged,)
    assert told.renewed == 3
    assert (theirs.read_bytes(), damaged.read_bytes()) == before


def test_whoever_only_reads_changes_no_backup(made, door):
    opened, _ = made
    reader = door.open_with_passphrase(opened.vault.folder, PASSPHRASE)
    opened.keys.set_passphrase(opened.keys.prove_by_passphrase(PASSPHRASE), NEW)
    assert reader.backups.bring_ways_in().renewed == 0
    reader.close()
    assert opened.backups.bring_ways_in().renewed == 4


def test_whoever_only_reads_makes_and_copies_no_backup(made, door, tmp_path):
    """It would hold what was erased since, and be in the way of who writes."""
    opened, _ = made
    for copy in (tmp_path / "drive").rglob("*.backup"):
        copy.unlink()
    before = files_in_reach(opened)
    half = opened.vault.folder / "backups" / ".new-abc.backup"
    half.write_bytes(b"what the other program is writing")
    reader = door.open_with_passphrase(opened.vault.folder, PASSPHRASE)
    with pytest.raises(ReadOnlyError, match="No backup was made: this portfolio is open"):
        reader.backups.make(BackupReason.BY_HAND)
    assert reader.backups.copy_latest() is None
    assert reader.backups.due() is None
    assert files_in_reach(opened) == {*before, half}
    assert reader.backups.write(tmp_path / "mine.backup").path.exists()
    reader.close()
    assert opened.backups.copy_latest()


def test_no_backup_is_written_that_neither_former_nor_present_secrets_open(
    made, door, tmp_path
):
    opened, _ = made
    reader = door.open_with_passphrase(opened.vault.folder, PASSPHRASE)
    keys = opened.keys
    keys.renew(keys.prove_by_passphrase(PASSPHRASE), NEW, keys.draw_code())
    with pytest.raises(WrongKeyError, match="a new key meanwhile"):
        reader.backups.write(tmp_path / "mine.backup")
    reader.close()
    assert not (tmp_path / "mine.backup").exists()


@pytest.mark.parametrize("is_opened_anew", [False, True])
def test_a_key_file_left_half_written_aside_keeps_no_former_ways_in(is_opened_anew, made, door):
    opened, _ = made
    aside = opened.vault.folder / "backups" / "aside-2026-11-22-120000-x"
    aside.mkdir()
    shutil.copy(opened.vault.folder / "keys.json", aside / ".keys.json-abc")
    opened.keys.set_passphrase(opened.keys.prove_by_passphrase(PASSPHRASE), NEW)
    if is_opened_anew:
        opened.close()
        door.open_with_passphrase(opened.vault.folder, NEW).close()
    else:
        assert opened.backups.bring_ways_in().left == ()
    assert list(aside.iterdir()) == []


def test_a_full_disk_leaves_every_backup_whole_and_is_told(made, monkeypatch):
    opened, _ = made
    before = {file: file.read_bytes() for file in backups(opened)}
    opened.keys.set_passphrase(opened.keys.prove_by_passphrase(PASSPHRASE), NEW)

    def full(descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        told = opened.backups.bring_ways_in()
    assert set(told.left) == set(before)
    assert "the disk is full" in told.trouble
    assert {file: file.read_bytes() for file in backups(opened)} == before
    assert opened.backups.bring_ways_in().renewed == 4


def test_it_can_be_stopped_between_and_goes_on_another_time(made):
    opened, _ = made
    opened.keys.set_passphrase(opened.keys.prove_by_passphrase(PASSPHRASE), NEW)
    with pytest.raises(CancelledError):
        opened.backups.bring_ways_in(
            Listener(stop_at="Bringing the backups' ways in up to date")
        )
    for file in backups(opened):
        read_header(file)
    opened.backups.bring_ways_in()
    assert opened_by(opened, [Passphrase(PASSPHRASE)]) == set()


def test_a_damaged_key_file_is_told_and_no_backup_is_touched(made):
    opened, _ = made
    before = {file: file.read_bytes() for file in backups(opened)}
    (opened.vault.folder / "keys.json").write_text("{}")
    told = opened.backups.bring_ways_in()
    assert told.left == (opened.vault.folder / "backups",)
    assert "is damaged" in told.trouble
    assert {file: file.read_bytes() for file in before} == before
