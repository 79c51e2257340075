"""Hears from the desktop that the screen is locked or the computer goes to sleep.

On Linux and its kin these are signals on the two message buses, which are Unix sockets. Sleep
is held off for the moment that saving and locking take, which the login manager grants to
whoever asks beforehand (https://systemd.io/INHIBITOR_LOCKS). On Windows and macOS nothing is
heard yet: there the time without work is what locks.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher

_SCREEN_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
"""Interfaces that tell `ActiveChanged`; every desktop has its own besides the common one."""
_LOGIN: Final = "org.freedesktop.login1"


LOCKED_MS: Final = 200
"""After everybody was told, for a question that is in front to be cancelled first. The login
manager itself waits no longer than five seconds."""


class DesktopWatch(QObject):
    """Listens as long as it lives; where there is no bus, it hears nothing."""

    away = Signal()
    """Nobody sits at the screen any more, or will in a moment."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._hold: object | None = None
        if sys.platform in {"win32", "darwin"}:
            return
        from PySide6.QtDBus import QDBusConnection  # only where there are such buses

        self._session = QDBusConnection.sessionBus()
        self._system = QDBusConnection.systemBus()
        for interface in _SCREEN_SAVERS:
            self._listen(self._session, interface, "ActiveChanged", "_on_begun(bool)")
        self._listen(self._system, f"{_LOGIN}.Manager", "PrepareForSleep", "_on_sleep(bool)")
        self._listen(self._system, f"{_LOGIN}.Session", "Lock", "_on_locked()")
        self._let_sleep = QTimer(self, interval=LOCKED_MS, singleShot=True)
        self._let_sleep.timeout.connect(self._on_let_sleep)
        self._hold_off_sleep()

    def _listen(self, bus: QDBusConnection, interface: str, name: str, slot: str) -> None:
        """Hear one signal, whoever sends it and from whichever object."""
        if bus.isConnected():
            # The stubs ask for bytes; the binding takes what SLOT makes.
            bus.connect("", "", interface, name, self, SLOT(slot))  # type: ignore[call-overload]

    def _hold_off_sleep(self) -> None:
        """Ask to be waited for before the next sleep; without a login manager nobody waits."""
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        if not self._system.isConnected():
            return
        asks = QDBusMessage.createMethodCall(
            _LOGIN, "/org/freedesktop/login1", f"{_LOGIN}.Manager", "Inhibit"
        )
        asks.setArguments(["sleep", "Progression Portfolio", "Saving and locking", "delay"])
        answer = QDBusPendingCallWatcher(self._system.asyncCall(asks), self)
        answer.finished.connect(self._on_held_off)

    @Slot(object)
    def _on_held_off(self, answer: QDBusPendingCallWatcher) -> None:
        """Keep the open file that holds sleep off; an error has none."""
        found = [] if answer.isError() else answer.reply().arguments()
        self._hold = found[0] if found else None
        answer.deleteLater()

    @Slot()
    def _on_let_sleep(self) -> None:
        self._hold = None  # closes the file

    @Slot(bool)
    def _on_sleep(self, begun: bool) -> None:
        if begun:
            self.away.emit()
            self._let_sleep.start()
        else:
            self._hold_off_sleep()

    @Slot(bool)
    def _on_begun(self, begun: bool) -> None:
        if begun:
            self.away.emit()

    @Slot()
    def _on_locked(self) -> None:
        self.away.emit()
