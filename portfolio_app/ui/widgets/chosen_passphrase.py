"""A passphrase that is being chosen: typed twice, and long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.widgets.fields import LabelledField, PassphraseField
from portfolio_app.ui.widgets.layouts import Column

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look

PASSPHRASE_LEAST = 12
"""Characters; the vault refuses fewer."""


class ChosenPassphrase(QWidget):
    """Two fields and what is wrong with them."""

    submitted = Signal()
    """Enter was pressed in the second."""

    def __init__(self, look: Look, *, label: str = "Passphrase") -> None:
        super().__init__()
        self.passphrase = PassphraseField(look)
        self.again = PassphraseField(look, name="Once more")
        self.passphrase_field = LabelledField(
            look,
            label,
            self.passphrase,
            explanation=f"At least {PASSPHRASE_LEAST} characters. Four or five words that only "
            "you would put together are easy to remember and hard to guess.",
        )
        self.again_field = LabelledField(look, "Once more", self.again)
        Column(look, gap="l", parent=self).add(self.passphrase_field, self.again_field)
        self.setFocusProxy(self.passphrase.line)
        self.again.submitted.connect(self.submitted)

    def secret(self) -> str:
        """Return the chosen passphrase."""
        return self.passphrase.text()

    def forget(self) -> None:
        """Forget what was typed, and what was wrong with it."""
        self.passphrase.clear()
        self.again.clear()
        self.passphrase_field.set_error("")
        self.again_field.set_error("")

    def complaint(self) -> str:
        """Check length and that both are the same."""
        short = len(self.secret().strip()) < PASSPHRASE_LEAST
        self.passphrase_field.set_error(
            f"At least {PASSPHRASE_LEAST} characters, please." if short else ""
        )
        differs = self.secret() != self.again.text()
        self.again_field.set_error("The two are not the same." if differs and not short else "")
        return self.passphrase_field.error or self.again_field.error
