"""A second place belongs to a portfolio, wherever that lies and however it is opened."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from portfolio_app import places
from portfolio_app.errors import WrongKeyError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.erasing import ERASED
from portfolio_app.model.domain.names import PersonId
from portfolio_app.model.domain.people import Person
from portfolio_app.services.opened_by import OpenedBy
from portfolio_app.services.second_places import SecondPlaces
from tests.cli.by_hand import PASSPHRASE
from tests.services.helpers import NOON

VAULT = "0123456789abcdef0123456789abcdef"
NEW = "quite another passphrase"


@pytest.fixture
def drive(tmp_path):
    """A second place, empty."""
    (tmp_path / "drive").mkdir()
    return tmp_path / "drive"


@pytest.fixture
def copied(opened, drive):
    """A closed portfolio with a backup, in its second place too; a person is in both."""
    with opened.vault.transaction() as tx:
        tx.people.add(
            Person(id=PersonId("p1"), real_name="Wren Abara", stand_in="Child Q", added_at=NOON)
        )
    opened.backups.choose_second_place(drive)
    opened.backups.make(BackupReason.DAILY)
    opened.backups.copy_latest()
    opened.close()
    return opened.vault.folder


@pytest.fixture
def renamed(copied, program):
    """The same under another name, open."""
    found = program.door.open_with_passphrase(
        copied.rename(copied.with_name("renamed.portfolio")), PASSPHRASE
    )
    yield found
    found.close()


def held(drive):
    return sorted(path for path in drive.rglob("*") if path.is_file())


def by_another_name(folder):
    return folder.rename(folder.with_name("another.portfolio"))


def in_another_folder(folder):
    (folder.parent / "moved").mkdir()
    return folder.rename(folder.parent / "moved" / folder.name)


def by_a_link(folder):
    link = folder.with_name("link.portfolio")
    link.symlink_to(folder)
    return link


def by_way_of_a_folder_above(folder):
    return folder.parent / ".." / folder.parent.name / folder.name


@pytest.mark.parametrize(
    "now_at", [by_another_name, in_another_folder, by_a_link, by_way_of_a_folder_above]
)
def test_it_stays_when_the_portfolio_is_reached_another_way(now_at, copied, program, drive):
    opened = program.door.open_with_passphrase(now_at(copied), PASSPHRASE)
    assert opened.backups.second_place().folder == drive
    assert opened.backups.second_place().latest
    assert held(drive)[0].parent in opened.backups.places()
    opened.close()


def test_a_former_passphrase_opens_nothing_there_after_a_rename(
    renamed, program, drive, tmp_path
):
    renamed.keys.set_passphrase(renamed.keys.prove_by_passphrase(PASSPHRASE), NEW)
    assert renamed.backups.bring_ways_in().renewed == 2
    (copy,) = held(drive)
    with pytest.raises(WrongKeyError):
        program.care.restore(copy, tmp_path / "b.portfolio", OpenedBy(text=PASSPHRASE))
    program.care.restore(copy, tmp_path / "b.portfolio", OpenedBy(text=NEW))


def test_who_is_erased_after_a_rename_is_erased_there_too(renamed, program, drive, tmp_path):
    (before,) = held(drive)
    report = renamed.erasure.erase(PersonId("p1"))
    assert report.backups_left == ()
    (after,) = held(drive)
    assert after != before
    program.care.restore(after, tmp_path / "b.portfolio", OpenedBy(text=PASSPHRASE))
    back = program.door.open_with_passphrase(tmp_path / "b.portfolio", PASSPHRASE)
    assert {person.real_name for person in back.people.all()} == {ERASED}
    back.close()


def test_what_is_destroyed_after_a_rename_is_destroyed_there_too(renamed, drive, tmp_path):
    done = renamed.destruction.destroy(tmp_path / "certificate.txt")
    assert done.left == ()
    assert list(drive.iterdir()) == []


def test_a_portfolio_brought_back_elsewhere_goes_on_with_it(copied, program, drive, tmp_path):
    (copy,) = held(drive)
    shutil.rmtree(copied)
    back = tmp_path / "back.portfolio"
    program.care.restore(copy, back, OpenedBy(text=PASSPHRASE))
    opened = program.door.open_with_passphrase(back, PASSPHRASE)
    assert opened.backups.second_place().folder == drive
    opened.close()


# How it is remembered


@pytest.fixture
def memory(tmp_path):
    return tmp_path / "second-places.json"


@pytest.mark.parametrize("now_at", [Path, by_a_link])
def test_a_choice_remembered_by_path_is_remembered_by_the_portfolio_once_found(
    now_at, memory, tmp_path
):
    folder = tmp_path / "mine.portfolio"
    folder.mkdir()
    memory.write_text(json.dumps({str(folder): "/drive", "/other.portfolio": "/stick"}))
    assert SecondPlaces(memory).of(VAULT, now_at(folder)) == Path("/drive")
    assert str(folder) not in memory.read_text()
    assert SecondPlaces(memory).of(VAULT, tmp_path / "elsewhere") == Path("/drive")
    assert SecondPlaces(memory).of("other", Path("/other.portfolio")) == Path("/stick")


def test_a_choice_remembered_by_path_is_found_where_nothing_can_be_written(
    memory, tmp_path, monkeypatch
):
    folder = tmp_path / "mine.portfolio"
    memory.write_text(json.dumps({str(folder): "/drive"}))
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
    for _ in range(2):
        assert SecondPlaces(memory).of(VAULT, folder) == Path("/drive")
    assert str(folder) in memory.read_text()


def test_a_choice_is_given_up_for_one_portfolio_alone(memory, tmp_path):
    remembered = SecondPlaces(memory)
    remembered.choose(VAULT, Path("/drive"))
    remembered.choose("another", Path("/stick"))
    remembered.choose(VAULT, None)
    assert remembered.of(VAULT, tmp_path) is None
    assert remembered.of("another", tmp_path) == Path("/stick")


@pytest.mark.parametrize(
    "content", [b"", b"[1]", b'{"a": 1}', b'{"a": {}}', b'{"a": {"folder": 1}}']
)
def test_a_damaged_memory_is_as_good_as_none(content, memory, tmp_path):
    memory.write_bytes(content)
    assert SecondPlaces(memory).of("a", tmp_path) is None


def test_only_the_destruction_that_was_begun_here_is_known(memory):
    remembered = SecondPlaces(memory)
    remembered.begin_ending(VAULT, "begun")
    assert not remembered.is_ending(VAULT, "begun")  # without a second place nothing is kept
    remembered.choose(VAULT, Path("/drive"))
    remembered.begin_ending(VAULT, "begun")
    assert remembered.is_ending(VAULT, "begun")
    assert not remembered.is_ending(VAULT, "another")
    assert not remembered.is_ending("another", "begun")


def test_where_the_portfolio_lies_is_not_written_down(copied):
    content = (places.user_data() / "second-places.json").read_text()
    assert str(copied) not in content
