from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.model.domain.anchors import Span
from portfolio_app.model.domain.marks import (
    INLINE,
    Mark,
    MarkKind,
    block_kinds,
    carried,
    followed,
    joined,
    normalised,
    paragraphs,
    within,
)
from portfolio_app.model.domain.splices import Splice

TEXTS = st.text(alphabet="ab \n\U0001f642", max_size=24)
PLACES = st.integers(min_value=-2, max_value=26)
MARKS = st.lists(
    st.builds(Mark, kind=st.sampled_from(MarkKind), start=PLACES, end=PLACES), max_size=5
)


@st.composite
def splices(draw: st.DrawFn, text: str) -> Splice:
    head = draw(st.integers(min_value=0, max_value=len(text)))
    tail = draw(st.integers(min_value=0, max_value=len(text) - head))
    return Splice(head, tail, draw(TEXTS))


def bold(start: int, end: int) -> Mark:
    return Mark(kind=MarkKind.BOLD, start=start, end=end)


def of(kind: MarkKind, text: str, words: str) -> Mark:
    start = text.index(words)
    return Mark(kind=kind, start=start, end=start + len(words))


def said(marks: tuple[Mark, ...], text: str) -> list[tuple[str, str]]:
    return [(mark.kind.value, text[mark.start : mark.end]) for mark in marks]


@given(MARKS, TEXTS)
def test_marks_never_reach_outside_the_text_and_are_never_empty(
    marks: list[Mark], text: str
) -> None:
    assert all(0 <= m.start < m.end <= len(text) for m in normalised(marks, text))


@given(MARKS, TEXTS)
def test_there_is_one_way_only_to_say_the_same(marks: list[Mark], text: str) -> None:
    once = normalised(marks, text)
    assert normalised(once, text) == once
    assert normalised(reversed(once), text) == once


@given(MARKS, TEXTS)
def test_marks_of_one_kind_neither_overlap_nor_touch(marks: list[Mark], text: str) -> None:
    found = normalised(marks, text)
    for kind in MarkKind:
        own = [mark for mark in found if mark.kind is kind]
        assert all(one.end < two.start for one, two in pairwise(own))


@given(MARKS, TEXTS)
def test_marks_of_paragraphs_cover_whole_paragraphs(marks: list[Mark], text: str) -> None:
    for mark in normalised(marks, text):
        if mark.kind not in INLINE:
            assert mark.start == 0 or text[mark.start - 1] == "\n"
            assert mark.end == len(text) or text[mark.end] == "\n"


@given(MARKS, TEXTS)
def test_no_paragraph_is_two_things(marks: list[Mark], text: str) -> None:
    blocks = [m for m in normalised(marks, text) if m.kind not in INLINE]
    assert all(one.end < two.start for one, two in pairwise(blocks))


@given(st.data(), MARKS, TEXTS)
def test_following_an_edit_stays_inside_the_text(
    data: st.DataObject, marks: list[Mark], text: str
) -> None:
    splice = data.draw(splices(text))
    found = followed(normalised(marks, text), text, splice)
    after = splice.applied_to(text)
    assert found == normalised(found, after)


@given(st.data(), MARKS, TEXTS)
def test_words_put_in_and_taken_out_again_leave_marks_as_they_were(
    data: st.DataObject, marks: list[Mark], text: str
) -> None:
    before = normalised(marks, text)
    head = data.draw(st.integers(min_value=0, max_value=len(text)))
    put_in = Splice(head, len(text) - head, data.draw(TEXTS))
    after = put_in.applied_to(text)
    taken_out = Splice(head, len(text) - head, "")
    assert followed(followed(before, text, put_in), after, taken_out) == before


