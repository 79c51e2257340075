from __future__ import annotations

from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.domain.slots import chosen_model, slot_at, slots
from tests.model.domain.builders import (
    FEEDBACK,
    REFLECTION,
    a_catalogue,
    an_answer,
)

MODELS = a_catalogue().models


def paths(form, **answers):
    given = {FieldPath(p.replace("__", ".")): an_answer(t) for p, t in answers.items()}
    return [slot.path for slot in slots(form, given, MODELS)]


def test_sections_follow_the_first_model_until_one_is_chosen():
    assert paths(REFLECTION) == ["title", "date", "model", "account.what", "account.now"]


def test_sections_follow_the_chosen_model():
    assert paths(REFLECTION, model="long")[3:] == ["account.feelings"]


def test_an_unknown_model_falls_back_to_the_first():
    field = REFLECTION.field("account")
    assert field is not None
    assert chosen_model(REFLECTION, field, {FieldPath("model"): an_answer("lost")}) == "short"


def test_switching_the_model_keeps_what_was_written_under_the_old_one():
    kept = paths(REFLECTION, model="long", account__what="It rained.")
    assert kept[3:] == ["account.feelings", "account.what"]


def test_a_list_shows_one_row_before_anything_is_written():
    assert "questions.1.words" in paths(FEEDBACK)


def test_a_list_shows_the_rows_that_hold_something():
    found = paths(FEEDBACK, questions__1__words="a", questions__3__words="b")
    assert [p for p in found if p.endswith("words")] == [
        "questions.1.words",
        "questions.3.words",
    ]


def test_a_row_that_does_not_exist_yet_can_be_named():
    slot = slot_at(FEEDBACK, {}, MODELS, FieldPath("questions.4.words"))
    assert slot is not None
    assert slot.row == 4
    assert slot.author == "child"


def test_paths_that_the_form_does_not_ask_for_are_none():
    for path in (
        "nothing",
        "questions.0.words",
        "questions.x.words",
        "questions.1.other",
        "title.1",
    ):
        assert slot_at(FEEDBACK, {}, MODELS, FieldPath(path)) is None


def test_a_section_of_any_offered_model_can_be_named():
    slot = slot_at(REFLECTION, {}, MODELS, FieldPath("account.feelings"))
    assert slot is not None
    assert not slot.required
