"""Starts the window: looks first, everything slow afterwards."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from portfolio_app.services.clock import SystemClock
from portfolio_app.ui.fonts import FIRST_FILES
from portfolio_app.ui.look import STYLE, Look, ThemeChoice
from portfolio_app.ui.reception import Reception
from portfolio_app.ui.settings import load_settings
from portfolio_app.ui.theme import Writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QScreen

    from portfolio_app.services.program import Program

QUIT_WHEN_SHOWN = "PORTFOLIO_QUIT_WHEN_SHOWN"
"""Set to 1, the window closes after its first complete paint; for measuring the start."""

FRAME_HEIGHT = 40
"""Px that a title bar may take; nobody tells how high it is before there is a window."""


def run(assemble: Callable[[], Program], vault: Path | None = None) -> int:
    """Open the window and return the exit code when it is closed.

    Args:
        assemble: Puts the program together; called off the GUI thread, while the first window
            is already there.
        vault: The portfolio to open; the last one opened by default.
    """
    program = QApplication.instance() or QApplication([*sys.argv[:1], *STYLE])
    if not isinstance(program, QApplication):
        raise TypeError(program)
    program.setApplicationName("Progression Portfolio")
    program.setApplicationDisplayName("Progression Portfolio")
    settings = load_settings()
    window = within_screen(settings.window, program.primaryScreen())
    settings = settings._replace(window=window)
    look = Look(
        program,
        choice=ThemeChoice(settings.theme),
        text_scale=settings.text_scale,
        writing=Writing(family=settings.writing_family, size=settings.writing_size),
        faces=FIRST_FILES,
    )
    reception = Reception(look, settings, assemble, today=SystemClock().today)
    if os.environ.get(QUIT_WHEN_SHOWN) == "1":
        reception.doorstep.painted.connect(reception.close, Qt.ConnectionType.QueuedConnection)
    reception.open(vault or next((Path(p) for p in settings.recent if Path(p).is_dir()), None))
    code = program.exec()
    reception.shut_down()
    return int(code)


def within_screen(window: tuple[int, int], screen: QScreen) -> tuple[int, int]:
    """Return the size of a window, cut to what the screen has room for with its title bar."""
    room = screen.availableGeometry()
    return min(window[0], room.width()), min(window[1], room.height() - FRAME_HEIGHT)
