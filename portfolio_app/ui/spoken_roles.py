"""Tells screen readers what Qt does not: which words are headings.

They let people go from heading to heading instead of through everything in between. Qt calls
every label a label, whatever its size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

from portfolio_app.ui.widgets.words import Heading

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

TELLS: Final = "tellsHeadings"
"""Dynamic property of the application: what is installed there cannot be asked for."""


def tell_headings() -> None:
    """Give every `Heading` its role from now on; called again it changes nothing.

    Not while the program starts: the names of all roles take a while to load.
    """
    program = QApplication.instance()
    if program is None or program.property(TELLS):
        return
    program.setProperty(TELLS, True)
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAccessibleWidget

    def made(kind: str, thing: QObject) -> QAccessibleInterface | None:
        # By its name first: what is just being taken apart is no `Heading` any more.
        if kind == Heading.__name__ and isinstance(thing, Heading):
            return QAccessibleWidget(thing, QAccessible.Role.Heading, "")
        return None

    QAccessible.installFactory(made)
