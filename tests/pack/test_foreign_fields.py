"""Form fields whose look is left to the reader."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from portfolio_app.pack.foreign_fields import take_fields


@pytest.fixture
def taken():
    """Return a function that tells what is taken of the first page, and what is left there."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page().obj

        def take(*fields, form=None):
            page.Annots = Array([Dictionary({"/Subtype": Name.Widget} | one) for one in fields])
            pdf.Root.AcroForm = Dictionary({"/Fields": page.Annots} | (form or {}))
            return take_fields(pdf).get(0), len(page.Annots)

        yield take


def field(kind, **entries):
    return {"/FT": kind} | {f"/{key}": value for key, value in entries.items()}


def drawn_as(pdf_name):
    return Dictionary(N=Dictionary({pdf_name: Dictionary()}))


def test_a_file_without_a_form_has_none():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        assert take_fields(pdf) == {}


def test_text_and_choices_say_their_values(taken):
    said, left = taken(
        field(Name.Tx, V=String("Łukasz")),
        field(Name.Ch, V=Array([String("one"), String("two")])),
    )
    assert said == ("Łukasz", "one, two")
    assert left == 0


def test_a_ticked_box_says_its_label_and_an_empty_one_nothing(taken):
    said, _ = taken(
        field(Name.Btn, V=Name.Yes, AS=Name.Yes, T=String("a"), TU=String("I agree")),
        field(Name.Btn, V=Name.Off, AS=Name.Off, T=String("b")),
    )
    assert said == ("I agree",)


def test_a_value_may_stand_with_the_parent_field(taken):
    said, _ = taken({"/Parent": Dictionary(field(Name.Tx, V=String("Inherited")))})
    assert said == ("Inherited",)


def test_fields_that_bring_their_drawing_are_left(taken):
    assert taken(field(Name.Tx, V=String("x"), AP=drawn_as("/Yes"))) == (None, 1)


def test_a_form_may_leave_every_drawing_to_the_reader(taken):
    filled = field(Name.Tx, V=String("x"), AP=drawn_as("/Yes"))
    assert taken(filled, form={"/NeedAppearances": True}) == (("x",), 0)


@pytest.mark.parametrize(
    "untold",
    [
        field(Name.Tx),
        field(Name.Sig, V=Dictionary()),
        field(Name.Tx, V=String("secret"), F=2),
    ],
    ids=["empty", "a signature", "hidden"],
)
def test_what_shows_no_value_is_left(taken, untold):
    assert taken(untold) == (None, 1)


def test_fields_that_go_round_in_circles_end(taken):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        loop = pdf.make_indirect(Dictionary(Subtype=Name.Widget))
        loop.Parent = loop
        pdf.pages[0].obj.Annots = Array([loop])
        pdf.Root.AcroForm = Dictionary(Fields=Array([loop]))
        assert take_fields(pdf) == {}
