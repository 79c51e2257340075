"""Nothing of a vault lies outside it in the clear, or goes out; nothing in it can be read."""

from __future__ import annotations

import base64
import os
import re
import signal
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from portfolio_app.errors import IntakeError
from tests.cli.by_hand import Finished, type_in
from tests.working_day import FILE_NAME, READING, in_a_process

ROOT = Path(__file__).parent.parent
CANARIES = (
    "Kestrel Titleword",
    "Evidenceword",
    "Noteword",
    "Childname",
    "Filename",
    "Foldername",
    "Realname",
    "Nickname",
    "Erasedname",
)
REAL = ("Realname", "Nickname", "Erasedname")
"""Of the people register: these go nowhere at all."""


def written_forms(word):
    """Return the bytes under which a word could stand in a file."""
    plain = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    # In base 64, three bytes share four letters: those at the edges depend on what is around.
    shifted = [base64.b64encode(bytes(shift) + word.encode()) for shift in range(3)]
    return [*plain, *(form[4:-4] for form in shifted)]


def inflated(content):
    """Return everything in `content` that is a deflated stream."""
    found = []
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]|stream\r?\n", content):
        for begin in (start.start(), start.end()):
            try:
                found.append(zlib.decompressobj().decompress(content[begin:]))
            except zlib.error:
                continue
    return found


def leaks(folder, words=CANARIES):
    """Return where a canary stands below `folder`: in a name or in a file."""
    found = []
    for path in Path(folder).rglob("*"):
        if any(word in str(path.relative_to(folder)) for word in words):
            found.append(("name", path))
        if path.is_file():
            content = path.read_bytes()
            for stretch in (content, *inflated(content)):
                found += [
                    (word, path)
                    for word in words
                    if any(form in stretch for form in written_forms(word))
                ]
    return found


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """Everything that a whole working day without an internet leaves behind, after a crash.

    Its home, temporary and working folders are all below the one place that is looked at.
    """
    place = tmp_path_factory.mktemp("day")
    folders = {}
    for name in ("home", "temporary", "settings", "cache", "data", "run"):
        folders[name] = place / name
        folders[name].mkdir(mode=0o700)
    environment = {
        **os.environ,
        "HOME": str(folders["home"]),
        "PORTFOLIO_HOME": str(folders["settings"]),
        "TMPDIR": str(folders["temporary"]),
        "XDG_CACHE_HOME": str(folders["cache"]),
        "XDG_CONFIG_HOME": str(folders["home"]),
        "XDG_DATA_HOME": str(folders["data"]),
        "XDG_RUNTIME_DIR": str(folders["run"]),
        "PYTHONPATH": str(ROOT),
        "PYTHONFAULTHANDLER": "1",
    }
    done = subprocess.run(
        [*in_a_process(), place, "--offline", "--crash"],
        cwd=place,
        env=environment,
        capture_output=True,
        check=False,
    )
    (place / "said").write_bytes(done.stdout + done.stderr)
    (place / "ended").write_text(
        signal.Signals(-done.returncode).name if done.returncode < 0 else "by itself"
    )
    return place


def test_a_working_day_needs_no_internet(day):
    """Whoever reaches for it is killed by SIGSYS, and never comes to the crash at the end."""
    assert (day / "ended").read_text() == "SIGABRT", (day / "said").read_text("utf-8")[-2000:]
    assert (day / "packs" / "pack.pdf").is_file()


def test_a_working_day_that_ends_in_a_crash_leaves_nothing_readable(day):
    handed_out = {day / "packs", day / "open"}
    assert all(leaks(folder) for folder in handed_out), "the canaries are where they belong"
    found = [(word, path) for word, path in leaks(day) if not handed_out & {*path.parents}]
    assert found == []


def test_what_was_looked_at_is_what_a_day_leaves(day):
    """The proof above is worth nothing if the files it greps are not those it means."""
    vault = day / "mine.portfolio"
    assert (vault / "vault.db-wal").stat().st_size > 0
    assert list((vault / "backups").glob("*.backup"))
    assert list((day / "drive").rglob("*.backup"))
    assert list((vault / "backups").glob("aside-*/vault.db")), "the doctor's and the restore's"
    assert list((day / READING).glob("portfolio-reading-*/vault.db"))
    log = (day / "log.txt").read_text("utf-8")
    assert (day / "home" / "QtProject.conf").is_file(), "a file dialog was opened"
    assert "evidence added" in log
    assert "a person was erased" in log
    assert "defect: ValueError" in log
    assert b"Fatal Python error: Aborted" in (day / "said").read_bytes()


def test_a_crash_leaves_no_core_and_no_temporary_file(day):
    assert list((day / "temporary").iterdir()) == []
    assert not [path for path in day.rglob("*") if path.name.startswith("core")]


def test_memory_goes_to_no_program_that_collects_crashes():
    asked = (
        "import ctypes\n"
        "from portfolio_app.memory import leave_no_core_dump\n"
        "leave_no_core_dump()\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"  # PR_GET_DUMPABLE
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "0"


def test_real_names_are_handed_out_nowhere(day):
    assert leaks(day, REAL) == []


def test_the_search_would_find_a_leak(tmp_path):
    for number, form in enumerate(written_forms("Childname")):
        (tmp_path / f"{number}").write_bytes(b"\x00" + form)
    (tmp_path / "deflated").write_bytes(b"junk" + zlib.compress(b"x Noteword y"))
    (tmp_path / "Filename.txt").write_bytes(b"")
    assert len({path for _, path in leaks(tmp_path)}) == 8


def test_a_refused_attachment_is_not_named(tmp_path, vault_with_one, caplog):
    opened = vault_with_one.opened()
    piece = opened.evidence.all()[0]
    try:
        with pytest.raises(IntakeError) as refused:
            opened.evidence.attach(piece.id, b"not a file", FILE_NAME)
    finally:
        opened.close()
    assert "Filename" not in f"{refused.value.summary} {refused.value.advice}"
    assert "Filename" not in caplog.text


@pytest.fixture
def vault_with_one(tmp_path) -> Finished:
    return type_in(tmp_path / "mine.portfolio", leave_out=())


def test_the_folder_of_a_vault_is_its_owners_alone(vault_with_one):
    modes = {path.stat().st_mode & 0o077 for path in vault_with_one.folder.rglob("*")}
    assert modes == {0}
    assert vault_with_one.folder.stat().st_mode & 0o077 == 0
