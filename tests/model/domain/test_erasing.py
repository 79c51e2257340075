"""Every name of a person goes, and nothing else does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.model.domain.anchors import TextAnchor, anchor, locate
from portfolio_app.model.domain.erasing import Names

WREN = Names(
    "Wren O'Dell-Abara",
    ["Wrennie"],
    stand_in="Child A",
    others=["Lena Abara", "Priya Nair"],
    instead="[x]",
)


@pytest.mark.parametrize(
    "word",
    ["wren", "WREN", "Wrens", "wren's", "odell", "o’dell", "Abaras", "dell-abara", "wrennies"],
)
def test_a_word_that_was_taught_is_known_as_a_name_however_it_was_typed(word):
    assert WREN.are_in_word(word)


@pytest.mark.parametrize("word", ["wrench", "child", "lena", "life-story", "a", "o'clock", ""])
def test_other_words_that_were_taught_are_no_names(word):
    assert not WREN.are_in_word(word)


def test_accents_and_titles_make_no_name_of_a_word():
    zoe = Names("Dr Zoë Brontë", instead="[x]")
    assert zoe.are_in_word("zoe")
    assert zoe.are_in_word("brontes")
    assert not zoe.are_in_word("Drs")
    assert not zoe.are_in_word("drs.")


@pytest.mark.parametrize(
    ("text", "erased"),
    [
        ("Wren O'Dell-Abara came.", "[x] came."),
        ("wren o’dell‑abara came.", "[x] came."),
        ("WREN  O'DELL-ABARA\ncame.", "[x]\ncame."),
        ("Wren\nO'Dell-Abara came.", "[x] came."),
        ("Wren's drawing, Wren’s house", "[x]'s drawing, [x]’s house"),
        ("WREN shouted; Wrennie laughed", "[x] shouted; [x] laughed"),
        ("wrennie, in small letters", "[x], in small letters"),
        ("a wren in the garden", "a wren in the garden"),
        ("Wrenches and McWren", "Wrenches and McWren"),
        ("Child A drew; Child AB did not; child a too", "[x] drew; Child AB did not; [x] too"),
        ("O'Dell-Abara", "[x]"),
        ("Lena Abara is the mother", "Lena Abara is the mother"),
        ("(Wren)Wren_Wren", "([x])Wren_Wren"),
        ("", ""),
    ],
)
def test_names_go_in_whatever_way_they_are_written(text, erased):
    assert WREN.erased(text) == erased


def test_letters_may_be_composed_in_either_way():
    zoe = Names("Zoë Nuñez", instead="[x]")
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, "I met Zoë, zoë nuñez and Nuñez.")
        assert zoe.erased(text) == "I met [x], [x] and [x]."


def test_a_word_of_a_name_is_a_name_only_with_a_capital():
    may = Names("May Will", instead="[x]")
    assert (
        may.erased("May said that I may, as Will will.") == "[x] said that I may, as [x] will."
    )


def test_a_title_is_no_name():
    assert (
        Names("Mrs. May", instead="[x]").erased("Mrs. May and Mrs. Lee") == "[x] and Mrs. Lee"
    )


def test_nobody_is_erased_by_an_empty_name():
    assert Names("", ["  "], others=["", " "], instead="[x]").erased("a b") == "a b"


WORDS = st.lists(
    st.sampled_from(["Wren", "wrennie", "Lena Abara", "Child A", "and", "a", ",", "ß", "𝒜"]),
    max_size=12,
).map(" ".join)


@given(WORDS)
def test_nothing_of_the_person_is_left_and_erasing_again_changes_nothing(text):
    erased = WREN.erased(text)
    assert WREN.spans(erased) == ()
    assert WREN.erased(erased) == erased


@given(WORDS.filter(bool), st.data())
def test_a_claim_stays_on_the_same_words(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    erased = WREN.erased(text)
    moved = WREN.moved(anchor(text, start, end), text)
    at = locate(moved, erased)
    assert at is not None
    assert erased[at.start : at.end] == moved.exact
    assert WREN.erased(text[start:end]) in moved.exact or moved.exact in erased
    assert WREN.spans(moved.exact) == ()


def test_a_loosened_claim_keeps_its_words_without_the_name():
    loose = TextAnchor(start=4, end=18, exact="Wren went home", prefix="Abar", suffix=" Wr")
    moved = WREN.moved(loose, "Something else.")
    assert moved == TextAnchor(start=4, end=18, exact="[x] went home")
