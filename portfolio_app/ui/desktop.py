"""Hears from the desktop that the screen is locked or the computer goes to sleep.

On Linux and its kin these are signals on the two message buses, which are Unix sockets. On
Windows and macOS nothing is heard yet: there the time without work is what locks.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_SCREEN_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
"""Interfaces that tell `ActiveChanged`; every desktop has its own besides the common one."""
_LOGIN: Final = "org.freedesktop.login1"


class DesktopWatch(QObject):
    """Listens as long as it lives; where there is no bus, it hears nothing."""

    away = Signal()
    """Nobody sits at the screen any more, or will in a moment."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if sys.platform in {"win32", "darwin"}:
            return
        from PySide6.QtDBus import QDBusConnection  # only where there are such buses

        self._session = QDBusConnection.sessionBus()
        self._system = QDBusConnection.systemBus()
        for interface in _SCREEN_SAVERS:
            self._listen(self._session, interface, "ActiveChanged", "_on_begun(bool)")
        self._listen(self._system, f"{_LOGIN}.Manager", "PrepareForSleep", "_on_begun(bool)")
        self._listen(self._system, f"{_LOGIN}.Session", "Lock", "_on_locked()")

    def _listen(self, bus: QDBusConnection, interface: str, name: str, slot: str) -> None:
        """Hear one signal, whoever sends it and from whichever object."""
        if bus.isConnected():
            # The stubs ask for bytes; the binding takes what SLOT makes.
            bus.connect("", "", interface, name, self, SLOT(slot))  # type: ignore[call-overload]

    @Slot(bool)
    def _on_begun(self, begun: bool) -> None:
        if begun:
            self.away.emit()

    @Slot()
    def _on_locked(self) -> None:
        self.away.emit()
