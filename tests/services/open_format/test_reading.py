"""An open export comes from outside: whatever is in it, it does no harm."""

from __future__ import annotations

import json
import os
import re
import shutil
from hashlib import sha256

import pytest

from portfolio_app.app import assemble
from portfolio_app.errors import IntakeError, PortfolioError, VaultError
from tests.cli.by_hand import PASSPHRASE, QUICK
from tests.services.helpers import a_picture


@pytest.fixture(scope="module")
def export_once(finished_once, tmp_path_factory):
    """An open export of a complete portfolio with an attachment, to be copied."""
    place = tmp_path_factory.mktemp("export")
    opened = finished_once.copied_to(place).opened()
    piece = opened.evidence.all()[0]
    opened.evidence.attach(piece.id, a_picture(), "../../Drawing by Wren.png")
    opened.open_format.export(place / "open")
    opened.close()
    return place / "open"


@pytest.fixture
def export(export_once, tmp_path):
    """The same, of the test's own."""
    return shutil.copytree(export_once, tmp_path / "open")


@pytest.fixture(scope="module")
def program():
    return assemble(cost=QUICK)


def rewritten(export, part, change):
    """Change the content of a document as somebody would who knows the format."""
    path = export / f"{part}.json"
    document = json.loads(path.read_text("utf-8"))
    document["content"] = change(document["content"])
    put(export, part, json.dumps(document).encode())


def put(export, part, data):
    (export / f"{part}.json").write_bytes(data)
    cover = json.loads((export / "open-export.json").read_text("utf-8"))
    for digest in cover["content"]["documents"]:
        if digest["name"] == f"{part}.json":
            digest["sha256"] = sha256(data).hexdigest()
    (export / "open-export.json").write_text(json.dumps(cover), "utf-8")


def refused(program, export, tmp_path):
    """Return what is said of an export that may not be taken back."""
    with pytest.raises(IntakeError) as caught:
        program.door.take_back(export, tmp_path / "new.portfolio", passphrase=PASSPHRASE)
    assert not (tmp_path / "new.portfolio").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert "Wren" not in f"{caught.value.summary} {caught.value.advice}"
    return caught.value.summary


def first(change):
    """Change the first entry of a list."""
    return lambda entries: [{**entries[0], **change}, *entries[1:]]


def in_first(key, change):
    return lambda entries: [{**entries[0], key: change(entries[0][key])}, *entries[1:]]


