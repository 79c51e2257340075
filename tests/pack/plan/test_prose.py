from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.model.domain.anchors import Span
from portfolio_app.pack.plan.prose import Claimed, paragraphs

TEXT = "First line.\n\n  Second line, longer.  \r\nThird."


def claim(words, text=TEXT):
    start = text.index(words)
    return Claimed("k", Span(start, start + len(words)))


def test_blank_lines_part_paragraphs_and_are_left_out():
    assert [p.text for p in paragraphs(TEXT)] == [
        "First line.",
        "Second line, longer.",
        "Third.",
    ]


def test_a_passage_within_a_paragraph_opens_and_closes_there():
    (mark,) = paragraphs(TEXT, [claim("line, longer")])[1].marks
    assert (mark.start, mark.end, mark.opens, mark.closes) == (7, 19, True, True)


def test_a_passage_over_three_paragraphs_opens_in_the_first_and_closes_in_the_last():
    found = paragraphs(TEXT, [claim(TEXT[6:-1])])
    assert [(m.opens, m.closes) for p in found for m in p.marks] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_a_passage_that_begins_with_white_space_begins_with_its_first_word():
    found = paragraphs(TEXT, [claim("\n\n  Second")])
    (mark,) = found[1].marks
    assert found[1].text[mark.start : mark.end] == "Second"
    assert mark.opens


def test_short_lines_are_headings_only_where_asked_and_never_the_last():
    text = "How I know\nI have seen it.\nPractice\nShe works.\nEnd"
    assert not any(p.heading for p in paragraphs(text))
    found = paragraphs(text, short_lines_are_headings=True)
    assert [p.text for p in found if p.heading] == ["How I know", "Practice"]


def test_a_claimed_line_is_no_heading():
    text = "How I know\nI have seen it."
    found = paragraphs(text, [claim("How I know", text)], short_lines_are_headings=True)
    assert not found[0].heading


@given(st.text(alphabet="ab \n\r.ŵ", max_size=60), st.data())
def test_marks_hold_exactly_the_words_of_the_passage(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = paragraphs(text, [Claimed("k", Span(start, end))])
    marked = "".join(p.text[m.start : m.end] for p in found for m in p.marks)
    assert "".join(marked.split()) == "".join(text[start:end].split())
    opened = [m.opens for p in found for m in p.marks]
    assert opened == ([True] + [False] * (len(opened) - 1) if opened else [])
