"""A portfolio's dates as a calendar file (RFC 5545), to be imported again and again.

The same date keeps its UID, so that importing a newer file moves it in place. What has changed
counts its SEQUENCE up. The file that is replaced tells what it held before: dates that are no
longer there stand in the new one as cancelled, once each. Nothing is remembered anywhere else,
see docs/decisions/calendar-files-know-themselves.md.

Calendars are shared in an authority. Titles are those of the rules, and no title of a piece,
name or word of anybody is in the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from portfolio_app.model.domain.agenda import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from icalendar import Alarm, Calendar, Component, Event

    from portfolio_app.model.domain.agenda import Entry

PRODUCT = "-//Progression Portfolio//Dates//EN"
ALARM_DAYS = (14, 3)
"""Days before handing in and before the panel at which a calendar reminds; ours."""
MOST_BYTES = 1 << 20
"""No file of ours is nearly as large; a larger one is not read."""
ALWAYS = frozenset({Kind.STAGE, Kind.SUBMIT, Kind.PANEL, Kind.REGISTRATION, Kind.STEP})
"""What is always exported. Periods of a rhythm are many and wait to be asked for; days on
which a panel may meet are nobody's appointment yet."""
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One event as it stands in a file."""

    uid: str
    title: str
    day: date
    remark: str
    sequence: int
    changed_at: datetime
    is_cancelled: bool = False

    def says_the_same(self, other: Dated) -> bool:
        """Return whether two events differ in nothing that a calendar shows."""
        mine = (self.uid, self.title, self.day, self.remark, self.is_cancelled)
        return mine == (other.uid, other.title, other.day, other.remark, other.is_cancelled)


def calendar_file(
    entries: Sequence[Entry],
    portfolio_id: str,
    now: datetime,
    *,
    with_rhythms: bool = False,
    replaces: bytes = b"",
) -> bytes:
    """Return the calendar file of an agenda.

    Args:
        entries: Every date.
        portfolio_id: Makes the UIDs this portfolio's own.
        now: The moment of writing, aware of its time zone.
        with_rhythms: Whether the ends of supervision and learning periods are in it.
        replaces: The content of the file that this one takes the place of, if any.
    """
    from icalendar import Calendar  # slow to load

    now = now.astimezone(UTC).replace(microsecond=0)
    held = events_of(replaces, portfolio_id)
    wanted = [
        _dated(entry, portfolio_id, held, now)
        for entry in entries
        if entry.is_held and (entry.kind in ALWAYS or (with_rhythms and entry.series))
    ]
    kept = {event.uid for event in wanted}
    gone = [_cancelled(e, now) for e in held.values() if e.uid not in kept and _lasts(e, now)]
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for event in (*wanted, *gone):
        calendar.add_component(_component(event, now))
    return bytes(calendar.to_ical())


def events_of(content: bytes, portfolio_id: str) -> Mapping[str, Dated]:
    """Return this portfolio's events in a calendar file by UID; none in anything else."""
    if not is_calendar(content) or len(content) > MOST_BYTES:
        return {}
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(content)
        found = (
            [_read(event) for event in calendar.walk("VEVENT")] if _is_ours(calendar) else []
        )
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return {}  # edited by hand, or cut short: then it is replaced like any other
    return {e.uid: e for e in found if e.uid.startswith(f"{portfolio_id}.")}


def is_calendar(content: bytes) -> bool:
    """Return whether a file is a calendar, whoever wrote it."""
    return content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"BEGIN:VCALENDAR")


def is_of(content: bytes, portfolio_id: str) -> bool:
    """Return whether we wrote a calendar for this portfolio, and nobody added to it.

    Its lines are looked at, not its meaning: a file of ours that was cut short is still ours.
    """
    said: dict[bytes, set[bytes]] = {}
    for line in re.sub(rb"\r?\n[ \t]", b"", content).splitlines():
        name, _, value = line.partition(b":")
        said.setdefault(name.partition(b";")[0].upper(), set()).add(value)
    own = f"{portfolio_id}.".encode()
    return said.get(b"PRODID") == {PRODUCT.encode()} and all(
        uid.startswith(own) for uid in said.get(b"UID", ())
    )


def _is_ours(calendar: Calendar) -> bool:
    return str(calendar.get("prodid", "")) == PRODUCT


def _read(event: Component) -> Dated:
    day, changed_at = event.decoded("dtstart"), event.decoded("last-modified")
    if type(day) is not date or not isinstance(changed_at, datetime):
        raise ValueError(day)  # we write whole days
    return Dated(
        uid=str(event["uid"]),
        title=str(event["summary"]),
        day=day,
        remark=str(event.get("description", "")),
        sequence=int(event.get("sequence", 0)),
        changed_at=changed_at,
        is_cancelled=str(event.get("status", "")) == "CANCELLED",
    )


def _dated(entry: Entry, portfolio_id: str, held: Mapping[str, Dated], now: datetime) -> Dated:
    """Return an entry as an event: as it was told before where nothing of it has changed."""
    made = Dated(
        uid=f"{portfolio_id}.{entry.key}",
        title=f"Portfolio: {entry.title}",
        day=entry.day,
        remark=entry.advice,
        sequence=_sequence(now),
        changed_at=now,
    )
    before = held.get(made.uid)
    if before is None:
        return made
    if made.says_the_same(before):
        return before
    return replace(made, sequence=max(made.sequence, before.sequence + 1))


def _sequence(now: datetime) -> int:
    """Return a number that only grows, whichever computer or backup a file is written from.

    Minutes since 2020: under RFC 5545 a SEQUENCE need not begin at 0, and its 31 bits last
    for four thousand years.
    """
    return int((now - _EPOCH).total_seconds()) // 60


def _cancelled(event: Dated, now: datetime) -> Dated:
    if event.is_cancelled:
        return event
    return replace(
        event,
        is_cancelled=True,
        changed_at=now,
        sequence=max(_sequence(now), event.sequence + 1),
    )


def _lasts(event: Dated, now: datetime) -> bool:
    """Return whether an event is worth cancelling: what is over may stay in a calendar."""
    return event.day >= now.date()


def _component(event: Dated, now: datetime) -> Event:
    from icalendar import Event

    made = Event()
    made.add("uid", event.uid)
    made.add("dtstamp", now)
    made.add("last-modified", event.changed_at)
    made.add("sequence", event.sequence)
    made.add("summary", event.title)
    made.add("dtstart", event.day)
    made.add("dtend", event.day + timedelta(days=1))  # exclusive
    made.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT")  # nobody is busy all day
    if event.remark:
        made.add("description", event.remark)
    if not event.is_cancelled and event.uid.endswith((f".{Kind.SUBMIT}", f".{Kind.PANEL}")):
        for alarm in _alarms(event.title):
            made.add_component(alarm)
    return made


def _alarms(title: str) -> Iterator[Alarm]:
    from icalendar import Alarm

    for days in ALARM_DAYS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(days=-days))
        yield alarm
