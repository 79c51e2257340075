from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.intake.document import Document, Heading, Note, Paragraph, Table
from portfolio_app.intake.matching import match_document
from tests.intake.helpers import CATALOGUE, DEVELOPMENT, REFLECTION


def matched(*blocks, form=REFLECTION):
    return match_document(Document(blocks=blocks), form, CATALOGUE)


def lines(*texts, form=REFLECTION):
    return matched(*(Paragraph(text) for text in texts), form=form)


def test_words_below_a_heading_answer_its_question():
    draft = matched(
        Heading(0, "Listening"),
        Heading(1, "Description"),
        Paragraph("I went."),
        Paragraph("She spoke."),
        Heading(1, "In supervision"),
        Paragraph("We talked."),
    )
    assert draft.answers == {
        "model": "gibbs-1988",
        "title": "Listening",
        "account.description": "I went.\nShe spoke.",
        "supervision": "We talked.",
    }
    assert not draft.unplaced


@pytest.mark.parametrize(
    "heading",
    [
        "FEELINGS",
        "2. Feelings",
        "2 Feelings",
        "b) feelings:",
        "• Feelings",
        "Feelings (what you felt)",
        "## Feelings",
    ],
)
def test_case_numbering_and_punctuation_of_a_heading_do_not_count(heading):
    assert lines("T", heading, "Sad.").answers["account.feelings"] == "Sad."


def test_a_line_may_carry_its_label():
    draft = lines("Date: Tuesday, 12th May 2026", "Area of practice: Court", "Feelings: Sad.")
    assert draft.answers["date"] == "2026-05-12"
    assert draft.answers["area"] == "Court"
    assert draft.answers["account.feelings"] == "Sad."


def test_a_day_by_itself_at_the_beginning_is_the_date():
    assert lines("A visit", "12.5.26", "I went.").answers["date"] == "2026-05-12"


def test_a_question_mark_ends_a_label():
    draft = lines("Did the family agree? ☒ Yes ☐ No family was present", form=DEVELOPMENT)
    assert draft.answers == {"permission.asked": "yes"}


def test_a_question_within_a_text_is_no_label():
    draft = lines("What?", "We met.", "So what? she asked.", "Now what?", "Plan.")
    assert draft.answers["account.what"] == "We met.\nSo what? she asked."


@pytest.mark.parametrize(
    ("headings", "model"),
    [
        (("Description", "Feelings"), "gibbs-1988"),
        (("Description", "Learning"), "johns-1994"),
        (("What?", "So what?"), "driscoll"),
        (("Description",), "gibbs-1988"),
    ],
)
def test_headings_of_a_model_choose_it(headings, model):
    draft = matched(*(block for h in headings for block in (Heading(1, h), Paragraph("x"))))
    assert draft.answers["model"] == model
    assert len(draft.answers) == 1 + len(headings)


def test_a_model_that_is_named_outweighs_its_headings():
    assert lines("Model of reflection: Johns (1994)", "Feelings", "Sad.").answers == {
        "model": "johns-1994",
        "account.feelings": "Sad.",
    }


def test_the_first_line_of_a_text_without_headings_is_its_title():
    assert lines("A visit", "I went.", "She spoke.").answers == {
        "title": "A visit",
        "account.description": "I went.\nShe spoke.",
    }


@pytest.mark.parametrize("first", ["I went there.", "word " * 40])
def test_a_first_line_that_reads_as_text_is_no_title(first):
    assert "title" not in lines(first, "She spoke.").answers


def test_a_single_paragraph_is_the_text():
    assert lines("I went").answers == {"account.description": "I went"}


def test_the_question_title_outweighs_the_title_of_the_document():
    draft = matched(Heading(0, "Template 7"), Paragraph("Title: A visit"), Paragraph("I went."))
    assert draft.answers["title"] == "A visit"
    assert draft.unplaced == ("Template 7",)


def test_the_form_s_own_words_are_not_taken_for_the_author_s():
    draft = matched(
        Heading(0, "Reflective Summary"),
        Heading(1, "A visit"),
        Heading(1, "Feelings"),
        Paragraph("What about the feelings?"),
        Paragraph("Sad."),
    )
    assert draft.answers["title"] == "A visit"
    assert draft.answers["account.feelings"] == "Sad."
    assert not draft.unplaced


