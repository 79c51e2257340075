"""Names in Arabic and Hebrew script: how they look, and what is read aloud and copied."""

from __future__ import annotations

import unicodedata
from io import BytesIO

import pikepdf
import pytest

from portfolio_app.pack.fonts import Face, marked_up, missing_glyphs, runs, text_width
from portfolio_app.pack.right_to_left import LONGEST, lines, logical, stretches, visual
from portfolio_app.pack.tagged.flowables import Heading, Para
from portfolio_app.pack.tagged.marks import Passage, passages_markup
from portfolio_app.pack.tagged.structure import Step
from tests.pack.engine import BODY, TITLE, drawn, heard, picture, told
from tests.pack.reading import squeezed
from tests.tools import poppler
from tests.tools.verapdf import validate

# All invented, from common names.
ARABIC = "فاطمة الزهراء المصري"
WITH_LIGATURE = "علاء الدين"
PERSIAN = "پروانه گلستانی"
URDU = "ٹیپو سلطان"
HEBREW = "שרה בן־ארי"
NAMES = (ARABIC, WITH_LIGATURE, PERSIAN, URDU, HEBREW)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_seen_from_right_to_left_and_read_as_it_was_written(name):
    (run,) = runs(name, Face.SERIF)
    assert run.face is Face.FALLBACK
    assert run.text != name
    assert logical(run.text) == name
    assert not missing_glyphs(name, Face.SERIF)


def test_letters_join_by_the_forms_that_unicode_keeps():
    assert visual("محمد") == "\ufeaa\ufee4\ufea4\ufee3"  # final, medial, medial, initial
    assert visual("علاء").count("\ufefc") == 1  # lam and alef are one


def test_only_the_stretch_is_turned_round():
    text = f"Told by {ARABIC}, aged 12"
    assert [piece for piece, _ in stretches(text)] == ["Told by ", ARABIC, ", aged 12"]
    assert [run.text for run in runs(text, Face.SERIF)] == [
        "Told by ",
        visual(ARABIC),
        ", aged 12",
    ]


def test_a_face_that_has_the_letters_is_shaped_as_well():
    assert [run.text for run in runs(HEBREW, Face.FALLBACK)] == [visual(HEBREW)]


def test_controls_of_direction_are_not_drawn():
    assert "".join(run.text for run in runs(f"\u200f{HEBREW}\u200f", Face.SANS)) == visual(
        HEBREW
    )


def test_a_letter_of_no_face_is_replaced_without_turning_the_rest():
    assert missing_glyphs("\u08a0", Face.SERIF) == {"\u08a0"}
    assert runs("\u08a0", Face.SERIF)[0].text == "\ufffd"


def test_a_long_stretch_stands_on_lines_of_its_own_in_order():
    long = " ".join([ARABIC] * 4)
    pieces = lines(long)
    assert " ".join(pieces) == long
    assert all(len(piece) <= LONGEST for piece in pieces)
    markup = marked_up(long, Face.SERIF)
    assert markup.count("<br/>") == len(pieces) - 1
    assert markup.index(visual(pieces[0])) < markup.index(visual(pieces[-1]))


def test_a_marker_never_parts_letters_that_join():
    text = f"{ARABIC} told me."
    markup = passages_markup(text, Face.SERIF, [Passage(key="one", start=0, end=len(text))])
    assert visual(ARABIC) in markup
    assert text_width(ARABIC, Face.SERIF, 10) > 0


def spoken(document):
    """Return what is read in place of what is seen: the tag around it, and the text."""
    with pikepdf.open(BytesIO(document)) as pdf:
        return [
            (str(one.P.S)[1:], str(one.ActualText))
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Span"
        ]


@pytest.fixture(scope="module")
def pack():
    """Return a file with names in a heading, among words, at line ends and in a link."""
    register = f"Heard from {ARABIC} and {HEBREW} on Monday, "
    return told(
        [
            Heading(marked_up(f"{HEBREW}, Child A", Face.DISPLAY), TITLE, 1),
            *[
                Para(marked_up(f"{register}{'x' * width} {PERSIAN}.", Face.SERIF), BODY)
                for width in (1, 20)
            ],
            Para(f'<a href="https://a.example">{marked_up(URDU, Face.SERIF)}</a>', BODY),
        ]
    )


def test_it_is_an_archive_and_accessible(pack, tmp_path):
    path = tmp_path / "pack.pdf"
    path.write_bytes(pack)
    assert validate([path]) == []


def test_another_program_copies_the_names_in_the_order_of_writing(pack, tmp_path):
    path = tmp_path / "pack.pdf"
    path.write_bytes(pack)
    # Copied letters may come as their joined forms, which Unicode holds to be the same.
    copied = squeezed(unicodedata.normalize("NFKC", poppler.text(path)))
    for name in (ARABIC, PERSIAN, URDU, HEBREW):
        assert squeezed(name) in copied


def test_a_screen_reader_is_given_them_as_they_were_written(pack):
    told_of = spoken(pack)
    assert told_of[0] == ("H1", HEBREW)
    assert told_of[1:4] == [("P", ARABIC), ("P", HEBREW), ("P", PERSIAN)]
    assert told_of[-1] == ("Link", URDU)


def test_words_around_a_name_keep_their_order(pack, tmp_path):
    words = [text for tag, text in heard(pack, tmp_path) if tag != "Span"]
    assert words[:4] == [", Child A", "Heard from", "and", "on Monday, x"]


def test_a_line_drawn_by_hand_is_read_the_same(tmp_path):
    def draw(canvas):
        with canvas.within(Step("P", 1)):
            canvas.draw_text(60, 700, f"Signed {HEBREW} today", Face.SANS, 12)

    document = drawn(draw)
    assert spoken(document) == [("P", HEBREW)]
    assert [text for tag, text in heard(document, tmp_path) if tag == "P"] == [
        "Signed",
        "today",
    ]


def test_the_first_letter_stands_at_the_right(tmp_path):
    def draw(canvas):
        with canvas.within(Step("P", 1)):
            canvas.draw_text(60, 700, "ררר ווו", Face.SANS, 40)  # wide letters, then thin ones

    ink = picture(drawn(draw)).convert("L").point(lambda level: 255 if level < 128 else 0)
    left, top, right, bottom = ink.getbbox()
    half = (left + right) // 2
    thin = ink.crop((left, top, half, bottom)).histogram()[255]
    wide = ink.crop((half, top, right, bottom)).histogram()[255]
    assert wide > thin
