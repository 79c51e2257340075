"""Claims follow their words through whatever is done to a text, and never go to others."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portfolio_app.model.domain.anchors import (
    Span,
    anchor,
    follow,
    in_place_of,
    locate,
    occurrences,
)

TEXT = "I asked him. Then I waited. I asked him. Then I wrote."
WORDS = (
    "she",
    "asked",
    "again",
    "fear",
    "less",
    "Wren",
    "e\u0301te\u0301",
    "naïve",
    "😀",
    "👩🏽‍💼",
    ".",
)
GAPS = (" ", " ", " ", "", "\n", "\N{NO-BREAK SPACE}")


def after_edits(made, *texts):
    for before, after in itertools.pairwise(texts):
        (made,) = follow((made,), before, after)
    return made


# By example


def test_of_two_equal_passages_each_keeps_its_own_through_edits_around_both():
    first, second = anchor(TEXT, 0, 12), anchor(TEXT, 28, 40)
    text = TEXT
    for old, new in (("Then", "And then"), ("I waited", "we waited"), ("I wrote", "we wrote")):
        changed = text.replace(old, new)
        first, second = follow((first, second), text, changed)
        text = changed
    assert text == "I asked him. And then we waited. I asked him. And then we wrote."
    assert locate(first, text) == Span(0, 12)
    assert locate(second, text) == Span(33, 45)


def test_each_of_many_equal_passages_keeps_its_own_when_what_parts_them_is_replaced():
    before = " ".join(["She cried. I listened."] * 12)
    after = before.replace("She", "The girl who lives there")
    anchors = [anchor(before, *place) for place in occurrences(before, "I listened.")]
    followed = [locate(one, after) for one in follow(anchors, before, after)]
    assert followed == list(occurrences(after, "I listened."))


def test_a_moved_paragraph_takes_its_claims_along():
    text = "First I listened.\nThen I asked.\nAt last I wrote."
    made = anchor(text, 18, 31)
    moved = "First I listened.\nAt last I wrote.\nThen I asked."
    assert locate(after_edits(made, text, moved), moved) == Span(35, 48)
    cut = "First I listened.\nAt last I wrote."
    followed = after_edits(made, text, cut, moved)
    assert locate(followed, cut) is None
    assert (followed.start, followed.prefix) == (35, moved[3:35])


def test_a_twin_is_not_taken_for_words_that_come_back():
    second = anchor(TEXT, 28, 40)
    without = TEXT[:28] + TEXT[41:]
    assert after_edits(second, TEXT, without, TEXT) == second
    assert locate(after_edits(second, TEXT, without, TEXT), TEXT) == Span(28, 40)


def test_words_typed_again_beside_a_twin_are_their_own_again():
    second = anchor(TEXT, 28, 40)
    steps = [TEXT[: 28 + kept] + TEXT[40:] for kept in range(12, -1, -1)]
    again = [TEXT[:28] + TEXT[28 : 28 + kept] + TEXT[40:] for kept in range(13)]
    assert locate(after_edits(second, *steps, *again), TEXT) == Span(28, 40)


@pytest.mark.parametrize(
    ("claimed", "changed"),
    [
        ("fear", "It was fearless."),
        ("fear", "It was afear."),
        ("cafe", "It was a cafe\u0301."),
        ("👩", "It was 👩🏽."),
        ("👩", "It was 👩\u200d💼."),
    ],
)
def test_a_part_of_another_word_or_sign_is_not_the_word(claimed, changed):
    text = f"It was {claimed}."
    made = anchor(text, 7, 7 + len(claimed))
    assert claimed in changed
    assert locate(made, changed) is None
    followed = after_edits(made, text, changed)
    assert locate(followed, changed) is None
    assert locate(after_edits(made, text, changed, text), text) == Span(7, 7 + len(claimed))


def test_a_part_of_a_word_that_was_claimed_as_such_stays_claimed():
    made = anchor("It was fearless.", 7, 11)
    assert locate(made, "It really was fearless.") == Span(14, 18)


def test_what_stands_in_the_place_of_lost_words_can_be_offered():
    made = anchor(TEXT, 13, 27)
    changed = TEXT.replace("Then I waited.", "Then I waitted, and waited.")
    assert changed[slice(*in_place_of(made, changed))] == "Then I waitted, and waited."
    first = anchor(TEXT, 0, 12)
    changed = TEXT.replace("I asked him.", "I asked her.", 1)
    assert changed[slice(*in_place_of(first, changed))] == "I asked her."
    last = anchor(TEXT, 41, len(TEXT))
    assert in_place_of(last, TEXT[:41]) is None
    changed = TEXT.replace("Then I wrote.", "Then I wrote to her.")
    assert changed[slice(*in_place_of(last, changed))] == "Then I wrote to her."


def test_nothing_is_offered_where_the_surroundings_have_gone_too():
    made = anchor(TEXT, 13, 27)
    assert in_place_of(made, "Something else altogether.") is None
    assert in_place_of(made, "") is None
    assert in_place_of(made, TEXT.replace("Then I waited.", "x" * 200)) is None


# By chance


@st.composite
def texts(draw, least=0, most=14):
    parts = draw(st.lists(st.sampled_from(WORDS), min_size=least, max_size=most))
    gaps = draw(st.lists(st.sampled_from(GAPS), min_size=len(parts), max_size=len(parts)))
    return "".join(part + gap for part, gap in zip(parts, gaps, strict=True))


@dataclass(frozen=True)
class Edit:
    """One step of a person, told apart from what the program makes of it."""

    kind: str
    start: float
    end: float
    target: float
    words: str

    def of(self, text, former):
        """Return the text after this step; shares of its length say where."""
        low, high = sorted((self.start, self.end))
        first, last = round(low * len(text)), round(high * len(text))
        rest = text[:first] + text[last:]
        if self.kind == "insert":
            return text[:first] + self.words + text[first:]
        if self.kind == "delete":
            return rest
        if self.kind == "replace":
            return text[:first] + self.words + text[last:]
        if self.kind == "copy":
            at = round(self.target * len(text))
            return text[:at] + text[first:last] + text[at:]
        if self.kind == "move":
            at = round(self.target * len(rest))
            return rest[:at] + text[first:last] + rest[at:]
        return former[round(self.target * (len(former) - 1))]


KINDS = ("insert", "delete", "replace", "copy", "move", "restore")
SHARES = st.floats(0, 1)
EDITS = st.builds(
    Edit, kind=st.sampled_from(KINDS), start=SHARES, end=SHARES, target=SHARES,
    words=texts(most=4),
)  # fmt: skip


def shared(one, other):
    """Return how many characters two texts share at their beginning, counted one by one."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def untouched(span, before, after):
    """Return where a passage stands after an edit that did not reach it, else None."""
    head = shared(before, after)
    tail = shared(before[head:][::-1], after[head:][::-1])
    if span.end <= head:
        return span
    if span.start >= len(before) - tail:
        shift = len(after) - len(before)
        return Span(span.start + shift, span.end + shift)
    return None


