"""Going from place to place in a portfolio of 500 pieces, until the place is painted.

What a place has read before is shown at once; what has changed meanwhile is read off the GUI
thread. Beside it: two bare pages with a list of 500 lines each, changed for one another.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from time import perf_counter
from typing import TYPE_CHECKING, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from large_vault import large_vault
from PySide6.QtWidgets import QApplication, QListWidget, QStackedWidget

from portfolio_app.app import assemble
from portfolio_app.ui.hub import Hub
from portfolio_app.ui.look import Look
from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.settings import Settings
from portfolio_app.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

ROUNDS: Final = 12
PLACES: Final = ("today", "evidence", "capabilities", "timeline", "people", "settings")
"""The Pack screen besides draws all pages anew, and is timed by itself."""
PATIENCE: Final = 120.0
LINES: Final = 500


def main() -> None:
    """Measure and print."""
    app, large = QApplication([]), large_vault()
    look, program, runner = Look(app), assemble(), TaskRunner()
    opened = program.door.open_with_key(large.folder, large.key)
    window = PortfolioWindow(look, Settings(), program, opened, runner, Hub())
    window.resize(1280, 800)
    window.show()
    for place in PLACES:
        window.show_place(place)
        settle(app, runner)
    switched = {place: [] for place in (*PLACES, "pack")}
    for _ in range(ROUNDS):
        for place, taken in switched.items():
            if place != "pack":
                settle(app, runner)
            taken.append(milliseconds(app, window, lambda: window.show_place(place)))  # noqa: B023
    everything = sorted(ms for taken in switched.values() for ms in taken)
    figure, reference = everything[int(len(everything) * 0.95)], bare(app)
    window.background.stop()
    window.keeper.stop()
    window.language.close()
    runner.shut_down()
    opened.close()
    print(
        json.dumps(
            {
                "name": "from place to place with 500 pieces, 95 times in 100",
                "figure": round(figure, 1),
                "unit": "ms",
                "ratio": round(figure / reference, 1),
                "reference": f"two bare lists of {LINES} lines: {reference:.1f} ms",
                "target": "at most 100 ms",
                "median_ms": {
                    place: round(statistics.median(taken), 1)
                    for place, taken in switched.items()
                },
            }
        )
    )


def milliseconds(app: QApplication, window: QWidget, change: Callable[[], object]) -> float:
    """Return how long a change takes until all of the window is painted."""
    begun = perf_counter()
    change()
    app.sendPostedEvents()
    window.repaint()
    app.processEvents()
    return (perf_counter() - begun) * 1000


def settle(app: QApplication, runner: TaskRunner) -> None:
    """Wait until nothing is read any more."""
    begun = quiet = perf_counter()
    while perf_counter() - quiet < 0.2:
        app.processEvents()
        if runner.is_busy:
            quiet = perf_counter()
        if perf_counter() - begun > PATIENCE:
            raise TimeoutError
        time.sleep(0.002)


def bare(app: QApplication) -> float:
    """Return the milliseconds, 95 times in 100, between two plain pages."""
    stack = QStackedWidget()
    for _ in range(2):
        page = QListWidget()
        page.addItems([f"Line {number}" for number in range(LINES)])
        stack.addWidget(page)
    stack.resize(1280, 800)
    stack.show()
    taken = sorted(
        milliseconds(app, stack, lambda: stack.setCurrentIndex(turn % 2))  # noqa: B023
        for turn in range(ROUNDS * 6)
    )
    stack.close()
    return taken[int(len(taken) * 0.95)]


if __name__ == "__main__":
    main()