def test_a_lower_heading_stays_in_the_text():
    draft = matched(Heading(1, "Feelings"), Heading(2, "Afterwards"), Paragraph("Sad."))
    assert draft.answers["account.feelings"] == "Afterwards\nSad."


def test_an_unknown_heading_of_the_same_rank_ends_the_text():
    draft = matched(
        Heading(1, "Feelings"), Paragraph("Sad."), Heading(1, "Appendix"), Paragraph("Names")
    )
    assert draft.answers["account.feelings"] == "Sad."
    assert draft.unplaced == ("Appendix", "Names")


def test_what_stands_in_brackets_beside_a_title_is_kept_apart():
    draft = matched(
        Heading(1, "Feelings (she was afraid)"),
        Paragraph("Sad."),
        Table((("In supervision (on 3 May)", "We spoke."),)),
        Paragraph("Area of practice (not hers): Neglect"),
    )
    assert draft.answers["account.feelings"] == "Sad."
    assert draft.answers["supervision"] == "We spoke."
    assert draft.answers["area"] == "Neglect"
    assert draft.unplaced == (
        "Feelings: (she was afraid)",
        "In supervision: (on 3 May)",
        "Area of practice: (not hers)",
    )


def test_notes_are_kept_apart():
    draft = matched(Heading(1, "Feelings"), Paragraph("Sad.[1]"), Note("[1] Very."))
    assert draft.unplaced == ("[1] Very.",)


def test_an_answer_that_its_question_cannot_hold_is_kept_apart():
    draft = lines(
        "Date: soon", "Face: 9", "What the last appraisal said", "x", form=DEVELOPMENT
    )
    assert draft.answers == {"appraisal": "x"}
    assert draft.unplaced == ("Date of the practice: soon", "Face: 9")


def test_a_number_behind_a_label_is_its_answer():
    assert lines("Face: 3", form=DEVELOPMENT).answers == {"face": "3"}


def test_what_follows_a_short_answer_is_kept_apart():
    draft = lines("T", "Date", "12 May 2026", "and more", "Feelings", "Sad.")
    assert draft.answers["date"] == "2026-05-12"
    assert draft.unplaced == ("Date of the practice: and more",)


def test_a_goal_cannot_be_named_in_words():
    draft = lines("Which learning goal does this serve? The second", "Feelings", "Sad.")
    assert "goal" not in draft.answers
    assert draft.unplaced == ("Which learning goal does this serve?: The second",)


def test_items_below_a_list_s_heading_are_its_rows():
    draft = lines("T", "Learning goals", "• Court work", "2. Analysis", form=DEVELOPMENT)
    assert draft.answers["goals.1.goal"] == "Court work"
    assert draft.answers["goals.2.goal"] == "Analysis"


def test_a_repeated_label_begins_the_next_row():
    draft = lines(
        "Learning goals",
        *("Goal 1: Court", "How progress is shown: Calm", "Goal 2", "Write", "shorter"),
        form=DEVELOPMENT,
    )
    assert draft.answers == {
        "goals.1.goal": "Court",
        "goals.1.progress": "Calm",
        "goals.2.goal": "Write\nshorter",
    }


def test_a_table_of_two_columns_answers_by_its_labels():
    draft = matched(
        Table(
            (
                ("Title", "A visit"),
                ("Date", "12/05/2026"),
                ("Feelings\nWhat about the feelings?", "Sad.\nGlad."),
                ("Analysis", ""),
                ("Signed", "X"),
            )
        ),
        Paragraph("Afterthought"),
    )
    assert draft.answers == {
        "model": "gibbs-1988",
        "title": "A visit",
        "date": "2026-05-12",
        "account.feelings": "Sad.\nGlad.",
    }
    assert draft.unplaced == ("Signed | X", "Afterthought")


def test_labels_may_stand_side_by_side_and_above():
    draft = matched(
        Table((("Title", "A visit", "Date", "12 May 2026"),)),
        Table((("Area of practice", "Model of reflection"), ("Court", "Gibbs (1988)"))),
        Table((("Feelings", ""), ("Sad.", ""), ("Analysis", ""), ("Why.", ""))),
    )
    assert draft.answers == {
        "title": "A visit",
        "date": "2026-05-12",
        "area": "Court",
        "model": "gibbs-1988",
        "account.feelings": "Sad.",
        "account.analysis": "Why.",
    }


