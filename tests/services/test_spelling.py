from __future__ import annotations

import logging

import pytest

from portfolio_app.errors import EvidenceError


def words(opened):
    return [own.word for own in opened.spelling.own_words()]


def test_own_words_are_kept_in_the_order_of_a_dictionary(opened):
    for word in ("Thamesmead", "lifestory", "Abbey", "lifestory"):
        opened.spelling.add(word)
    assert words(opened) == ["Abbey", "lifestory", "Thamesmead"]


def test_a_word_is_kept_with_the_apostrophe_that_the_dictionary_uses(opened):
    opened.spelling.add("Rowan’s")
    assert words(opened) == ["Rowan's"]


def test_a_removed_word_can_be_put_back_as_it_was(opened):
    opened.spelling.add("lifestory")
    (own,) = opened.spelling.own_words()
    opened.spelling.remove("lifestory")
    assert words(opened) == []
    opened.spelling.put_back(own)
    assert opened.spelling.own_words() == (own,)


@pytest.mark.parametrize("typed", ["", "  ", "two words", "1234", "x" * 61])
def test_what_is_no_word_is_not_kept(opened, typed):
    with pytest.raises(EvidenceError):
        opened.spelling.add(typed)
    assert words(opened) == []


def test_every_part_of_a_name_and_of_a_stand_in_is_accepted(opened):
    opened.people.add("Zofia Mbeki-Lowe", "Young person Q", also=("Zosia",))
    assert {
        "Zofia",
        "Mbeki",
        "Lowe",
        "Zosia",
        "Young",
        "person",
        "Q",
    } <= opened.spelling.names()


def test_no_log_line_quotes_a_word(opened, caplog):
    with caplog.at_level(logging.DEBUG):
        opened.spelling.add("Thamesmead")
        opened.spelling.remove("Thamesmead")
    assert "Thamesmead" not in caplog.text
