"""Notices when nobody has worked with the program for a while."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow

LOOK_MS: Final = 5_000
"""Between two looks at how long it has been."""

_WORK: Final = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    )
)


def _moment() -> tuple[float, float]:
    """Return seconds by the clock that never jumps, and by the one that runs in sleep."""
    return time.monotonic(), time.time()


class IdleWatch(QObject):
    """Watches the windows of the program, not single widgets: other events cost nothing."""

    idle = Signal()
    """Nobody has done anything for the time allowed; again at every look until they do."""

    def __init__(
        self, parent: QObject, *, moment: Callable[[], tuple[float, float]] = _moment
    ) -> None:
        """Make a watch that is not yet watching.

        Args:
            parent: Holds it.
            moment: Tells the time by two clocks; tests set them.
        """
        super().__init__(parent)
        self._moment = moment
        self._allowed = 0.0
        self._last = moment()
        self._looks = QTimer(self, interval=LOOK_MS)
        self._looks.timeout.connect(self.look)
        self._program = QGuiApplication.instance()
        if isinstance(self._program, QGuiApplication):
            self._program.focusWindowChanged.connect(self._on_window)
            self._on_window(self._program.focusWindow())

    def allow(self, minutes: float) -> None:
        """Watch from now on, for so many minutes without anything; 0 stops watching."""
        self._allowed = minutes * 60
        self._last = self._moment()
        if minutes:
            self._looks.start()
        else:
            self._looks.stop()

    @Slot()
    def look(self) -> None:
        """See whether it has been long enough, by whichever clock says so."""
        passed = max(now - then for now, then in zip(self._moment(), self._last, strict=True))
        if self._allowed and passed >= self._allowed:
            self.idle.emit()

    @Slot(object)
    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once only, however often
            self._last = self._moment()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of whoever works; keep nothing back."""
        if event.type() in _WORK:
            self._last = self._moment()
        return False
