"""When a panel meets, as far as its authority says."""

from __future__ import annotations

from datetime import date

from portfolio_app.model.domain.panels import PanelRule, sittings

TODAY = date(2026, 11, 22)


def told(rule, days_before=0, today=TODAY, most=4):
    return [
        (s.within.words, s.day, s.submit_by) for s in sittings(rule, today, days_before, most)
    ]


def test_a_panel_of_two_months_has_no_day_yet():
    assert told(PanelRule(meets_in=(3, 9)), most=3) == [
        ("1 to 31 March 2027", None, date(2027, 3, 1)),
        ("1 to 30 September 2027", None, date(2027, 9, 1)),
        ("1 to 31 March 2028", None, date(2028, 3, 1)),
    ]


def test_a_sitting_of_this_month_is_still_to_come():
    assert told(PanelRule(meets_in=(11,)), most=1) == [
        ("1 to 30 November 2026", None, date(2026, 11, 1))
    ]


def test_a_quarterly_panel_wants_papers_before_whichever_day_it_is():
    assert told(PanelRule(quarterly=True), days_before=14, most=2) == [
        ("1 October to 31 December 2026", None, date(2026, 9, 17)),
        ("1 January to 31 March 2027", None, date(2026, 12, 18)),
    ]


def test_published_days_are_taken_as_they_are():
    rule = PanelRule(meets_on=(date(2026, 11, 1), date(2027, 1, 14), date(2028, 2, 29)))
    assert told(rule, days_before=14) == [
        ("14 January 2027", date(2027, 1, 14), date(2026, 12, 31)),
        ("29 February 2028", date(2028, 2, 29), date(2028, 2, 15)),
    ]


def test_nobody_says_nothing():
    assert told(PanelRule()) == []
