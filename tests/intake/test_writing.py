from __future__ import annotations

import re
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.errors import IntakeError
from portfolio_app.intake.drafts import Draft
from portfolio_app.intake.writing import read_evidence_file
from tests.intake.helpers import (
    CATALOGUE,
    DEVELOPMENT,
    REFLECTION,
    docx,
    h,
    p,
    run,
    table,
    title,
)
from tests.intake.photos import a_photo

GOOD = docx(title("T"), h("Feelings"), p("Sad."), table(("Area of practice", "Court")))


def read(data, suffix, form=REFLECTION):
    return read_evidence_file(data, suffix, form, CATALOGUE)


def test_a_word_document_with_headings_is_read():
    inserted = f'<w:ins w:id="1" w:author="A">{run("truly ")}</w:ins>'
    draft = read(
        docx(
            title("Listening to Child B"),
            p("Date: 12 May 2026"),
            h("Description"),
            p(run("I "), inserted, run("went.")),
            p("Feelings", bold=True),
            p("Sad."),
        ),
        ".DOCX",
    )
    assert draft.answers == {
        "model": "gibbs-1988",
        "title": "Listening to Child B",
        "date": "2026-05-12",
        "account.description": "I truly went.",
        "account.feelings": "Sad.",
    }


def test_a_word_template_of_two_columns_is_read():
    draft = read(
        docx(
            h("Practice development record"),
            table(
                ("Title", "My year"),
                ("Date", "12/05/2026"),
                ("What the last appraisal said", p("Good.") + p("Write less.")),
            ),
            table(("Goal", "How progress is shown"), ("Court", "Calm"), ("Write", "Short")),
        ),
        ".docx",
        DEVELOPMENT,
    )
    assert draft.answers == {
        "title": "My year",
        "date": "2026-05-12",
        "appraisal": "Good.\nWrite less.",
        "goals.1.goal": "Court",
        "goals.1.progress": "Calm",
        "goals.2.goal": "Write",
        "goals.2.progress": "Short",
    }
    assert not draft.unplaced


def test_plain_text_is_read():
    assert read(b"A visit\n\nFeelings\nSad.", ".txt").answers["account.feelings"] == "Sad."


def test_files_that_an_email_carries_are_told():
    mail = EmailMessage()
    mail["From"], mail["Message-ID"] = "a@example.org", "<1@example.org>"
    mail.set_content("Feelings\nSad.")
    mail.add_attachment(a_photo(), maintype="image", subtype="jpeg", filename="a.jpg")
    draft = read(mail.as_bytes(), ".eml")
    assert draft.answers["account.feelings"] == "Sad."
    assert draft.remarks[0].startswith("The email carries 1 file, not taken in")


def test_toml_is_read():
    assert read(b"fields.area = 'Court'", ".toml") == Draft(answers={"area": "Court"})


@pytest.mark.parametrize(
    ("data", "suffix", "sentence"),
    [
        (b"", ".docx", "empty"),
        (b" \n ", ".txt", "empty"),
        (b"", ".toml", "empty"),
        (b"x" * (50 * 1024 * 1024 + 1), ".txt", "larger than 50 MB"),
        (b"words", ".doc", "of a kind that cannot be read in"),
        (b"words", "", "of a kind that cannot be read in"),
        (docx(p("")), ".docx", "holds no text"),
        (GOOD[:300], ".docx", "damaged Word document"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data, suffix, sentence):
    with pytest.raises(IntakeError, match=sentence) as caught:
        read(data, suffix)
    assert re.fullmatch(r"The file you chose [^\n]*\.", caught.value.summary)
    assert caught.value.advice.startswith("Nothing was changed.")


def damaged(good):
    """Any damage to a good file: cut anywhere, bytes replaced anywhere."""
    place = st.integers(0, len(good) - 1)
    cut = place.map(lambda at: good[:at])
    changed = st.tuples(place, st.binary(min_size=1, max_size=8)).map(
        lambda at: good[: at[0]] + at[1] + good[at[0] + len(at[1]) :]
    )
    return cut | changed


@given(st.binary() | damaged(GOOD), st.sampled_from([".docx", ".txt", ".toml", ".pdf"]))
def test_any_bytes_are_read_or_refused(data, suffix):
    with suppress(IntakeError):
        assert isinstance(read(data, suffix), Draft)
