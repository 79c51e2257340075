"""The same words are the same answer, wherever they come from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.model.domain.fitting import expectation, fitted, key
from portfolio_app.model.domain.forms import FieldKind, Option
from portfolio_app.model.domain.goals import Goal, learning_goals
from portfolio_app.model.domain.names import FieldPath, FormId, ModelId
from portfolio_app.model.domain.slots import Slot
from tests.model.domain.builders import GOALS, a_catalogue, a_field, some_evidence

MODELS = a_catalogue().models
OPTIONS = (Option(id="yes", title="Yes, all of it"), Option(id="not-yet", title="Not yet"))
TWO_GOALS = (Goal(ref="e1/1", text="Write shorter"), Goal(ref="e1/2", text="2. Court"))


def a_slot(kind):
    field = a_field(
        "asked", kind, options=OPTIONS, models=(ModelId("short"), ModelId("long"), ModelId("x"))
    )
    return Slot(
        path=FieldPath("asked"),
        top=field,
        kind=kind,
        title="Asked",
        prompts=(),
        author=field.author,
        required=False,
        claimable=False,
    )


@pytest.mark.parametrize(
    ("kind", "text", "stored"),
    [
        (FieldKind.LINE, " two \n lines ", "two lines"),
        (FieldKind.PROSE, " as\n\nit is ", " as\n\nit is "),
        (FieldKind.PICTURE, "Two houses", "Two houses"),
        (FieldKind.DATE, "1.2.26", "2026-02-01"),
        (FieldKind.DATE, "soon", None),
        (FieldKind.FACE, " 5 ", "5"),
        (FieldKind.FACE, "0", None),
        (FieldKind.FACE, "٣", None),
        (FieldKind.CHOICE, "yes", "yes"),
        (FieldKind.CHOICE, "yes all of it", "yes"),
        (FieldKind.CHOICE, "NOT-YET.", "not-yet"),
        (FieldKind.CHOICE, "no", None),
        (FieldKind.CHOICE, "…", None),
        (FieldKind.MODEL, "long", "long"),
        (FieldKind.MODEL, "Short", "short"),
        (FieldKind.MODEL, "x", None),
        (FieldKind.GOAL, "write   shorter", "e1/1"),
        (FieldKind.GOAL, "court", "e1/2"),
        (FieldKind.GOAL, "e1/2", "e1/2"),
        (FieldKind.GOAL, "fly", None),
    ],
)
def test_an_answer_becomes_what_its_kind_stores(kind, text, stored):
    assert fitted(a_slot(kind), text, MODELS, TWO_GOALS) == stored


@pytest.mark.parametrize("kind", [k for k in FieldKind if k not in {"group", "list"}])
def test_blank_is_empty_for_every_kind(kind):
    assert fitted(a_slot(kind), " \n\t", MODELS, ()) == ""


def test_a_goal_stays_in_words_while_nobody_can_know_the_goals():
    assert fitted(a_slot(FieldKind.GOAL), " Write\nshorter ", MODELS) == "Write shorter"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FieldKind.DATE, "a day, such as 2026-05-12 or 12 May 2026"),
        (FieldKind.FACE, "a number from 1 (not at all) to 5 (always)"),
        (FieldKind.CHOICE, "yes or not-yet"),
        (FieldKind.MODEL, "short or long"),
        (FieldKind.GOAL, "the words of a learning goal, or e1/1 or e1/2"),
        (FieldKind.LINE, "text"),
    ],
)
def test_what_a_field_can_hold_is_told(kind, expected):
    assert expectation(a_slot(kind), MODELS, TWO_GOALS) == expected


def test_titles_agree_whatever_their_case_numbering_and_punctuation():
    assert key("2. What happened?") == key("what HAPPENED") == "what happened"
    assert key("planned-with") == key("Planned with:")
    assert key("The child’s words & face") == "the childs words and face"


@given(st.sampled_from([k for k in FieldKind if k not in {"group", "list"}]), st.text())
def test_what_is_stored_is_stored_again_the_same(kind, text):
    once = fitted(a_slot(kind), text, MODELS, TWO_GOALS)
    if once is not None:
        assert fitted(a_slot(kind), once, MODELS, TWO_GOALS) == once


def test_goals_keep_their_place_when_another_is_emptied():
    forms = {GOALS.id: GOALS}
    answers = {"goals.10.goal": "Ten", "goals.2.goal": "Two", "goals.3.progress": "no goal"}
    record = some_evidence(1, "development", answers)
    other = some_evidence(2, "unknown here", {"goals.1.goal": "Lost"})
    assert [g.ref for g in learning_goals((record, other), forms)] == ["e1/2", "e1/10"]
    assert learning_goals((), {FormId("x"): GOALS}) == ()
