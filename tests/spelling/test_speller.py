"""British spelling of single words."""

from __future__ import annotations

import pytest

from portfolio_app.spelling import Speller, words_in


@pytest.fixture(scope="module")
def speller():
    return Speller()


@pytest.mark.parametrize(
    "word",
    ["colour", "organisation", "practised", "don’t", "child’s", "safeguarding", "wellbeing"],
)
def test_british_words_are_known(speller, word):
    assert speller.is_known(word)


@pytest.mark.parametrize("word", ["genogram", "neurodivergent", "Schön", "Gillick", "LADOs"])
def test_words_of_social_work_are_known(speller, word):
    assert speller.is_known(word)


@pytest.mark.parametrize("word", ["recieve", "organization", "color", "seperate", "definately"])
def test_slips_and_american_spellings_are_not(speller, word):
    assert not speller.is_known(word)


def test_a_services_own_abbreviation_is_passed_over(speller):
    assert speller.is_known("TWFST")


def test_a_word_with_hyphens_is_right_when_each_part_is(speller):
    assert speller.is_known("solution-focused")
    assert not speller.is_known("solution-focussd")


def test_what_belongs_to_a_known_name_is_known(speller):
    assert speller.is_known("Rowan")
    assert speller.is_known("Rowan’s")
    assert speller.is_known("Southwark’s")
    assert not speller.is_known("Rowann’s")


@pytest.mark.parametrize("word", ["judgment", "sixteen-year-olds", "Lewisham"])
def test_words_of_courts_and_authorities_are_known(speller, word):
    assert speller.is_known(word)


def test_what_was_meant_comes_first(speller):
    assert speller.suggestions("recieve")[0] == "receive"
    assert "organisation" in speller.suggestions("organization")


def test_a_word_that_was_taught_is_known_with_its_possessive():
    speller = Speller(["Bexleyheath"])
    assert speller.is_known("Bexleyheath")
    assert speller.is_known("Bexleyheath’s")
    assert not Speller().is_known("Bexleyheath")


def test_a_word_taught_in_small_letters_may_begin_a_sentence():
    speller = Speller(["lifestory"])
    assert speller.is_known("Lifestory")


def test_words_are_found_with_their_places():
    text = "She said “it’s fine” – twice."
    found = list(words_in(text))
    assert [word.text for word in found] == ["She", "said", "it’s", "fine", "twice"]
    assert all(text[word.start : word.end] == word.text for word in found)


@pytest.mark.parametrize(
    "text", ["see www.example.org/abc", "write to a.b@example.org", "SW123456", "24/7", "4pm"]
)
def test_addresses_and_codes_are_not_judged(text):
    judged = {word.text for word in words_in(text)}
    assert judged <= {"see", "write", "to"}


def test_letters_of_every_script_make_words():
    assert [word.text for word in words_in("Zażółć gęślą Siân")] == ["Zażółć", "gęślą", "Siân"]
