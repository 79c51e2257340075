"""A claimed passage as one voice among others: when, what, how it shows it, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from portfolio_app.model.domain.wording import day
from portfolio_app.ui.editor.press_words import PressWords
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.coverage import Quotation
    from portfolio_app.ui.look import Look


class QuotationCard(Card):
    """The whole passage; the panel reads it cut, the practitioner does not."""

    opened = Signal(object)
    """The `Quotation` that is to be shown where it stands."""

    def __init__(
        self, look: Look, said: Quotation, catalogue: Catalogue, number: int = 0
    ) -> None:
        """Make a card.

        Args:
            look: The theme in use.
            said: What it shows.
            catalogue: Names roles.
            number: Which passage of its piece it is on this page; 0: the only one.
        """
        super().__init__(look, gap="s", inset="m")
        self.said = said
        when = day(said.dated) if said.dated else "No date"
        passage = f"passage {number} of " if number else ""
        self.open = PressWords(
            look,
            f"Open {passage}“{said.title}”",
            face=Face.SMALL_STRONG,
            tone=Role.ACCENT,
        )
        self.body.add(Words(when, face=Face.SMALL_STRONG))
        self.body.add(Words(f"“{' '.join(said.words.split())}”"))
        if said.note:
            self.body.add(Words(said.note, face=Face.SMALL, tone=Role.INK_2))
        if said.claimed_by != said.role:
            who = _who(said, catalogue)
            self.body.add(Words(f"Claimed by {who}", face=Face.SMALL, tone=Role.INK_2))
        self.body.add(self.open)
        self.body.addStretch(1)
        self.open.clicked.connect(self._on_open)

    @Slot()
    def _on_open(self) -> None:
        self.opened.emit(self.said)


def _who(said: Quotation, catalogue: Catalogue) -> str:
    role = catalogue.roles[said.claimed_by]
    return "you" if role.voice == "self" else f"the {role.title}"
