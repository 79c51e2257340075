"""Carries announcements from services to screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from portfolio_app.services.changes import Area


class Hub(QObject):
    """Turns `Announce` calls, from any thread, into a signal on the receiver's thread."""

    changed = Signal(object)
    """An `Area`: what was committed. Receivers read again; no values travel here."""

    def announce(self, area: Area) -> None:
        """Tell every connected screen that `area` has changed."""
        self.changed.emit(area)
