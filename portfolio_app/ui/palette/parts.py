"""F6: from one part of the window to the next, past everything between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Slot

from portfolio_app.ui.focus import stops_of
from portfolio_app.ui.keys import Keys, bind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from portfolio_app.ui.portfolio_window import PortfolioWindow

ON: Final = Keys(does="Go to the next part of the window", keys=("F6",))
BACK: Final = Keys(does="Go to the part before", keys=("Shift+F6",))


class PartKeys(QObject):
    """Leads the keyboard round the rail, the page and what stands beside the page.

    From the middle of a long piece Tab meets every answer on the way to the claims.
    """

    def __init__(self, window: PortfolioWindow) -> None:
        super().__init__(window)
        self._window = window
        bind(window, ON, self._go_on, everywhere=True)
        bind(window, BACK, self._go_back, everywhere=True)

    @Slot()
    def _go_on(self) -> None:
        self._go(1)

    @Slot()
    def _go_back(self) -> None:
        self._go(-1)

    def _go(self, step: int) -> None:
        parts, held = self._parts(), self._window.focusWidget()
        here = next((n for n, p in enumerate(parts) if held is p or _holds(p, held)), 0)
        for distance in range(1, len(parts)):
            part = parts[(here + step * distance) % len(parts)]
            wanted = _landing(part) if part is not self._window.rail else self._here()
            if wanted is not None:
                wanted.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _here(self) -> QWidget:
        """Return the mark of the place that is shown."""
        return self._window.rail.place(self._window.place)

    def _parts(self) -> list[QWidget]:
        """Return the parts that are shown now, in reading order."""
        window = self._window
        page, editor = window.stack.currentWidget(), window.editor
        parts: list[QWidget | None] = [window.rail, page]
        if editor is not None and page is editor:
            parts = [window.rail, editor.bar, editor.sheet, editor.panel]
        return [part for part in parts if part is not None and part.isVisible()]


def _landing(part: QWidget) -> QWidget | None:
    """Return what had the keyboard in a part last, else what Tab meets there first."""
    former: QWidget | None = part.focusWidget()
    stops = stops_of(part) if former is None else (former, *stops_of(part))
    return next((stop for stop in stops if stop.isVisible() and stop.isEnabled()), None)


def _holds(part: QWidget, held: QWidget | None) -> bool:
    return held is not None and part.isAncestorOf(held)
