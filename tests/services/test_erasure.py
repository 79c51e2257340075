"""Erasing one person leaves nothing of their names, in any table, page or backup."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import Boolean, Date, Integer, LargeBinary

from portfolio_app.app import assemble
from portfolio_app.errors import EvidenceError, VaultError
from portfolio_app.model.domain.care import BackupReason
from portfolio_app.model.domain.erasing import ErasedFrom
from portfolio_app.model.domain.names import CapabilityRef, FieldPath, PersonId
from portfolio_app.model.domain.own_words import OwnWord
from portfolio_app.model.domain.people import Person
from portfolio_app.model.domain.retention import Retention
from portfolio_app.model.domain.stages import Extension, Pause, Timetable
from portfolio_app.model.store.backups import BackupShelf
from portfolio_app.model.store.columns import Moment
from portfolio_app.model.store.engine import connect_plainly
from portfolio_app.model.store.folder import BACKUPS, DATABASE
from portfolio_app.model.store.rows import Base
from portfolio_app.services.changes import Area
from portfolio_app.services.erasing_words import preview_in_words, report_in_words
from tests.cli.by_hand import PASSPHRASE, QUICK
from tests.services.helpers import NOON, SetClock, a_pdf, a_picture, paths
from tests.services.word_files import control, edited

WREN = Person(
    id=PersonId("p1"),
    real_name="Wren Abara",
    stand_in="Child Q",
    also=("Wrennie",),
    note="the younger one",
    added_at=NOON,
)
LENA = Person(
    id=PersonId("p2"),
    real_name="Lena Abara",
    stand_in="Mother A",
    note="mother of Wren",
    added_at=NOON,
)
NAMES = ("Wren", "wren", "WREN", "Child Q")
"""None of them stands in a rule file, of which the vault keeps its own."""
SIX = CapabilityRef.parse("pcf-2018/6")
DESCRIPTION = FieldPath("account.description")
AWAY = Timetable(
    pauses=(Pause(first=date(2026, 5, 1), last=date(2026, 5, 9), why="ill, as Wren was"),),
    extension=Extension(
        months=1, reason="the inquiry about Wren Abara", agreed_on=date(2026, 6, 1)
    ),
    chosen=("mid-point",),
)


@pytest.fixture(scope="module")
def told_once(empty_vault, tmp_path_factory):
    """A vault that names Wren in every place that takes words, to be copied, never changed."""
    folder = shutil.copytree(empty_vault, tmp_path_factory.mktemp("told") / "mine.portfolio")
    clock = SetClock()
    opened = assemble(clock=clock, cost=QUICK).door.open_with_passphrase(folder, PASSPHRASE)
    found = _tell(opened, clock)
    opened.close()
    return folder, found


def _tell(opened, clock):
    with opened.vault.transaction() as tx:
        tx.people.add(WREN)
        tx.people.add(LENA)
        for word in ("Wren", "wren", "wrens", "Abara's", "wrennie"):
            tx.own_words.add(OwnWord(word=word, added_at=NOON))
        tx.portfolio.put(replace(tx.portfolio.get(), timetable=AWAY))
        tx.own_words.add(OwnWord(word="lifestory", added_at=NOON))
        tx.retention.put(
            Retention(destroy_on=NOON.date(), reason="as Wren asked", chosen_at=NOON)
        )
    piece = opened.evidence.add(
        "reflective-summary",
        paths(
            title="A visit to Wren",
            account__description="Lena Abara opened. WREN  ABARA drew; I watched Child Q draw.",
        ),
        author_name="Wrennie",
    )
    for words in ("I watched Wren draw two houses.", "I watched Wrennie draw."):
        clock.pass_time(minutes=5)
        opened.evidence.write(piece.id, FieldPath("account.feelings"), words)
    opened.claims.claim_quotation(
        piece.id, CapabilityRef.parse("pcf-2018/6"), "I watched Child Q", note="Wren felt heard"
    )
    opened.claims.claim_quotation(piece.id, CapabilityRef.parse("pcf-2018/7"), "Wrennie draw")
    opened.statements.write(CapabilityRef.parse("pcf-2018/6"), "With Wren I learnt to wait.")
    with_name = opened.evidence.attach(piece.id, a_pdf(), "Wren.pdf", description="by Wren")
    opened.evidence.attach(piece.id, a_picture(), "House.png")
    with opened.vault.transaction() as tx:
        tx.search.put_pages(with_name.id, ["A page about Wren Abara", "Another"])
    binned = opened.evidence.add("reflective-summary", paths(title="Wren, thrown away"))
    opened.evidence.remove(binned.id)
    return piece.id, with_name.id


@pytest.fixture
def folder(told_once, tmp_path):
    return shutil.copytree(told_once[0], tmp_path / "mine.portfolio")


@pytest.fixture
def told(told_once, folder, program):
    """The same, of the test's own: open, with the ids of the piece and of the file."""
    opened = program.door.open_with_passphrase(folder, PASSPHRASE)
    yield opened, *told_once[1]
    opened.close()


