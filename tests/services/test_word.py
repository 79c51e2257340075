"""Out as a Word document, written in elsewhere, and back: words and claims are kept."""

from __future__ import annotations

import pytest
from docx import Document

from portfolio_app.errors import EvidenceError, PortfolioError
from portfolio_app.model.domain.marks import Mark, MarkKind
from portfolio_app.model.domain.names import CapabilityRef, FieldPath
from tests.services.helpers import paths
from tests.services.word_files import control, edited
from tests.tools.libreoffice import resaved, rewritten

DESCRIPTION, FEELINGS = FieldPath("account.description"), FieldPath("account.feelings")
CRITICAL = CapabilityRef.parse("pcf-2018/6")
WORDS = (
    "I met Child B at the gate.\n\nHome had been loud.\nShe chose the bench.\nThen we walked."
)
FORMATTED = (
    Mark(kind=MarkKind.BOLD, start=2, end=5),
    Mark(kind=MarkKind.NUMBERED, start=28, end=68),
)


@pytest.fixture
def piece(opened):
    """A reflective summary with formatting and two claims."""
    made = opened.evidence.add(
        "reflective-summary",
        paths(title="At the gate", date="3 November 2026", model="gibbs-1988"),
    )
    opened.evidence.write(made.id, DESCRIPTION, WORDS, marks=FORMATTED)
    opened.evidence.write(made.id, FEELINGS, "Relieved, then unsure.")
    opened.claims.claim_quotation(made.id, CRITICAL, "She chose the bench")
    opened.claims.claim_quotation(made.id, CRITICAL, "Relieved")
    return opened.evidence.get(made.id)


@pytest.fixture
def written(opened, piece, tmp_path):
    """The same as a Word document."""
    path = tmp_path / "piece.docx"
    assert opened.word.write(path, [piece.id]) == 1
    return path


def come_back(opened, path):
    found = opened.word.compare(opened.arrivals.read(path))
    assert found is not None
    return found


def test_what_was_not_written_in_changes_nothing(opened, piece, written):
    found = come_back(opened, written)
    assert found.pieces == (piece.id,)
    assert (found.changes, found.unsorted, found.absent, found.unknown) == ((), (), 0, 0)


def test_the_headings_are_those_of_the_form(written):
    heads = [
        (p.style.name, p.text)
        for p in Document(str(written)).paragraphs
        if p.style.name.startswith("Heading")
    ]
    assert heads[0] == ("Heading 1", "At the gate")
    assert ("Heading 2", "Date of the practice") in heads
    assert ("Heading 2", "Account") in heads
    assert ("Heading 3", "Feelings") in heads


