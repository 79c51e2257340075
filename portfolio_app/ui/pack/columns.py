"""Three columns; in narrow windows two views, or three, with a switch above."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from portfolio_app.ui.widgets.layouts import NARROW, Column, Row
from portfolio_app.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from portfolio_app.ui.look import Look

WIDE = 1000
"""Px at 100 % from which the three columns stand beside one another."""
MEDIUM = 640
"""Px at 100 % from which the list and the signing stand beside one another."""
SHARES = (11, 18, 9)
"""How the three divide the width, after the mock."""


class View(StrEnum):
    """What is shown where not everything fits."""

    LIST = "list"
    PAGES = "pages"
    SIGNING = "signing"


class PackColumns(QWidget):
    """The list, the pages, and the signing."""

    def __init__(self, look: Look, first: QWidget, pages: QWidget, signing: QWidget) -> None:
        super().__init__()
        self._look = look
        self._parts = {View.LIST: first, View.PAGES: pages, View.SIGNING: signing}
        self.two = Segments(
            look, [(View.LIST, "Before you seal"), (View.PAGES, "Pages")], name="Show"
        )
        self.three = Segments(
            look,
            [(View.LIST, "To do"), (View.PAGES, "Pages"), (View.SIGNING, "Seal and sign")],
            name="Show",
        )
        self._switches = QWidget()
        self._switch = Row(look, inset=("none", "page_side"), parent=self._switches)
        self._switch.add(self.two, self.three)
        self._switch.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        for part, share in zip(self._parts.values(), SHARES, strict=True):
            self._row.addWidget(part, share)
        column = Column(look, gap="m", parent=self)
        column.add(self._switches)
        column.add(self._row, stretch=1)
        for switched in (self.two, self.three):
            switched.chosen.connect(self._on_chosen)
        look.changed.connect(self._arrange)
        self._view = View.LIST
        self._arrange()

    @property
    def is_wide(self) -> bool:
        """Whether all three are shown."""
        return self.width() >= self._look.theme.px(WIDE)

    def show_view(self, view: View) -> None:
        """Show a part where not everything fits."""
        self._view = view
        self._arrange()

    @Slot(object)
    def _on_chosen(self, view: View) -> None:
        self.show_view(view)

    @Slot()
    def _arrange(self) -> None:
        theme = self._look.theme
        narrow = self.width() < NARROW
        side = theme.tokens.space.xl if narrow else theme.space.page_side
        side -= theme.space.xs  # the parts keep this much for the focus ring
        self._switch.set_narrow(narrow=narrow)
        self._row.setContentsMargins(side, 0, side, 0)
        medium = self.width() >= self._look.theme.px(MEDIUM)
        self._switches.setVisible(not self.is_wide)
        self.two.setVisible(medium)
        self.three.setVisible(not medium)
        self.two.set_value(View.PAGES if self._view is View.PAGES else View.LIST)
        self.three.set_value(self._view)
        shown = {self._view}
        if self.is_wide:
            shown = set(View)
        elif medium and self._view is not View.PAGES:
            shown = {View.LIST, View.SIGNING}
        for view, part in self._parts.items():
            part.setVisible(view in shown)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits."""
        super().resizeEvent(event)
        self._arrange()
