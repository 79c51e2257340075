"""Finds controls as a person does: by what they are called."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from portfolio_app.ui.widgets.fields import DropDown, TextLine
from portfolio_app.ui.widgets.text_area import TextArea

ENTRIES = (TextLine, TextArea, DropDown, QAbstractButton)


def called(top, name, kind=ENTRIES):
    """Return the one control below `top` with this name."""
    QApplication.processEvents()  # what was made just now is shown by them
    shown = [w for w in top.findChildren(QWidget) if isinstance(w, kind) and w.isVisibleTo(top)]
    names = [w.accessibleName() or w.text() for w in shown]
    assert names.count(name) == 1, (name, names)
    return shown[names.index(name)]


def row(bench, title):
    """Return the row of the outline that is called so."""
    return next(r for r in bench.outline.rows.values() if r.content.title == title)
