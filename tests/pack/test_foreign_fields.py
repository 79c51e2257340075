"""Fields and marks whose look is left to the reader, and those that are switched off."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from portfolio_app.pack.foreign_fields import Undrawn, keep_shown, undrawn_pages


@pytest.fixture
def taken():
    """Return a function that tells whether the reader is to draw a page's fields."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page().obj

        def take(*fields, form=None):
            page.Annots = Array([Dictionary({"/Subtype": Name.Widget} | one) for one in fields])
            pdf.Root.AcroForm = Dictionary({"/Fields": page.Annots} | (form or {}))
            keep_shown(pdf)
            return 0 in undrawn_pages(pdf)

        yield take


def field(kind, **entries):
    return {"/FT": kind} | {f"/{key}": value for key, value in entries.items()}


def drawn_as(pdf_name):
    return Dictionary(N=Dictionary({pdf_name: Dictionary()}))


def test_a_file_without_a_form_has_none():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        assert undrawn_pages(pdf) == {}


@pytest.mark.parametrize(
    "filled",
    [
        field(Name.Tx, V=String("Łukasz")),
        field(Name.Ch, V=Array([String("one"), String("two")])),
        field(Name.Btn, V=Name.Yes, AS=Name.Yes),
        {"/Parent": Dictionary(field(Name.Tx, V=String("Inherited")))},
    ],
    ids=["text", "choices", "a tick", "of its parent"],
)
def test_what_each_reader_draws_is_taken(taken, filled):
    assert taken(filled)


def test_fields_that_bring_their_drawing_are_left(taken):
    assert not taken(field(Name.Tx, V=String("x"), AP=drawn_as("/Yes")))


def test_a_form_may_leave_every_drawing_to_the_reader(taken):
    filled = field(Name.Tx, V=String("x"), AP=drawn_as("/Yes"))
    assert taken(filled, form={"/NeedAppearances": True})


@pytest.mark.parametrize(
    "untold",
    [
        field(Name.Tx),
        field(Name.Sig, V=Dictionary()),
        field(Name.Tx, V=String("secret"), F=2),
        field(Name.Tx, V=String("secret"), F=32),
    ],
    ids=["empty", "a signature", "hidden", "not to be viewed"],
)
def test_what_shows_no_value_is_left(taken, untold):
    assert not taken(untold)


def test_fields_that_go_round_in_circles_end(taken):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        loop = pdf.make_indirect(Dictionary(Subtype=Name.Widget))
        loop.Parent = loop
        pdf.pages[0].obj.Annots = Array([loop])
        pdf.Root.AcroForm = Dictionary(Fields=Array([loop]))
        assert undrawn_pages(pdf) == {}


@pytest.mark.parametrize(
    ("note", "is_left"),
    [
        ({"/Subtype": Name.Stamp, "/F": 4}, True),
        ({"/Subtype": Name.Square}, True),
        ({"/Subtype": Name.Link, "/F": 4}, False),
        ({"/Subtype": Name.Text, "/F": 4}, False),
        ({"/Subtype": Name.Stamp, "/F": 4 | 2}, False),
        ({"/Subtype": Name.Stamp, "/F": 4 | 32}, False),
        ({"/Subtype": Name.Stamp, "/F": 4, "/OC": Dictionary()}, False),
    ],
    ids=["stamp", "not printed", "link", "remark", "hidden", "not viewed", "in a layer"],
)
def test_only_marks_that_are_seen_become_part_of_a_page(note, is_left):
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page().obj
        page.Annots = Array([Dictionary(note)])
        assert keep_shown(pdf) is is_left
        assert all(int(one.F) & 4 for one in page.Annots)


def test_a_box_without_a_drawing_is_left_to_the_reader():
    with pikepdf.new() as pdf:
        pdf.add_blank_page().obj.Annots = Array([Dictionary(Subtype=Name.Square)])
        assert undrawn_pages(pdf) == {0: Undrawn.MARKS}
