"""What the four questions of the first start have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from portfolio_app.ui.widgets.fields import LabelledField
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.words import PageHeading

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look


class Step(QWidget):
    """One question. `complaint` is empty when it is answered well enough to go on."""

    def __init__(self, look: Look, title: str, note: str) -> None:
        super().__init__()
        self._look = look
        self.scrolled = Scrolled(look, gap="l", inset=("page_top", "page_side"), name=title)
        self.heading = PageHeading(look, title, note=note)
        self.scrolled.body.add(self.heading)
        self.narrow = Narrow(look)
        self.scrolled.body.add(self.narrow)
        Column(look, gap="none", parent=self).add(self.scrolled, stretch=1)

    def complaint(self) -> str:
        """Check the answer, say in place what is missing, and return the same sentence."""
        return ""

    def summary(self) -> str:
        """Return the answer in a few words, for the list of steps."""
        return ""

    def lines(self) -> list[QLineEdit]:
        """Return the lines to be filled in, from top to bottom."""
        return self.findChildren(QLineEdit)

    def take_enter(self) -> bool:
        """Use Enter for something within the step; False lets it lead on."""
        return False

    def focus_first(self) -> None:
        """Land the cursor in the first answer."""
        if lines := self.lines():
            lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_complaint(self) -> None:
        """Land the cursor in the first answer that something is wrong with."""
        for field in self.findChildren(LabelledField):
            if field.error:
                entry = field.control.focusProxy() or field.control
                entry.setFocus(Qt.FocusReason.OtherFocusReason)
                return


def line_text(field: LabelledField) -> str:
    """Return what is typed into a field of one line, without the space around it."""
    return field.control.text().strip() if isinstance(field.control, QLineEdit) else ""
