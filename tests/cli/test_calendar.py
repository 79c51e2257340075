"""The dates as a calendar file, from the command line."""

from __future__ import annotations

from icalendar import Calendar


def test_the_dates_are_written_and_move_in_place(run, quick, tmp_path):
    vault, file = tmp_path / "mine.portfolio", tmp_path / "dates.ics"
    run("new", vault, "--pathway", "asye-adult", "--name", "Siân Llŷr", "--start", "2026-09-07")
    written = run("calendar", vault, file)
    assert (written.code, written.err) == (0, "")
    before = {str(e["uid"]): e for e in Calendar.from_ical(file.read_bytes()).walk("VEVENT")}
    assert written.out == f"{len(before)} dates: {file}\n"
    run("timetable", vault, "--part-time", "0.6", "--hold", "review-9")
    assert run("calendar", vault, file, "--rhythms").code == 0
    after = {str(e["uid"]): e for e in Calendar.from_ical(file.read_bytes()).walk("VEVENT")}
    assert set(before) < set(after)
    review = next(uid for uid in before if uid.endswith("review-6"))
    assert after[review].decoded("dtstart").isoformat() == "2027-07-07"
    assert after[review]["sequence"] > before[review]["sequence"]
    assert "Siân" not in file.read_text(encoding="utf-8")
