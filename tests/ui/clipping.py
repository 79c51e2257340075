"""Finds words that do not fit where they stand."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea

from portfolio_app.ui.widgets.buttons import Button
from portfolio_app.ui.widgets.rows import RowButton
from portfolio_app.ui.widgets.words import Words


def cut_words(window):
    """Return the visible words that are lower than they need at their width."""
    return [
        label.text()
        for label in window.findChildren(Words)
        if label.isVisible() and label.text() and _is_cut(label)
    ] + [
        row.content.title
        for row in window.findChildren(RowButton)
        if row.isVisible() and row.height() < row.heightForWidth(row.width())
    ]


def _is_cut(label):
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width()


def cut_buttons(window):
    """Return the words of visible buttons that are wider than their button."""
    return [
        button.text()
        for button in window.findChildren(Button)
        if button.isVisible() and button.width() < button.sizeHint().width()
    ]


def scrolls_sideways(window):
    """Return the names of visible scroll areas whose content is wider than they are."""
    return [
        area.accessibleName()
        for area in window.findChildren(QScrollArea)
        if area.isVisible()
        and area.widget()
        and area.widget().width() > area.viewport().width()
    ]
