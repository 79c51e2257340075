"""Asks for the passphrase once more before real names are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot

from portfolio_app.ui.problems import in_words
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import MainButton
from portfolio_app.ui.widgets.fields import LabelledField, PassphraseField
from portfolio_app.ui.widgets.layouts import Scrolled
from portfolio_app.ui.widgets.narrow import Narrow
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Card, Heading, Words

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look

WIDTH: Final = 520
"""Px at 100 %: as wide as a passphrase and its sentences need."""
WHY: Final = (
    "The register of real names is shown only to whoever knows the passphrase, and hidden "
    "again when you leave this page."
)


class Gate(Scrolled):
    """Knows no names and no vault: it only asks and shows."""

    passphrase_given = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, inset=("page_top", "page_side"), name="People")
        self.passphrase = PassphraseField(look)
        self.field = LabelledField(look, "Passphrase", self.passphrase)
        self.show_names = MainButton(look, "Show real names")
        card = Card(look, inset="xl", gap="l")
        card.body.add(
            Heading("People", face=Face.DISPLAY),
            Words(WHY, tone=Role.INK_2),
            self.field,
        )
        card.body.add(self.show_names, align=Qt.AlignmentFlag.AlignLeft)
        narrow = Narrow(look, width=WIDTH, centred=True)
        kept = "Real names stay in this portfolio. No pack ever holds them."
        narrow.body.add(card, IconWords(look, "lock", kept))
        self.body.addStretch(1)
        self.body.add(narrow)
        self.body.addStretch(2)
        self.passphrase.submitted.connect(self._on_given)
        self.show_names.clicked.connect(self._on_given)

    def ask(self) -> None:
        """Begin again, with nothing typed."""
        self.passphrase.clear()
        self.field.set_error("")
        self.show_names.set_busy(None)

    def show_problem(self, error: Exception) -> None:
        """Say why the names are not shown; what was typed stays."""
        self.show_names.set_busy(None)
        summary, advice = in_words(error)
        self.field.set_error(f"{summary} {advice}".strip())
        self.passphrase.line.selectAll()
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_given(self) -> None:
        if not self.show_names.is_busy and self.passphrase.text():
            self.field.set_error("")
            self.show_names.set_busy("Looking ...")
            self.passphrase_given.emit(self.passphrase.text())
