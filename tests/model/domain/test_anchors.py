from __future__ import annotations

import pytest

from portfolio_app.model.domain.anchors import Span, anchor, locate, occurrences

TEXT = "I asked him. Then I waited. I asked him. Then I wrote."


def test_an_anchor_finds_its_own_words():
    made = anchor(TEXT, 13, 27)
    assert made.exact == "Then I waited."
    assert locate(made, TEXT) == Span(13, 27)


def test_words_moved_by_an_insertion_are_followed():
    made = anchor(TEXT, 13, 27)
    assert locate(made, "Before. " + TEXT) == Span(21, 35)


def test_of_two_equal_passages_the_one_with_the_same_surroundings_is_found():
    second = anchor(TEXT, 28, 40)
    assert second.exact == "I asked him."
    assert locate(second, "A new beginning. " + TEXT) == Span(45, 57)


def test_a_passage_swapped_with_its_twin_is_told_by_its_surroundings():
    first = anchor("one A same B. two C same D.", 6, 10)
    assert locate(first, "two C same D. one A same B.") == Span(20, 24)


def test_words_that_are_gone_are_not_replaced_by_similar_ones():
    made = anchor(TEXT, 13, 27)
    assert locate(made, TEXT.replace("waited", "hesitated")) is None


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (-1, 4), (0, len(TEXT) + 1)])
def test_nothing_and_the_outside_cannot_be_anchored(start, end):
    with pytest.raises(ValueError, match=str(end)):
        anchor(TEXT, start, end)


def test_offsets_count_code_points():
    text = "😀 She smiled."
    made = anchor(text, 2, 13)
    assert made.exact == "She smiled."


def test_overlapping_occurrences_are_all_found():
    assert occurrences("aaa", "aa") == (Span(0, 2), Span(1, 3))
    assert occurrences("aaa", "") == ()
