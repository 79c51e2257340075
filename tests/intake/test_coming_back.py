"""A Word document of ours, read again: as it went out, whatever stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portfolio_app.intake.coming_back import compare
from portfolio_app.intake.word import read_word
from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.model.domain.evidence import Answer, Evidence
from portfolio_app.model.domain.marks import Mark, MarkKind, normalised
from portfolio_app.model.domain.names import PRACTITIONER, EvidenceId, FieldPath
from portfolio_app.model.domain.returning import woven
from portfolio_app.wordout.document import Definitions, word_document

CATALOGUE = read_catalogue()
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PROSE = FieldPath("account.description")


def a_piece(text, marks=(), title="At the gate"):
    def said(words, own=()):
        return Answer(
            text=words, written_by=PRACTITIONER, entered_by=PRACTITIONER, marks=tuple(own)
        )

    answers = {"title": said(title), "model": said("gibbs-1988"), "date": said("2026-11-03")}
    if text:
        answers[PROSE] = said(text, normalised(marks, text))
    return Evidence(
        id=EvidenceId("0123456789ab"),
        form="reflective-summary",
        answers={FieldPath(path): answer for path, answer in answers.items()},
        created_at=NOON,
        changed_at=NOON,
    )


def written(piece):
    given_ = Definitions(forms=CATALOGUE.forms, models=CATALOGUE.models)
    return word_document([piece], given_, title="", written_at=NOON)


def come_back(piece, data):
    return compare(read_word(data), {piece.id: piece}, CATALOGUE, ())


LINES = st.one_of(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=30),
    st.sampled_from(
        [
            "",
            "Feelings",
            "Description",
            "• item",
            "1. item",
            "a & <b>",
            "Write here",
            "At the gate",
        ]
    ),
)
MARKS = st.lists(
    st.tuples(st.sampled_from(list(MarkKind)), st.integers(0, 90), st.integers(1, 60)),
    max_size=5,
)


@settings(max_examples=20)
@given(st.lists(LINES, max_size=6), MARKS)
@example(["Feelings", "", "She  said:\u00a0no."], [(MarkKind.HEADING, 0, 8)])
@example(["WRITE HERE"], [])
@example(["one", "two", "three"], [(MarkKind.NUMBERED, 0, 7), (MarkKind.BOLD, 0, 13)])
def test_whatever_was_written_comes_back_as_it_went(lines, spans):
    text = "\n".join(lines).strip()
    marks = [Mark(kind=kind, start=at, end=at + length) for kind, at, length in spans]
    piece = a_piece(text, marks)
    found = come_back(piece, written(piece))
    assert [(c.before, c.after, c.formatting_only) for c in found.changes] == []
    assert (found.unsorted, found.absent, found.unknown) == ((), 0, 0)


def without_tags(data, *, styles_too):
    """Return a document as programs leave it that know no content controls."""
    document = Document(BytesIO(data))
    for control in list(document.element.body.iter(qn("w:sdt"))):
        for block in list(control.find(qn("w:sdtContent"))):
            control.addprevious(block)
        control.getparent().remove(control)
    if styles_too:
        for paragraph in document.paragraphs:
            if paragraph.style.name == "Portfolio Guidance":
                paragraph.style = document.styles["Normal"]
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_without_tags_and_styles_the_headings_tell():
    piece = a_piece("I met Child B.\nWe walked.", [Mark(kind=MarkKind.BOLD, start=2, end=5)])
    for styles_too in (False, True):
        found = come_back(piece, without_tags(written(piece), styles_too=styles_too))
        assert (found.changes, found.unsorted) == ((), ())


def changed(piece, change):
    """Return a document after `change` of the control that holds its account."""
    document = Document(BytesIO(written(piece)))
    tagged = (one for one in document.element.body.iter(qn("w:tag")))
    tag = next(one for one in tagged if f":{PROSE}:" in one.get(qn("w:val")))
    change(tag.getparent().getparent())
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def written_over(piece, words):
    """Return a document whose account a program has written over, its look and flag as set."""

    def write(control):
        next(control.iter(qn("w:t"))).text = words

    return changed(piece, write)


def test_what_a_program_wrote_over_the_hint_is_an_answer():
    piece = a_piece("")
    (change,) = come_back(piece, written_over(piece, "I met Child B.")).changes
    assert (change.slot.path, change.after) == (PROSE, "I met Child B.")


def test_an_answer_that_somebody_emptied_in_word_comes_back_empty():
    hint = (
        f'<w:p {nsdecls("w")}><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
        "<w:t>Click or tap here to enter text.</w:t></w:r></w:p>"
    )
    own = f'<w:placeholder {nsdecls("w")}><w:docPart w:val="A1B2"/></w:placeholder>'
    flag = f"<w:showingPlcHdr {nsdecls('w')}/>"

    def empty(control):
        control.find(qn("w:sdtPr")).extend([parse_xml(own), parse_xml(flag)])
        content = control.find(qn("w:sdtContent"))
        content[:] = [parse_xml(hint)]

    piece = a_piece("I met Child B.")
    (change,) = come_back(piece, changed(piece, empty)).changes
    assert (change.slot.path, change.after) == (PROSE, "")


def test_a_question_of_ours_that_somebody_writes_within_an_answer_stays():
    question = CATALOGUE.models["gibbs-1988"].stages[0].prompts[0]
    piece = a_piece("I met Child B.")
    (change,) = come_back(piece, written_over(piece, question)).changes
    assert change.after == question


def test_pieces_of_one_title_are_told_apart_by_their_references():
    one = a_piece("I met Child B.")
    other = replace(one, id=EvidenceId("ba9876543210"), form="critical-reflection-log")
    given_ = Definitions(forms=CATALOGUE.forms, models=CATALOGUE.models)
    data = word_document([one, other], given_, title="", written_at=NOON)
    document = read_word(without_tags(data, styles_too=False))
    found = compare(document, {one.id: one, other.id: other}, CATALOGUE, ())
    assert (found.pieces, found.changes, found.unsorted) == ((one.id, other.id), (), ())


def test_a_changed_heading_of_a_piece_leads_nothing_astray():
    piece = a_piece("I met Child B.")
    document = Document(BytesIO(without_tags(written(piece), styles_too=False)))
    next(p for p in document.paragraphs if p.style.name == "Heading 1").text = "Another name"
    saved = BytesIO()
    document.save(saved)
    found = come_back(piece, saved.getvalue())
    assert (found.changes, found.unsorted) == ((), ("Another name",))


@given(st.lists(st.sampled_from(["", "a", "b", "c  d", " e"]), max_size=7))
@settings(max_examples=60)
def test_what_only_lost_its_empty_lines_gets_them_back(lines):
    before = "\n".join(lines).strip("\n")
    after = "\n".join(" ".join(line.split()) for line in before.split("\n") if line.strip())
    assert woven(before, after) == before.strip("\n")