def decrypted_pages(database, key):
    """Return every page of a database or its log in the clear, what is deleted included."""
    content = database.read_bytes()
    found = []
    head, before = (32, 24) if database.name.endswith("-wal") else (0, 0)
    for at in range(head + before, len(content) - 4095, 4096 + before):
        page = content[at : at + 4096]  # a backup has its keys behind the pages
        number = int.from_bytes(content[at - 24 : at - 20], "big") if before else at // 4096 + 1
        begin = 16 if number == 1 else 0  # the first bytes of the file are its salt
        body, vector = page[begin:-80], page[-80:-64]
        cipher = Cipher(algorithms.AES(key.data_key), modes.CBC(vector)).decryptor()
        found.append(cipher.update(body) + cipher.finalize())
    return b"".join(found)


def rows_of(opened):
    """Return every row of every table as text, tables of the search index included."""
    with opened.vault.snapshot() as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return "\n".join(
            str(row)
            for (name,) in tables.fetchall()
            for row in connection.execute(f"SELECT * FROM [{name}]").fetchall()
        )


def test_the_search_sees_into_pages_and_rows(told, folder):
    opened, piece, _ = told
    opened.evidence.write(
        piece, FieldPath("account.analysis"), "About WREN  ABARA, in the log."
    )
    assert b"WREN  ABARA, in" in decrypted_pages(folder / "vault.db-wal", opened.vault.key)
    opened.close()
    assert b"WREN  ABARA drew" in decrypted_pages(folder / DATABASE, opened.vault.key)


def test_a_preview_counts_and_changes_nothing(told):
    opened, _, file = told
    opened.erasure.preview(WREN.id)  # the first one reads files that could not be searched yet
    before = rows_of(opened)
    found = opened.erasure.preview(WREN.id)
    counted = {}
    for place in found.places:
        counted[place.part] = counted.get(place.part, 0) + place.count
    assert counted == {
        ErasedFrom.ANSWER: 5,
        ErasedFrom.AUTHOR: 1,
        ErasedFrom.NOTE: 1,
        ErasedFrom.CLAIM: 2,
        ErasedFrom.STATEMENT: 1,
        ErasedFrom.FILE: 2,
        ErasedFrom.HISTORY: 1,
        ErasedFrom.REGISTER: 1,
        ErasedFrom.RETENTION: 1,
        ErasedFrom.TIMETABLE: 2,
        ErasedFrom.OWN_WORD: 5,
    }
    assert [(each.attachment, each.pages) for each in found.files] == [(file, (1,))]
    assert found.unread == 1
    assert rows_of(opened) == before


def test_nothing_is_left_in_any_row_or_page(told, folder):
    opened, _, file = told
    opened.erasure.erase(WREN.id, files=[file])
    assert not any(name in rows_of(opened) for name in NAMES)
    key = opened.vault.key
    pages = decrypted_pages(folder / "vault.db-wal", key)
    assert pages
    opened.close()
    pages += decrypted_pages(folder / DATABASE, key)
    assert b"Lena Abara" in pages, "the others stay"
    for name in NAMES:
        for code in ("utf-8", "utf-16-le", "utf-16-be"):
            assert name.encode(code) not in pages


def test_reasons_for_leave_and_more_time_lose_the_name_and_no_date(told):
    opened, _, _ = told
    opened.erasure.erase(WREN.id)
    away = opened.verdicts.portfolio().timetable
    assert away.extension.reason == "the inquiry about [erased]"
    assert [pause.why for pause in away.pauses] == ["ill, as [erased] was"]
    assert (away.pauses[0].first, away.extension.months) == (date(2026, 5, 1), 1)
    assert away.chosen == AWAY.chosen


def test_claims_stay_on_their_words(told):
    opened, piece_id, _ = told
    opened.erasure.erase(WREN.id)
    piece = opened.evidence.get(piece_id)
    words = {
        str(claim.capability): piece.text(claim.path)[slice(*piece.place(claim))]
        for claim in piece.claims
    }
    assert words == {"pcf-2018/6": "I watched [erased]", "pcf-2018/7": "[erased] draw"}


