"""Calendar files against RFC 5545, and what importing one again does."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from portfolio_app.errors import PortfolioError
from portfolio_app.model.domain.agenda import Entry, Kind, Standing
from portfolio_app.services.calendar_file import PRODUCT, calendar_file

NOW = datetime(2026, 11, 22, 12, 30, 15, 999, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
REVIEW = Entry(
    key="stage.review-3",
    kind=Kind.STAGE,
    title="3-month review",
    day=date(2026, 12, 7),
    standing=Standing.DUE,
    detail="“What Child A told me”",
)
SUBMIT = replace(REVIEW, key="submit", kind=Kind.SUBMIT, title="Hand in the pack")
PANEL = replace(
    REVIEW, key="panel", kind=Kind.PANEL, title="Panel", day=date(2027, 1, 14), detail=""
)
PERIOD = replace(
    REVIEW, key="period.hours.1", kind=Kind.PERIOD, title="Monthly learning", series="hours"
)
START = replace(REVIEW, key="start", kind=Kind.START, title="Start")
SITTING = replace(REVIEW, key="sitting.2027-01-01", kind=Kind.SITTING, title="The panel meets")
ALL = (START, REVIEW, SUBMIT, PANEL, PERIOD, SITTING)


def written(*entries, now=NOW, **options):
    return calendar_file(entries, "abc", now, **options)


def events(data):
    return {str(e["uid"]): e for e in Calendar.from_ical(data).walk("VEVENT")}


def test_a_file_is_an_icalendar_stream_as_rfc_5545_wants_it():
    long = "Überprüfung; mit Kommas, \\Strichen\nund Umbrüchen " * 4
    data = written(*ALL, replace(REVIEW, key="stage.long", title=long, advice=long))
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")  # 3.1: CRLF, and at most 75 octets without it
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    unfolded = data.replace(b"\r\n ", b"").decode()
    for line in unfolded.removesuffix("\r\n").split("\r\n"):
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[A-Z-]+)*:[^\x00-\x08\x0a-\x1f\x7f]*", line)
    calendar = Calendar.from_ical(data)
    assert (str(calendar["prodid"]), str(calendar["version"])) == (PRODUCT, "2.0")
    assert not calendar.errors
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)  # 3.6.1
        assert not any(isinstance(value, list) for value in event.values())  # each once
    assert str(events(data)["abc.stage.long"]["summary"]) == f"Portfolio: {long}"
    assert r"Überprüfung\; mit Kommas\, \\Strichen\nund" in unfolded


def test_dates_are_whole_days_on_which_nobody_is_busy():
    event = events(written(PANEL))["abc.panel"]
    assert event.decoded("dtstart") == date(2027, 1, 14)
    assert event.decoded("dtend") == date(2027, 1, 15)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert (event["status"], event["transp"]) == ("CONFIRMED", "TRANSPARENT")
    assert event.decoded("dtstamp") == NOW.replace(microsecond=0)


def test_handing_in_and_the_panel_are_reminded_of_twice():
    found = events(written(*ALL))
    for uid, event in found.items():
        alarms = event.walk("VALARM")
        assert len(alarms) == (2 if uid in {"abc.submit", "abc.panel"} else 0)
    triggers = [alarm.decoded("trigger") for alarm in found["abc.panel"].walk("VALARM")]
    assert triggers == [timedelta(days=-14), timedelta(days=-3)]
    assert {str(a["action"]) for a in found["abc.panel"].walk("VALARM")} == {"DISPLAY"}
    assert b"TRIGGER:-P14D\r\n" in written(PANEL)


def test_what_is_nobodys_appointment_stays_out():
    assert set(events(written(*ALL))) == {"abc.stage.review-3", "abc.submit", "abc.panel"}
    assert "abc.period.hours.1" in events(written(*ALL, with_rhythms=True))
    assert events(written(replace(REVIEW, is_held=False))) == {}


def test_nobodys_words_are_in_the_file():
    assert "Child A" not in written(*ALL, with_rhythms=True).decode()


def test_importing_again_moves_a_date_in_place():
    first = written(REVIEW, PANEL)
    moved = replace(REVIEW, day=date(2027, 4, 14))
    second = written(moved, PANEL, now=LATER, replaces=first)
    before, after = events(first), events(second)
    assert set(before) == set(after)
    review, panel = after["abc.stage.review-3"], after["abc.panel"]
    assert review.decoded("dtstart") == date(2027, 4, 14)
    assert review["sequence"] > before["abc.stage.review-3"]["sequence"]
    assert review.decoded("last-modified") == LATER.replace(microsecond=0)
    assert panel["sequence"] == before["abc.panel"]["sequence"]
    assert panel.decoded("last-modified") == NOW.replace(microsecond=0)
    assert panel.decoded("dtstamp") == LATER.replace(microsecond=0)


def test_a_date_moved_twice_in_a_minute_still_counts_up():
    first = written(REVIEW)
    second = written(replace(REVIEW, day=date(2027, 1, 4)), replaces=first)
    third = written(replace(REVIEW, day=date(2027, 1, 5)), replaces=second)
    numbers = [events(d)["abc.stage.review-3"]["sequence"] for d in (first, second, third)]
    assert numbers == sorted(set(numbers))


def test_a_file_written_without_the_old_one_still_counts_up():
    number = events(written(REVIEW))["abc.stage.review-3"]["sequence"]
    assert events(written(REVIEW, now=LATER))["abc.stage.review-3"]["sequence"] > number
    assert 0 < number < 2**31


def test_a_date_that_is_gone_is_cancelled_once_and_may_come_back():
    first = written(REVIEW, PANEL)
    second = written(PANEL, now=LATER, replaces=first)
    gone = events(second)["abc.stage.review-3"]
    assert gone["status"] == "CANCELLED"
    assert gone["sequence"] > events(first)["abc.stage.review-3"]["sequence"]
    assert gone.walk("VALARM") == []
    third = events(written(PANEL, now=LATER + timedelta(hours=1), replaces=second))
    assert third["abc.stage.review-3"]["sequence"] == gone["sequence"]
    back = events(written(REVIEW, PANEL, now=LATER, replaces=second))["abc.stage.review-3"]
    assert back["status"] == "CONFIRMED"
    assert back["sequence"] > gone["sequence"]


def test_what_is_over_is_not_cancelled():
    assert events(written(PANEL, now=datetime(2027, 1, 1, tzinfo=UTC),
                          replaces=written(REVIEW))) == events(
        written(PANEL, now=datetime(2027, 1, 1, tzinfo=UTC)))  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        b"BEGIN:VCALENDAR\r\nnonsense",
        calendar_file((REVIEW,), "somebody-else", NOW),
        written(REVIEW).replace(b"Progression Portfolio", b"Another program"),
        written(REVIEW).replace(b"DTSTART;VALUE=DATE:20261207", b"DTSTART:tomorrow"),
        b"\x00" * 100,
    ],
)
def test_of_a_strangers_calendar_nothing_is_taken_over(other):
    assert set(events(written(PANEL, replaces=other))) == {"abc.panel"}


# --- of a portfolio ------------------------------------------------------------------------


def test_a_portfolios_dates_are_written_and_written_again(opened, tmp_path):
    opened.details.set_dates(
        started_on=date(2026, 3, 1), panel_on=date(2027, 1, 14), submit_by=date(2027, 1, 7)
    )
    path = tmp_path / "dates.ics"
    written = opened.timeline.write_calendar(path)
    found = events(path.read_bytes())
    assert len(found) == written
    identity = opened.verdicts.portfolio().id
    assert {f"{identity}.submit", f"{identity}.panel"} <= set(found)
    opened.details.set_dates(started_on=date(2026, 3, 1), panel_on=None, submit_by=None)
    opened.timeline.write_calendar(path)
    cancelled = {u for u, e in events(path.read_bytes()).items() if e["status"] == "CANCELLED"}
    assert cancelled == {f"{identity}.submit", f"{identity}.panel"}


def test_a_file_of_another_kind_is_not_replaced(opened, tmp_path):
    path = tmp_path / "minutes.ics"
    path.write_text("Minutes of the meeting", encoding="utf-8")
    with pytest.raises(PortfolioError, match="another kind"):
        opened.timeline.write_calendar(path)
    assert path.read_text(encoding="utf-8") == "Minutes of the meeting"


STRANGERS = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Somebody//Else//EN
BEGIN:VEVENT
UID:dentist@example.org
DTSTART;VALUE=DATE:20261207
SUMMARY:Dentist
END:VEVENT
END:VCALENDAR
"""


