from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.model.domain.days import parse_day
from portfolio_app.model.domain.wording import day, weekday


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-12",
        "12 May 2026",
        " 12  may\u00a02026. ",
        "12th May, 2026",
        "12th of May 2026",
        "Tuesday, 12 May 2026",
        "Tue 12 May 26",
        "12/05/2026",
        "12/5/26",
        "12.5.26",
        "12-05-2026",
        "12 . 5 . 2026",
    ],
)
def test_british_and_iso_days_are_read(text):
    assert parse_day(text) == date(2026, 5, 12)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "12/31/2026",
        "May 12, 2026",
        "12/05-2026",
        "31 June 2026",
        "12 Mayor 2026",
        "12 Xy 2026",
        "12/05/026",
        "2026",
        "May 2026",
        "12 May 2026 at noon",
        "0000-01-01",
        "١٢/٠٥/٢٠٢٦",
    ],
)
def test_other_words_are_no_day(text):
    assert parse_day(text) is None


def test_figures_stand_day_first():
    assert parse_day("05/12/2026") == date(2026, 12, 5)


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_day_in_our_own_words_is_read_back(when):
    assert parse_day(day(when)) == when
    assert parse_day(weekday(when)) == when
    assert parse_day(when.isoformat()) == when
    assert parse_day(f"{when:%d/%m/%Y}") == when


@given(st.text())
def test_any_text_is_a_day_or_none(text):
    assert parse_day(text) is None or isinstance(parse_day(text), date)