def test_the_story_stays_where_the_stand_in_is_kept(told):
    opened, piece_id, file = told
    opened.erasure.erase(WREN.id, "Child Q", files=[file])
    text = opened.evidence.get(piece_id).text(DESCRIPTION)
    assert text == "Lena Abara opened. Child Q drew; I watched Child Q draw."
    assert "Wren" not in rows_of(opened)


def test_files_stay_unless_they_are_to_go_and_the_report_says_so(told):
    opened, piece_id, file = told
    report = opened.erasure.erase(WREN.id)
    assert [each.attachment for each in report.done.files] == [file]
    assert len(opened.evidence.get(piece_id).attachments) == 2
    said = "\n".join(report_in_words(report))
    assert "1 attached file still with the name" in said
    assert not any(name in said for name in NAMES)


def test_older_backups_are_replaced_by_one_without_the_person(told, folder, clock):
    opened, _, file = told
    shelf = BackupShelf(folder / BACKUPS)
    for _ in range(3):
        clock.pass_time(days=1)
        shelf.add(opened.vault, reason=BackupReason.DAILY, at=clock.now())
    (folder / BACKUPS / "aside-2026").mkdir()
    (folder / BACKUPS / "aside-2026" / DATABASE).write_bytes(b"an older vault")
    report = opened.erasure.erase(WREN.id, files=[file])
    assert report.backups_removed == 4
    assert report.backups_left == ()
    [left] = (folder / BACKUPS).iterdir()
    with closing(connect_plainly(str(left), opened.vault.key)) as backup:
        texts = backup.execute("SELECT text FROM answer").fetchall()
        assert texts
        assert not any(name in str(texts) for name in NAMES)
    assert not any(name.encode() in decrypted_pages(left, opened.vault.key) for name in NAMES)


def test_backups_in_the_second_place_are_replaced_too(told, folder, tmp_path, clock):
    opened, _, file = told
    (tmp_path / "drive").mkdir()
    opened.backups.choose_second_place(tmp_path / "drive")
    opened.backups.make(BackupReason.BY_HAND)
    opened.backups.copy_latest()
    clock.pass_time(days=1)
    report = opened.erasure.erase(WREN.id, files=[file])
    assert report.backups_left == ()
    assert report.backups_removed == 2
    for place in opened.backups.places():
        [left] = place.glob("*.backup")
        assert not any(
            name.encode() in decrypted_pages(left, opened.vault.key) for name in NAMES
        )


def test_a_second_place_that_has_no_backup_yet_gets_the_first(told, tmp_path):
    opened, _, _ = told
    (tmp_path / "drive").mkdir()
    opened.backups.choose_second_place(tmp_path / "drive")
    assert opened.erasure.erase(WREN.id).backups_left == ()


def test_a_second_place_that_is_not_there_is_reported(told, tmp_path):
    opened, _, _ = told
    away = tmp_path / "drive" / "backups"
    opened.erasure._backup_places = lambda: (away,)
    report = opened.erasure.erase(WREN.id)
    assert report.backups_left == (away,)
    assert str(away) in "\n".join(report_in_words(report))


def test_a_preview_in_words_names_nobody(told):
    opened, piece, _ = told
    said = "\n".join(preview_in_words(opened.erasure.preview(WREN.id), {piece: "A visit"}))
    assert "Named 22 times, in 2 pieces of evidence. 1 piece of these in the bin." in said
    assert not any(name in said for name in NAMES)


@pytest.mark.parametrize("wanted", ["child q", "Wren Abara", "WRENNIE", "p1"])
def test_a_person_is_found_by_whatever_they_are_called(told, wanted):
    assert told[0].erasure.find(wanted).id == WREN.id


def test_nobody_and_two_are_told_apart(told):
    opened, _, _ = told
    with pytest.raises(EvidenceError, match="Nobody"):
        opened.erasure.find("Bartholomew")
    with opened.vault.transaction() as tx:
        tx.people.add(
            Person(id=PersonId("p3"), real_name="X", stand_in="Child Q", added_at=NOON)
        )
    with pytest.raises(EvidenceError, match="More than one"):
        opened.erasure.find("Child Q")


