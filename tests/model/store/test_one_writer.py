"""One program writes; the others read, and are told who has the portfolio."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portfolio_app.errors import ReadOnlyError, WrongKeyError
from portfolio_app.model.domain.holder import Holder
from portfolio_app.model.domain.search import terms
from portfolio_app.model.store import Passphrase, hold, open_vault, unlock
from portfolio_app.model.store.folder import DATABASE, IN_USE
from portfolio_app.model.store.here import this_computer
from portfolio_app.model.store.hold import STALE_AFTER, Hold, take_hold
from portfolio_app.model.store.keys import new_keys
from tests.model.store.builders import (
    ACCOUNT,
    CHEAP,
    LATER,
    PASSPHRASE,
    PIECE,
    answer,
    evidence,
    integrity,
)

SECRET = Passphrase(PASSPHRASE)


def write(vault, words):
    with vault.transaction() as tx:
        tx.evidence.set_answer(PIECE, ACCOUNT, answer(words), LATER)


def text(vault):
    with vault.reading() as tx:
        return tx.evidence.get(PIECE).text(ACCOUNT)


def left_behind(folder, computer, ago):
    """Put a file there as another program would have left it."""
    seen = (datetime.now(UTC) - ago).isoformat()
    content = {"computer": computer, "person": "priya", "since": seen, "seen": seen}
    (folder / IN_USE).write_text(json.dumps(content))


def test_the_second_reads_what_is_there_and_is_told_who_writes(vault, folder):
    write(vault, "as it is now")
    with open_vault(folder, SECRET) as second:
        assert text(second) == "as it is now"
        assert second.bar.reason.startswith("This portfolio is open on this computer")
        assert "since" in second.bar.reason
        assert "Close it there" in second.bar.advice
        assert not integrity(second)
    assert vault.bar is None


def test_the_second_cannot_write_and_is_told_in_one_sentence(vault, folder):
    with open_vault(folder, SECRET) as second:
        with pytest.raises(ReadOnlyError) as caught:
            write(second, "refused")
        assert caught.value.summary.startswith("Nothing was saved: this portfolio is open on")
        assert caught.value.summary.count(". ") == 0
    assert text(vault) == evidence().text(ACCOUNT)
    write(vault, "the first goes on")


def test_the_second_may_write_once_the_first_is_gone(vault, folder):
    with open_vault(folder, SECRET) as second:
        assert not second.try_to_write()
        assert second.bar
        write(vault, "the last words of the first")
        vault.close()
        assert second.try_to_write()
        assert second.bar is None
        assert text(second) == "the last words of the first"
        write(second, "the second goes on")
        assert second.try_to_write()
    with open_vault(folder, SECRET) as third:
        assert text(third) == "the second goes on"


def test_the_second_is_brought_up_to_date_by_trying(vault, folder):
    with open_vault(folder, SECRET) as second:
        write(vault, "newer")
        assert text(second) == evidence().text(ACCOUNT)
        assert not second.try_to_write()
        assert text(second) == "newer"


def test_a_closed_vault_holds_nothing_of_who_had_it(vault, folder):
    vault.close()
    vault.close()
    assert {path.name for path in folder.iterdir()} == {"keys.json", "vault.db"}


def test_the_file_says_where_and_when_and_nothing_of_the_work(vault, folder):
    content = json.loads((folder / IN_USE).read_bytes())
    assert set(content) == {"format", "computer", "person", "since", "seen"}
    assert content["computer"] == this_computer()
    assert datetime.fromisoformat(content["since"]).tzinfo


def test_the_copy_of_the_second_goes_with_it(vault, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    second = open_vault(folder, SECRET)
    (copy,) = tmp_path.glob("portfolio-*")
    assert {path.name for path in copy.iterdir()} >= {"vault.db"}
    second.close()
    assert not copy.exists()


def test_a_new_key_meanwhile_is_told(vault, folder):
    with open_vault(folder, SECRET) as second:
        vault.renew(new_keys(Passphrase("another long passphrase"), None, CHEAP))
        vault.close()
        with pytest.raises(WrongKeyError, match="a new key meanwhile"):
            second.try_to_write()
        assert text(second) == evidence().text(ACCOUNT)
    assert not (folder / IN_USE).exists()


WRITER = """
import sys
from pathlib import Path
from portfolio_app.model.store import Passphrase, open_vault
from tests.model.store.builders import ACCOUNT, LATER, PASSPHRASE, PIECE, answer, attachment
with open_vault(Path(sys.argv[1]), Passphrase(PASSPHRASE)) as vault:
    for turn in range(10**9):
        content = bytes([turn % 256]) * 20_000
        with vault.transaction() as tx:
            tx.evidence.set_answer(PIECE, ACCOUNT, answer(f"turn {turn}"), LATER)
            tx.attachments.add(PIECE, attachment(content, turn), content)
        print(turn, flush=True)
