"""A file is there whole or not at all, and only whoever should can read it."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from portfolio_app.errors import PortfolioError
from portfolio_app.services.files import make_empty_folder, read_file, write_whole


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def names_in(folder):
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def umask():
    """The usual umask of a desktop, whatever that of the tests."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_a_new_file_gets_the_usual_permissions(tmp_path, umask):
    write_whole(tmp_path / "deep" / "pack.pdf", b"new", "The pack")
    assert (tmp_path / "deep" / "pack.pdf").read_bytes() == b"new"
    assert mode_of(tmp_path / "deep" / "pack.pdf") == 0o644


def test_a_private_file_is_its_owner_s_alone(tmp_path, umask):
    write_whole(tmp_path / "key.p12", b"key", "The identity", private=True)
    assert mode_of(tmp_path / "key.p12") == 0o600


def test_a_file_that_is_replaced_passes_its_permissions_on(tmp_path, umask):
    path = tmp_path / "pack.pdf"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new", "The pack")
    assert (path.read_bytes(), mode_of(path)) == (b"new", 0o640)
    assert names_in(tmp_path) == ["pack.pdf"]


def test_a_place_that_refuses_is_told_and_left_as_it_was(tmp_path):
    folder = tmp_path / "pack.pdf"
    folder.mkdir()
    with pytest.raises(PortfolioError) as refused:
        write_whole(folder, b"new", "The pack")
    assert refused.value.summary == "The pack could not be written: the place refuses it."
    assert "Your portfolio is safe" in refused.value.advice
    assert names_in(tmp_path) == ["pack.pdf"]


@pytest.mark.parametrize("name", ["in/the/way.pdf", "a\0b.pdf"])
def test_a_place_that_cannot_be_is_told(tmp_path, name):
    (tmp_path / "in").write_bytes(b"")
    with pytest.raises(PortfolioError, match="the place refuses it"):
        write_whole(tmp_path / name, b"new", "The pack")
    assert (tmp_path / "in").read_bytes() == b""


FILL = """
import resource, sys
from pathlib import Path
from portfolio_app.errors import PortfolioError
from portfolio_app.services.files import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), bytes(5000), "The pack")
except PortfolioError as error:
    print(error.summary)
"""


def test_a_full_disk_leaves_the_old_file_and_nothing_half_written(tmp_path):
    path = tmp_path / "pack.pdf"
    path.write_bytes(b"old")
    told = subprocess.run(
        [sys.executable, "-c", FILL, path], capture_output=True, text=True, check=True
    )
    assert told.stdout == "The pack could not be written: the disk is full.\n"
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["pack.pdf"]


DIE = """
import os, sys
from pathlib import Path
from portfolio_app.services.files import write_whole
Path.replace = lambda self, target: os._exit(9)
write_whole(Path(sys.argv[1]), b"Wren drew", "The document", private=True)
"""


def test_what_a_killed_program_leaves_says_what_it_is_and_goes_the_next_time(tmp_path):
    path = tmp_path / "out.docx"
    subprocess.run([sys.executable, "-c", DIE, path], check=False)
    [left] = tmp_path.iterdir()
    assert re.fullmatch(r"out\.docx, being written [0-9a-f]{8}", left.name)
    assert stat.S_IMODE(left.stat().st_mode) == 0o600
    others = [f"{left.name}0", "an out.docx, being written 00000000", "out.docx, being written"]
    for name in others:
        (tmp_path / name).write_bytes(b"")
    write_whole(path, b"new", "The document")
    assert set(names_in(tmp_path)) == {"out.docx", *others}


def test_a_name_as_long_as_can_be_is_written_to(tmp_path):
    path = tmp_path / ("ŵ" * 125 + ".pdf")
    write_whole(path, b"new", "The pack")
    assert names_in(tmp_path) == [path.name]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("none.pdf", "The pack is not there."),
        ("", "The pack cannot be read."),
        ("a\0b.pdf", "The pack cannot be read."),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path, name, sentence):
    with pytest.raises(PortfolioError) as refused:
        read_file(tmp_path / name, "The pack")
    assert refused.value.summary == sentence


def test_a_folder_is_made_or_must_be_empty(tmp_path):
    make_empty_folder(tmp_path / "a" / "b")
    make_empty_folder(tmp_path / "a" / "b")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PortfolioError, match="The folder is not empty"):
        make_empty_folder(tmp_path)
    with pytest.raises(PortfolioError, match="The folder could not be made"):
        make_empty_folder(Path(tmp_path / "file"))


@pytest.mark.parametrize("kept", [b"SQLite format 3", b"\x30\x82", b"A letter of mine"])
def test_a_pdf_takes_the_place_of_nothing_but_pdfs(tmp_path, kept):
    path = tmp_path / "vault.db"
    path.write_bytes(kept)
    with pytest.raises(PortfolioError, match="something of another kind has that name"):
        write_whole(path, b"%PDF-1.7 new", "The pack")
    assert path.read_bytes() == kept
    for replaced in (b"%PDF-1.4 old", b""):
        path.write_bytes(replaced)
        write_whole(path, b"%PDF-1.7 new", "The pack")
        assert path.read_bytes() == b"%PDF-1.7 new"


def test_pipes_and_devices_are_neither_read_nor_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(PortfolioError, match="cannot be read"):
            read_file(path, "The pack")
    with pytest.raises(PortfolioError, match="something of another kind"):
        write_whole(pipe, b"%PDF-1.7 new", "The pack")
    assert pipe.is_fifo()
