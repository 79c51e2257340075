"""Rules come from outside: no number without a bound, no sign that nobody can see."""

from __future__ import annotations

import pytest

from portfolio_app.errors import CatalogueError
from portfolio_app.model.catalogue import read_catalogue
from portfolio_app.places import resource

FIRST_YEAR = "asye-adult.toml"
LEVEL_3 = "bexley-level-3.toml"
TITLE = 'title = "Social Worker Level 2 to Level 3"'


def read_with(tmp_path, name, old, new):
    text = resource("pathways", name).read_text("utf-8")
    assert old in text
    (tmp_path / "pathways").mkdir()
    (tmp_path / "pathways" / "ours.toml").write_text(text.replace(old, new, 1), "utf-8")
    return read_catalogue((resource(), tmp_path))


def complaint(tmp_path, name, old, new):
    with pytest.raises(CatalogueError) as caught:
        read_with(tmp_path, name, old, new)
    return caught.value.summary


@pytest.mark.parametrize(
    ("length", "sentence"),
    [
        ("months = 999999", '"months" must be a whole number of at most 60, not 999999.'),
        ("weeks = 521", '"weeks" must be a whole number of at most 520, not 521.'),
        ("days = 3651", '"days" must be a whole number of at most 3650, not 3651.'),
    ],
)
def test_a_stage_has_a_length_that_a_calendar_has(tmp_path, length, sentence):
    found = complaint(tmp_path, FIRST_YEAR, "months = 1\n", f"{length}\n")
    assert found == f'ours.toml: stage "beginning": {sentence}'


def test_stages_one_after_another_end_within_twenty_years(tmp_path):
    stages = "".join(
        f'[[stage]]\nid = "s{n}"\ntitle = "S"\nmonths = 60\n'
        + (f'after = "s{n - 1}"\n' if n else "")
        + "\n"
        for n in range(5)
    )
    found = complaint(tmp_path, LEVEL_3, "[[signature]]", f"{stages}[[signature]]")
    assert found == 'ours.toml: stage "s4": it lies more than twenty years after the start.'


def test_a_rhythm_and_what_must_have_passed_are_bounded_too(tmp_path):
    found = complaint(tmp_path, FIRST_YEAR, "until_weeks = 6", "until_weeks = 99999")
    assert found.endswith('"until_weeks" must be a whole number of at most 520, not 99999.')


def test_months_that_must_have_passed_are_bounded(tmp_path):
    found = complaint(
        tmp_path, "portsmouth-experienced.toml", "_months = ", "_months = 9999999"
    )
    assert "must be a whole number of at most 60" in found


def test_nobody_is_asked_for_more_than_a_thousand_of_anything(tmp_path):
    found = complaint(tmp_path, LEVEL_3, "at_least = 2\neach", "at_least = 1001\neach")
    assert found == (
        'ours.toml: requirement "reflective-summaries": "at_least" must be a whole number of '
        "at most 1000, not 1001."
    )


@pytest.mark.parametrize("sign", ["202E", "2066", "0007", "001B", "009B", "2028", "00AD"])
def test_a_sign_that_nobody_can_see_is_refused_with_its_place(tmp_path, sign):
    found = complaint(tmp_path, LEVEL_3, TITLE, f'title = "Gate\\u{sign}way"')
    assert found == f'ours.toml: "title" holds a sign that nobody can see (U+{sign}).'


def test_a_title_is_one_line(tmp_path):
    found = complaint(tmp_path, LEVEL_3, TITLE, 'title = "Gate\\nway"')
    assert found == 'ours.toml: "title" must be one line.'


def test_a_reason_may_have_paragraphs_and_nothing_that_turns_them_round(tmp_path):
    why = 'why = "The portfolio shows'
    catalogue = read_with(tmp_path, LEVEL_3, why, 'why = "One.\\n\\nThe portfolio shows')
    assert catalogue.pathways["bexley-level-3"].requirements[0].why.startswith("One.\n\nThe")


def test_a_sign_in_a_list_of_texts_or_a_key_is_told_harmlessly(tmp_path):
    found = complaint(tmp_path, LEVEL_3, "notes = [", 'notes = ["a\\u202eb",')
    assert found == 'ours.toml: "notes" holds a sign that nobody can see (U+202E).'


def test_a_key_cannot_turn_the_sentence_round_that_refuses_it(tmp_path):
    found = complaint(tmp_path, LEVEL_3, TITLE, f'{TITLE}\n"ti\\u202e\\u001btle" = 1')
    assert found == 'ours.toml: "title" means nothing here; the nearest is "title".'