def test_a_frame_is_read_as_paragraphs():
    draft = matched(Table((("Feelings\nSad.",), ("Analysis",), ("Why.",))))
    assert draft.answers["account.feelings"] == "Sad."
    assert draft.answers["account.analysis"] == "Why."


def test_a_table_within_a_text_stays_in_it():
    draft = matched(Heading(1, "Analysis"), Table((("Risk", "Strength"), ("a", "b"))))
    assert draft.answers["account.analysis"] == "Risk | Strength\na | b"


def test_the_stages_may_stand_in_one_cell():
    draft = matched(
        Table((("Account", "Description\nI went.\nFeelings\nSad."), ("Title", "T")))
    )
    assert draft.answers["account.description"] == "I went."
    assert draft.answers["account.feelings"] == "Sad."


def test_column_heads_that_name_a_list_s_parts_fill_its_rows():
    draft = matched(
        Table(
            (
                ("No", "Goal", "How progress is shown", "Reached on"),
                ("1", "Write", "Shorter\nClearer", "1.2.2026"),
                ("2", "Court", "", "soon"),
            )
        ),
        Table((("Goal", "How progress is shown"), ("Third", "x"))),
        form=DEVELOPMENT,
    )
    assert draft.answers == {
        "goals.1.goal": "Write",
        "goals.1.progress": "Shorter\nClearer",
        "goals.1.reached-on": "2026-02-01",
        "goals.2.goal": "Court",
        "goals.3.goal": "Third",
        "goals.3.progress": "x",
    }
    assert draft.unplaced == ("No: 1 | 2", "Reached on: soon")


def test_a_column_that_the_list_does_not_know_is_kept_with_its_heading_once():
    draft = matched(
        Table(
            (
                ("Goal", "How progress is shown\nIn numbers", "Remarks", "Signed", ""),
                ("Write", "Shorter", "Helen", "", "aside"),
                ("Court", "Calm", "David", "", ""),
            )
        ),
        form=DEVELOPMENT,
    )
    assert draft.answers["goals.2.progress"] == "Calm"
    assert draft.unplaced == (
        "How progress is shown: In numbers",
        "Remarks: Helen | David",
        "Signed",
        "aside",
    )


def test_a_column_without_a_known_head_is_kept_apart():
    draft = matched(
        Table((("Area of practice", "", "Title"), ("Court", "aside", "T"))),
        Paragraph("In supervision: We talked."),
    )
    assert draft.answers == {"area": "Court", "title": "T", "supervision": "We talked."}
    assert draft.unplaced == ("aside",)


NAMES = [
    "Description", "Feelings", "So what?", "Account", "Learning goals", "Goal", "Goal 2",
    "How progress is shown", "Face", "Title", "Date", "Drawing", "Appendix",
    "Model of reflection", "The family's permission", "Did the family agree?", "Who agreed",
    "Reflective summary",
]  # fmt: skip
NUMBERS = st.integers(0, 999).map(lambda n: f"w{n:03}")
WORDS = st.lists(NUMBERS, min_size=1, max_size=3).map(" ".join)
LINES = st.one_of(
    st.sampled_from(NAMES), WORDS, st.tuples(st.sampled_from(NAMES), WORDS).map(": ".join)
)
TEXTS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
ROWS = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.tuples(*[LINES] * n), min_size=1, max_size=4).map(tuple)
)
BLOCKS = st.one_of(
    st.builds(Heading, st.integers(0, 6), LINES),
    st.builds(Paragraph, TEXTS),
    st.builds(Note, TEXTS),
    st.builds(Table, ROWS),
)


@given(st.lists(BLOCKS, max_size=12).map(tuple), st.sampled_from([REFLECTION, DEVELOPMENT]))
def test_no_word_is_lost_and_none_invented(blocks, form):
    draft = matched(*blocks, form=form)
    kept = " ".join([*draft.answers.values(), *draft.unplaced])
    assert sorted(re.findall(r"w\d{3}", kept)) == sorted(re.findall(r"w\d{3}", str(blocks)))
