"""Fourth step: the passphrase, and where the portfolio is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from portfolio_app.ui.door.step import Step
from portfolio_app.ui.tokens import Face
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.fields import LabelledField, PassphraseField
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from portfolio_app.ui.look import Look

PASSPHRASE_LEAST = 12
"""Characters; the vault refuses fewer."""
ENDING = ".portfolio"
"""Of the folder that a portfolio is."""


class ProtectStep(Step):
    """Asks for the passphrase twice; says where the portfolio will be."""

    def __init__(self, look: Look, folder: Path) -> None:
        super().__init__(
            look,
            "Protect it",
            "The portfolio is encrypted. Without the passphrase or the recovery code nobody, "
            "not even we, can open it.",
        )
        self.folder = folder
        self.passphrase = PassphraseField(look)
        self.again = PassphraseField(look, name="Once more")
        self.passphrase_field = LabelledField(
            look,
            "Passphrase",
            self.passphrase,
            explanation=f"At least {PASSPHRASE_LEAST} characters. Four or five words that only "
            "you would put together are easy to remember and hard to guess.",
        )
        self.again_field = LabelledField(look, "Once more", self.again)
        self.place = Words("", face=Face.BODY)
        self.change = QuietButton(look, "Choose another place", flush=True)
        self.problem = ProblemNotice(look)
        kept = QWidget()
        Column(look, gap="xs", parent=kept).add(
            Words("Kept in", face=Face.BODY_STRONG), self.place, self.change
        )
        self.narrow.body.add(self.problem, self.passphrase_field, self.again_field, kept)
        self.scrolled.body.addStretch(1)
        self.change.clicked.connect(self._on_change)
        self._show_place()

    def secret(self) -> str:
        """Return the chosen passphrase."""
        return self.passphrase.text()

    def forget(self) -> None:
        """Forget the passphrase."""
        self.passphrase.clear()
        self.again.clear()

    def complaint(self) -> str:
        """Check length and that both are the same."""
        short = len(self.secret().strip()) < PASSPHRASE_LEAST
        self.passphrase_field.set_error(
            f"At least {PASSPHRASE_LEAST} characters, please." if short else ""
        )
        differs = self.secret() != self.again.text()
        self.again_field.set_error("The two are not the same." if differs and not short else "")
        return self.passphrase_field.error or self.again_field.error

    def show_problem(self, summary: str, advice: str) -> None:
        """Say why the portfolio could not be made here."""
        self.problem.show_words(summary, advice)

    @Slot()
    def _on_change(self) -> None:
        chosen = QFileDialog.getSaveFileName(
            self, "Where to keep the portfolio", str(self.folder), f"Portfolio (*{ENDING})"
        )[0]
        if chosen:
            name = Path(chosen).name.removesuffix(ENDING)
            self.folder = Path(chosen).with_name(f"{name}{ENDING}")
            self.problem.show_words("")
            self._show_place()

    def _show_place(self) -> None:
        self.place.setText(str(self.folder))
