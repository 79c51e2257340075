"""A journal that a crash left: whole, torn at its end, or damaged where saves lie behind."""

from __future__ import annotations

import random
import shutil
import struct

import pytest

from portfolio_app.errors import DamagedVaultError
from portfolio_app.model.domain.care import Condition
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.store import open_vault
from portfolio_app.model.store.folder import JOURNAL
from portfolio_app.model.store.salvage import check_vault, repair_vault
from portfolio_app.model.store.salvage.cipher import PageCipher
from portfolio_app.model.store.salvage.journal import JournalState, checksum, read_journal
from tests.model.store.builders import LATER, PIECE, answer, integrity, new_vault
from tests.model.store.builders import evidence as a_piece
from tests.model.store.salvage.patient import Rules

FRAME, HEAD = 4096 + 24, 32
SAVES = 12


def path_of(turn):
    return FieldPath(f"row.{turn}")


@pytest.fixture(scope="module")
def crashed_once(tmp_path_factory):
    """A vault as a crash leaves it: the last saves are in its journal alone."""
    place = tmp_path_factory.mktemp("crashed")
    vault, _ = new_vault(place / "open.portfolio")
    with vault.transaction() as tx:
        tx.evidence.add(a_piece())
    vault.close()
    with open_vault(place / "open.portfolio", vault.key) as writing:
        for turn in range(SAVES):
            with writing.transaction() as tx:
                tx.evidence.set_answer(PIECE, path_of(turn), answer(f"saved {turn}"), LATER)
        folder = shutil.copytree(place / "open.portfolio", place / "crashed.portfolio")
    for name in ("in-use.json", "vault.db-shm"):
        (folder / name).unlink(missing_ok=True)
    return folder, vault.key


@pytest.fixture
def crashed(crashed_once, tmp_path):
    folder = shutil.copytree(crashed_once[0], tmp_path / "mine.portfolio")
    return folder, crashed_once[1]


def frames_of(folder):
    return ((folder / JOURNAL).stat().st_size - HEAD) // FRAME


def spoil(folder, place):
    content = bytearray((folder / JOURNAL).read_bytes())
    content[place] ^= 8
    (folder / JOURNAL).write_bytes(content)


def state_of(folder, key):
    return read_journal(folder / JOURNAL, PageCipher(key)).state


def saved_in(folder, key):
    """Return how many of the saves are there, and see that all is well."""
    with open_vault(folder, key) as vault:
        assert not integrity(vault)
        with vault.reading() as tx:
            piece = tx.evidence.get(PIECE)
            return sum(piece.text(path_of(turn)) == f"saved {turn}" for turn in range(SAVES))


def test_checksums_are_those_that_sqlite_writes(crashed):
    folder, key = crashed
    journal = read_journal(folder / JOURNAL, PageCipher(key))
    assert journal.state is JournalState.WHOLE
    assert len(journal.pages) > 3
    content = (folder / JOURNAL).read_bytes()
    magic, sums = struct.unpack(">I", content[:4])[0], struct.unpack(">2I", content[24:32])
    assert checksum(content[:24], (0, 0), "<" if magic == 0x377F0682 else ">") == sums


def test_a_whole_journal_opens_with_every_save(crashed):
    assert saved_in(*crashed) == SAVES


def check_spoilt(crashed, tmp_path, places):
    folder, key = crashed
    broken = 0
    for number, place in enumerate(places):
        hurt = shutil.copytree(folder, tmp_path / f"hurt-{number}.portfolio")
        spoil(hurt, place)
        if state_of(hurt, key) is not JournalState.BROKEN:
            assert saved_in(hurt, key) >= SAVES - 1  # it hit the last save, or no content
            continue
        broken += 1
        with pytest.raises(DamagedVaultError):
            open_vault(hurt, key)
        assert check_vault(hurt, key).condition is Condition.BROKEN
        repaired = repair_vault(hurt, key, at=LATER, guide=Rules())
        assert any("last changes" in found.sentence for found in repaired.findings)
        # What one frame held stands in a later one, or its state before the last save does.
        assert saved_in(hurt, key) >= SAVES - 1
    return broken


def test_saves_behind_a_damaged_frame_are_not_passed_over(crashed, tmp_path):
    end = HEAD + (frames_of(crashed[0]) - 4) * FRAME
    places = random.Random(41).sample(range(HEAD, end), 8)
    assert check_spoilt(crashed, tmp_path, places) == len(places)


def test_a_damaged_head_hides_no_save(crashed, tmp_path):
    assert check_spoilt(crashed, tmp_path, [1, 9, 18, 25]) == 4


@pytest.mark.long
def test_damage_anywhere_in_a_journal_is_told_or_costs_the_last_save(crashed, tmp_path):
    size = (crashed[0] / JOURNAL).stat().st_size
    places = random.Random(43).sample(range(size), 200)
    assert check_spoilt(crashed, tmp_path, places) > 150


def test_a_journal_torn_at_its_end_opens_as_after_any_crash(crashed):
    folder, key = crashed
    whole = (folder / JOURNAL).read_bytes()
    (folder / JOURNAL).write_bytes(whole[: -FRAME // 2])
    assert state_of(folder, key) is JournalState.WHOLE
    assert saved_in(folder, key) == SAVES - 1


def test_the_doctor_says_when_the_very_last_save_is_not_whole(crashed):
    folder, key = crashed
    spoil(folder, (folder / JOURNAL).stat().st_size - 100)
    check_up = check_vault(folder, key)
    assert check_up.condition is Condition.LOST
    assert "very last change" in check_up.findings[0].sentence
    assert saved_in(folder, key) == SAVES - 1


def test_frames_of_a_former_journal_are_left_alone(crashed):
    """What lies behind the end of a journal that began anew has other salts."""
    folder, key = crashed
    stale = bytearray((folder / JOURNAL).read_bytes()[HEAD : HEAD + 2 * FRAME])
    for frame in (0, FRAME):
        stale[frame + 8] ^= 0xFF
    with (folder / JOURNAL).open("ab") as file:
        file.write(stale)
    assert state_of(folder, key) is JournalState.WHOLE
    assert saved_in(folder, key) == SAVES
