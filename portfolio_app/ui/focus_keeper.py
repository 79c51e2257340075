"""Keeps the keyboard where somebody works, when what had it goes away.

Qt hands the focus on along the order of Tab when a control is hidden, disabled or deleted.
Behind the last one of a page that leads round to the rail: somebody who took back the last of
their claims by keyboard would be at "Today", and would not know it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from portfolio_app.ui.focus import stops_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget


class FocusKeeper(QObject):
    """Brings the keyboard back to the page of a stack, next to where it was lost."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._stack = stack
        self._held: QWidget | None = None
        """What on the page had the keyboard last."""
        self._at = QPoint()
        """Where on the page that stood, in px."""
        self._lost = QTimer(self, interval=0, singleShot=True)
        self._lost.timeout.connect(self._bring_back)
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        page = self._stack.currentWidget()
        if page is not None and now is not None and page.isAncestorOf(now):
            self._held, self._at = now, now.mapTo(page, now.rect().center())
        elif now is None or now.window() is self._stack.window():
            held, self._held = self._held, None
            # Nothing else is asked here: parts of the page may just be being destroyed.
            if held is not None and _is_gone(held):
                self._lost.start()

    @Slot()
    def _bring_back(self) -> None:
        """Go to the nearest there is; whoever took something away may have gone elsewhere."""
        page, now = self._stack.currentWidget(), QApplication.focusWidget()
        is_here = page is not None and now is not None and page.isAncestorOf(now)
        if page is None or is_here or not self._stack.isActiveWindow():
            return
        stops = [stop for stop in stops_of(page) if _can_have_it(stop, page)]
        if stops:
            nearest = min(stops, key=lambda stop: _distance(stop, page, self._at))
            nearest.setFocus(Qt.FocusReason.OtherFocusReason)


def _distance(stop: QWidget, page: QWidget, at: QPoint) -> tuple[int, int]:
    """Return how many px `stop` is above or below a place, and beside it."""
    away = stop.mapTo(page, stop.rect().center()) - at
    return abs(away.y()), abs(away.x())


def _is_gone(widget: QWidget) -> bool:
    return not isValid(widget) or not widget.isVisible() or not widget.isEnabled()


def _can_have_it(widget: QWidget, page: QWidget) -> bool:
    """Whether Tab stops at `widget`, and it is on `page` for everybody to see."""
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and widget.isEnabled()
        and widget.isVisible()
        and page.isAncestorOf(widget)
    )