def test_a_strangers_calendar_is_not_replaced(opened, tmp_path):
    path = tmp_path / "my.ics"
    path.write_bytes(STRANGERS)
    with pytest.raises(PortfolioError, match="another calendar has that name"):
        opened.timeline.write_calendar(path)
    assert path.read_bytes() == STRANGERS


def test_dates_to_which_somebody_added_their_own_are_not_replaced(opened, tmp_path):
    path = tmp_path / "dates.ics"
    opened.timeline.write_calendar(path)
    own = STRANGERS.partition(b"BEGIN:VEVENT")[2].rpartition(b"END:VCALENDAR")[0]
    added = path.read_bytes().replace(
        b"END:VCALENDAR", b"BEGIN:VEVENT" + own + b"END:VCALENDAR"
    )
    path.write_bytes(added)
    with pytest.raises(PortfolioError, match="another calendar has that name"):
        opened.timeline.write_calendar(path)
    assert path.read_bytes() == added


def test_another_portfolios_dates_are_not_replaced(opened, tmp_path):
    path = tmp_path / "dates.ics"
    path.write_bytes(written(*ALL))
    with pytest.raises(PortfolioError, match="another calendar has that name"):
        opened.timeline.write_calendar(path)
    assert path.read_bytes() == written(*ALL)


def test_dates_of_ours_that_were_cut_short_are_replaced(opened, tmp_path):
    path = tmp_path / "dates.ics"
    opened.timeline.write_calendar(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"END:VEVENT")])
    opened.timeline.write_calendar(path)
    assert events(path.read_bytes()).keys() == events(whole).keys()
