"""The headings of Settings beside them, so that nobody has to scroll for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.focus import stops_of
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.layouts import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from portfolio_app.ui.look import Look
    from portfolio_app.ui.settings_page.section import Section

LEAST = 980
"""Px at 100 % from which there is room beside the sections."""


class Contents(QWidget):
    """One button for each section, in their order. It stands still while they scroll.

    Tab meets the first; the arrow keys lead to the others, so that sixteen headings are no
    sixteen stops on the way to the settings.
    """

    wanted = Signal(QWidget)
    """A section to be shown."""

    def __init__(self, look: Look, sections: Sequence[Section], viewport: QWidget) -> None:
        """Make the buttons.

        Args:
            look: The theme in use.
            sections: What they lead to.
            viewport: Where the sections scroll; a wheel turned here is turned there.
        """
        super().__init__(viewport)
        self._look = look
        self._viewport = viewport
        self._sections = sections
        self.buttons = [QuietButton(look, section.called, flush=True) for section in sections]
        for number, button in enumerate(self.buttons):
            button.setProperty("section", number)
            button.clicked.connect(self._on_pressed)
            button.installEventFilter(self)
            if number:
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = Column(look, gap="none", inset=("page_top", "page_side"), parent=self)
        column.add(*self.buttons)
        viewport.installEventFilter(self)
        look.changed.connect(self.arrange)

    @Slot()
    def arrange(self) -> None:
        """Stand at the right, or nowhere where there is no room."""
        room, wanted = self._viewport.size(), self.sizeHint()
        fits = room.width() >= self._look.theme.px(LEAST) and room.height() >= wanted.height()
        self.setVisible(fits)
        self.setGeometry(room.width() - wanted.width(), 0, wanted.width(), wanted.height())

    @Slot()
    def _on_pressed(self) -> None:
        section = self._sections[self.sender().property("section")]
        shown = (stop for stop in stops_of(section) if stop.isVisible() and stop.isEnabled())
        first = next(shown, None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.wanted.emit(section)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stand where there is room by now, and let arrow keys lead from heading to heading."""
        if isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._moved(watched, event.key())
        if watched is self._viewport and event.type() == QEvent.Type.Resize:
            self.arrange()
        return False

    def _moved(self, held: QObject, key: int) -> bool:
        step = (key == Qt.Key.Key_Down) - (key == Qt.Key.Key_Up)
        at = held.property("section") if step else None
        if at is None:
            return False
        last = len(self.buttons) - 1
        self.buttons[min(max(at + step, 0), last)].setFocus(Qt.FocusReason.TabFocusReason)
        return True
