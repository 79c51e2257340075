"""A destroyed portfolio is gone with its keys and backups, and a certificate says so."""

from __future__ import annotations

import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from portfolio_app.app import assemble
from portfolio_app.errors import NotAPackError, PortfolioError, ReadOnlyError, VaultError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.names import RoleId
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.store.backups import BackupShelf
from portfolio_app.model.store.folder import BACKUPS, KEYS
from portfolio_app.model.store.removal import remove_backups, remove_vault
from portfolio_app.services.certificates import certificate_in_words
from tests.cli.by_hand import PASSPHRASE, QUICK
from tests.model.store.keyrings import MemoryKeyring, keyring_of
from tests.services.helpers import Listener, SetClock


def nothing(done, total):
    """Hear nothing."""


@pytest.fixture(scope="module")
def ended_once(finished_once, keys, tmp_path_factory):
    """A complete portfolio, sealed and backed up once, to be copied."""
    place = tmp_path_factory.mktemp("ended")
    clock = SetClock()
    door = assemble(clock=clock, cost=QUICK).door
    opened = door.open_with_passphrase(finished_once.copied_to(place).folder, PASSPHRASE)
    opened.packs.seal(place / "pack.pdf", keys[RoleId("practitioner")])
    remove_backups(place / "mine.portfolio" / BACKUPS, step=nothing)
    shelf = BackupShelf(place / "mine.portfolio" / BACKUPS)
    shelf.add(opened.vault, reason=BackupReason.DAILY, at=clock.now())
    opened.close()
    return place


@pytest.fixture
def ended(ended_once, program, tmp_path):
    """A portfolio of the test's own at its end: open, where it lies, and its pack."""
    folder = shutil.copytree(ended_once / "mine.portfolio", tmp_path / "mine.portfolio")
    pack = Path(shutil.copy(ended_once / "pack.pdf", tmp_path / "pack.pdf"))
    opened = program.door.open_with_passphrase(folder, PASSPHRASE)
    yield opened, folder, pack
    opened.close()


def test_everything_goes_and_the_pack_stays(ended, tmp_path):
    opened, folder, pack = ended
    digest = sha256(pack.read_bytes()).hexdigest()
    listener = Listener()
    done = opened.destruction.destroy(tmp_path / "certificate.txt", pack, listener)
    assert not folder.exists()
    assert sha256(pack.read_bytes()).hexdigest() == digest
    assert done.left == ()
    assert done.files == len(listener.steps) == 3  # keys, database, backup
    certificate = (tmp_path / "certificate.txt").read_text("utf-8")
    assert certificate.startswith("CERTIFICATE OF DESTRUCTION\n")
    assert f"SHA-256 of the file {digest}" in certificate
    assert "7 pieces of evidence" in certificate
    assert "Destroyed on 22 November 2026 at 12:00 (UTC)" in certificate


def test_a_certificate_names_the_practitioner_and_no_client(ended, tmp_path):
    opened, _, _ = ended
    opened.retention.choose(date(2027, 1, 1), "Child A asked for it")
    opened.destruction.destroy(tmp_path / "certificate.txt")
    certificate = (tmp_path / "certificate.txt").read_text("utf-8")
    assert "Portfolio of Priya Nair, Social Work England SW000417" in certificate
    assert "Chosen to be destroyed from 1 January 2027" in certificate
    assert "Child A" not in certificate
    assert str(tmp_path) not in certificate


def test_no_copy_of_the_destroyed_files_opens(ended, tmp_path):
    """What another name still holds of them has been overwritten, keys first."""
    opened, folder, _ = ended
    handle = (folder / KEYS).open("rb")
    before = handle.read()
    opened.destruction.destroy(tmp_path / "certificate.txt")
    handle.seek(0)
    after = handle.read()
    handle.close()
    assert after == bytes(len(before))


def test_backups_in_a_second_place_go_too(ended, tmp_path):
    opened, folder, _ = ended
    second = tmp_path / "drive"
    shutil.copytree(folder / BACKUPS, second)
    (second / "letters.txt").write_text("mine")
    opened.backups.places = lambda: (folder / BACKUPS, second, tmp_path / "away" / "1")
    done = opened.destruction.destroy(tmp_path / "certificate.txt")
    assert [path.name for path in second.iterdir()] == ["letters.txt"]
    assert done.left == (tmp_path / "away" / "1",)
    assert "Not removed: 1 file or folder." in (tmp_path / "certificate.txt").read_text("utf-8")


