"""When a backup is due, where it goes, and what can be seen in one."""

from __future__ import annotations

import os
import threading
import time

import pytest

from portfolio_app.errors import CancelledError, VaultError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.names import RoleId
from portfolio_app.services import backups
from portfolio_app.services.backups import BackupService
from portfolio_app.services.second_places import SecondPlaces
from portfolio_app.services.slow_place import SlowPlace
from tests.services.helpers import Listener


@pytest.fixture
def touch(opened):
    """Let something be written that is newer than every backup."""

    def write():
        database = opened.vault.folder / "vault.db"
        later = time.time() + 1
        os.utime(database, (later, later))

    return write


def test_a_portfolio_without_a_backup_is_due(opened):
    assert opened.backups.due() is BackupReason.DAILY


def test_nothing_is_due_when_nothing_was_written_since(opened, clock):
    opened.backups.make(BackupReason.DAILY)
    clock.pass_time(days=40)
    assert opened.backups.due() is None


def test_work_is_backed_up_after_twenty_minutes(opened, clock, touch):
    opened.backups.make(BackupReason.DAILY)
    touch()
    clock.pass_time(minutes=19)
    assert opened.backups.due() is None
    clock.pass_time(minutes=1)
    assert opened.backups.due() is BackupReason.CHANGES


def test_work_of_a_new_day_is_backed_up_at_once(opened, clock, touch):
    opened.backups.make(BackupReason.DAILY)
    touch()
    clock.pass_time(hours=14)
    assert opened.backups.due() is BackupReason.DAILY


def test_a_clock_that_was_set_back_does_not_stop_backups(opened, clock, touch):
    opened.backups.make(BackupReason.DAILY)
    touch()
    clock.pass_time(minutes=-5)
    assert opened.backups.due() is BackupReason.CHANGES


def test_what_is_written_while_a_backup_is_made_is_due_again(opened, clock, program):
    writing = Listener()

    class Writer:
        def step(self, done, total, note):
            writing.step(done, total, note)
            opened.contributors.register(RoleId("team_manager"), f"Name {len(writing.steps)}")

    opened.backups.make(BackupReason.DAILY, Writer())
    clock.pass_time(hours=1)
    assert writing.steps
    assert opened.backups.due() is BackupReason.CHANGES


def test_a_backup_says_how_far_it_is_and_can_be_stopped(opened):
    with pytest.raises(CancelledError):
        opened.backups.make(BackupReason.BY_HAND, Listener(stop_at="Backing up"))
    assert opened.backups.all() == ()


def test_a_pack_is_sealed_after_a_backup(complete, keys, tmp_path):
    complete.packs.seal(tmp_path / "pack.pdf", keys[RoleId("practitioner")])
    (backup,) = complete.backups.all()
    assert backup.reason is BackupReason.SEAL
    assert complete.backups.look(backup).backup.pieces == len(complete.evidence.all())


def test_sealing_goes_on_when_there_is_no_room_for_a_backup(complete, keys, tmp_path):
    (complete.vault.folder / "backups").write_bytes(b"in the way")
    complete.packs.seal(tmp_path / "pack.pdf", keys[RoleId("practitioner")])
    assert (tmp_path / "pack.pdf").exists()


def test_a_look_into_a_backup_names_what_has_changed_since(complete):
    backup = complete.backups.make(BackupReason.BY_HAND)
    piece = complete.evidence.all()[0]
    complete.evidence.remove(piece.id)
    comparison = complete.backups.look(backup)
    assert comparison.gained == (piece.text("title"),)
    assert comparison.backup.pieces == comparison.present.pieces + 1


# The second place


def test_every_backup_is_copied_to_the_second_place(opened, tmp_path):
    second = tmp_path / "drive"
    second.mkdir()
    opened.backups.choose_second_place(second)
    backup = opened.backups.make(BackupReason.DAILY)
    copy = opened.backups.copy_latest()
    assert copy.path.read_bytes() == backup.path.read_bytes()
    assert second in copy.path.parents
    assert opened.backups.second_place().latest == copy
    assert opened.backups.copy_latest() is None
    assert opened.backups.places() == (backup.path.parent, copy.path.parent)


