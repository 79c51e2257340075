"""Dates of a pathway against calendars that were worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.model.domain.rhythms import periods
from portfolio_app.model.domain.rules import Interval, Phase
from portfolio_app.model.domain.stages import (
    Extension,
    Pause,
    Period,
    Stage,
    TimeRules,
    Timetable,
    WorkClock,
    add_months,
    complaints,
    months_between,
    read_share,
    registration_year,
    share_words,
    stage_dates,
)

REVIEWS = tuple(
    Stage(id=f"month-{n}", title=f"Month {n}", months=n) for n in (1, 3, 6, 9, 11, 12)
)
START = date(2026, 9, 1)
RULES = TimeRules(pro_rata=True, leave=True, extension_for="extenuating circumstances")
FULL = Timetable()
THREE_DAYS = Timetable(share=Fraction(3, 5))
# 1 November to 31 January: 30 + 31 + 31 = 92 days.
WINTER = Timetable(pauses=(Pause(first=date(2026, 11, 1), last=date(2027, 1, 31)),))
EXTENDED = Timetable(
    extension=Extension(months=2, reason="Bereavement", agreed_on=date(2027, 7, 10))
)
BOTH = Timetable(share=Fraction(3, 5), pauses=WINTER.pauses)
CALENDARS = {
    "full time from a Monday in September": (
        date(2026, 9, 7),
        FULL,
        "2026-10-07 2026-12-07 2027-03-07 2027-06-07 2027-08-07 2027-09-07",
    ),
    # 1 month is 1 2/3: 7 October and 2/3 of 31 days, 21. 11 months are 18 1/3: 7 March 2028
    # and 1/3 of 31 days, 11.
    "three days of five": (
        date(2026, 9, 7),
        THREE_DAYS,
        "2026-10-28 2027-02-07 2027-07-07 2027-12-07 2028-03-18 2028-05-07",
    ),
    "leave over the winter": (
        date(2026, 9, 7),
        WINTER,
        "2026-10-07 2027-03-09 2027-06-07 2027-09-07 2027-11-07 2027-12-08",
    ),
    "three days of five and leave over the winter": (
        date(2026, 9, 7),
        BOTH,
        "2026-10-28 2027-05-10 2027-10-07 2028-03-08 2028-06-18 2028-08-07",
    ),
    "two months more, agreed in July": (
        date(2026, 9, 7),
        EXTENDED,
        "2026-10-07 2026-12-07 2027-03-07 2027-06-07 2027-10-07 2027-11-07",
    ),
    "from the last day of August": (
        date(2026, 8, 31),
        FULL,
        "2026-09-30 2026-11-30 2027-02-28 2027-05-31 2027-07-31 2027-08-31",
    ),
    "through a leap day": (
        date(2027, 11, 30),
        FULL,
        "2027-12-30 2028-02-29 2028-05-30 2028-08-30 2028-10-30 2028-11-30",
    ),
    # Months twice as long: 1 is 2, 31 October; 3 are 6, 29 February; 9 are 18, 28 February.
    "half time through a leap day, from a month's end": (
        date(2027, 8, 31),
        Timetable(share=Fraction(1, 2)),
        "2027-10-31 2028-02-29 2028-08-31 2029-02-28 2029-06-30 2029-08-31",
    ),
    # 15 to 29 February are 15 days, 1 to 15 March 15 more.
    "leave over a leap day": (
        date(2027, 11, 30),
        Timetable(pauses=(Pause(first=date(2028, 2, 15), last=date(2028, 3, 15)),)),
        "2027-12-30 2028-03-30 2028-06-29 2028-09-29 2028-11-29 2028-12-30",
    ),
    # Agreed on the day of the 6-month review, which moves too: from 28 February to 28 March.
    "a month more, agreed at a month's end": (
        date(2026, 8, 31),
        Timetable(extension=Extension(months=1, reason="Illness", agreed_on=date(2027, 2, 28))),
        "2026-09-30 2026-11-30 2027-03-28 2027-06-30 2027-08-31 2027-09-30",
    ),
    # As "three days of five and leave", then two months from 1 March 2028 on.
    "three days of five, leave and more time": (
        date(2026, 9, 7),
        Timetable(
            share=Fraction(3, 5),
            pauses=WINTER.pauses,
            extension=Extension(months=2, reason="Illness", agreed_on=date(2028, 3, 1)),
        ),
        "2026-10-28 2027-05-10 2027-10-07 2028-05-08 2028-08-18 2028-10-07",
    ),
    "from a leap day": (
        date(2028, 2, 29),
        FULL,
        "2028-03-29 2028-05-29 2028-08-29 2028-11-29 2029-01-29 2029-02-28",
    ),
}


def dues(started_on, timetable, stages=REVIEWS, rules=RULES):
    return [when.due for when in stage_dates(stages, started_on, rules, timetable)]


@pytest.mark.parametrize("name", CALENDARS)
def test_reviews_fall_on_the_days_of_the_calendar(name):
    started_on, timetable, days = CALENDARS[name]
    assert dues(started_on, timetable) == [date.fromisoformat(day) for day in days.split()]


def test_rules_that_say_nothing_of_time_keep_every_date():
    timetable = Timetable(
        share=Fraction(3, 5), pauses=WINTER.pauses, extension=EXTENDED.extension
    )
    plain = dues(date(2026, 9, 7), FULL)
    assert dues(date(2026, 9, 7), timetable, rules=TimeRules()) == plain


def test_a_stage_may_follow_another_one():
    stages = (
        Stage(id="review", title="Review", months=3),
        Stage(id="papers", title="Papers", after="review", weeks=2, days=1),
        Stage(id="panel", title="Panel", after="papers", months=1),
    )
    assert dues(date(2026, 9, 7), FULL, stages) == [
        date(2026, 12, 7),
        date(2026, 12, 22),
        date(2027, 1, 22),
    ]
    # The leave lies before the papers and is counted once.
    assert dues(date(2026, 9, 7), WINTER, stages) == [
        date(2027, 3, 9),
        date(2027, 3, 24),
        date(2027, 4, 24),
    ]


def test_leave_that_begins_on_the_day_of_a_review_moves_it():
    day = date(2026, 12, 7)
    assert dues(date(2026, 9, 7), Timetable(pauses=(Pause(first=day, last=day),)))[1] == date(
        2026, 12, 8
    )
    later = day + timedelta(days=1)
    unmoved = Timetable(pauses=(Pause(first=later, last=later),))
    assert dues(date(2026, 9, 7), unmoved)[1] == day


def test_leave_that_overlaps_or_touches_is_counted_once():
    apart = (
        Pause(first=date(2026, 12, 1), last=date(2027, 1, 31)),
        Pause(first=date(2026, 11, 1), last=date(2026, 11, 30)),
        Pause(first=date(2026, 11, 10), last=date(2026, 12, 24)),
    )
    assert dues(date(2026, 9, 7), Timetable(pauses=apart)) == dues(date(2026, 9, 7), WINTER)


def test_leave_in_the_time_that_was_added_moves_a_date_again():
    # 1 September 2027 and 3 months is 1 December; the 31 days of October make 1 January.
    more = Extension(months=3, reason="Illness", agreed_on=date(2027, 8, 10))
    october = Pause(first=date(2027, 10, 1), last=date(2027, 10, 31))
    both = Timetable(extension=more, pauses=(october,))
    assert dues(START, both)[-1] == date(2028, 1, 1)
    # 1 August 2027 lies before the agreement: neither reaches it.
    assert dues(START, both)[-2] == date(2027, 8, 1)


def test_leave_before_the_added_time_is_counted_once():
    # 31 days of October 2026 bring the report to 2 October 2027, 3 months to 2 January 2028.
    more = Extension(months=3, reason="Illness", agreed_on=date(2027, 8, 10))
    october = Pause(first=date(2026, 10, 1), last=date(2026, 10, 31))
    both = Timetable(extension=more, pauses=(october,))
    assert dues(START, both)[-1] == date(2028, 1, 2)


def test_leave_before_the_start_moves_nothing():
    before = Pause(first=date(2026, 8, 1), last=date(2026, 8, 31))
    into = Pause(first=date(2026, 8, 1), last=date(2026, 9, 8))
    assert dues(date(2026, 9, 7), Timetable(pauses=(before,)))[0] == date(2026, 10, 7)
    assert dues(date(2026, 9, 7), Timetable(pauses=(into,)))[0] == date(2026, 10, 9)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_months_are_counted_back_as_they_were_counted_on(start, months):
    reached = add_months(start, months)
    assert reached.day <= start.day
    assert months_between(start, reached) == months
    assert add_months(start, months + 1) > reached


@given(
    st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    st.integers(1, 24),
    st.fractions(Fraction(1, 5), 1, max_denominator=50),
)
def test_part_time_is_never_sooner_than_full_time(start, months, share):
    clock = WorkClock(start=start, share=share)
    assert clock.after(months=months) >= WorkClock(start=start).after(months=months)
    assert clock.after(months=months + 1) > clock.after(months=months)


# --- rhythms ------------------------------------------------------------------------------

SUPERVISION = (
    Phase(every=Interval(weeks=1), until=Interval(weeks=6)),
    Phase(every=Interval(weeks=2), until=Interval(months=6)),
    Phase(every=Interval(months=1)),
)


def test_supervision_is_weekly_then_fortnightly_then_monthly():
    spans = periods(SUPERVISION, WorkClock(start=date(2026, 9, 7)), date(2027, 9, 7))
    assert [span.first.isoformat() for span in spans] == [
        *("2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28", "2026-10-05", "2026-10-12"),
        *("2026-10-19", "2026-11-02", "2026-11-16", "2026-11-30", "2026-12-14", "2026-12-28"),
        *("2027-01-11", "2027-01-25", "2027-02-08"),
        *("2027-03-07", "2027-04-07", "2027-05-07", "2027-06-07", "2027-07-07", "2027-08-07"),
    ]
    # 13 days are left of the fortnights before 7 March: they belong to the last of them.
    assert spans[14] == Period(first=date(2027, 2, 8), last=date(2027, 3, 6))
    assert spans[-1].last == date(2027, 9, 6)
    assert all(b.first == a.last + timedelta(days=1) for a, b in pairwise(spans))


def test_a_rhythm_waits_for_whoever_is_on_leave():
    clock = WorkClock(start=date(2026, 9, 7), pauses=WINTER.pauses)
    spans = periods(SUPERVISION, clock, date(2027, 12, 8))
    assert len(spans) == 21
    waiting = next(span for span in spans if span.covers(date(2026, 12, 24)))
    # Thirteen days of the first fortnight had passed when the leave began, one was left.
    assert waiting == Period(first=date(2026, 10, 19), last=date(2027, 2, 1))


def test_months_of_a_rhythm_keep_the_ends_of_months():
    spans = periods(
        (Phase(every=Interval(months=1)),),
        WorkClock(start=date(2026, 10, 31)),
        date(2027, 4, 30),
    )
    assert [span.first.isoformat() for span in spans] == [
        *("2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"),
    ]


def test_quarters_of_part_time_work_are_longer():
    clock = WorkClock(start=date(2026, 9, 7), share=Fraction(3, 5))
    spans = periods((Phase(every=Interval(months=3)),), clock, date(2028, 5, 7))
    assert [span.first.isoformat() for span in spans] == [
        *("2026-09-07", "2027-02-07", "2027-07-07", "2027-12-07"),
    ]


def test_a_time_too_short_for_one_step_is_one_period():
    spans = periods(SUPERVISION, WorkClock(start=date(2026, 9, 7)), date(2026, 9, 10))
    assert [span.words for span in spans] == ["7 to 9 September 2026"]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("0.6", Fraction(3, 5)),
        ("0,6", Fraction(3, 5)),
        ("3/5", Fraction(3, 5)),
        ("22.2/37", Fraction(3, 5)),
        ("60 %", Fraction(3, 5)),
        (" 1 ", Fraction(1)),
    ],
)
def test_a_share_is_read_as_people_write_it(text, share):
    assert read_share(text) == share


@pytest.mark.parametrize("text", ["", "three", "3/0", "1/2/3", "%"])
def test_what_is_no_share_is_refused(text):
    with pytest.raises(ValueError, match="is not a share"):
        read_share(text)


def test_a_share_is_told_in_figures_or_as_a_fraction():
    assert share_words(Fraction(3, 5)) == "0.6"
    assert share_words(Fraction(6, 7)) == "6/7"


# --- the registration year, words, and what cannot be --------------------------------------


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 11, 30), "1 December 2025 to 30 November 2026"),
        (date(2026, 12, 1), "1 December 2026 to 30 November 2027"),
        (date(2027, 6, 1), "1 December 2026 to 30 November 2027"),
    ],
)
def test_the_registration_year_ends_on_30_november(day, year):
    assert registration_year(day).words == year
    assert registration_year(day).covers(day)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 9, 7), date(2026, 9, 7), "7 September 2026"),
        (date(2026, 9, 7), date(2026, 10, 6), "7 September to 6 October 2026"),
        (date(2026, 12, 21), date(2027, 1, 3), "21 December 2026 to 3 January 2027"),
    ],
)
def test_a_period_is_told_in_words(first, last, words):
    assert Period(first=first, last=last).words == words


@pytest.mark.parametrize(
    ("timetable", "rules", "sentence"),
    [
        (
            Timetable(share=Fraction(6, 5)),
            RULES,
            "Part-time work is a share of full time, at least 0.05 and at most 1.",
        ),
        (
            Timetable(pauses=(Pause(first=date(2027, 2, 1), last=date(2027, 1, 1)),)),
            RULES,
            "Leave that begins on 1 February 2027 cannot end before it, on 1 January 2027.",
        ),
        (EXTENDED, TimeRules(), "This pathway allows no extension."),
        (
            THREE_DAYS,
            TimeRules(),
            "The dates of this pathway do not change with part-time work.",
        ),
        (WINTER, TimeRules(), "The dates of this pathway do not change with leave."),
        (
            Timetable(extension=Extension(months=1, reason=" ", agreed_on=date(2027, 1, 1))),
            RULES,
            "An extension needs its reason, which the record keeps.",
        ),
        (
            Timetable(extension=Extension(months=0, reason="x", agreed_on=date(2027, 1, 1))),
            RULES,
            "An extension is of at least 1 month.",
        ),
        (
            Timetable(share=Fraction(1, 1000)),
            RULES,
            "Part-time work is a share of full time, at least 0.05 and at most 1.",
        ),
        (
            Timetable(extension=Extension(months=999, reason="x", agreed_on=date(2027, 1, 1))),
            RULES,
            "An extension is of at most 60 months.",
        ),
        (
            Timetable(pauses=(Pause(first=date(2027, 1, 1), last=date(9999, 12, 31)),)),
            RULES,
            "The year of 1 January 2027 to 31 December 9999 cannot be right.",
        ),
        (
            Timetable(chosen=("month-3",)),
            RULES,
            "“month-3” is no stage that may be chosen.",
        ),
    ],
)
def test_what_cannot_be_in_a_timetable_is_told(timetable, rules, sentence):
    assert complaints(REVIEWS, rules, timetable) == (sentence,)


def test_what_stays_as_it_was_is_not_complained_about():
    kept = Timetable(
        share=Fraction(3, 5),
        pauses=WINTER.pauses,
        extension=EXTENDED.extension,
        chosen=("review-9",),
    )
    assert len(complaints(REVIEWS, TimeRules(), kept)) == 4
    assert complaints(REVIEWS, TimeRules(), kept, kept) == ()
    more = replace(kept, pauses=(*kept.pauses, Pause(first=START, last=START)))
    assert complaints(REVIEWS, TimeRules(), more, kept) == (
        "The dates of this pathway do not change with leave.",
    )
    other = replace(kept, share=Fraction(1, 2))
    assert complaints(REVIEWS, TimeRules(), other, kept) == (
        "The dates of this pathway do not change with part-time work.",
    )
    assert complaints(REVIEWS, TimeRules(), FULL, kept) == ()


def test_a_timetable_that_can_be_is_not_complained_about():
    assert complaints(REVIEWS, RULES, EXTENDED) == ()
    assert complaints(REVIEWS, RULES, WINTER) == ()


INTERVALS = st.builds(Interval, months=st.integers(1, 4)) | st.builds(
    Interval, weeks=st.integers(1, 6)
)


@given(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(1, 500),
    st.lists(st.builds(Phase, every=INTERVALS, until=INTERVALS), max_size=2),
    INTERVALS,
    st.sampled_from([Fraction(1), Fraction(3, 5), Fraction(17, 20)]),
    st.integers(0, 300),
)
def test_the_periods_of_a_rhythm_follow_one_another_without_a_gap(
    start, days, phases, last, share, leave_after
):
    leave = Pause(
        first=start + timedelta(days=leave_after), last=start + timedelta(days=leave_after + 60)
    )
    clock = WorkClock(start=start, share=share, pauses=(leave,))
    end = start + timedelta(days=days)
    spans = periods((*phases, Phase(every=last)), clock, end)
    assert spans[0].first == start
    assert spans[-1].last == end - timedelta(days=1)
    assert all(b.first == a.last + timedelta(days=1) for a, b in pairwise(spans))
    assert all(span.first <= span.last for span in spans)