def test_what_somebody_else_put_into_the_folder_stays_and_is_told(ended, tmp_path):
    opened, folder, _ = ended
    (folder / "holiday.jpg").write_bytes(b"mine")
    done = opened.destruction.destroy(tmp_path / "certificate.txt")
    assert done.left == (folder / "holiday.jpg",)
    assert [path.name for path in folder.iterdir()] == ["holiday.jpg"]


def test_entries_in_the_keyring_go(tmp_path):
    memory = MemoryKeyring()
    keyring = keyring_of(memory)
    program = assemble(cost=QUICK, find_keyring=lambda: keyring)
    opened, _ = program.door.create(
        tmp_path / "mine.portfolio",
        pathway="bexley-level-3",
        practitioner=Practitioner(name="Priya Nair"),
        passphrase=PASSPHRASE,
    )
    done = opened.destruction.destroy(tmp_path / "certificate.txt")
    assert (done.keyring_entries, done.entries_left) == (1, 0)
    assert memory.entries == {}


def test_a_spoilt_pack_is_not_kept(ended, tmp_path):
    opened, folder, pack = ended
    spoilt = tmp_path / "spoilt.pdf"
    spoilt.write_bytes(pack.read_bytes()[:-500])
    with pytest.raises(NotAPackError, match="not a sound pack of this portfolio"):
        opened.destruction.destroy(tmp_path / "certificate.txt", spoilt)
    assert (folder / KEYS).is_file()
    assert not (tmp_path / "certificate.txt").exists()


@pytest.mark.parametrize("which", ["certificate", "pack"])
def test_what_is_to_stay_may_not_lie_where_everything_goes(which, ended, tmp_path):
    opened, folder, pack = ended
    inside = folder / BACKUPS / "kept"
    places = {"certificate": (inside, pack), "pack": (tmp_path / "c.txt", inside)}[which]
    with pytest.raises(PortfolioError, match="where everything is to be destroyed"):
        opened.destruction.destroy(*places)
    assert (folder / KEYS).is_file()


def test_where_no_certificate_can_be_written_nothing_is_destroyed(ended, tmp_path):
    opened, folder, _ = ended
    (tmp_path / "file").write_text("")
    with pytest.raises(PortfolioError, match="certificate could not be written"):
        opened.destruction.destroy(tmp_path / "file" / "certificate.txt")
    assert opened.evidence.all()
    assert (folder / KEYS).is_file()


def test_a_certificate_that_cannot_be_completed_is_told(ended, tmp_path):
    opened, folder, _ = ended
    place = tmp_path / "stick"

    class Pulled(Listener):
        def step(self, done, total, note):
            shutil.rmtree(place, ignore_errors=True)
            place.write_text("a file where the folder was")

    done = opened.destruction.destroy(place / "certificate.txt", progress=Pulled())
    assert not done.is_certified
    assert "could not be completed" in certificate_in_words(done)
    assert not folder.exists()


def test_a_folder_that_is_in_use_is_told(ended, tmp_path, monkeypatch):
    opened, folder, _ = ended

    def refuse(path):
        raise PermissionError(13, "in use", path)

    monkeypatch.setattr(Path, "rmdir", refuse)
    done = opened.destruction.destroy(tmp_path / "certificate.txt")
    assert done.left == (folder / BACKUPS,)
    assert not (folder / KEYS).exists()


def test_somebody_else_who_writes_is_not_destroyed_beneath(program, ended, tmp_path):
    _, folder, _ = ended
    reader = program.door.open_with_passphrase(folder, PASSPHRASE)
    with pytest.raises(ReadOnlyError, match="open in another program"):
        reader.destruction.destroy(tmp_path / "certificate.txt")
    reader.close()
    assert (folder / KEYS).is_file()


def test_what_is_destroyed_cannot_be_opened(program, ended, tmp_path):
    opened, folder, _ = ended
    opened.destruction.destroy(tmp_path / "certificate.txt")
    with pytest.raises(VaultError, match="no portfolio at this place"):
        program.door.open_with_passphrase(folder, PASSPHRASE)


def test_a_file_with_another_name_keeps_its_content_there(folder, tmp_path):
    content = (folder / "vault.db").read_bytes()
    (tmp_path / "linked.db").hardlink_to(folder / "vault.db")
    remove_vault(folder, step=nothing)
    assert (tmp_path / "linked.db").read_bytes() == content
    assert not folder.exists()


def test_a_link_is_removed_and_not_followed(tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"not ours")
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "x.backup").symlink_to(tmp_path / "elsewhere")
    assert remove_backups(tmp_path / "backups", step=nothing).removed == 1
    assert (tmp_path / "elsewhere").read_bytes() == b"not ours"
