"""Rotation keeps the last ten, fourteen days and twelve weeks, and never more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portfolio_app.model.store.backups import kept

START = datetime(2026, 1, 1, 17, tzinfo=UTC)
MOMENTS = st.lists(
    st.integers(0, 500 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)),
    max_size=120,
)


def day(moment):
    return moment.date()


def week(moment):
    return moment.isocalendar()[:2]


@given(MOMENTS)
def test_the_last_ten_stay(moments):
    assert set(sorted(set(moments))[-10:]) <= kept(moments, UTC)


@given(MOMENTS)
def test_only_what_was_made_stays_and_not_more_than_is_promised(moments):
    staying = kept(moments, UTC)
    assert staying <= set(moments)
    assert len(staying) <= 10 + 14 + 12


@given(MOMENTS)
def test_the_last_of_every_latest_day_and_week_stays(moments):
    staying = kept(moments, UTC)
    for period, most in ((day, 14), (week, 12)):
        latest = sorted({period(moment) for moment in moments})[-most:]
        for wanted in latest:
            assert max(moment for moment in moments if period(moment) == wanted) in staying


@given(MOMENTS)
def test_rotating_again_takes_nothing_more(moments):
    staying = kept(moments, UTC)
    assert kept(staying, UTC) == staying


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_a_backup_after_a_long_pause_pushes_out_at_most_three(moments, pause):
    staying = kept(moments, UTC)
    later = max(moments, default=START) + pause
    assert len(staying - kept([*staying, later], UTC)) <= 3


def test_a_year_of_daily_work_keeps_eleven_weeks():
    moments = []
    for number in range(365):
        moments.append(START + timedelta(days=number))
        moments = list(kept(moments, UTC))
    newest = max(moments)
    assert newest - min(moments) >= timedelta(weeks=10)
    assert {newest.date() - timedelta(days=n) for n in range(14)} <= {m.date() for m in moments}