SPOILT = {
    "path-upwards": ("files", first({"file": "../../../etc/passwd"}), "a file name"),
    "absolute": ("files", first({"file": "/etc/passwd"}), "a file name"),
    "drive": ("files", first({"file": "C:secret.png"}), "a file name"),
    "dots": ("files", first({"file": "0001...png"}), "a file name"),
    "nul": ("files", first({"file": "0001\x00.png"}), "a file name"),
    "same-file-twice": ("files", lambda found: found * 2, "that differ"),
    "no-file": ("files", lambda found: [], "one file for each"),
    "list": ("evidence", lambda found: {}, "a list"),
    "object": ("portfolio", lambda found: [], "an object"),
    "extra-key": ("evidence", first({"sql": "DROP TABLE"}), "exactly the keys"),
    "true-for-number": ("portfolio", lambda p: {**p, "times_sealed": True}, "a whole number"),
    "huge-number": ("portfolio", lambda p: {**p, "times_sealed": 2**63}, "a whole number"),
    "negative": ("portfolio", lambda p: {**p, "times_sealed": -1}, "a whole number"),
    "number-for-text": ("evidence", first({"author_name": 7}), "a text"),
    "id-with-blank": ("evidence", first({"id": "a b"}), "a name"),
    "long-id": ("evidence", first({"id": "a" * 999}), "a name"),
    "no-time-at-all": (
        "portfolio",
        lambda p: {**p, "timetable": {**p["timetable"], "share": "0"}},
        "a share",
    ),
    "no-day": ("portfolio", lambda p: {**p, "started_on": "2026-02-30"}, "a day"),
    "no-time": ("evidence", first({"created_at": "noon"}), "a time"),
    "no-hour": (
        "evidence",
        first({"created_at": "2026-01-01T25:00:00.000000+00:00"}),
        "a time",
    ),
    "same-id": ("evidence", lambda found: [found[0], *found], "that differ"),
    "same-role": ("contributors", lambda found: found * 2, "that differ"),
    "same-answer": ("evidence", in_first("answers", lambda a: a * 2), "that differ"),
    "bad-capability": (
        "evidence",
        lambda found: [
            {**piece, "claims": [{**c, "capability": "six"} for c in piece["claims"]]}
            for piece in found
        ],
        "a capability",
    ),
    "history-of-nothing": (
        "history",
        lambda _: [
            {
                "number": 1,
                "place": {"evidence_id": "gone", "path": "title"},
                "made_at": "2026-01-01T00:00:00.000000+00:00",
                "text": "",
            }
        ],
        "of what is there",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_does_not_belong_is_refused(name, program, export, tmp_path):
    part, change, expected = SPOILT[name]
    rewritten(export, part, change)
    said = refused(program, export, tmp_path)
    assert expected in said
    assert f"{part}.json" in said


def test_blank_answers_are_left_out(program, export, tmp_path):
    def blanked(pieces):
        pieces[0]["answers"][0]["answer"] |= {"text": " \n", "marks": []}
        return pieces

    rewritten(export, "evidence", blanked)
    before = json.loads((export / "evidence.json").read_text("utf-8"))["content"][0]
    opened, _ = program.door.take_back(
        export, tmp_path / "new.portfolio", passphrase=PASSPHRASE
    )
    with opened.vault.reading() as tx:
        answers = tx.evidence.get(before["id"]).answers
    opened.close()
    assert set(answers) == {found["path"] for found in before["answers"][1:]}


RAW = {
    "nothing": b"",
    "half": b'{"format": "progression',
    "binary": bytes(range(256)),
    "deep": b"[" * 200_000,
    "digits": b'{"format": ' + b"9" * 10_000 + b"}",
    "not-a-number": b'{"format": NaN}',
    "twice": b'{"format": "a", "format": "b"}',
    "list": b"[]",
    "utf-16": '{"format": 1}'.encode("utf-16"),
}


@pytest.mark.parametrize("name", RAW)
@pytest.mark.parametrize("part", ["evidence", "open-export"])
def test_a_document_that_is_none_is_refused(name, part, program, export, tmp_path):
    if part == "evidence":
        put(export, part, RAW[name])
    else:
        (export / "open-export.json").write_bytes(RAW[name])
    assert refused(program, export, tmp_path).startswith("The open export cannot be read")


@pytest.mark.parametrize("version", ["2", "99999999999"])
def test_another_version_is_told_as_such(version, program, export, tmp_path):
    cover = json.loads((export / "open-export.json").read_text("utf-8"))
    cover["format"] = f"progression-portfolio-open/{version}"
    (export / "open-export.json").write_text(json.dumps(cover), "utf-8")
    assert "another version of the program" in refused(program, export, tmp_path)


def test_a_huge_document_is_not_even_read(program, export, tmp_path):
    os.truncate(export / "evidence.json", 2**40)  # sparse: it takes no room
    assert "at most" in refused(program, export, tmp_path)


def test_a_huge_attachment_is_not_even_read(program, export, tmp_path):
    [file] = (export / "attachments").iterdir()
    os.truncate(file, 2**40)

    def claim_it(evidence):
        for piece in evidence:
            for kept in piece["attachments"]:
                kept["attachment"]["size"] = 2**40
        return evidence

    rewritten(export, "evidence", claim_it)
    assert "at most 52,428,800 bytes" in refused(program, export, tmp_path)


def test_a_changed_document_is_noticed(program, export, tmp_path):
    with (export / "evidence.json").open("ab") as stream:
        stream.write(b"\n")
    assert "is not the file that was exported" in refused(program, export, tmp_path)


@pytest.mark.parametrize("spoil", [b"", b"%PDF-1.7 of somebody else", None])
def test_another_file_in_the_place_of_an_attachment_is_refused(
    spoil, program, export, tmp_path
):
    [file] = (export / "attachments").iterdir()
    content = file.read_bytes()
    file.write_bytes(content[:-1] + b"\x00" if spoil is None else spoil)
    assert "attachments/0001" in refused(program, export, tmp_path)


def test_an_attachment_that_is_no_picture_is_refused(program, export, tmp_path):
    [file] = (export / "attachments").iterdir()
    file.write_bytes(b"MZ, a program")

    def claim_it(evidence):
        for piece in evidence:
            for kept in piece["attachments"]:
                kept["attachment"]["size"] = file.stat().st_size
                kept["attachment"]["sha256"] = sha256(file.read_bytes()).hexdigest()
        return evidence

    rewritten(export, "evidence", claim_it)
    assert "cannot be attached" in refused(program, export, tmp_path)


@pytest.mark.parametrize("what", ["document", "attachment", "folder"])
def test_links_are_not_followed(what, program, export, tmp_path):
    inside = export / "attachments"
    [attachment] = inside.iterdir()
    place = {"document": export / "seals.json", "attachment": attachment, "folder": inside}[
        what
    ]
    elsewhere = tmp_path / "elsewhere"
    place.rename(elsewhere)
    place.symlink_to(elsewhere)
    assert "there should be a f" in refused(program, export, tmp_path)


def test_a_pipe_does_not_block(program, export, tmp_path):
    (export / "seals.json").unlink()
    os.mkfifo(export / "seals.json")
    assert "a file" in refused(program, export, tmp_path)


def test_a_missing_document_is_named(program, export, tmp_path):
    (export / "seals.json").unlink()
    assert "seals.json is missing" in refused(program, export, tmp_path)


def test_any_other_folder_is_no_export(program, tmp_path):
    assert "no open export" in refused(program, tmp_path / "nowhere", tmp_path)


def test_nothing_is_overwritten(program, export, tmp_path):
    (tmp_path / "new.portfolio").mkdir()
    (tmp_path / "new.portfolio" / "mine.txt").write_text("mine")
    with pytest.raises(VaultError, match="already something"):
        program.door.take_back(export, tmp_path / "new.portfolio", passphrase=PASSPHRASE)
    assert [path.name for path in (tmp_path / "new.portfolio").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("place", ["inside", "taken"])
def test_an_export_goes_into_a_folder_of_its_own_outside(place, opened, folder, tmp_path):
    target = {"inside": folder / "open", "taken": tmp_path}[place]
    with pytest.raises(PortfolioError, match=r"into the portfolio itself|not empty"):
        opened.open_format.export(target)
    assert not (folder / "open").exists()


def test_while_it_is_made_an_export_says_so_and_what_was_left_of_one_goes(opened, tmp_path):
    left = tmp_path / "open, being written 3fa94c1b"
    left.mkdir()
    (left / "evidence.json").write_text("Wren Abara", "utf-8")
    piece = opened.evidence.add("reflective-summary")
    opened.evidence.attach(piece.id, a_picture(), "House.png")

    class Looking:
        def step(self, done, total, note):
            self.beside = [path for path in tmp_path.iterdir() if ", being " in path.name]
            [self.first, *_] = [path.name for path in self.beside[0].glob("*FIRST*")]

    seen = Looking()
    opened.open_format.export(tmp_path / "open", progress=seen)
    assert re.fullmatch(r"open, being written [0-9a-f]{8}", seen.beside[0].name)
    assert len(seen.beside) == 1
    assert seen.beside[0] != left
    assert seen.first == "READ-ME-FIRST.txt"
    assert not seen.beside[0].exists()
    assert not left.exists()


def test_an_export_is_its_owners_alone(export):
    modes = {path.stat().st_mode & 0o077 for path in [export, *export.rglob("*")]}
    assert modes == {0}


def test_file_names_are_plain_and_tell_what_they_hold(export):
    assert [path.name for path in (export / "attachments").iterdir()] == [
        "0001-drawing-by-wren.png"
    ]
