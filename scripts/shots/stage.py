"""Where the screens stand for their pictures: the shipped example, at one fixed moment.

A screen of a picture is the product's own window on a real vault. The moment is always
Tuesday 24 November 2026 at 09:30, so that a picture changes only when its screen does.
Everything lies in a temporary folder that goes with the process. The example is written once;
a portfolio of its own is a copy of it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from portfolio_app.app import assemble
from portfolio_app.model.store.keys import Cost
from portfolio_app.services.example import PASSPHRASE, fill_example
from portfolio_app.ui.hub import Hub
from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.settings import Settings
from portfolio_app.ui.spelling.language import Language
from portfolio_app.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.program import Program
    from portfolio_app.ui.look import Look

SIZE = (1280, 800)
"""Of every picture, as of the mock-ups."""
NOW = datetime(2026, 11, 24, 9, 30).astimezone()
DOCUMENTS = Path("Documents")
"""Where files seem to lie: a picture shows no folder of the computer that it was drawn on."""
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
"""A passphrase for a picture protects nothing."""
LONGEST_PAUSE_MS = 1000
"""Of those that a screen makes before it reads again; longer ones are for a person at rest."""
CALM = 4
"""Rounds of events in which nothing happens: text that wraps settles in rounds."""
REST_SECONDS = 300
"""In which any screen comes to rest; keys are made in a fraction of it."""


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


@cache
def runner() -> TaskRunner:
    """Return what works for every window."""
    return TaskRunner()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """An open portfolio and everything that its screens are made with."""

    program: Program
    portfolio: OpenPortfolio
    clock: StageClock
    vault: Path
    runner: TaskRunner = field(default_factory=runner)
    hub: Hub = field(default_factory=Hub)

    def window(self, look: Look, place: str = "today") -> PortfolioWindow:
        """Return the product's own window, shown at `place` and settled."""
        window = PortfolioWindow(
            look, Settings(place=place), self.program, self.portfolio, self.runner, self.hub
        )
        window.resize(*SIZE)
        window.show()
        self.settle()
        touch(window)
        return window

    def settle(self) -> None:
        """Wait until nothing has been read or drawn for a while."""
        settle()

    def piece(self, form_id: str, title: str = "") -> Evidence:
        """Return the first piece of a form, or the one of that title."""
        return next(
            piece
            for piece in self.portfolio.evidence.all()
            if piece.form == form_id and title in piece.title
        )


def touch(window: QWidget) -> None:
    """Press the mouse where nothing is: whoever came by it sees no ring around a control."""
    settle()  # a window that becomes the active one gives its first control the keyboard
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    settle()


def clear() -> None:
    """Take every window away; one that stayed would be dressed for each theme to come."""
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def settle(*others: TaskRunner) -> None:
    """Process events until nothing works and nothing is about to; sleeps let workers work.

    Raises:
        TimeoutError: A screen does not come to rest.
    """
    runners = (runner(), *others)
    calm, until = 0, time.monotonic() + REST_SECONDS
    while calm < CALM:
        if time.monotonic() > until:
            raise TimeoutError
        QCoreApplication.processEvents()
        calm = 0 if any(one.is_busy for one in runners) or _is_pausing() else calm + 1
        time.sleep(0.005)


def _is_pausing() -> bool:
    """Whether a window waits for a moment before it goes on, or for its words' spelling."""
    windows = QApplication.topLevelWidgets()
    pauses = (timer for window in windows for timer in window.findChildren(QTimer))
    languages = (found for window in windows for found in window.findChildren(Language))
    return any(
        pause.isActive() and pause.isSingleShot() and pause.interval() <= LONGEST_PAUSE_MS
        for pause in pauses
    ) or any(found.is_suggesting() or not found.is_settled() for found in languages)


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


@cache
def _program() -> tuple[Program, StageClock]:
    """Return the program of the stages, and the clock that they share."""
    folder()  # the program's own files lie there too
    clock = StageClock()
    return assemble(clock=clock, cost=CHEAP), clock


@cache
def _written() -> Path:
    """Write the finished example, one piece of it some days later, and return it closed."""
    vault = folder() / "Written.portfolio"
    program, clock = _program()
    clock.moment = datetime(2026, 11, 12, 11, 20).astimezone()
    portfolio = fill_example(program.door, vault)
    pieces = portfolio.evidence.all()
    child = next(p for p in pieces if p.form == "child-feedback" and "Child A" in p.title)
    clock.moment = datetime(2026, 11, 20, 14, 10).astimezone()
    portfolio.evidence.write(child.id, "title", child.title)
    portfolio.close()
    clock.moment = NOW
    return vault


def fresh(name: str, program: Program | None = None) -> Stage:
    """Return the finished example in a vault of its own, open, to be changed at will."""
    vault = Path(tempfile.mkdtemp(dir=folder()), f"{name}.portfolio")
    shutil.copytree(_written(), vault)
    (usual, clock), hub = _program(), Hub()
    program = program or usual
    portfolio = program.door.open_with_passphrase(vault, PASSPHRASE, hub.announce)
    return Stage(program=program, portfolio=portfolio, clock=clock, vault=vault, hub=hub)


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
