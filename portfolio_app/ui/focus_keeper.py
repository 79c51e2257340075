"""Keeps the keyboard where somebody works, when what had it goes away.

Qt hands the focus on along the order of Tab when a control is hidden, disabled or deleted.
Behind the last one of a page that leads round to the rail: somebody who took back the last of
their claims by keyboard would be at "Today", and would not know it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
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
        self._beside: QWidget | None = None
        """What stood before it when it went away."""
        self._lost = QTimer(self, interval=0, singleShot=True)
        self._lost.timeout.connect(self._bring_back)
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._is_on_page(now):
            self._held = now
        elif now is None or now.window() is self._stack.window():
            held, self._held = self._held, None
            if held is not None and _is_gone(held):
                self._beside = self._before(held) if isValid(held) else None
                self._lost.start()  # whoever took it away may say where the keyboard is to be

    @Slot()
    def _bring_back(self) -> None:
        page, now = self._stack.currentWidget(), QApplication.focusWidget()
        away = self._stack.window().isActiveWindow() is False
        if away or page is None or (now is not None and self._is_on_page(now)):
            return
        beside, self._beside = self._beside, None
        if beside is None or not isValid(beside) or not _can_have_it(beside, page):
            beside = next((w for w in stops_of(page) if _can_have_it(w, page)), None)
        if beside is not None:
            beside.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_on_page(self, widget: QWidget) -> bool:
        page = self._stack.currentWidget()
        return page is not None and (widget is page or page.isAncestorOf(widget))

    def _before(self, gone: QWidget) -> QWidget | None:
        """Return the nearest before `gone` that Tab meets on the page, by its layouts."""
        page = self._stack.currentWidget()
        nearest = None
        for stop in stops_of(page) if page is not None else ():
            if stop is gone:
                return nearest
            if page is not None and _can_have_it(stop, page):
                nearest = stop
        return None


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
