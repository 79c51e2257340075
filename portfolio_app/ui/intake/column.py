"""What the screens of bringing in share: columns that change, boxes with words from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portfolio_app.ui.widgets.fields import CheckLine

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.widgets.layouts import Column

LONGEST: Final = 48
"""Characters of a name from outside; a box with its words cannot go on below."""


def emptied(column: Column) -> Column:
    """Take everything out of a column, and return it."""
    while (item := column.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
    return column


def ticked(look: Look, before: str, name: str, after: str = "") -> CheckLine:
    """Return a ticked box whose words hold a name from outside, as long as there is room."""
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 12]} … {name[-8:]}"
    words = f"{before}{short}{after}"
    box = CheckLine(look, words.replace("&", "&&"))
    box.setAccessibleName(words)
    box.setChecked(True)
    return box
