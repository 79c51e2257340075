"""What every section of Settings is: a heading, what went wrong here, and its own controls."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.services.changes import Area
from portfolio_app.ui.problems import in_words
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.words import SectionHeading

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.program import Program
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.tasks import Task, TaskRunner

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a section is made with."""

    look: Look
    program: Program
    portfolio: OpenPortfolio
    runner: TaskRunner


class Section(QWidget):
    """A heading with its controls; reads what it shows by itself.

    To add one: a class in a file of its own, and a line in the list of the page.
    """

    areas: ClassVar[Area] = Area(0)
    """The changes after which it reads again while it is on screen."""
    needs_writing: ClassVar[bool] = True
    """Whether it is out of use while the portfolio can only be read."""
    rebuilt = Signal()
    """It has new controls: the page leads Tab through them in their place."""
    looked_for = Signal(QWidget)
    """It shows something else, and the keyboard is in it: the page scrolls there."""

    def __init__(self, around: Surroundings, title: str, *, note: str = "") -> None:
        """Make a section with nothing but its heading.

        Args:
            around: What it is made with.
            title: Its heading.
            note: A sentence beside the heading.
        """
        super().__init__()
        self.around = around
        self.called = title
        self._stores = 0
        self.problem = ProblemNotice(around.look)
        self.body = Column(around.look, gap="l", parent=self)
        self.body.add(SectionHeading(around.look, title, note=note), self.problem)

    def reload(self) -> None:
        """Read again and show; nothing to do where nothing stored is shown."""

    def let_go(self) -> None:
        """Let go of what is held for undoing: somebody was erased whom it may name."""

    def run(self, work: Callable[[Progress], T], done: Callable[[T], None]) -> Task:
        """Do something off the GUI thread; a failure is told under the heading."""
        return self.around.runner.run(work, done=done, failed=self.show_problem)

    def read(self, work: Callable[[Progress], T], show: Callable[[T], None]) -> None:
        """Read off the GUI thread, and show it unless something was stored meanwhile.

        What is stored is announced, and the section reads again: an older answer would for a
        moment put back what somebody has just changed.
        """
        self.run(partial(_reading, work, show, self._stores), self._on_read)

    def store(self, work: Callable[[Progress], object]) -> None:
        """Store what a line holds; when it is done, what was wrong before goes away."""
        self._stores += 1
        self.run(work, self._on_stored)

    @Slot(object)
    def show_problem(self, error: Exception) -> None:
        """Tell what went wrong."""
        self.problem.show_words(*in_words(error))

    @Slot(object)
    def _on_read(self, answer: tuple[Callable[[Any], None], Any, int]) -> None:
        show, found, stores = answer
        if stores == self._stores:
            show(found)

    @Slot(object)
    def _on_stored(self, nothing: object) -> None:
        self.problem.show_words("")


def _reading(
    work: Callable[[Progress], T], show: Callable[[T], None], stores: int, progress: Progress
) -> tuple[Callable[[T], None], T, int]:
    """Read; say how to show it, and how much had been stored when it was asked for."""
    return show, work(progress), stores
