"""An open vault with everything that a screen takes, for tests of screens."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from portfolio_app.app import assemble
from portfolio_app.model.domain.portfolio import Practitioner
from portfolio_app.model.store.keys import Cost
from portfolio_app.ui.hub import Hub
from portfolio_app.ui.tasks import TaskRunner

PASSPHRASE = "a long enough passphrase"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


class FixedClock:
    """Stands still at one moment of 2026, until the test lets time pass."""

    def __init__(self):
        self.time = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)

    def now(self):
        return self.time

    def today(self):
        return self.time.date()

    def pass_time(self, **amount):
        self.time += timedelta(**amount)


class Desk:
    """A real portfolio in a real vault, and what its screens are made with."""

    def __init__(self, look, folder, pathway="bexley-level-3", **dates):
        self.look = look
        self.clock = FixedClock()
        self.program = assemble(clock=self.clock, cost=CHEAP)
        self.catalogue = self.program.catalogue
        self.hub = Hub()
        self.runner = TaskRunner()
        vault = shutil.copytree(
            self._pattern(folder, pathway, {"panel_on": date(2027, 1, 14)} | dates),
            folder / "test.portfolio",
        )
        self.portfolio = self.program.door.open_with_passphrase(
            vault, PASSPHRASE, announce=self.hub.announce
        )

    def _pattern(self, folder, pathway, dates):
        """Return a portfolio to copy; the first desk of its kind makes it beside its folder."""
        days = (f"{name} {day}" for name, day in sorted(dates.items()))
        found = folder.parent / ", ".join([pathway, *days])
        if not found.exists():
            made, _ = self.program.door.create(
                found,
                pathway=pathway,
                practitioner=Practitioner(name="Priya Nair"),
                passphrase=PASSPHRASE,
                **dates,
            )
            made.close()
        return found

    @property
    def parts(self):
        return (
            self.look,
            self.portfolio,
            self.catalogue,
            self.clock,
            self.runner,
            self.hub,
        )

    def text(self, piece, path):
        """Return what is on the disk, whatever a screen shows."""
        return self.portfolio.evidence.get(piece.id).text(path)

    def close(self):
        for window in QApplication.topLevelWidgets():
            for timer in window.findChildren(QTimer):
                timer.stop()  # what would be read again after the vault is closed
        self.runner.shut_down()
        self.portfolio.close()
