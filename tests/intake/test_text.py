from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.intake.text import normalise, one_line


def test_line_breaks_of_every_system_become_one():
    assert normalise("a\r\nb\rc\x0bd\u2028e") == "a\nb\nc\nd\ne"


def test_letters_are_composed():
    assert normalise("Zoe\u0308") == "Zoë"


def test_non_breaking_spaces_become_plain():
    assert normalise("12\u00a0May\t2026\u202f!") == "12 May 2026 !"


def test_unseen_and_reversing_characters_go():
    assert normalise("so\u00adcial\u200b work\ufeff\u202e\x07\x00\ufdd0"[:-1]) == "social work"


def test_typographic_quotation_marks_and_joined_emoji_stay():
    assert normalise("“It’s fine” – 👩‍👧") == "“It’s fine” – 👩‍👧"


def test_surrounding_emptiness_goes_and_parting_lines_stay():
    assert normalise("\n\n a \n\n b  \n") == "a\n\n b"


def test_one_line_joins_lines():
    assert one_line("a\n  b\u00a0 c ") == "a b c"


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)
