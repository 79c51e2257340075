"""Columns whose content changes with the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio_app.ui.widgets.layouts import Column


def emptied(column: Column) -> Column:
    """Take everything out of a column, and return it."""
    while (item := column.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
    return column
