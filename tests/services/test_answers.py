"""Only what a field can hold is stored; anything else is told in one sentence."""

from __future__ import annotations

import pytest

from portfolio_app.app import assemble
from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.goals import Goal
from portfolio_app.model.domain.names import FieldPath, FormId
from portfolio_app.model.domain.slots import slot_at
from portfolio_app.services.answers import stored

GOALS = (Goal(ref="a1/1", text="Write shorter"), Goal(ref="a1/2", text="Court"))


@pytest.fixture(scope="module")
def catalogue():
    return assemble().catalogue


def slot(catalogue, form, path):
    return slot_at(catalogue.forms[FormId(form)], {}, catalogue.models, FieldPath(path))


@pytest.mark.parametrize(
    ("form", "path", "text", "kept"),
    [
        ("reflective-summary", "title", " A \n visit ", "A visit"),
        ("reflective-summary", "date", "Tuesday 12th May 2026", "2026-05-12"),
        ("reflective-summary", "model", "gibbs (1988)", "gibbs-1988"),
        ("reflective-summary", "goal", "court", "a1/2"),
        ("reflective-summary", "goal", "a1/1", "a1/1"),
        ("reflective-summary", "account.feelings", " Tired. ", " Tired. "),
        ("reflective-summary", "account.feelings", " \n", ""),
        ("child-feedback", "permission.show", "YES", "yes"),
        ("child-feedback", "questions.1.face", " 4 ", "4"),
        ("child-feedback", "drawing", "Two houses", "Two houses"),
        ("child-feedback", "permission.show", "", ""),
    ],
)
def test_an_answer_is_stored_in_one_form(catalogue, form, path, text, kept):
    assert stored(slot(catalogue, form, path), text, catalogue, GOALS) == kept


@pytest.mark.parametrize(
    ("form", "path", "text", "sentence"),
    [
        (
            "reflective-summary",
            "date",
            "soon",
            "“Date of the practice” must be a day, such as 2026-05-12 or 12 May 2026.",
        ),
        ("reflective-summary", "model", "dreaming", "must be one of gibbs-1988"),
        (
            "child-feedback",
            "questions.1.face",
            "6",
            "must be a number from 1 (not at all) to 5",
        ),
        ("child-feedback", "permission.show", "maybe", "must be one of yes"),
        ("child-feedback", "permission.show", "—", "must be one of yes"),
        ("reflective-summary", "goal", "Fly", "must be the words of a learning goal, or a1/1"),
    ],
)
def test_an_answer_that_does_not_fit_is_told(catalogue, form, path, text, sentence):
    with pytest.raises(EvidenceError) as refused:
        stored(slot(catalogue, form, path), text, catalogue, GOALS)
    assert sentence in refused.value.summary
    assert refused.value.advice.startswith("Nothing was changed.")


def test_without_goals_there_is_nothing_to_choose(catalogue):
    with pytest.raises(EvidenceError, match="There is nothing to choose for") as refused:
        stored(slot(catalogue, "reflective-summary", "goal"), "Court", catalogue, ())
    assert "Write down a learning goal first." in refused.value.advice
