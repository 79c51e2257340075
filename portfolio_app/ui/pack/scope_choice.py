"""Which pack it is: that of the whole pathway, or of one review on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.widgets.fields import DropDown, LabelledField
from portfolio_app.ui.widgets.layouts import Column

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.pack.standing import Standing

WIDTH = 420
"""Px at 100 %."""
WHOLE = ("", "The whole pathway")


class ScopeChoice(QWidget):
    """Asks for it where the pathway has reviews with a pack of their own; else hidden."""

    chosen = Signal(str)
    """The id of the review; empty for the whole."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.choice = DropDown(look, [WHOLE])
        self._offered: tuple[tuple[str, str], ...] = (WHOLE,)
        self._look = look
        Column(look, gap="none", parent=self).add(LabelledField(look, "Pack of", self.choice))
        self.choice.chosen.connect(self._on_chosen)
        look.changed.connect(self._measure)
        self._measure()
        self.hide()

    def show_standing(self, found: Standing) -> None:
        """Offer the reviews of the pathway; the choice stays where it was."""
        offered = (WHOLE, *found.reviews)
        if offered != self._offered:
            self._offered = offered
            self.choice.show_options(offered)
            self.choice.set_value(found.stage)
        self.setVisible(len(offered) > 1)

    @Slot()
    def _measure(self) -> None:
        self.setMaximumWidth(self._look.theme.px(WIDTH))

    @Slot(object)
    def _on_chosen(self, value: object) -> None:
        self.chosen.emit(str(value))
