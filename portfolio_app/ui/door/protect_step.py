"""Fourth step: the passphrase, and where the portfolio is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.door.step import Step
from portfolio_app.ui.file_dialogs import ask_to_save
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import QuietButton
from portfolio_app.ui.widgets.chosen_passphrase import ChosenPassphrase
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.notices import ProblemNotice
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portfolio_app.ui.look import Look

ENDING = ".portfolio"
"""Of the folder that a portfolio is."""


ENCRYPTED = (
    "The portfolio is encrypted. Without the passphrase or the recovery code nobody, not even "
    "we, can open it."
)


class ProtectStep(Step):
    """Asks for the passphrase twice; says where the portfolio will be."""

    submitted = Signal()
    """Enter was pressed in the second line."""

    def __init__(
        self,
        look: Look,
        folder: Path,
        about_place: Callable[[Path], str],
        *,
        title: str = "Protect it",
        note: str = ENCRYPTED,
        first: QWidget | None = None,
    ) -> None:
        """Make the step.

        Args:
            look: The theme in use.
            folder: Where the portfolio is kept unless the person chooses otherwise.
            about_place: Tells what to know about a place, such as that it is synchronised.
            title: What it is called.
            note: A sentence below that.
            first: What is asked before everything else.
        """
        super().__init__(look, title, note)
        self.folder = folder
        self._about_place = about_place
        self._chosen = ChosenPassphrase(look)
        self.passphrase, self.again = self._chosen.passphrase, self._chosen.again
        self.passphrase_field = self._chosen.passphrase_field
        self.again_field = self._chosen.again_field
        self.place = Words("", face=Face.BODY)
        self.change = QuietButton(look, "Choose another place", flush=True)
        self.about = Words("", face=Face.SMALL, tone=Role.INK_2)
        self.problem = ProblemNotice(look)
        kept = QWidget()
        Column(look, gap="xs", parent=kept).add(
            Words("Kept in", face=Face.BODY_STRONG), self.place, self.about, self.change
        )
        self.narrow.body.add(self.problem, *([first] if first else []), self._chosen, kept)
        self.scrolled.body.addStretch(1)
        self._chosen.submitted.connect(self.submitted)
        self.change.clicked.connect(self._on_change)
        self._show_place()

    def secret(self) -> str:
        """Return the chosen passphrase."""
        return self._chosen.secret()

    def forget(self) -> None:
        """Forget the passphrase."""
        self._chosen.forget()

    def complaint(self) -> str:
        """Check length and that both are the same."""
        return self._chosen.complaint()

    def show_problem(self, summary: str, advice: str) -> None:
        """Say why the portfolio could not be made here."""
        self.problem.show_words(summary, advice)

    @Slot()
    def _on_change(self) -> None:
        chosen = ask_to_save(
            self, "Where to keep the portfolio", self.folder, f"Portfolio (*{ENDING})"
        )
        if chosen:
            name = chosen.name.removesuffix(ENDING)
            self.folder = chosen.with_name(f"{name}{ENDING}")
            self.problem.show_words("")
            self._show_place()

    def _show_place(self) -> None:
        self.place.setText(str(self.folder))
        about = self._about_place(self.folder)
        self.about.setText(about)
        self.about.setVisible(bool(about))
