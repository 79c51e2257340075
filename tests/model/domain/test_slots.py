from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.model.domain.names import FieldPath, ModelId
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


@pytest.mark.parametrize(
    "row", ["1" * 5000, "99999", "٣", "²", "-1", "+1", " 1", "1e3", "", "00"]
)
def test_absurd_rows_are_none(row):
    assert slot_at(FEEDBACK, {}, MODELS, FieldPath(f"questions.{row}.words")) is None


@given(st.text(max_size=30))
def test_any_path_is_a_slot_or_none(path):
    found = slot_at(FEEDBACK, {}, MODELS, FieldPath(f"questions.{path}"))
    assert found is None or found.row


def test_a_row_is_known_by_its_plain_number():
    slot = slot_at(FEEDBACK, {}, MODELS, FieldPath("questions.07.words"))
    assert slot is not None
    assert slot.path == "questions.7.words"


def test_an_emptied_row_disappears():
    found = paths(FEEDBACK, questions__2__words="b", questions__1__words="  ", questions__x="c")
    assert [p for p in found if p.endswith("words")] == ["questions.2.words"]


def test_a_section_of_a_model_that_the_form_does_not_offer_is_none():
    one_model = replace(REFLECTION.fields[2], models=(ModelId("short"),))
    form = replace(REFLECTION, fields=(*REFLECTION.fields[:2], one_model, REFLECTION.fields[3]))
    assert slot_at(form, {}, MODELS, FieldPath("account.feelings")) is None
    assert slot_at(form, {}, MODELS, FieldPath("account.now")) is not None