def test_the_document_names_nobody(opened, written):
    properties = Document(str(written)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")


def test_new_words_are_taken_over_with_claims_history_and_undo(opened, piece, written, clock):
    clock.pass_time(hours=1)
    edited(written, lambda d: setattr(control(d, FEELINGS)[0], "text", "Relieved. Angry."))
    found = come_back(opened, written)
    (change,) = found.changes
    assert (change.before, change.after) == ("Relieved, then unsure.", "Relieved. Angry.")
    assert change.is_plain
    taken = opened.word.take(found, found.changes)
    now = opened.evidence.get(piece.id)
    assert now.text(FEELINGS) == "Relieved. Angry."
    assert now.text(DESCRIPTION) == WORDS
    assert all(now.place(claim) for claim in now.claims)
    assert "Relieved, then unsure." in [r.text for r in opened.history.of(piece.id)[FEELINGS]]
    assert opened.word.undo(taken) == 0
    assert opened.evidence.get(piece.id).answers == piece.answers


def test_what_was_written_since_is_not_undone(opened, piece, written):
    edited(written, lambda d: setattr(control(d, FEELINGS)[0], "text", "Relieved. Angry."))
    found = come_back(opened, written)
    taken = opened.word.take(found, found.changes)
    opened.evidence.write(piece.id, FEELINGS, "Something else.")
    assert opened.word.undo(taken) == 1
    assert opened.evidence.get(piece.id).text(FEELINGS) == "Something else."


def test_a_claim_whose_words_would_go_is_told_before(opened, piece, written):
    edited(written, lambda d: setattr(control(d, FEELINGS)[0], "text", "Calm."))
    (change,) = come_back(opened, written).changes
    assert change.loosened == 1


def test_an_answer_that_was_emptied_elsewhere_is_emptied(opened, piece, written):
    edited(written, lambda d: setattr(control(d, FEELINGS)[0], "text", ""))
    found = come_back(opened, written)
    assert [(c.slot.path, c.stored) for c in found.changes] == [(FEELINGS, "")]
    opened.word.take(found, found.changes)
    assert opened.evidence.get(piece.id).text(FEELINGS) == ""


def test_days_and_choices_come_back_as_they_are_stored(opened, piece, written):
    def change(document):
        control(document, "date")[0].text = "4 November 2026"
        control(document, "model")[0].text = "Kolb (1984)"

    edited(written, change)
    stored = {c.slot.path: c.stored for c in come_back(opened, written).changes}
    assert stored["date"] == "2026-11-04"
    assert stored.get("model", "kolb-1984") == "kolb-1984"


def test_a_day_that_is_none_goes_to_the_unsorted_note(opened, piece, written):
    edited(written, lambda d: setattr(control(d, "date")[0], "text", "some time in May"))
    found = come_back(opened, written)
    assert not found.changes
    assert found.unsorted == ("Date of the practice: some time in May",)


def test_words_outside_all_answers_go_to_an_unsorted_note(opened, piece, written):
    def change(document):
        document.paragraphs[0].insert_paragraph_before("For supervision: the second visit.")
        document.sections[0].header.paragraphs[0].text = "Draft of Tuesday"

    edited(written, change)
    found = come_back(opened, written)
    assert found.unsorted == ("For supervision: the second visit.", "Draft of Tuesday")
    taken = opened.word.take(found, ())
    assert taken.note.form == "jotting"
    assert "the second visit" in taken.note.text("text")
    opened.word.undo(taken)
    assert taken.note.id not in {p.id for p in opened.evidence.all()}


def test_an_answer_changed_on_both_sides_is_told(opened, piece, written):
    opened.evidence.write(piece.id, FEELINGS, "Relieved here.")
    edited(written, lambda d: setattr(control(d, FEELINGS)[0], "text", "Relieved there."))
    (change,) = come_back(opened, written).changes
    assert change.both_changed
    assert not change.is_plain


def test_what_only_the_portfolio_has_changed_since_stays(opened, piece, written):
    opened.evidence.write(piece.id, FEELINGS, "Relieved here.")
    assert not come_back(opened, written).changes


def test_nothing_is_taken_over_that_changed_after_it_was_compared(opened, piece, written):
    edited(written, lambda d: setattr(control(d, FEELINGS)[0], "text", "Relieved there."))
    found = come_back(opened, written)
    opened.evidence.write(piece.id, FEELINGS, "Relieved here.")
    with pytest.raises(EvidenceError, match="has changed since"):
        opened.word.take(found, found.changes)
    assert opened.evidence.get(piece.id).text(FEELINGS) == "Relieved here."


def test_formatting_alone_is_a_change_too(opened, piece, written):
    def change(document):
        for one in document.element.body.iter():
            if one.tag.endswith("}b"):
                one.getparent().remove(one)
                return

    edited(written, change)
    (found,) = come_back(opened, written).changes
    assert found.formatting_only
    assert [mark.kind for mark in found.marks] == [MarkKind.NUMBERED]


def test_a_piece_of_another_portfolio_is_kept_as_a_note(opened, piece, written):
    opened.evidence.remove(piece.id)
    found = come_back(opened, written)
    assert (found.pieces, found.unknown, found.changes) == ((), 1, ())
    assert found.unsorted[:3] == ("At the gate", "Title", "At the gate")  # no guidance of ours
    assert "Relieved, then unsure." in found.unsorted


def test_a_document_that_is_none_of_ours_is_not_taken_for_one(opened, tmp_path):
    path = tmp_path / "foreign.docx"
    Document().save(str(path))
    assert opened.word.compare(opened.arrivals.read(path)) is None


def test_only_a_word_document_is_written_over(opened, piece, tmp_path):
    other = tmp_path / "precious.docx"
    other.write_bytes(b"SQLite format 3\0")
    for path, words in ((other, "another kind"), (tmp_path / "a.doc", "ends in .docx")):
        with pytest.raises(PortfolioError, match=words):
            opened.word.write(path)
    assert other.read_bytes() == b"SQLite format 3\0"


def test_a_whole_portfolio_comes_back_as_it_went(complete, tmp_path):
    path = tmp_path / "all.docx"
    pieces = complete.word.write(path)
    found = come_back(complete, path)
    assert len(found.pieces) == pieces
    assert (found.changes, found.unsorted, found.absent) == ((), (), 0)


def test_edited_in_libreoffice_words_and_claims_are_kept(opened, piece, written, tmp_path):
    odt = resaved(written, "odt", tmp_path)
    rewritten(odt, "content.xml", {"Relieved, then unsure.": "Relieved, and sure by Friday."})
    returned = resaved(odt, "docx", tmp_path)
    for path in (odt, returned):
        found = come_back(opened, path)
        (change,) = found.changes
        assert (change.slot.path, change.loosened) == (FEELINGS, 0)
        assert (found.unsorted, found.absent) == ((), 0)
    opened.word.take(found, found.changes)
    now = opened.evidence.get(piece.id)
    assert now.text(FEELINGS) == "Relieved, and sure by Friday."
    assert (now.text(DESCRIPTION), now.marks(DESCRIPTION)) == (
        WORDS,
        piece.marks(DESCRIPTION),
    )
    assert all(now.place(claim) for claim in now.claims)
    assert [c.anchor.exact for c in now.claims] == [c.anchor.exact for c in piece.claims]


@pytest.mark.long
def test_a_whole_portfolio_comes_back_from_libreoffice_as_it_went(complete, tmp_path):
    path = tmp_path / "all.docx"
    complete.word.write(path)
    odt = resaved(path, "odt", tmp_path)
    for returned in (resaved(path, "docx", tmp_path), odt, resaved(odt, "docx", tmp_path)):
        found = come_back(complete, returned)
        assert (found.changes, found.unsorted, found.absent) == ((), (), 0)
