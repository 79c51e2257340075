"""A destruction that is cut short is recognised and finished, and never begun by itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256

import pytest

from portfolio_app import places
from portfolio_app.errors import DestroyedError, VaultError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.store.backups import read_header
from portfolio_app.model.store.folder import BACKUPS, ENDING, KEYS
from portfolio_app.model.store.keys.key_file import keys_in_force
from portfolio_app.model.store.removal import remove_vault
from portfolio_app.services.opened_by import OpenedBy
from portfolio_app.services.unfinished import Note, write_note
from tests.cli.by_hand import PASSPHRASE

KILLED = """
import os, shutil, sys
from pathlib import Path
from portfolio_app import places
from portfolio_app.app import assemble
from tests.cli.by_hand import PASSPHRASE, QUICK
from tests.services.helpers import SetClock

whole, out, every = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
door = assemble(clock=SetClock(), cost=QUICK).door
door.open_with_passphrase(whole, PASSPHRASE).close()  # what is loaded once is fast below
REMEMBERED = "second-places.json"
EVENTS = {"open", "os.rename", "os.remove", "os.rmdir"}

def destroy_until_killed(place, nth):
    seen, folder = 0, place / "mine.portfolio"
    opened = door.open_with_passphrase(folder, PASSPHRASE)
    opened.backups.choose_second_place(place / "drive")
    opened.backups.copy_latest()
    def watch(event, arguments):
        nonlocal seen
        if event in EVENTS and place.name in str(arguments[:2]):
            seen += 1
            if seen == nth:
                os.kill(os.getpid(), 9)
    sys.addaudithook(watch)
    opened.destruction.destroy(place / "certificate.txt")

for nth in range(1, 400, every):
    place = out / f"killed-at-{nth:03}"
    shutil.copytree(whole, place / "mine.portfolio")
    (place / "drive").mkdir()
    child = os.fork()
    if not child:
        destroy_until_killed(place, nth)
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    shutil.copy(places.user_data() / REMEMBERED, place / REMEMBERED)
    if not ended:
        break
    assert ended == -9, ended
