"""Nothing of a vault lies outside it in the clear, and nothing in it can be read."""

from __future__ import annotations

import logging
import re
import tempfile
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from portfolio_app.app import assemble
from portfolio_app.errors import IntakeError
from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.services.progress import Silent
from tests.cli.by_hand import PASSPHRASE, QUICK, ROLES, Finished, type_in
from tests.intake.helpers import docx, h, p, title

TITLE = "Kestrel Titleword"
WORDS = "Kestrel Evidenceword"
NOTE = "Kestrel Noteword"
CHILD = "Kestrel Childname"
FILE_NAME = "Kestrel Filename.pdf"
REAL_NAME = "Kestrel Realname"
CANARIES = (
    "Kestrel Titleword",
    "Evidenceword",
    "Noteword",
    "Childname",
    "Filename",
    "Realname",
)


def written_forms(word):
    """Return the bytes under which a word could stand in a file."""
    return [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]


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


def leaks(folder):
    """Return where a canary stands below `folder`: in a name or in a file."""
    found = []
    for path in Path(folder).rglob("*"):
        if any(word in str(path) for word in CANARIES):
            found.append(("name", path))
        if path.is_file():
            content = path.read_bytes()
            for stretch in (content, *inflated(content)):
                found += [
                    (word, path)
                    for word in CANARIES
                    if any(form in stretch for form in written_forms(word))
                ]
    return found


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """A temporary folder of the test's own, in which nothing may be left or pass through."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def a_pdf():
    stream = BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.docinfo["/Title"] = WORDS
    pdf.save(stream)
    return stream.getvalue()


def work_a_day(folder, files):
    """Make a vault and use it in every way, as far as a draft; leave it open."""
    program = assemble(cost=QUICK)
    opened, _ = program.door.create(
        folder,
        pathway="bexley-level-3",
        practitioner=Practitioner(name=ROLES["practitioner"]),
        passphrase=PASSPHRASE,
        started_on=date(2026, 3, 1),
    )
    piece = opened.evidence.add(
        "reflective-summary",
        {FieldPath("title"): TITLE, FieldPath("account.description"): f"{WORDS} and more."},
    )
    feelings = FieldPath("account.feelings")
    opened.evidence.write(piece.id, feelings, f"About {CHILD}, for whom I hoped.")
    opened.claims.claim_quotation(piece.id, CapabilityRef.parse("pcf-2018/6"), WORDS, note=NOTE)
    opened.evidence.attach(piece.id, a_pdf(), FILE_NAME, description=CHILD)
    word = files / "in.docx"
    word.write_bytes(docx(title(TITLE), h("Description"), p(WORDS)))
    opened.intake.take_in("reflective-summary", source=word)
    word.unlink()
    opened.people.add(REAL_NAME, "Child A", also=[f"little {REAL_NAME}"], note=REAL_NAME)
    opened.history.keep(piece.id, feelings)
    opened.evidence.write(piece.id, feelings, "")
    opened.history.restore(opened.history.of(piece.id)[feelings][0])
    opened.search.read_files(Silent())
    assert opened.search.find(CHILD.split()[1])
    opened.evidence.remove(opened.evidence.add("reflective-summary", {}).id)
    opened.bin.destroy(opened.bin.all()[0])
    opened.verdicts.status()
    opened.packs.draft()
    return opened


def test_nothing_readable_is_left_by_a_working_day(tmp_path, temporary, home, caplog):
    caplog.set_level(logging.DEBUG)
    files = tmp_path / "files"
    files.mkdir()
    opened = work_a_day(tmp_path / "mine.portfolio", files)
    try:
        assert leaks(tmp_path / "mine.portfolio") == []
        assert (tmp_path / "mine.portfolio" / "vault.db-wal").stat().st_size > 0
    finally:
        opened.close()
    assert leaks(tmp_path) == []
    assert leaks(home) == []
    assert list(temporary.iterdir()) == []
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert not any(word in said for word in CANARIES)


def test_the_search_would_find_a_leak(tmp_path):
    for number, form in enumerate(written_forms("Childname")):
        (tmp_path / f"{number}").write_bytes(b"\x00" + form)
    (tmp_path / "deflated").write_bytes(b"junk" + zlib.compress(b"x Noteword y"))
    (tmp_path / "Filename.txt").write_bytes(b"")
    assert len(leaks(tmp_path)) == 5


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