def joined(before, after):
    return bool(before and after) and (
        (before.isalnum() and after.isalnum())
        or after in "\u0301\u200d🏽"
        or before == "\u200d"
    )


def cuts(text):
    """Return where a text can be cut without parting a word or a sign."""
    inside = range(1, len(text))
    return [0, *(at for at in inside if not joined(text[at - 1], text[at])), len(text)]


def whole_words(data, text):
    """Draw a passage that begins and ends where a word or a sign does."""
    start, end = sorted(
        data.draw(st.lists(st.sampled_from(cuts(text)), min_size=2, max_size=2, unique=True))
    )
    return Span(start, end)


def standing(text, words):
    """Return where words stand, and not merely as a part of longer ones."""
    free = set(cuts(text))
    return [s for s in occurrences(text, words) if {s.start, s.end} <= free]


@given(text=texts(least=1), edits=st.lists(EDITS, max_size=8), data=st.data())
def test_a_claim_follows_its_own_words_and_no_others(text, edits, data):
    own, former = whole_words(data, text), [text]
    kept = anchor(text, *own)
    words = kept.exact
    for edit in edits:
        before, text = text, edit.of(text, former)
        former.append(text)
        (kept,) = follow((kept,), before, text)
        found, there = locate(kept, text), standing(text, words)
        own = untouched(own, before, text) if own else None
        if own not in there:
            own = None  # gone, or grown together with what was typed beside it

        if found is not None:
            assert text[found.start : found.end] == words
            assert found in there
        if own is not None:
            assert found == own
        if len(there) == 1:
            assert found == there[0]
        if not there:
            assert found is None


@given(text=texts(least=1), edit=EDITS, data=st.data())
def test_whatever_is_undone_brings_every_claim_home(text, edit, data):
    place = whole_words(data, text)
    made = anchor(text, *place)
    changed = edit.of(text, [text])
    # Words put in anew beside twins are taken for their own, which nothing can tell apart.
    alone = len(standing(text, made.exact)) == 1
    assume(alone or (edit.kind in {"insert", "delete"} and made.exact not in edit.words))
    assert locate(after_edits(made, text, changed, text), text) == place


@given(text=texts(least=1), changed=texts(), data=st.data())
def test_what_is_offered_lies_in_the_text_and_is_never_taken_by_itself(text, changed, data):
    made = anchor(text, *whole_words(data, text))
    offered = in_place_of(made, changed)
    if offered is not None:
        words = changed[slice(*offered)]
        assert words
        assert words == words.strip()
