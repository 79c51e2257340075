"""Words about the end of a portfolio, from thirty days before."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portfolio_app.model.domain.retention import Retention, months_after, reminder

CHOSEN = Retention(
    destroy_on=date(2027, 3, 14), reason="", chosen_at=datetime(2026, 1, 1, tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2027, 2, 11), ""),
        (date(2027, 2, 12), "on 14 March 2027, in 30 days. Nothing happens by itself."),
        (date(2027, 3, 13), "on 14 March 2027, tomorrow. Nothing happens by itself."),
        (date(2027, 3, 14), "has come: 14 March 2027, today. It stays until you do so"),
        (date(2028, 3, 14), "has come: 14 March 2027, 366 days ago. It stays"),
    ],
)
def test_a_reminder_comes_thirty_days_before_and_stays(today, said):
    found = reminder(CHOSEN, today)
    assert said in found
    assert bool(found) == bool(said)


def test_without_a_decision_there_is_no_reminder():
    assert reminder(None, date(2027, 3, 14)) == ""


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2027, 1, 14), 12, date(2028, 1, 14)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2027, 12, 1), 1, date(2028, 1, 1)),
    ],
)
def test_months_after_a_day_end_with_the_month(start, months, end):
    assert months_after(start, months) == end
