"""What somebody types is read as words that may go on, and as phrases."""

from __future__ import annotations

import pytest

from portfolio_app.model.domain.search import Term, terms


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        ("  ", []),
        ("safe", [Term("safe")]),
        ("safe  plan\n", [Term("safe"), Term("plan")]),
        ("safe safe", [Term("safe")]),
        ('"sat on"', [Term("sat on", is_whole=True)]),
        ("“sat on” floor", [Term("sat on", is_whole=True), Term("floor")]),
        ('floor "sat o', [Term("floor"), Term("sat o", is_whole=True)]),
        ('"" - ! * "—"', []),
        ("don't", [Term("don't")]),
        ("NOT a* OR (b", [Term("NOT"), Term("a*"), Term("OR"), Term("(b")]),
    ],
)
def test_what_is_typed_is_read_as_words_and_phrases(typed, expected):
    assert list(terms(typed)) == expected


def test_a_page_that_is_pasted_is_read_by_its_first_words():
    assert len(terms(" ".join(f"word{n}" for n in range(1_000)))) == 12
