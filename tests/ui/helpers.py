"""What several tests of widgets ask."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
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

    class Ear:
        """Takes what `announcing` has for Qt."""

        @staticmethod
        def updateAccessibility(event):  # noqa: N802 - Qt's name
            """Hear it."""
            heard.append(event.message())

    monkeypatch.setattr("portfolio_app.ui.announcing.QAccessible", Ear)
    return heard
