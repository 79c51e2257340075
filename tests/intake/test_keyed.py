from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.errors import IntakeError
from portfolio_app.intake.drafts import AttachmentDraft, ClaimDraft, Draft
from portfolio_app.intake.keyed import _Reader, read_keyed
from portfolio_app.model.domain.names import CapabilityRef
from tests.intake.helpers import CATALOGUE, DEVELOPMENT, REFLECTION

REF = CapabilityRef.parse("pcf-2018/6")


def read(text, form=REFLECTION):
    return read_keyed(text.encode(), form, CATALOGUE)


def test_answers_claims_and_attachments_are_read():
    draft = read("""
        form = "reflective-summary"
        by = "team_manager"
        author = "A. Manager"

        [fields]
        title = "A visit"
        date = 2026-05-12
        model = "Gibbs (1988)"
        account.description = "I went."
        "account.feelings" = '''
Sad.

Glad.
'''

        [[claims]]
        path = "account.feelings"
        quote = "Sad."
        capability = "pcf-2018/6"
        note = "names it"
        by = "team_manager"
        occurrence = 1

        [[claims]]
        quote = "went"
        capability = "pcf-2018/6"

        [[attachments]]
        file = "scans/letter.pdf"
        description = "A letter"
    """)
    assert draft.answers == {
        "title": "A visit",
        "date": "2026-05-12",
        "model": "gibbs-1988",
        "account.description": "I went.",
        "account.feelings": "Sad.\n\nGlad.",
    }
    assert (draft.by, draft.author_name) == ("team_manager", "A. Manager")
    assert draft.claims == (
        ClaimDraft(
            path="account.feelings",
            quote="Sad.",
            capability=REF,
            note="names it",
            by="team_manager",
            occurrence=1,
        ),
        ClaimDraft(quote="went", capability=REF),
    )
    assert draft.attachments == (
        AttachmentDraft(file="scans/letter.pdf", description="A letter"),
    )


def test_arrays_of_tables_are_rows_and_tables_are_parts():
    draft = read(
        """
        [fields]
        date = "12 May 2026"
        goals = [{ goal = "Court", reached-on = "1/2/2026" }, { goal = "Write" }]
        permission = { asked = "No family was present", by = "" }
        face = 3
        """,
        DEVELOPMENT,
    )
    assert draft.answers == {
        "date": "2026-05-12",
        "goals.1.goal": "Court",
        "goals.1.reached-on": "2026-02-01",
        "goals.2.goal": "Write",
        "permission.asked": "no-family",
        "face": "3",
    }


def test_rows_may_be_numbered_in_the_key():
    assert read('[fields]\n"goals.2.goal" = "x"', DEVELOPMENT).answers == {"goals.2.goal": "x"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('form = "other"', "“form” must be reflective-summary, the form to be filled."),
        ("form = 3", "“form” must be text in quotation marks."),
        ('by = "boss"', "“by” must be a role: practitioner or team_manager."),
        (
            'colour = "red"',
            "the file has the unknown key “colour”; known are form, by, author,",
        ),
        ("fields = 3", "“fields” must be a table of answers."),
        (
            "[fields]\nacount.feelings = 'x'",
            "“acount.feelings” in “fields” must be a field of this form, or a part of one: "
            "title, date, area, goal, model, account or supervision.",
        ),
        ("[fields]\naccount = 'x'", "“account” in “fields” must be a field of this form,"),
        ("[fields]\narea = true", "“area” in “fields” must be text in quotation marks."),
        ("[fields]\narea = ['a']", "“area” in “fields” must be text in quotation marks."),
        ("[fields]\ndate = 'soon'", "“date” in “fields” must be a day, such as 2026-05-12"),
        ("[fields]\ndate = 2026-05-12T10:00:00", "“date” in “fields” must be a day, such as"),
        ("[fields]\nmodel = 'x'", "“model” in “fields” must be gibbs-1988, driscoll or johns"),
        ("[fields]\n'area' = 'x'\n'area ' = 'y'", "“area ” in “fields” must be a field"),
        ("claims = 3", "“claims” must be tables that each begin with [[claims]]."),
        ("[[claims]]\nx = 1", "claims, entry 1 has the unknown key “x”"),
        (
            "[[claims]]\ncapability = 'pcf-2018/6'",
            "“quote” (claims, entry 1) must be the words",
        ),
        (
            "[[claims]]\nquote = 'x'\ncapability = 'pcf-2018/99'",
            "“capability” (claims, entry 1) must be a capability as FRAMEWORK/NUMBER: pcf-",
        ),
        ("[[claims]]\nquote = 'x'\ncapability = '6'", "“capability” (claims, entry 1) must be"),
        (
            "[[claims]]\nquote = 'x'\ncapability = 'pcf-2018/6'\npath = 'y'",
            "“path” (claims, entry 1) must be a field of this form",
        ),
        (
            "[[claims]]\nquote = 'x'\ncapability = 'pcf-2018/6'\noccurrence = 0",
            "“occurrence” (claims, entry 1) must be a whole number from 1.",
        ),
        (
            "[[attachments]]\nfile = 3",
            "“file” (attachments, entry 1) must be the name of a file",
        ),
        ("[fields]\ntitle = 'a\nb'", "is not valid TOML: look at line 2."),
        ("[fields", "is not valid TOML: look at"),
    ],
)
def test_a_mistake_is_told_in_one_sentence_that_names_the_key(text, sentence):
    with pytest.raises(IntakeError) as caught:
        read(text)
    assert sentence in caught.value.summary
    assert caught.value.advice.startswith("Nothing was changed.")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("face = 9", "“face” in “fields” must be a number from 1 (not at all) to 5 (always)."),
        ("permission.asked = 'maybe'", "must be yes or no-family."),
        ("'goals.1.goal' = 'a'\n'goals.01.goal' = 'b'", "must be given once only."),
        (f"'goals.{'1' * 5000}.goal' = 'a'", "must be a field of this form"),
        ("goals.1.goal.x = 'a'", "must be a field of this form"),
        ("goals = [{ target = 'a' }]", "“goals.1.target” in “fields” must be a field"),
    ],
)
def test_a_value_that_its_question_cannot_hold_is_refused(value, expected):
    with pytest.raises(IntakeError) as caught:
        read(f"[fields]\n{value}", DEVELOPMENT)
    assert expected in caught.value.summary


@pytest.mark.parametrize(
    "file",
    ["", "/etc/passwd", "../secret", "a/../../b", "C:\\\\x", "\\\\\\\\host\\\\x", "a\\u0000"],
)
def test_an_attachment_outside_the_folder_is_refused(file):
    with pytest.raises(IntakeError, match="beside this one"):
        read(f'[[attachments]]\nfile = "{file}"')


def test_text_that_is_not_utf_8_is_refused():
    with pytest.raises(IntakeError, match="not UTF-8"):
        read_keyed("title = 'Zoë'".encode("cp1252"), REFLECTION, CATALOGUE)


NAMES = ["form", "by", "author", "fields", "claims", "attachments", "quote", "capability"]
NAMES += ["path", "file", "occurrence", "date", "goals", "1", "goal", "face", "permission"]
KEYS = st.sampled_from(NAMES) | st.text(max_size=5)
LEAVES = st.booleans() | st.integers() | st.text() | st.dates() | st.datetimes() | st.floats()
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
)


@given(st.dictionaries(KEYS, VALUES))
def test_any_tables_are_read_or_refused(tables):
    with suppress(IntakeError):
        assert isinstance(_Reader(tables, DEVELOPMENT, CATALOGUE).draft(), Draft)
