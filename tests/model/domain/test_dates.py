"""What moves when a date, the share of full time, leave or an extension is changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from portfolio_app.model.domain.dates import (
    Dates,
    contradictions,
    shifts,
    with_panel,
    wrong_days,
)
from portfolio_app.model.domain.stages import Extension, Pause, Stage, TimeRules, Timetable
from tests.model.domain.builders import a_pathway

STAGES = (
    Stage(id="review-3", title="3-month review", months=3),
    Stage(id="review-6", title="6-month review", months=6),
    Stage(id="review-9", title="9-month review", months=9, optional=True),
)
PATHWAY = a_pathway(
    stages=STAGES, time=TimeRules(pro_rata=True, leave=True, extension_for="a deferral")
)
BEFORE = Dates(
    started_on=date(2026, 9, 7),
    panel_on=date(2027, 9, 30),
    submit_by=date(2027, 9, 16),
    timetable=Timetable(),
)


def told(after, before=BEFORE):
    return [shift.sentence for shift in shifts(before, after, PATHWAY)]


def timed(**changes):
    return replace(BEFORE, timetable=Timetable(**changes))


def test_nothing_changed_moves_nothing():
    assert told(BEFORE) == []


def test_part_time_work_moves_the_reviews_and_not_the_panel():
    assert told(timed(share=Fraction(3, 5))) == [
        "3-month review moves from 7 December 2026 to 7 February 2027.",
        "6-month review moves from 7 March to 7 July 2027.",
    ]


def test_leave_moves_what_comes_after_it():
    leave = Pause(first=date(2027, 1, 1), last=date(2027, 1, 31))
    assert told(timed(pauses=(leave,))) == [
        "6-month review moves from 7 March to 7 April 2027."
    ]


def test_an_extension_moves_what_is_still_to_come():
    more = Extension(months=2, reason="Illness", agreed_on=date(2027, 1, 10))
    assert told(timed(extension=more)) == ["6-month review moves from 7 March to 7 May 2027."]


def test_an_optional_stage_comes_and_goes():
    held = timed(chosen=("review-9",))
    assert told(held) == ["9-month review is on 7 June 2027."]
    assert told(BEFORE, before=held) == ["9-month review is taken out."]


def test_a_panel_taken_away_is_said():
    gone = replace(BEFORE, panel_on=None, submit_by=None)
    assert told(gone) == ["Handing in is taken out.", "Panel is taken out."]
    assert told(BEFORE, before=gone) == [
        "Handing in is on 16 September 2027.",
        "Panel is on 30 September 2027.",
    ]


def test_another_start_moves_everything_that_is_counted_from_it():
    later = replace(BEFORE, started_on=date(2026, 10, 5))
    assert told(later) == [
        "Start moves from 7 September to 5 October 2026.",
        "3-month review moves from 7 December 2026 to 5 January 2027.",
        "6-month review moves from 7 March to 5 April 2027.",
    ]


@pytest.mark.parametrize(
    ("submit", "days_before", "expected"),
    [
        (date(2027, 9, 16), 14, date(2027, 11, 17)),  # stood 14 days before: goes along
        (None, 14, date(2027, 11, 17)),
        (date(2027, 9, 1), 14, date(2027, 9, 1)),  # a person's own day stays
        (date(2027, 9, 16), 0, date(2027, 9, 16)),  # nobody says how long before
        (None, 0, None),
    ],
)
def test_the_submission_follows_the_panel(submit, days_before, expected):
    before = replace(BEFORE, submit_by=submit)
    after = with_panel(before, date(2027, 12, 1), days_before)
    assert (after.panel_on, after.submit_by) == (date(2027, 12, 1), expected)


def test_without_a_panel_the_submission_that_followed_it_goes():
    assert with_panel(BEFORE, None, 14).submit_by is None
    assert with_panel(BEFORE, None, 0).submit_by == BEFORE.submit_by


def test_what_cannot_be_is_said():
    assert wrong_days(BEFORE, PATHWAY) == ()
    early = replace(BEFORE, panel_on=date(2026, 1, 1), submit_by=None)
    assert wrong_days(early, PATHWAY) == ("The panel lies before the start.",)
    late = replace(BEFORE, submit_by=date(2027, 10, 1))
    assert wrong_days(late, PATHWAY) == ("The day to submit lies after the panel.",)
    sooner = replace(BEFORE, submit_by=date(2026, 9, 6))
    assert wrong_days(sooner, PATHWAY) == ("The day to submit lies before the start.",)
    assert [*contradictions(sooner, is_start_said=False)] == []
    assert "share of full time" in wrong_days(timed(share=Fraction(2)), PATHWAY)[0]


@pytest.mark.parametrize(
    ("agreed_on", "sentence"),
    [
        # Held are the reviews of 7 December 2026 and 7 March 2027; that of June is not.
        (
            date(2027, 3, 8),
            "More time agreed on 8 March 2027 moves nothing: the last date is 7 March 2027.",
        ),
        (date(2026, 9, 6), "More time was agreed on 6 September 2026, before the start."),
    ],
)
def test_more_time_is_agreed_while_there_is_time(agreed_on, sentence):
    late = timed(extension=Extension(months=3, reason="Illness", agreed_on=agreed_on))
    assert wrong_days(late, PATHWAY) == (sentence,)
    assert wrong_days(late, PATHWAY, late) == ()


def test_more_time_is_agreed_up_to_the_last_day():
    for agreed_on in (date(2026, 9, 7), date(2027, 3, 7)):
        more = Extension(months=3, reason="Illness", agreed_on=agreed_on)
        assert wrong_days(timed(extension=more), PATHWAY) == ()


def test_what_was_wrong_before_keeps_nobody_from_changing_something_else():
    wrong = replace(BEFORE, panel_on=date(2026, 1, 14), submit_by=date(2026, 1, 1))
    other = replace(wrong, timetable=Timetable(share=Fraction(3, 5)))
    assert wrong_days(other, PATHWAY, wrong) == ()
    assert wrong_days(other, PATHWAY) != ()
    assert wrong_days(replace(other, panel_on=date(2026, 1, 21)), PATHWAY, wrong) == (
        "The panel lies before the start.",
    )


def test_dates_are_read_from_a_portfolio_and_given_to_it():
    from tests.model.domain.builders import a_complete_snapshot

    portfolio = a_complete_snapshot().portfolio
    changed = BEFORE.given_to(portfolio)
    assert Dates.of(changed) == BEFORE
    assert replace(changed, **{f: getattr(portfolio, f) for f in (
        "started_on", "panel_on", "submit_by", "timetable")}) == portfolio  # fmt: skip
