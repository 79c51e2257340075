"""Files that people bring, read once, and told of in sentences."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from math import inf
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from portfolio_app.errors import IntakeError, NotNowError
from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.names import FormId
from portfolio_app.pack.foreign_reading import Reading
from portfolio_app.pack.foreign_record import as_text, from_text
from portfolio_app.pack.foreign_sight import Hidden, Manner, Sight
from portfolio_app.pack.scans import Scan, Turn
from portfolio_app.services.aside import Limits
from portfolio_app.services.reader import FileReader
from portfolio_app.services.readings import VaultReadings
from tests.pack import foreign_files as files
from tests.pack import hidden_files as hidden
from tests.pack import hostile_files as hostile

PDF = "application/pdf"
_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Target="word/document.xml" Type="http://schemas.openxmlformats.'
        'org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    ),
}
_PARAGRAPH = "<w:p><w:r><w:t>Some words that somebody said of it.</w:t></w:r></w:p>"


def word(megabytes):
    """Return a Word document of so many megabytes of text, unpacked."""
    body = _PARAGRAPH * (int(megabytes * 1024**2) // len(_PARAGRAPH))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, part in _PARTS.items():
            package.writestr(name, part)
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        )
    return file.getvalue()


def forbidden():
    raise AssertionError("it was read before")


def test_what_was_found_when_attaching_need_not_be_found_again():
    reader, content = FileReader(), files.letter(pages=2)
    assert reader.inspect(content, "letter.pdf").pages == 2
    known = reader.read(sha256(content).hexdigest(), PDF, forbidden)
    assert [sight.words for sight in known.sights] == ["Dear panel, ŵ 1", "Dear panel, ŵ 2"]
    assert reader.remarks(sha256(content).hexdigest()) == ()


def test_a_file_of_before_is_read_when_it_is_wanted():
    reader, content = FileReader(), hidden.page(hidden.lidded)
    assert reader.read("a", PDF, lambda: content).pictured
    assert reader.read("a", PDF, forbidden).pictured
    assert len(reader.remarks("a")) == 1


@pytest.mark.parametrize(
    ("make", "remark"),
    [
        (
            lambda: hidden.page(hidden.lidded),
            "Page 1 contains words that are covered or hidden. "
            "In the pack this page becomes a picture, so they cannot be read.",
        ),
        (
            lambda: hidden.page(hidden.in_white, pages=2),
            "Pages 1 and 2 contain words that are covered or hidden. "
            "In the pack these pages become pictures, so they cannot be read.",
        ),
        (
            lambda: hidden.picture_beyond(lid=(100, 220, 50, 12)),
            "Page 1 contains parts of pictures that are covered or cut off. "
            "In the pack this page becomes a picture, so they cannot be seen.",
        ),
    ],
    ids=["words", "words on two pages", "parts of a picture"],
)
def test_whoever_attaches_is_told_what_a_file_hides(make, remark):
    reader, content = FileReader(), make()
    reader.inspect(content, "letter.pdf")
    assert reader.remarks(sha256(content).hexdigest()) == (remark,)


def test_a_pdf_that_would_take_for_ever_is_refused_and_known_to_be():
    reader = FileReader(Limits(seconds=1.5))
    with pytest.raises(IntakeError) as refusal:
        reader.inspect(hostile.forms_in_forms(), "forms.pdf")
    assert refusal.value.advice.startswith("Nothing was changed.")
    known = reader.read("a", PDF, hostile.forms_in_forms)
    assert known.refusal == refusal.value.summary


@pytest.mark.parametrize(
    "megabytes", [pytest.param(4, id="4"), pytest.param(190, id="190", marks=pytest.mark.long)]
)
def test_a_word_document_without_end_is_refused(megabytes):
    catalogue = read_catalogue()
    form = catalogue.forms[FormId("reflective-summary")]
    with pytest.raises(IntakeError, match=r"too (long|much memory|large)"):
        FileReader(Limits(seconds=0.5)).read_evidence(word(megabytes), ".docx", form, catalogue)


def test_a_word_document_of_many_pages_is_read_aside():
    catalogue = read_catalogue()
    form = catalogue.forms[FormId("reflective-summary")]
    draft = FileReader().read_evidence(word(0.26), ".docx", form, catalogue)
    assert draft.unplaced or draft.answers


def test_a_file_that_could_not_be_looked_at_is_not_called_damaged_and_tried_again(no_program):
    reader, content = FileReader(), files.letter()
    sha = sha256(content).hexdigest()
    with pytest.raises(NotNowError):
        reader.inspect(content, "letter.pdf")
    known = reader.read(sha, PDF, lambda: content)
    assert known.is_for_now
    assert "just now" in known.refusal
    assert "damaged" not in known.refusal
    no_program()
    assert not reader.read(sha, PDF, lambda: content).refusal


@pytest.fixture
def letter(opened):
    """Return a letter attached to a piece of a portfolio, and the SHA-256 of its bytes."""
    content = hidden.page(hidden.lidded)
    piece = opened.evidence.add("reflective-summary")
    attached = opened.evidence.attach(piece.id, content, "letter.pdf")
    return attached, content, sha256(content).hexdigest()


def test_what_was_read_in_a_file_is_kept_for_another_day(opened, letter):
    _, content, sha = letter
    first = FileReader(kept=VaultReadings(opened.vault)).read(sha, PDF, lambda: content)
    again = FileReader(kept=VaultReadings(opened.vault))
    assert again.read(sha, PDF, forbidden) == first
    assert first.pictured
    assert len(again.remarks(sha)) == 1


def test_what_was_seen_while_attaching_is_kept_once_it_is_wanted(opened, letter):
    opened.packs.preflight()
    assert FileReader(kept=VaultReadings(opened.vault)).read(letter[2], PDF, forbidden)


def test_no_refusal_is_kept(opened, letter):
    kept = VaultReadings(opened.vault)
    slow = FileReader(Limits(seconds=1.5), kept).read(letter[2], PDF, hostile.forms_in_forms)
    assert slow.refusal
    assert kept.get(letter[2]) is None


def test_words_of_a_file_go_with_its_last_attachment(opened, letter):
    attached, content, sha = letter
    kept = VaultReadings(opened.vault)
    FileReader(kept=kept).read(sha, PDF, lambda: content)
    other = opened.evidence.add("reflective-summary")
    opened.evidence.attach(other.id, content, "copy.pdf")
    opened.evidence.remove_attachment(attached.id)
    opened.bin.destroy(opened.bin.all()[0])
    assert kept.get(sha)
    opened.evidence.remove(other.id)
    opened.bin.destroy(opened.bin.all()[0])
    assert kept.get(sha) is None


def test_what_is_found_in_a_file_after_it_has_gone_is_not_kept(opened, letter):
    attached, content, sha = letter
    kept = VaultReadings(opened.vault)
    opened.evidence.remove_attachment(attached.id)
    opened.bin.destroy(opened.bin.all()[0])
    assert FileReader(kept=kept).read(sha, PDF, lambda: content).pictured
    assert kept.get(sha) is None


def test_a_newer_finding_takes_the_place_of_an_older_one(opened, letter):
    sha = letter[2]
    with opened.vault.transaction() as tx:
        tx.readings.put(sha, 1, "old")
        tx.readings.put(sha, 2, "new")
        assert (tx.readings.get(sha, 1), tx.readings.get(sha, 2)) == (None, "new")


@pytest.mark.parametrize(
    "reading",
    [
        Reading(refusal="No.", advice="Print it."),
        Reading(longest_side=4000),
        Reading(
            pictured=((2, "Words are hidden."),),
            scans=(Scan(page=1, is_silent=True, dpi=inf, turn=Turn.SIDEWAYS),),
            sights=(
                Sight(words="Dear ŵ", manner=Manner.AS_PICTURE, hidden=Hidden.WORDS),
                Sight(words="", manner=Manner.AS_DRAWN, hidden=Hidden.NOTHING, problem="Odd."),
            ),
        ),
    ],
    ids=["refusal", "picture", "PDF"],
)
def test_a_reading_comes_back_as_it_was_written_down(reading):
    assert from_text(as_text(reading)) == reading