def test_what_fails_on_the_way_can_be_tried_again(told, monkeypatch):
    opened, _, file = told

    def refuse():
        raise VaultError("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(opened.erasure, "_replace_backups", refuse)
        with pytest.raises(VaultError, match="older backups still hold them"):
            opened.erasure.erase(WREN.id, files=[file])
    assert not any(name in rows_of(opened) for name in NAMES)
    again = opened.erasure.find("[erased]")
    assert opened.erasure.preview(again.id).count == 0
    opened.erasure.erase(again.id)
    assert [person.id for person in opened.people.all()] == [LENA.id]


def test_an_erased_person_cannot_be_erased_again(told):
    opened, _, _ = told
    opened.erasure.erase(WREN.id)
    with pytest.raises(EvidenceError, match="no longer"):
        opened.erasure.erase(WREN.id)


def undo_a_rating(opened, tmp_path):
    opened.ratings.rate(SIX, opened.ratings.scale(SIX).steps[0], note="Wren taught me.")
    return partial(opened.ratings.put_back, opened.ratings.take_back(SIX))


def undo_a_taught_word(opened, tmp_path):
    [own] = [own for own in opened.spelling.own_words() if own.word == "wrennie"]
    opened.spelling.remove(own.word)
    return partial(opened.spelling.put_back, own)


def undo_striking_somebody_out(opened, tmp_path):
    opened.people.remove(LENA.id)
    return partial(opened.people.put_back, LENA)


def undo_words_from_a_file(opened, tmp_path):
    piece = opened.evidence.add(
        "reflective-summary", paths(title="A visit", account__description="Wren drew.")
    )
    path = tmp_path / "out.docx"
    opened.word.write(path, [piece.id])

    def rewrite(document):
        [text] = control(document, DESCRIPTION)
        text.text = "The child drew."

    edited(path, rewrite)
    found = opened.word.compare(opened.arrivals.read(path))
    return partial(opened.word.undo, opened.word.take(found, found.changes))


@pytest.mark.parametrize(
    "done",
    [
        undo_a_rating,
        undo_a_taught_word,
        undo_striking_somebody_out,
        undo_words_from_a_file,
    ],
)
def test_nothing_that_was_done_before_can_bring_a_name_back(told, done, tmp_path):
    opened, _, file = told
    undo = done(opened, tmp_path)
    opened.erasure.erase(WREN.id, files=[file])
    with pytest.raises(EvidenceError, match="no longer be undone"):
        undo()
    assert not any(name in rows_of(opened) for name in NAMES)


def test_whoever_holds_something_for_undoing_is_told_to_let_it_go(program, folder):
    heard = []
    with closing(program.door.open_with_passphrase(folder, PASSPHRASE, heard.append)) as opened:
        opened.erasure.erase(WREN.id)
    assert any(area & Area.ERASED and area & Area.SPELLING for area in heard)


def test_something_must_stand_in_the_place_of_names(told):
    with pytest.raises(EvidenceError, match="Something must stand"):
        told[0].erasure.erase(WREN.id, "  ")


CODES = {
    "answer": {"evidence_id", "path", "written_by", "entered_by", "marks"},
    "attachment": {"id", "evidence_id", "media_type", "sha256", "path"},
    "claim": {"id", "evidence_id", "path", "framework", "capability", "by"},
    "contributor": {"role", "name", "fingerprint"},
    "file_finding": {"sha256", "findings"},
    "evidence": {"id", "form", "by", "draws_on"},
    "person": {"id", "real_name", "stand_in"},
    "person_name": {"person_id", "name"},
    "portfolio": {
        "id",
        "name",
        "swe_number",
        "job_title",
        "team",
        "pathway",
        "pathway_version",
    },
    "kept_rule": {"path", "text"},
    "move": {"from_pathway", "from_version", "to_pathway", "to_version"},
    "revision": {"evidence_id", "path"},
    "self_rating": {"capability", "stage", "level"},
    "seal": {"pack_code", "sha256", "stage", "shown"},
    "searchable": {"source", "evidence_id", "path", "claim_id", "attachment_id", "words"},
    "statement": {"capability"},
    "attachment_chunk": {"attachment_id"},
}
"""Columns that erasing leaves: codes, names of colleagues, entries of the register, the files
of an authority's rules, what was found in a file, which goes with it, and `searchable`, which
follows the rest by itself."""
ERASED = {
    "answer": {"text"},
    "attachment": {"name", "description"},
    "claim": {"note", "exact", "prefix", "suffix"},
    "evidence": {"author_name"},
    "own_word": {"word"},
    "person": {"note"},
    "portfolio": {"timetable"},
    "retention": {"reason"},
    "revision": {"words"},
    "self_rating": {"note"},
    "statement": {"text"},
}


WORDLESS = (Boolean, Date, Integer, LargeBinary, Moment)
"""Kinds of columns that hold no words; the bytes of a file go with the file."""


def test_of_every_column_it_is_decided_whether_a_name_can_stand_in_it():
    for table in Base.metadata.tables.values():
        kinds = {column.name: column.type for column in table.columns}
        texts = {name for name, kind in kinds.items() if not isinstance(kind, WORDLESS)}
        assert texts == CODES.get(table.name, set()) | ERASED.get(table.name, set()), table.name
