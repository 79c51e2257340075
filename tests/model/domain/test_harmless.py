"""What strangers wrote is quoted as one line that shows nothing but itself."""

from __future__ import annotations

import pytest

from portfolio_app.model.domain.wording import harmless


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  Amina \t Farrow\r\n", "Amina Farrow"),
        ("Zoë O’Brien-Łuczak", "Zoë O’Brien-Łuczak"),
        ("می‌خواهم", "می‌خواهم"),
        ("A\x1b[2J\x07B\x9b", "A[2JB"),
        ("\u202enilloC\u202c \u2066x\u2069\u200f", "nilloC x"),
        ("one\u2028two\u2029three\x85four", "one two three four"),
        ("\ud800\ue000\U000e0041\ufeff", ""),
    ],
)
def test_controls_and_marks_of_direction_are_left_out(text, shown):
    assert harmless(text) == shown


def test_what_is_longer_than_any_name_ends_in_an_ellipsis():
    assert harmless("T" * 5_000_000, 10) == "TTTTTTTTT…"
    assert harmless("T" * 10, 10) == "T" * 10
