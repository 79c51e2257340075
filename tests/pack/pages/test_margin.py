from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from portfolio_app.pack.pages.margin import APART, Wanted, place_notes

CEILING, FLOOR = 700.0, 60.0

notes = st.lists(
    st.tuples(st.floats(FLOOR, CEILING), st.floats(11, 66)), min_size=1, max_size=8
).map(lambda found: [Wanted(top, height) for top, height in sorted(found, reverse=True)])


def test_notes_with_room_stand_where_they_are_wanted():
    wanted = [Wanted(600, 33), Wanted(400, 33)]
    assert place_notes(wanted, CEILING, FLOOR) == [600, 400]


def test_a_note_without_room_stands_below_the_one_before():
    first, second = place_notes([Wanted(600, 33), Wanted(590, 33)], CEILING, FLOOR)
    assert (first, second) == (600, 600 - 33 - APART)


def test_the_last_note_stays_above_the_floor_and_pushes_the_others_up():
    tops = place_notes([Wanted(100, 33), Wanted(95, 33)], CEILING, FLOOR)
    assert tops[1] - 33 == FLOOR
    assert tops[0] - 33 == tops[1] + APART


@given(notes)
def test_notes_that_fit_the_page_never_overlap_nor_leave_it(wanted):
    assume(sum(n.height + APART for n in wanted) <= CEILING - FLOOR)
    tops = place_notes(wanted, CEILING, FLOOR)
    ends = [top - note.height for top, note in zip(tops, wanted, strict=True)]
    assert all(top <= CEILING + 0.001 for top in tops)
    assert all(end >= FLOOR - 0.001 for end in ends)
    assert all(end - top >= APART - 0.001 for end, top in zip(ends, tops[1:], strict=False))