@given(st.data(), MARKS, TEXTS)
def test_stretches_that_an_edit_does_not_touch_keep_their_words(
    data: st.DataObject, marks: list[Mark], text: str
) -> None:
    splice = data.draw(splices(text))
    after, last = splice.applied_to(text), len(text) - splice.tail
    found = followed(normalised(marks, text), text, splice)
    for mark in normalised(marks, text):
        if mark.kind in INLINE and (mark.end < splice.head or mark.start > last):
            words = text[mark.start : mark.end]
            kept = [after[m.start : m.end] for m in found if m.kind is mark.kind]
            heads = any(m.kind is MarkKind.HEADING for m in found)
            assert heads or any(words in each for each in kept)


@given(MARKS, TEXTS)
def test_carried_to_the_same_text_they_are_the_same(marks: list[Mark], text: str) -> None:
    before = normalised(marks, text)
    assert carried(before, text, text) == before


@given(MARKS, TEXTS, TEXTS)
def test_carried_to_any_text_they_are_in_order(
    marks: list[Mark], text: str, other: str
) -> None:
    found = carried(normalised(marks, text), text, other)
    assert normalised(found, other) == found


@given(st.data(), MARKS, TEXTS)
def test_a_text_cut_in_two_and_joined_again_says_the_same(
    data: st.DataObject, marks: list[Mark], text: str
) -> None:
    found = normalised(marks, text)
    lines = [span.end + 1 for span in paragraphs(text)][:-1]
    at = data.draw(st.sampled_from(lines or [0]))
    parts = [
        (text[span.start : span.end], within(found, span))
        for span in (Span(0, at), Span(at, len(text)))
    ]
    words, marks_again = joined(parts)
    spans = paragraphs(text)
    assert words == text
    assert {m for m in marks_again if m.kind in INLINE} == {
        m for m in found if m.kind in INLINE
    }
    filled = [i for i, span in enumerate(spans) if span.start < span.end]
    then, now = block_kinds(found, spans), block_kinds(marks_again, spans)
    assert [then[i] for i in filled] == [now[i] for i in filled]


def test_marks_that_touch_become_one() -> None:
    assert normalised([bold(0, 3), bold(3, 5), bold(7, 9)], "abcdefghi") == (
        bold(0, 5),
        bold(7, 9),
    )


def test_bold_goes_on_over_paragraphs() -> None:
    assert normalised([bold(0, 4), bold(5, 9)], "I am\nsure") == (bold(0, 9),)


def test_a_list_is_one_mark_on_its_items() -> None:
    text = "Then\nI rang\nI wrote\nI went"
    items = [of(MarkKind.BULLET, text, "rang"), of(MarkKind.BULLET, text, "wrote")]
    assert said(normalised(items, text), text) == [("bullet", "I rang\nI wrote")]


def test_an_item_that_is_still_empty_belongs_to_its_list() -> None:
    text = "I rang\n\nAfter"
    found = normalised([Mark(kind=MarkKind.BULLET, start=0, end=7)], text)
    assert block_kinds(found, paragraphs(text)) == [MarkKind.BULLET, MarkKind.BULLET, None]
    filled = followed(found, text, Splice(7, 6, "I wrote"))
    assert said(filled, "I rang\nI wrote\nAfter") == [("bullet", "I rang\nI wrote")]


def test_a_heading_holds_no_other_formatting() -> None:
    text = "Risk\nHe was late."
    found = normalised([of(MarkKind.HEADING, text, "Risk"), bold(0, 7)], text)
    assert said(found, text) == [("heading", "Risk"), ("bold", "He")]


def test_words_typed_before_a_bold_stretch_are_not_bold() -> None:
    found = followed([bold(3, 7)], "He missed it", Splice(3, 9, "never "))
    assert said(found, "He never missed it") == [("bold", "miss")]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("I rang the school twice, then I wrote.", ["school"]),
        ("Later I rang their old school. I then wrote.", ["school"]),
        ("I rang the nursery. I then wrote.", ["nursery"]),
        ("I rang. I then wrote.", []),
    ],
)
def test_a_former_wording_keeps_marks_on_the_words_that_it_shares(
    after: str, expected: list[str]
) -> None:
    before = "I rang the school. I then wrote."
    found = carried([bold(11, 17)], before, after)
    assert [after[m.start : m.end] for m in found] == expected
