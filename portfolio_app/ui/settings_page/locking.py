"""When the portfolio locks by itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from portfolio_app.ui.settings_page.section import Section
from portfolio_app.ui.widgets.fields import DropDown, LabelledField

if TYPE_CHECKING:
    from portfolio_app.ui.settings_page.section import Surroundings

CHOICES = (
    (1, "After a minute"),
    (5, "After 5 minutes"),
    (10, "After 10 minutes"),
    (30, "After half an hour"),
    (60, "After an hour"),
    (0, "Never by itself"),
)
"""Minutes without work."""

HEARS_THE_DESKTOP = sys.platform not in {"win32", "darwin"}


class LockingSection(Section):
    """How long nobody may work before it locks, on this computer."""

    changed = Signal()
    needs_writing = False

    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            around, "Locking", note="What you have written is saved before it locks."
        )
        self.minutes = DropDown(around.look, CHOICES)
        also = "Ctrl+L locks at once."
        if HEARS_THE_DESKTOP:
            also += " It also locks with the screen, and before the computer sleeps."
        self.body.add(
            LabelledField(
                around.look, "When nobody works with it", self.minutes, explanation=also
            )
        )
        self.minutes.chosen.connect(self._on_chosen)

    def show_minutes(self, minutes: int) -> None:
        """Show what is chosen."""
        self.minutes.set_value(minutes)

    @Slot(object)
    def _on_chosen(self, minutes: int) -> None:
        self.changed.emit()
