"""Names in Arabic and Hebrew script: how they look, and what is read aloud and copied."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from portfolio_app.pack.fonts import Face, marked_up, missing_glyphs, runs, text_width
from portfolio_app.pack.right_to_left import carried, glyphs, stretches, written
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
URDU_WORDS = "اہلِ بیت ہے"
"""Letters that only a face for Arabic script has, and a short vowel."""
PASHTO = "ښه ګل ټوله"
"""Letters whose joined forms have no code points of their own."""
UNJOINED = "می\u200cخواهم"
HEBREW = "שרה בן־ארי"
POINTED = "שָׁלוֹם"
QUOTED = "ג'ורג' בן-דוד"
NAMES = (
    ARABIC, WITH_LIGATURE, PERSIAN, URDU, URDU_WORDS, PASHTO, UNJOINED, HEBREW, POINTED, QUOTED,
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_set_in_the_face_of_its_script_and_read_as_it_was_written(name):
    (run,) = runs(name, Face.SERIF)
    assert run.face is (Face.HEBREW if name in {HEBREW, POINTED, QUOTED} else Face.ARABIC)
    assert written(run.text) == name
    assert not missing_glyphs(name, Face.SERIF)


def test_letters_join_and_the_first_is_drawn_last():
    alone = {letter: glyphs(letter, Face.ARABIC)[0].character for letter in "محمد"}
    drawn_ = glyphs("محمد", Face.ARABIC)
    assert [glyph.letters for glyph in drawn_] == ["د", "م", "ح", "م"]
    assert all(glyph.character != alone[glyph.letters] for glyph in drawn_[1:])


def test_vowel_points_stand_at_their_letter():
    points = [glyph for glyph in glyphs(POINTED, Face.HEBREW) if not glyph.advance]
    assert len(points) == 3
    assert all(glyph.across for glyph in points)


def test_what_keeps_letters_apart_is_not_seen_and_not_lost():
    assert "\u200c" not in "".join(g.letters for g in glyphs("می", Face.ARABIC))
    assert glyphs(UNJOINED, Face.ARABIC) != glyphs(UNJOINED.replace("\u200c", ""), Face.ARABIC)
    assert written(carried(UNJOINED, Face.ARABIC)) == UNJOINED


def test_only_the_stretch_is_turned_round():
    text = f"Told by {ARABIC}, aged 12"
    assert [piece.text for piece in stretches(text)] == ["Told by ", ARABIC, ", aged 12"]
    assert [run.face for run in runs(text, Face.SERIF)] == [Face.SERIF, Face.ARABIC, Face.SERIF]


def test_controls_of_direction_are_not_drawn():
    assert runs(f"\u200f{HEBREW}\u200f", Face.SANS) == runs(HEBREW, Face.SANS)


def test_a_letter_of_no_face_is_replaced_without_turning_the_rest():
    assert missing_glyphs("\u0888", Face.SERIF) == {"\u0888"}
    assert runs("\u0888", Face.SERIF)[0].text == "\ufffd"


def test_private_characters_that_somebody_typed_draw_no_glyph_of_ours():
    typed = "\ue010\U00100628"
    assert missing_glyphs(typed, Face.SERIF) == set(typed)
    assert {run.text for run in runs(typed, Face.SERIF)} == {"\ufffd" * 2}


def test_a_long_stretch_goes_on_on_the_next_line_in_the_order_of_writing():
    names = [f"{first} {ARABIC}" for first in ("علي", "زينب", "كريم", "ليلى", "نور", "سمير")]
    long = " ".join(names)
    said = [text for _, text in spoken(told([Para(marked_up(long, Face.SERIF), BODY)]))]
    assert len(said) > 1
    assert " ".join(said) == long


def test_a_word_wider_than_its_column_is_parted_and_keeps_its_letters():
    word = "ب" * 200
    said = [text for _, text in spoken(told([Para(marked_up(word, Face.SERIF), BODY)]))]
    assert len(said) > 1
    assert "".join(said) == word


def test_a_marker_never_parts_letters_that_join():
    text = f"{ARABIC} told me."
    markup = passages_markup(text, Face.SERIF, [Passage(key="one", start=0, end=len(text))])
    assert carried(ARABIC, Face.ARABIC) in markup
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
            Para(marked_up(f"{PASHTO} and {POINTED} with {UNJOINED}.", Face.SANS), BODY),
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
    copied = squeezed(poppler.text(path))
    for name in (ARABIC, PERSIAN, URDU, PASHTO, HEBREW):
        assert squeezed(name) in copied


def test_a_screen_reader_is_given_them_as_they_were_written(pack):
    told_of = spoken(pack)
    assert told_of[0] == ("H1", HEBREW)
    assert told_of[1:3] == [("P", ARABIC), ("P", HEBREW)]
    words = " ".join(text for _, text in told_of)
    assert words.count(PERSIAN) == 2
    assert f"{PASHTO} {POINTED} {UNJOINED}" in words
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
