"""The two ways of saying that something went wrong."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from portfolio_app.errors import PortfolioError

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QMessageBox, QWidget

logger = logging.getLogger(__name__)

DEFECT_SUMMARY = "Something went wrong in the application."
DEFECT_ADVICE = "What was saved is safe. Please report this problem to whoever looks after it."


def in_words(error: Exception) -> tuple[str, str]:
    """Return what happened and what to do, fit to be shown.

    A `PortfolioError` speaks for itself. Anything else is a defect: it is logged by type
    and place, not by its text, which may quote the portfolio.
    """
    if isinstance(error, PortfolioError):
        return error.summary, error.advice
    logger.error("defect: %s at %s", type(error).__name__, _place(error.__traceback__))
    return DEFECT_SUMMARY, DEFECT_ADVICE


def explain(error: Exception, parent: QWidget | None = None) -> QMessageBox:
    """Open a message about `error`, without blocking, and return it.

    Screens that have room for it show `in_words` in a notice of their own instead.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QLabel, QMessageBox  # no box in the first window

    summary, advice = in_words(error)
    box = QMessageBox(parent)  # without one of the icons of the desktop, which shout
    box.setText(summary)
    box.setInformativeText(advice)
    for label in box.findChildren(QLabel):
        # Names of strangers stand in errors; as HTML they would load the files they name.
        label.setTextFormat(Qt.TextFormat.PlainText)
    box.open()
    return box


def catch_defects(parent: QWidget) -> None:
    """Send exceptions that escape a slot to `explain`, for as long as the program runs."""

    def hook(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            explain(error.with_traceback(trace), parent)
        else:
            sys.__excepthook__(kind, error, trace)

    sys.excepthook = hook


def _place(trace: TracebackType | None) -> str:
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return "unknown"
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}"
