"""What several tests of widgets ask."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def spoken_name(widget):
    """Return the name that a screen reader says."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def reachable(window):
    """Return the controls below `window` that Tab can reach."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
    ]


def place_on_screen(qtbot, widget, width=800, height=600):
    """Show `widget` and wait until it is there."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def listen(monkeypatch):
    """Return the list that gets, from now on, what a screen reader is given to say."""
    heard = []

    def announcement(widget, words):
        heard.append(words)
        return QAccessibleAnnouncementEvent(widget, words)

    monkeypatch.setattr("PySide6.QtGui.QAccessibleAnnouncementEvent", announcement)
    return heard
