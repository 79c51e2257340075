"""The real window on a real X display, led from page to page by lines on its standard input.

    python -m tests.ui.accessible_program FOLDER

It says each page's name on standard output and goes on when it is told to.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from portfolio_app.app import assemble
from portfolio_app.services.example import fill_example
from portfolio_app.ui.hub import Hub
from portfolio_app.ui.look import STYLE, Look, ThemeChoice
from portfolio_app.ui.portfolio_window import PortfolioWindow
from portfolio_app.ui.settings import Settings
from portfolio_app.ui.tasks import TaskRunner
from tests.ui.desk import CHEAP, FixedClock
from tests.ui.person import Person
from tests.ui.rounds import pages


class Patience:
    """Waits as pytest-qt does, without pytest."""

    def waitUntil(self, condition, timeout):  # noqa: N802 - as pytest-qt calls it
        """Let Qt work until `condition` holds."""
        end = time.monotonic() + timeout / 1000
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents()
            time.sleep(0.002)


def wait_for_line(person):
    """Let Qt work until a line comes; return it."""
    lines = []
    reader = threading.Thread(target=lambda: lines.append(sys.stdin.readline()))
    reader.start()
    person.wait(lambda: lines)
    return lines[0].strip()


def main(folder):
    """Show one page after the other."""
    os.environ["PORTFOLIO_HOME"] = str(folder / "home")
    app = QApplication(["portfolio", *STYLE])
    look = Look(app, choice=ThemeChoice.LIGHT)
    hub, runner, person = Hub(), TaskRunner(), Person(Patience())
    program = assemble(clock=FixedClock(), cost=CHEAP)
    portfolio = fill_example(program.door, folder / "example.portfolio", hub.announce)
    window = PortfolioWindow(look, Settings(), program, portfolio, runner, hub)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    for page, top in pages(window, person):
        person.wait(lambda: not runner.is_busy)
        print(f"{page}\t{top.windowTitle()}", flush=True)
        wait_for_line(person)
    runner.shut_down()
    portfolio.close()
    os._exit(0)  # what is shown need not be taken apart


if __name__ == "__main__":
    main(Path(sys.argv[1]))