"""


@pytest.fixture
def backed_up(program, folder):
    """A closed portfolio with a backup."""
    opened = program.door.open_with_passphrase(folder, PASSPHRASE)
    opened.backups.make(BackupReason.DAILY)
    opened.close()
    return folder


@pytest.fixture(params=[4, pytest.param(1, marks=pytest.mark.long)])
def killed(request, backed_up, tmp_path):
    """A portfolio, its second place and its certificate, killed some steps later each."""
    out = tmp_path / "out"
    out.mkdir()
    command = [sys.executable, "-c", KILLED, str(backed_up), str(out), str(request.param)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return sorted(out.iterdir())


def secrets_of(place):
    """Return the files that hold keys, whole."""
    return {
        path.name
        for path in place.rglob("*")
        if path.is_file() and b'"wrapped"' in path.read_bytes()
    }


def outcome(place, door):
    """Open what a kill has left, check what must be so, and return how far it had come."""
    folder, certificate = place / "mine.portfolio", place / "certificate.txt"
    remembered = places.user_data() / "second-places.json"  # all are of one portfolio
    shutil.copy(place / remembered.name, remembered)
    had_keys = (folder / KEYS).is_file() and any((folder / KEYS).read_bytes()[:1])
    was_begun = (folder / ENDING).exists()
    if had_keys:
        door.open_with_passphrase(folder, PASSPHRASE).close()
        assert not (folder / ENDING).exists()
        return "stands"
    if not was_begun:  # all but the last words of the certificate and an empty folder
        assert not any(path.is_file() for path in folder.rglob("*"))
        return "gone"
    with pytest.raises(DestroyedError) as told:
        door.open_with_passphrase(folder, PASSPHRASE)
    assert not folder.exists()
    assert list((place / "drive").iterdir()) == []
    assert secrets_of(place) == set()
    text = certificate.read_text("utf-8")
    assert text.startswith("CERTIFICATE OF DESTRUCTION\n\nPortfolio of ")
    assert "this was cut short, and finished on 22 November 2026 at 12:00" in text
    assert str(certificate) in told.value.advice
    return "finished"


def test_killed_at_any_touch_of_a_file_it_opens_as_ever_or_is_finished(killed, program):
    stages = [outcome(place, program.door) for place in killed]
    assert stages == sorted(stages, key=["stands", "finished", "gone"].index)
    assert stages.count("stands") >= 2
    assert stages.count("finished") >= 4


def test_keys_go_first_and_the_backups_right_after(backed_up, tmp_path):
    gone = []
    shutil.copytree(backed_up / BACKUPS, tmp_path / "second")

    def step(done, total):
        gone.append(
            {
                "keys": not (backed_up / KEYS).exists(),
                "own": not list((backed_up / BACKUPS).glob("*.backup")),
                "second": not list((tmp_path / "second").glob("*.backup")),
                "database": not (backed_up / "vault.db").exists(),
            }
        )

    remove_vault(backed_up, [tmp_path / "second"], step=step)
    assert [sum(stage.values()) for stage in gone] == [0, 1, 2, 3]
    assert list(gone[3]) == ["keys", "own", "second", "database"]
    assert not gone[3]["database"]
    assert not (tmp_path / "second").exists()  # an empty folder would tell that it was there


@pytest.fixture
def cut_short(backed_up, program, tmp_path, monkeypatch):
    """A portfolio of which the keys alone are gone, and its certificate."""
    opened = program.door.open_with_passphrase(backed_up, PASSPHRASE)
    certificate = tmp_path / "certificate.txt"

    class PowerCutError(Exception):
        pass

    class Cut:
        def step(self, done, total, note):
            if not (backed_up / KEYS).exists():
                raise PowerCutError

    with pytest.raises(PowerCutError):
        opened.destruction.destroy(certificate, progress=Cut())
    assert (backed_up / ENDING).exists()
    assert list((backed_up / BACKUPS).glob("*.backup"))
    return backed_up, certificate


def test_a_certificate_that_was_begun_says_what_is_to_be_destroyed(cut_short):
    text = cut_short[1].read_text("utf-8")
    assert text.startswith("DESTRUCTION BEGUN, NOT COMPLETED\n")
    assert "\nTo be destroyed:\n" in text
    assert "0 files" not in text


def test_the_note_names_nobody(cut_short):
    folder, certificate = cut_short
    note = json.loads((folder / ENDING).read_text())
    assert set(note) == {"format", "vault", "certificate", "sha256"}
    assert note["sha256"] == sha256(certificate.read_bytes()).hexdigest()


def test_it_is_finished_without_any_secret(cut_short, program):
    folder, certificate = cut_short
    done = program.door.finish_destruction(folder)
    assert (done.files, done.left, done.is_certified) == (2, (), True)
    assert not folder.exists()
    assert "when 2 files had been left)" in certificate.read_text("utf-8")
    assert program.door.finish_destruction(folder) is None


def test_a_keyring_is_not_even_asked(cut_short, program):
    with pytest.raises(DestroyedError, match="It is finished now"):
        program.door.open_with_keyring(cut_short[0])


def test_what_looks_after_it_does_not_take_it_for_damaged(cut_short, program):
    folder, _ = cut_short
    with pytest.raises(VaultError, match="was being destroyed"):
        program.care.check(folder, OpenedBy(text=PASSPHRASE))


def test_a_certificate_that_is_another_by_now_is_not_written_over(cut_short, program):
    folder, certificate = cut_short
    certificate.write_text("a shopping list")
    done = program.door.finish_destruction(folder)
    assert not done.is_certified
    assert certificate.read_text() == "a shopping list"
    assert not folder.exists()


@pytest.mark.parametrize("keys", [None, b"{}", b'{"format": "torn'])
def test_a_stale_note_destroys_nothing_while_there_are_keys_or_what_is_left_of_them(
    backed_up, program, cut_short, keys
):
    folder, _ = cut_short
    (backup,) = (folder / BACKUPS).glob("*.backup")
    whole = json.dumps(read_header(backup).keys).encode()
    (folder / KEYS).write_bytes(whole if keys is None else keys)
    assert program.door.finish_destruction(folder) is None
    if keys is None:
        program.door.open_with_passphrase(folder, PASSPHRASE).close()
        assert not (folder / ENDING).exists()  # else it would lie in wait
    else:
        with pytest.raises(VaultError, match="damaged"):
            program.door.open_with_passphrase(folder, PASSPHRASE)
    assert backup.exists()


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"format": "another", "vault": "0", "certificate": "x"}']
)
def test_a_note_that_is_not_ours_is_none(backed_up, program, content):
    (backed_up / ENDING).write_bytes(content)
    (backed_up / KEYS).unlink()
    assert program.door.finish_destruction(backed_up) is None
    assert list((backed_up / BACKUPS).glob("*.backup"))


def test_nothing_outside_the_portfolio_and_its_second_place_is_touched(
    cut_short, program, tmp_path
):
    """Whoever prepares a folder may not have files elsewhere removed or written."""
    folder, _ = cut_short
    mine = tmp_path / "mine.backup"
    mine.write_bytes(b"mine")
    note = json.loads((folder / ENDING).read_text())
    (folder / ENDING).write_text(
        json.dumps({**note, "vault": "../../etc", "certificate": str(mine)})
    )
    assert program.door.finish_destruction(folder) is None
    (folder / ENDING).write_text(
        json.dumps({**note, "certificate": str(mine), "sha256": sha256(b"mine").hexdigest()})
    )
    assert not program.door.finish_destruction(folder).is_certified
    assert mine.read_bytes() == b"mine"


@pytest.fixture
def copied(backed_up, program, tmp_path):
    """A portfolio whose second place has a copy of its backup, and its identifier."""
    (tmp_path / "drive").mkdir()
    opened = program.door.open_with_passphrase(backed_up, PASSPHRASE)
    opened.backups.choose_second_place(tmp_path / "drive")
    opened.backups.copy_latest()
    opened.close()
    return backed_up, keys_in_force(backed_up).vault_id


def test_it_is_finished_in_the_second_place_also_after_a_rename(
    copied, cut_short, program, tmp_path
):
    renamed = cut_short[0].rename(tmp_path / "renamed.portfolio")
    done = program.door.finish_destruction(renamed)
    assert done.left == ()
    assert list((tmp_path / "drive").iterdir()) == []
    assert json.loads((places.user_data() / "second-places.json").read_text()) == {}


def test_a_note_that_somebody_wrote_leaves_the_second_place_of_a_portfolio_alone(
    copied, program, tmp_path
):
    """Whoever has a copy of a backup knows the portfolio's identifier."""
    folder, vault_id = copied
    prepared, certificate = tmp_path / "prepared.portfolio", tmp_path / "certificate.txt"
    prepared.mkdir()
    write_note(prepared, Note(vault_id=vault_id, certificate=certificate, sha256="0" * 64))
    (place,) = (tmp_path / "drive").iterdir()
    assert program.door.finish_destruction(prepared).left == (place,)
    assert list(place.glob("*.backup"))
    opened = program.door.open_with_passphrase(folder, PASSPHRASE)
    assert opened.backups.second_place().latest
    opened.close()


def test_nothing_remembers_where_it_was(program, opened, tmp_path):
    (tmp_path / "drive").mkdir()
    opened.backups.choose_second_place(tmp_path / "drive")
    opened.backups.make(BackupReason.DAILY)
    opened.backups.copy_latest()
    folder = opened.vault.folder
    opened.destruction.destroy(tmp_path / "certificate.txt")
    assert list((tmp_path / "drive").iterdir()) == []
    assert json.loads((places.user_data() / "second-places.json").read_text()) == {}
    remembered = [p.read_bytes() for p in places.user_data().rglob("*") if p.is_file()]
    assert not any(os.fsencode(folder) in content for content in remembered)


def test_no_backup_is_made_or_changed_while_it_is_destroyed(opened, tmp_path):
    class Looking:
        def step(self, done, total, note):
            assert opened.backups._own_turn.locked()
            assert opened.backups._second_turn.locked()

    opened.destruction.destroy(tmp_path / "certificate.txt", progress=Looking())
