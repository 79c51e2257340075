"""Starts the window in which rules are made by itself, for the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from portfolio_app.ui.look import STYLE, Look, ThemeChoice
from portfolio_app.ui.problems import catch_defects
from portfolio_app.ui.rules.window import RuleWindow
from portfolio_app.ui.settings import load_settings
from portfolio_app.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio_app.services.program import Program


def run_editor(program: Program, rules: Path | None = None) -> int:
    """Open the window, on a file where one is given; return the exit code when it closes."""
    app = QApplication.instance() or QApplication([*sys.argv[:1], *STYLE])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    app.setApplicationName("Progression Portfolio")
    settings = load_settings()
    look = Look(app, choice=ThemeChoice(settings.theme), text_scale=settings.text_scale)
    runner = TaskRunner()
    window = RuleWindow(look, program, runner)
    catch_defects(window)
    if rules is not None:
        window.open_file(rules)
    window.show()
    code = app.exec()
    runner.shut_down()
    return int(code)
