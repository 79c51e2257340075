"""A claimed passage as one voice among others: when, what, how it shows it, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.model.domain.wording import count, day
from portfolio_app.ui.capabilities.matrix_table import VOICE_WORDS
from portfolio_app.ui.editor.press_words import PressWords
from portfolio_app.ui.focus import follow_by_tab
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.tokens import Voice as Mark
from portfolio_app.ui.widgets.layouts import Column
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Card, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.coverage import Quotation
    from portfolio_app.model.domain.roles import Voice
    from portfolio_app.ui.look import Look


SHOWN = 6
"""Passages of one voice that are shown at once; ours. Earlier ones are asked for."""


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


class VoiceColumn(QWidget):
    """What one kind of source said, in the order of its days; of many, the latest few."""

    opened = Signal(object)
    """A `Quotation`."""

    def __init__(
        self,
        look: Look,
        voice: Voice,
        said: Sequence[tuple[Quotation, int]],
        catalogue: Catalogue,
    ) -> None:
        """Make a column.

        Args:
            look: The theme in use.
            voice: Whose words these are.
            said: Passages by date, each with its number among those of its piece, or 0.
            catalogue: Names roles.
        """
        super().__init__()
        self._look = look
        self._catalogue = catalogue
        earlier, shown = said[:-SHOWN], said[-SHOWN:]
        self._earlier = list(earlier)
        self.cards = [self._card(*one) for one in shown]
        icon = look.theme.tokens.voices[Mark(voice)].icon
        head = f"{VOICE_WORDS[voice]}, {count(len(said), 'passage')}"
        self._column = Column(look, gap="s", parent=self)
        self._column.add(
            IconWords(look, icon, head, tone=Role.INK, face=Face.BODY_STRONG, size="voice")
        )
        words = f"Show {count(len(earlier), 'earlier passage')}: {VOICE_WORDS[voice]}"
        self.more = PressWords(look, words, face=Face.SMALL_STRONG, tone=Role.ACCENT)
        self._column.add(self.more)
        self.more.setVisible(bool(earlier))
        self._column.add(*self.cards)
        self._column.addStretch(1)
        self.more.clicked.connect(self._on_more)

    def _card(self, said: Quotation, number: int) -> QuotationCard:
        card = QuotationCard(self._look, said, self._catalogue, number)
        card.opened.connect(self.opened)
        return card

    @Slot()
    def _on_more(self) -> None:
        """Show the earlier ones above those that are shown."""
        earlier = [self._card(*one) for one in self._earlier]
        self._earlier = []
        for place, card in enumerate(earlier, 2):
            self._column.insertWidget(place, card)
        self.cards = [*earlier, *self.cards]
        follow_by_tab(self.more, (card.open for card in earlier))
        self.more.hide()
        earlier[0].open.setFocus(Qt.FocusReason.OtherFocusReason)


def _who(said: Quotation, catalogue: Catalogue) -> str:
    role = catalogue.roles[said.claimed_by]
    return "you" if role.voice == "self" else f"the {role.title}"
