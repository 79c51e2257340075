from __future__ import annotations

import pytest
from reportlab.pdfbase import pdfmetrics

from portfolio_app.pack.fonts import (
    REPLACEMENT,
    Face,
    Run,
    marked_up,
    missing_glyphs,
    register_fonts,
    runs,
    text_width,
)

FACES = {Face.ARABIC, Face.HEBREW}
"""Those of scripts that run from right to left, which set nothing else."""


def test_registering_twice_changes_nothing():
    register_fonts()
    font = pdfmetrics.getFont(Face.SERIF.value)
    register_fonts()
    assert pdfmetrics.getFont(Face.SERIF.value) is font


@pytest.mark.parametrize("face", [face for face in Face if face not in FACES])
def test_every_face_has_the_letters_of_british_names(face):
    assert runs("Siân Ŵyn Ó Briain", face) == [Run(face, "Siân Ŵyn Ó Briain")]


def test_characters_that_serif_lacks_come_from_the_next_face_that_has_them():
    assert runs("met ✓ here", Face.SERIF) == [
        Run(Face.SERIF, "met "),
        Run(Face.FALLBACK, "✓"),
        Run(Face.SERIF, " here"),
    ]


def test_characters_of_no_face_become_a_visible_replacement():
    assert runs("日", Face.SANS) == [Run(Face.FALLBACK, REPLACEMENT)]
    assert missing_glyphs("a 日 ✓ é", Face.SERIF) == {"日"}


def test_invisible_characters_of_no_face_are_dropped_in_silence():
    assert runs("a\x07b\U000e0001", Face.SANS) == [Run(Face.SANS, "ab")]
    assert missing_glyphs("a\x07b\U000e0001", Face.SANS) == frozenset()


def test_a_letter_and_its_combining_mark_stay_together():
    pieces = runs("e\u0301 x\u0336 ש\u05c1", Face.DISPLAY)
    assert all(not piece.text[0].isspace() or len(piece.text) > 1 for piece in pieces[1:])
    assert "".join(piece.text for piece in pieces).replace("é", "e\u0301")


def test_a_decomposed_letter_is_composed_where_only_that_has_a_glyph():
    assert runs("W\u0302", Face.DISPLAY)[0].face is Face.DISPLAY


def test_text_becomes_markup_that_means_the_same():
    assert marked_up("a < b & ✓", Face.SERIF) == (
        'a &lt; b &amp; <font name="DejaVuSans">✓</font>'
    )


def test_width_counts_every_run():
    parts = text_width("ab", Face.SANS, 10) + text_width("✓", Face.FALLBACK, 10)
    assert text_width("ab✓", Face.SANS, 10) == pytest.approx(parts)