def test_a_second_place_out_of_reach_is_told_calmly_and_tried_again(opened, tmp_path):
    second = tmp_path / "drive"
    second.mkdir()
    opened.backups.choose_second_place(second)
    opened.backups.make(BackupReason.DAILY)
    second.rmdir()
    assert opened.backups.copy_latest() is None
    assert "cannot be reached" in opened.backups.second_place().trouble
    assert not second.exists()  # the empty mount of a drive is not filled
    second.mkdir()
    assert opened.backups.copy_latest() is not None
    assert opened.backups.second_place().trouble == ""


def test_a_second_place_that_hangs_holds_nobody_up(opened, clock, tmp_path, monkeypatch):
    second, released = tmp_path / "drive", threading.Event()
    second.mkdir()
    places = SecondPlaces(tmp_path / "places.json")
    service = BackupService(opened.vault, clock, places, patience=0.3)
    service.choose_second_place(second)
    service.make(BackupReason.DAILY)
    monkeypatch.setattr(
        "portfolio_app.services.backups._copy", lambda *_: released.wait(20) and None
    )
    begun = time.monotonic()
    with pytest.raises(CancelledError):
        BackupService(opened.vault, clock, places).copy_latest(
            Listener(stop_at="Copying to the second place")
        )
    assert service.copy_latest() is None
    assert time.monotonic() - begun < 10
    assert "does not answer" in service.second_place().trouble
    released.set()


def test_a_second_place_that_is_slow_is_waited_for(opened, clock, tmp_path, monkeypatch):
    second = tmp_path / "drive"
    second.mkdir()
    places = SecondPlaces(tmp_path / "places.json")
    service = BackupService(opened.vault, clock, places, patience=0.4)
    service.choose_second_place(second)
    service.make(BackupReason.DAILY)

    def crawl(*given):
        step = given[-1]
        for done in range(8):
            time.sleep(0.1)
            step(done, 8)
        return copy(*given)

    copy = backups._copy
    monkeypatch.setattr(backups, "_copy", crawl)
    assert service.copy_latest() is not None


def test_what_was_given_up_in_a_second_place_stops_there():
    place, goes_on, stopped = SlowPlace(patience=0.2), threading.Event(), threading.Event()

    def hang(step):
        goes_on.wait(20)
        try:
            step(1, 2)
        except VaultError:
            stopped.set()
            raise

    with pytest.raises(VaultError, match="does not answer"):
        place.ask(hang, Listener(), "Copying")
    with pytest.raises(VaultError, match="does not answer"):  # nothing meets it there
        place.ask(lambda step: None, Listener(), "Copying")
    goes_on.set()
    assert stopped.wait(20)


def test_the_portfolio_itself_is_no_second_place(opened):
    with pytest.raises(VaultError, match="outside the portfolio"):
        opened.backups.choose_second_place(opened.vault.folder / "backups")


def test_the_portfolio_by_a_link_is_no_second_place_either(opened, tmp_path):
    (tmp_path / "link").symlink_to(opened.vault.folder)
    with pytest.raises(VaultError, match="outside the portfolio"):
        opened.backups.choose_second_place(tmp_path / "link" / "backups")


def test_a_folder_that_is_not_there_is_no_second_place(opened, tmp_path):
    with pytest.raises(VaultError, match="cannot be reached"):
        opened.backups.choose_second_place(tmp_path / "nowhere")


def test_a_second_place_is_remembered_and_given_up(program, opened, tmp_path, folder):
    second = tmp_path / "drive"
    second.mkdir()
    opened.backups.choose_second_place(second)
    opened.close()
    from tests.cli.by_hand import PASSPHRASE

    with_place = program.door.open_with_passphrase(folder, PASSPHRASE)
    assert with_place.backups.second_place().folder == second
    with_place.backups.choose_second_place(None)
    assert with_place.backups.second_place() is None
    with_place.close()
