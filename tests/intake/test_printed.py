"""The words of PDFs: as paragraphs, with what was typed into fields and remarked beside."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from portfolio_app.errors import IntakeError
from portfolio_app.intake import printed
from portfolio_app.intake.arrivals import read_arrival
from portfolio_app.intake.document import Control, Note, Paragraph, words_of
from portfolio_app.intake.matching import match_document
from portfolio_app.intake.printed import paragraphs
from tests.intake.helpers import CATALOGUE, DEVELOPMENT, REFLECTION


def a_page(*lines, change=lambda pdf: None, **save):
    drawn = BytesIO()
    canvas = Canvas(drawn)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 16 * number, line)
    canvas.save()
    written = BytesIO()
    with pikepdf.open(drawn) as pdf:
        change(pdf)
        pdf.save(written, **save)
    return written.getvalue()


def read(data):
    return read_arrival(data, "a.pdf")


def test_lines_that_were_broken_at_the_width_are_one_paragraph():
    long = "A sentence that is so long that the next word of it did not fit any more on"
    assert list(paragraphs(["Title", long, "this line.", "Another.", "• item"])) == [
        "Title",
        f"{long} this line.",
        "Another.",
        "• item",
    ]


def test_what_was_typed_into_fields_and_remarked_is_read():
    def fill(pdf):
        field = pikepdf.Dictionary(
            FT=pikepdf.Name.Tx, T="t1", TU="Feelings", V="Sad, then calm."
        )
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)])
        remark = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=[0, 0, 9, 9],
            Contents="Why?",
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(remark)])

    assert read(a_page("Reflective summary", change=fill)).document.blocks == (
        Paragraph("Reflective summary"),
        Control("t1", "Feelings", "Sad, then calm."),
        Note("Comment: Why?"),
    )


def test_every_kind_of_answer_to_a_form_is_read():
    def fill(pdf):
        def field(**entries):
            return pdf.make_indirect(pikepdf.Dictionary(**entries))

        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=[
                field(FT=pikepdf.Name.Btn, T="b1", TU="Consent asked", V=pikepdf.Name.Yes),
                field(FT=pikepdf.Name.Btn, T="b2", V=pikepdf.Name.Off),
                field(FT=pikepdf.Name.Ch, T="c", V=["one", "two"]),
                field(FT=pikepdf.Name.Sig, T="g", V=pikepdf.Dictionary(Name="Ann Visitor")),
                field(FT=pikepdf.Name.Tx, T="d", V=pikepdf.Dictionary(Name="Ann Visitor")),
                field(FT=pikepdf.Name.Tx, T="s", V=pikepdf.Stream(pdf, b"long words")),
                field(FT=pikepdf.Name.Tx, T="p", V="handed down", Kids=[field(T="k")]),
            ]
        )

    assert read(a_page("Form", change=fill)).document.blocks[1:] == (
        Control("b1", "Consent asked", "Yes", is_box=True),
        Control("c", "", "one\ntwo"),
        Control("s", "", "long words"),
        Control("k", "", "handed down"),
    )


def a_form(*fields):
    """Return a PDF of one line with fields as their entries: FT, T, TU, V."""

    def fill(pdf):
        made = [pdf.make_indirect(pikepdf.Dictionary(entries)) for entries in fields]
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=made)

    return read(a_page("Reflective summary", change=fill)).document


BOX = {"/FT": pikepdf.Name.Btn, "/V": pikepdf.Name.Yes}
TYPED = {"/FT": pikepdf.Name.Tx}


def test_a_field_that_names_no_question_goes_on_with_no_answer():
    document = a_form(
        TYPED | {"/T": "t1", "/TU": "Feelings", "/V": "Sad."},
        BOX | {"/T": "Check Box3"},
        BOX | {"/T": "b4", "/TU": "I agree"},
        TYPED | {"/T": "t5", "/V": "Elsewhere."},
    )
    draft = match_document(document, REFLECTION, CATALOGUE)
    assert draft.answers["account.feelings"] == "Sad."
    assert draft.unplaced[-3:] == ("Check Box3: Yes", "I agree: Yes", "Elsewhere.")


def test_a_ticked_box_answers_the_question_it_names():
    document = a_form(BOX | {"/T": "b1", "/TU": "Did the family agree?"})
    draft = match_document(document, DEVELOPMENT, CATALOGUE)
    assert draft.answers["permission.asked"] == "yes"
    assert words_of(document.blocks[-1]) == "Did the family agree?: Yes"


def test_fields_that_are_too_many_to_read_are_told(monkeypatch):
    monkeypatch.setattr(printed, "_MOST_FIELDS", 2)
    fields = [TYPED | {"/T": f"t{n}", "/V": "Words."} for n in range(3)]
    assert not a_form(*fields[:2]).remarks
    document = a_form(*fields)
    assert len(document.blocks) == 3
    assert "not all of them were read" in document.remarks[0]


def test_a_pdf_without_words_says_so_and_may_be_attached():
    arrived = read(a_page())
    assert not arrived.document.blocks
    assert "no words" in arrived.document.remarks[0]
    assert arrived.files[0].media_type == "application/pdf"


def test_a_protected_pdf_is_told_in_a_sentence():
    locked = pikepdf.Encryption(owner="a", user="b")
    with pytest.raises(IntakeError, match="password"):
        read(a_page("x", encryption=locked))