"""


@pytest.fixture
def writer(vault, folder):
    """Another program that writes without a pause."""
    vault.close()
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, folder], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline()
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_what_is_read_is_whole_while_another_program_writes(writer, folder):
    key = unlock(folder, SECRET)
    turns = []
    for _ in range(8):
        acknowledged = int(writer.stdout.readline())
        with open_vault(folder, key) as second:
            assert not integrity(second)
            with second.reading() as tx:
                piece = tx.evidence.get(PIECE)
                turns.append(int(piece.text(ACCOUNT).removeprefix("turn ")))
                assert len(piece.attachments) == turns[-1] + 1
        assert turns[-1] >= acknowledged
    assert turns == sorted(turns)


def test_a_writer_that_was_killed_bars_nobody(writer, folder):
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    assert (folder / IN_USE).exists()
    with open_vault(folder, SECRET) as next_one:
        assert next_one.bar is None
        write(next_one, "mine now")


def test_another_computer_that_was_seen_lately_has_it(vault, folder):
    vault.close()
    left_behind(folder, "LAPTOP-3", timedelta(minutes=1))
    with open_vault(folder, SECRET) as second:
        assert second.bar.reason.startswith("This portfolio is open on LAPTOP-3 by priya")
    assert (folder / IN_USE).exists()


@pytest.mark.parametrize(
    ("computer", "ago"),
    [("LAPTOP-3", STALE_AFTER + timedelta(minutes=1)), (this_computer(), timedelta(0))],
)
def test_what_a_crash_left_behind_bars_nobody(vault, folder, computer, ago):
    vault.close()
    left_behind(folder, computer, ago)
    with open_vault(folder, SECRET) as second:
        assert second.bar is None
    assert not (folder / IN_USE).exists()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff", b'{"seen": "soon"}', b"0" * 9999]
)
def test_a_file_that_says_nothing_bars_nobody(vault, folder, content, monkeypatch):
    monkeypatch.setattr(hold.time, "sleep", lambda _: None)
    vault.close()
    (folder / IN_USE).write_bytes(content)
    with open_vault(folder, SECRET) as second:
        assert second.bar is None


def test_who_holds_an_unreadable_file_is_told_without_names(folder, vault):
    with (folder / IN_USE).open("r+b") as file:
        file.truncate(3)
    held = take_hold(folder)
    assert held == Holder(computer="", person="", since=None, is_here=False)
    assert held.in_words() == "This portfolio is open on a computer."


def test_the_hold_is_renewed_as_long_as_it_is_held(folder, vault, monkeypatch):
    vault.close()
    monkeypatch.setattr(hold, "RENEWED_EVERY", 0.01)
    held = take_hold(folder)
    assert isinstance(held, Hold)
    (folder / IN_USE).write_bytes(b"")
    patience = time.monotonic() + 20
    while b"seen" not in (folder / IN_USE).read_bytes():
        assert time.monotonic() < patience
        time.sleep(0.01)
    held.release()
    assert not (folder / IN_USE).exists()


def sleep_while_another_takes_over(vault, folder, monkeypatch):
    """Let this computer sleep for an hour, while another one opens the vault."""
    monkeypatch.setattr(vault._access.hold, "_seen", datetime.now(UTC) - timedelta(hours=1))
    left_behind(folder, "another-laptop", timedelta(seconds=5))


def test_who_slept_while_another_took_over_saves_nothing_and_is_told(
    vault, folder, monkeypatch
):
    sleep_while_another_takes_over(vault, folder, monkeypatch)
    with pytest.raises(ReadOnlyError, match="another computer took this portfolio over"):
        write(vault, "into files that may be others by now")
    assert text(vault) == evidence().text(ACCOUNT)
    vault.close()
    assert "another-laptop" in (folder / IN_USE).read_text(), "the file is the other's"


def test_who_slept_and_was_not_missed_goes_on(vault, monkeypatch):
    monkeypatch.setattr(vault._access.hold, "_seen", datetime.now(UTC) - timedelta(hours=1))
    write(vault, "after a nap")
    assert text(vault) == "after a nap"


def test_a_file_that_is_gone_is_as_good_as_taken(vault, folder, monkeypatch):
    sleep_while_another_takes_over(vault, folder, monkeypatch)
    (folder / IN_USE).unlink()
    with pytest.raises(ReadOnlyError):
        write(vault, "after the other one closed it")


def test_a_file_that_is_being_written_is_waited_for(vault, folder, monkeypatch):
    vault.close()
    whole = json.dumps({"computer": "another-laptop", "seen": datetime.now(UTC).isoformat()})
    (folder / IN_USE).write_text(whole[:-3])
    monkeypatch.setattr(hold.time, "sleep", lambda _: (folder / IN_USE).write_text(whole))
    held = take_hold(folder)
    assert isinstance(held, Holder)
    assert held.computer == "another-laptop"


def test_a_place_that_cannot_be_written_is_read(vault, folder, monkeypatch):
    vault.close()
    whole = os.open

    def refuse(path, flags, *rest, **named):
        if Path(path).parent == folder and flags & os.O_RDWR:
            raise OSError(errno.EROFS, "Read-only file system")
        return whole(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", refuse)
    with open_vault(folder, SECRET) as second:
        assert text(second) == evidence().text(ACCOUNT)
        assert second.bar.reason == "This portfolio lies where nothing can be written."
        with pytest.raises(ReadOnlyError, match="lies where nothing can be written"):
            write(second, "refused")


@pytest.fixture
def protected(vault, folder, monkeypatch):
    """A closed vault whose files, not its folder, are protected; also against root."""
    vault.close()
    whole = io.open

    def refuse(file, mode="r", *rest, **named):
        if (
            Path(str(file)).name == DATABASE
            and Path(str(file)).parent == folder
            and "+" in mode
        ):
            raise PermissionError(errno.EACCES, "Permission denied")
        return whole(file, mode, *rest, **named)

    (folder / DATABASE).chmod(0o400)
    monkeypatch.setattr(io, "open", refuse)  # what `Path.open` opens with
    return folder


def test_protected_files_in_a_folder_that_is_not_are_read_and_searched(protected):
    with open_vault(protected, SECRET) as second:
        assert second.bar.reason == "The files of this portfolio are protected against writing."
        assert text(second) == evidence().text(ACCOUNT)
        with second.reading() as tx:
            assert tx.search.find(terms("the"), 5) is not None
        with pytest.raises(ReadOnlyError, match="protected against writing"):
            write(second, "refused")
        assert not second.try_to_write()
    assert not (protected / IN_USE).exists()


def test_where_there_are_no_locks_the_file_tells(vault, folder, monkeypatch):
    import fcntl

    def fail(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    vault.close()
    monkeypatch.setattr(fcntl, "flock", fail)
    left_behind(folder, "LAPTOP-3", timedelta(0))
    with open_vault(folder, SECRET) as second:
        assert second.bar
