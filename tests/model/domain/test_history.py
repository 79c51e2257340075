"""Which wordings are kept, and how one differs from another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.model.domain.differences import Change, Stretch, differences
from portfolio_app.model.domain.history import (
    LEAST,
    TIMES,
    Revision,
    TextPlace,
    is_kept,
    stored,
    thinned,
)
from portfolio_app.model.domain.splices import Splice

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PLACE = TextPlace(evidence_id=None, path="pcf-2018/1")
TEXTS = st.text("ab é\n", max_size=40)


def revisions(ages, text="The same words, a little longer each time. "):
    """Return revisions of these ages, latest first."""
    moments = sorted((NOW - age for age in ages), reverse=True)
    return tuple(
        Revision(
            number=number,
            place=PLACE,
            made_at=at,
            text=text + "x" * number,
        )
        for number, at in zip(range(len(moments), 0, -1), moments, strict=True)
    )


@given(TEXTS, TEXTS)
def test_a_splice_makes_the_one_text_of_the_other(base, text):
    splice = Splice.between(base, text)
    assert splice.applied_to(base) == text
    assert splice.head + len(splice.words) + splice.tail == len(text)


def test_a_splice_keeps_only_what_was_put_in():
    splice = Splice.between("We sat on the floor.", "We sat down on the floor.")
    assert splice.words.strip() == "down"


@pytest.mark.parametrize(
    ("before", "after", "seconds", "kept"),
    [
        ("She spoke.", "She spoke. I listened.", 30, True),
        ("She spoke.", "She spoke. I l", 1, False),
        ("", "She", 3600, False),
        (" \n", "She", 3600, False),
        ("word " * 130, "word " * 131, 1, True),
        ("We had not much to say to one another that day, but she stayed.", "", 1, True),
        ("We had not mcu", "We had not m", 1, False),
    ],
    ids=["pause", "typing", "empty", "blank", "much", "cut", "slip"],
)
def test_a_wording_is_kept_at_a_pause_or_before_a_cut(before, after, seconds, kept):
    later = NOW + timedelta(seconds=seconds)
    assert is_kept("", before, NOW, after, later) is kept


def test_what_is_the_latest_revision_already_is_not_kept_twice():
    assert not is_kept("She spoke.", "She spoke.", NOW, "", NOW + timedelta(days=1))


def test_all_of_the_last_hour_are_kept():
    found = revisions([timedelta(seconds=40 * n) for n in range(80)])
    assert thinned(found, NOW) == found


def test_older_ones_are_kept_by_the_hour_the_day_and_the_week():
    found = revisions([timedelta(minutes=20 * n) for n in range(1, 3 * 24 * 100)])
    kept = [NOW - each.made_at for each in thinned(found, NOW)]

    def between(first, last):
        return len([age for age in kept if first < age <= last])

    hour, day = timedelta(hours=1), timedelta(days=1)
    assert between(timedelta(0), hour) == 3
    assert between(hour, day) in (23, 24)
    assert between(day, 30 * day) in (29, 30)
    assert between(30 * day, 100 * day) in (10, 11, 12)


@given(
    st.lists(st.timedeltas(timedelta(0), timedelta(days=400)), min_size=1, max_size=60),
    st.lists(st.text("abc ", min_size=1, max_size=3000), min_size=1, max_size=5),
)
def test_what_is_kept_is_bounded_and_settles(ages, texts):
    found = tuple(
        replace(each, text=texts[number % len(texts)])
        for number, each in enumerate(revisions(ages))
    )
    kept = thinned(found, NOW)
    assert kept[0] == found[0], "the latest is always kept"
    assert stored(kept) <= TIMES * max(LEAST, *(len(each.text) for each in found))
    assert all(later.made_at >= each.made_at for later, each in pairwise(kept))
    assert thinned(kept, NOW) == kept


@given(TEXTS, TEXTS)
def test_differences_are_both_texts_at_once(before, after):
    found = differences(before, after)
    old = (s.text for s in found if s.change is not Change.PUT_IN)
    new = (s.text for s in found if s.change is not Change.TAKEN_OUT)
    assert ("".join(old), "".join(new)) == (before, after)


def test_differences_are_told_by_whole_words():
    assert differences("I listened.", "I listened to her!") == (
        Stretch(Change.KEPT, "I listened"),
        Stretch(Change.TAKEN_OUT, "."),
        Stretch(Change.PUT_IN, " to her!"),
    )
    assert differences("She said", "She sang") == (
        Stretch(Change.KEPT, "She "),
        Stretch(Change.TAKEN_OUT, "said"),
        Stretch(Change.PUT_IN, "sang"),
    )
