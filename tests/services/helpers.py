"""Clocks, listeners and small files for the use cases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pikepdf
from PIL import Image

from portfolio_app.errors import CancelledError
from portfolio_app.model.domain.names import FieldPath

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEVEL_3 = "bexley-level-3"


class SetClock:
    """A clock that tells what the test has set it to."""

    def __init__(self, now=NOON):
        self.time = now

    def now(self):
        return self.time

    def today(self):
        return date(self.time.year, self.time.month, self.time.day)

    def pass_time(self, **amount):
        self.time += timedelta(**amount)


class Listener:
    """Hears how far a task is; asks it to stop at a note of the test's choice."""

    def __init__(self, stop_at=None):
        self.steps = []
        self._stop_at = stop_at

    def step(self, done, total, note):
        self.steps.append((done, total, note))
        if note == self._stop_at:
            raise CancelledError

    @property
    def notes(self):
        return list(dict.fromkeys(note for _, _, note in self.steps))


def paths(**answers):
    """Return answers by path; a dot is written as two underlines."""
    return {FieldPath(path.replace("__", ".")): text for path, text in answers.items()}


def a_pdf(pages=1):
    stream = BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        document.save(stream)
    return stream.getvalue()


def a_picture(shade=0):
    stream = BytesIO()
    Image.new("RGB", (40, 30), (shade, 90, 90)).save(stream, "PNG")
    return stream.getvalue()


def out_of_reach(folder):
    """Let a folder be one that nothing is in, and that takes nothing: its disk is gone."""
    folder.rename(folder.with_name(f"{folder.name}, elsewhere"))
    folder.symlink_to(folder.with_name("nowhere"))
