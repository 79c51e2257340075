"""Where the screens stand for their pictures: the shipped example, at one fixed moment.

A screen of a picture is the product's own window on a real vault. The moment is always
Tuesday 24 November 2026 at 09:30, so that a picture changes only when its screen does.
Everything lies in a temporary folder that goes with the process.
"""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from portfolio_app.app import assemble
from portfolio_app.model.store.keys import Cost
from portfolio_app.services.example import fill_example
from portfolio_app.ui.hub import Hub
from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.settings import Settings
from portfolio_app.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.program import Program
    from portfolio_app.ui.look import Look

SIZE = (1280, 800)
"""Of every picture, as of the mock-ups."""
NOW = datetime(2026, 11, 24, 9, 30).astimezone()
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
"""A passphrase for a picture protects nothing."""
QUIET_SECONDS = 0.35
"""Longer than any screen waits before it reads again."""


class StageClock:
    """A clock that is set by hand."""

    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Return the moment it is set to."""
        return self.moment

    def today(self) -> date:
        """Return the day it is set to."""
        return self.moment.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """An open portfolio and everything that its screens are made with."""

    program: Program
    portfolio: OpenPortfolio
    clock: StageClock
    vault: Path
    runner: TaskRunner = field(default_factory=TaskRunner)
    hub: Hub = field(default_factory=Hub)

    def window(self, look: Look, place: str = "today") -> PortfolioWindow:
        """Return the product's own window, shown at `place` and settled."""
        window = PortfolioWindow(
            look, Settings(place=place), self.program, self.portfolio, self.runner, self.hub
        )
        window.resize(*SIZE)
        window.show()
        self.settle()
        return window

    def settle(self) -> None:
        """Wait until nothing has been read or drawn for a while."""
        settle(self.runner)

    def piece(self, form_id: str, title: str = "") -> Evidence:
        """Return the first piece of a form, or the one of that title."""
        return next(
            piece
            for piece in self.portfolio.evidence.all()
            if piece.form == form_id and title in piece.title
        )


def settle(runner: TaskRunner, quiet: float = QUIET_SECONDS) -> None:
    """Process events until `runner` has been idle for `quiet` seconds; sleeps let it work."""
    since = time.monotonic()
    while time.monotonic() - since < quiet:
        QCoreApplication.processEvents()
        if runner.is_busy:
            since = time.monotonic()
        time.sleep(0.005)


@cache
def folder() -> Path:
    """Return this process's temporary folder; also takes the place of the person's own."""
    held = tempfile.TemporaryDirectory(prefix="portfolio-shots-")
    _HELD.append(held)
    home = Path(held.name, "home")
    home.mkdir()
    os.environ["PORTFOLIO_HOME"] = str(home)
    return Path(held.name)


_HELD: list[tempfile.TemporaryDirectory[str]] = []
"""Removed when the process ends."""


def fresh(name: str) -> Stage:
    """Return the finished example in a vault of its own, open, to be changed at will."""
    clock = StageClock(datetime(2026, 11, 12, 11, 20).astimezone())
    vault = folder() / f"{name}.portfolio"
    program = assemble(clock=clock, cost=CHEAP)
    hub = Hub()
    portfolio = fill_example(program.door, vault, hub.announce)
    stage = Stage(program=program, portfolio=portfolio, clock=clock, vault=vault, hub=hub)
    child = stage.piece("child-feedback", "Child A")
    clock.moment = datetime(2026, 11, 20, 14, 10).astimezone()
    portfolio.evidence.write(child.id, "title", child.title)
    clock.moment = NOW
    return stage


@cache
def finished() -> Stage:
    """Return the shipped example, ready for its panel. Opened once; change nothing in it."""
    return fresh("My portfolio")


@cache
def unfinished() -> Stage:
    """Return the example some weeks before it was ready. Opened once; change nothing in it.

    Young person C's feedback is in the bin, the reflective summary “Two doors” breaks off in
    its second part, and the manager has not yet confirmed that the requirements are met.
    """
    stage = fresh("Unfinished portfolio")
    evidence = stage.portfolio.evidence
    evidence.remove(stage.piece("child-feedback", "Young person C").id)
    evidence.write(stage.piece("manager-report").id, "requirements-met", "")
    summary = stage.piece("reflective-summary", "Two doors")
    stage.clock.moment = datetime(2026, 11, 23, 16, 5).astimezone()
    first, *_ = summary.text("account.so-what").split("\n")
    evidence.write(summary.id, "account.so-what", first)
    evidence.write(summary.id, "account.now-what", "")
    stage.clock.moment = NOW
    return stage
