from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.ui.dates import (
    date_in_words,
    days_in_words,
    parse_date,
    short_date,
    weekday_in_words,
)


@pytest.mark.parametrize(
    "text",
    [
        "14 January 2027", "14th January 2027", "14 Jan 27", " 14  january  2027 ", "14/1/2027",
        "14.01.27", "14-1-2027", "2027-01-14", "14th of January, 2027", "14 jan. 2027",
    ],
)  # fmt: skip
def test_a_day_is_understood_as_people_write_it(text):
    assert parse_date(text) == date(2027, 1, 14)


ASK_AGAIN = "Write the day like this: 14 January 2027."
ASK_FOR_YEAR = "Write the year, too, like this: 14 January 2027."
NO_SUCH_DAY = "There is no such day in the calendar."


@pytest.mark.parametrize("text", ["", "soon", "January 2027", "14 Ja 2027", "14 Foo 2027"])
def test_what_is_no_day_is_answered_with_an_example(text):
    with pytest.raises(ValueError, match="like this: 14 January 2027"):
        parse_date(text)


@pytest.mark.parametrize("text", ["7 sep", "7th of September", "7/9", "14 jan."])
def test_a_day_without_its_year_is_asked_for_the_year(text):
    with pytest.raises(ValueError, match="the year, too, like this: 14 January 2027"):
        parse_date(text)


@pytest.mark.parametrize("text", ["31 June 2027", "29/2/2027", "2027-13-01", "0 May 2027"])
def test_a_day_that_the_calendar_lacks_is_refused(text):
    with pytest.raises(ValueError, match="no such day"):
        parse_date(text)


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_day_survives_being_written(day):
    assert parse_date(date_in_words(day)) == day
    assert parse_date(day.isoformat()) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_refused_in_words(text):
    said = ""
    try:
        parse_date(text)
    except ValueError as error:
        said = str(error)
    assert said in ("", ASK_AGAIN, ASK_FOR_YEAR, NO_SUCH_DAY)


def test_distances_are_said_in_words():
    today = date(2026, 11, 24)
    assert days_in_words(today, today) == "today"
    assert days_in_words(date(2026, 11, 25), today) == "tomorrow"
    assert days_in_words(date(2026, 12, 4), today) == "in 10 days"
    assert days_in_words(date(2026, 11, 21), today) == "3 days ago"
    assert days_in_words(date(2026, 11, 23), today) == "yesterday"


def test_dates_are_shortened_in_narrow_places():
    assert short_date(date(2026, 9, 7)) == "7 Sep"
    assert weekday_in_words(date(2026, 11, 26)) == "Thursday 26 November"
