"""A field for what the practitioner says of one capability as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.wording import count, words
from portfolio_app.ui.tokens import Face, State
from portfolio_app.ui.widgets.fields import LabelledField
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.states import IconWords, StateLabel
from portfolio_app.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from portfolio_app.model.domain.frameworks import Capability
    from portfolio_app.ui.look import Look


class StatementField(QWidget):
    """One capability, what it is about, and what the practitioner says of it."""

    edited = Signal(object, str)
    """The `CapabilityRef`, and the whole text."""

    def __init__(self, look: Look, capability: Capability, *, label: str = "") -> None:
        """Make a field.

        Args:
            look: The theme in use.
            capability: What it is about.
            label: What stands above it; without one the capability and its gloss.
        """
        super().__init__()
        self.ref = capability.ref
        self._known = ""
        self.text = TextArea(look, lines=4)
        self.state = StateLabel(look, State.MISSING, words="No statement yet")
        self.saved = IconWords(look, "check", "", face=Face.SMALL, wrap=False)
        self.saved.hide()
        below = Flow(look, gap="l")
        below.add(self.state, self.saved)
        field = LabelledField(
            look,
            label or f"{capability.number}. {capability.title}",
            self.text,
            explanation="" if label else capability.gloss,
        )
        Column(look, gap="xs", parent=self).add(field, below)
        self.text.edited.connect(self._on_edited)

    def show_statement(self, text: str) -> None:
        """Show what is stored."""
        self._known = text
        if self.text.text() != text:
            self.text.set_text(text)
        self._show_state(text)

    def _show_state(self, text: str) -> None:
        if text.strip():
            self.state.set_state(State.MET, words=count(words(text), "word"))
        else:
            self.state.set_state(State.MISSING, words="No statement yet")

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        if text == self._known:
            return  # laid out anew, at another text size
        self._known = text
        self._show_state(text)
        self.edited.emit(self.ref, text)
