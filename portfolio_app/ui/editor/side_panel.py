"""The panel beside the page: what is claimed, what is asked, and what was written before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QWidget

from portfolio_app.model.domain.evidence import loosened
from portfolio_app.model.domain.wording import joined
from portfolio_app.ui.editor.claim_card import ClaimCard, Loosened
from portfolio_app.ui.editor.history_tab import HistoryTab
from portfolio_app.ui.tokens import Face, Role, State
from portfolio_app.ui.widgets.layouts import Column, Scrolled
from portfolio_app.ui.widgets.notices import UndoNotice
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Claim
    from portfolio_app.model.domain.names import ClaimId
    from portfolio_app.ui.editor.working_copy import WorkingCopy
    from portfolio_app.ui.look import Look

    CardKey = tuple[object, ...]

LOOSE = "These words are no longer in the text"


class ClaimsTab(Scrolled):
    """Loosened claims first, then the passages in reading order; cards that stay are kept."""

    pressed = Signal(object)
    note_changed = Signal(object, str)
    taken_back = Signal(object)
    """A tuple of claims."""
    put_back = Signal(object)
    """A tuple of claims."""
    attach_wanted = Signal(object, bool)
    """Loosened claims, and whether what took the place of their words is meant."""

    def __init__(self, look: Look, catalogue: Catalogue) -> None:
        super().__init__(look, gap="m", inset=("m", "m"), name="Claims")
        self._look = look
        self._catalogue = catalogue
        self._cards: dict[CardKey, ClaimCard] = {}
        self._last: tuple[Claim, ...] = ()
        self.linked = IconWords(look, "state-met", "", face=Face.SMALL_STRONG)
        self.linked.hide()
        self.undo = UndoNotice(look, "", icon="claim")
        self.undo.hide()
        self.loose = IconWords(
            look, "state-partly", LOOSE, tone=Role.PARTLY, face=Face.SMALL_STRONG
        )
        self.loose.hide()
        self.none = Words(
            "Select words that show what you can do, then press Ctrl+M.",
            face=Face.SMALL,
            tone=Role.INK_2,
        )
        self._loose_list = Column(look, gap="m")
        self._list = Column(look, gap="m")
        self.body.add(self.linked, self.undo, self.loose)
        self.body.add(self._loose_list)
        self.body.add(self._list)
        self.body.add(self.none)
        self.body.addStretch(1)
        self.undo.undone.connect(self._on_undone)

    def cards(self) -> list[ClaimCard]:
        """Return the cards from top to bottom."""
        return list(self._cards.values())

    def show_claims(self, copy: WorkingCopy) -> None:
        """Show what is claimed now."""
        loose = copy.loosened()
        wanted: dict[CardKey, tuple[Sequence[Claim], Loosened | None]] = {}
        for claims in loose:
            lost = Loosened.of(claims, copy.evidence)
            wanted[_key(claims, lost)] = (claims, lost)
        for passage in copy.passages():
            wanted[_key(passage.claims, None)] = (passage.claims, None)
        if list(wanted) != list(self._cards):  # laying out a hundred cards anew takes time
            self._show_cards(wanted)
        self.loose.setVisible(bool(loose))
        self.none.setVisible(not self._cards)
        self._show_linked(copy)

    def offer_back(self, claims: tuple[Claim, ...]) -> None:
        """Offer to make claims again; none to offer takes the offer away."""
        self._last = claims
        if claims:
            self.undo.set_text(taken_back(self._catalogue, claims))
        self.undo.setVisible(bool(claims))

    def show_card(self, claims: Sequence[ClaimId]) -> None:
        """Bring the card of these claims into sight and into focus."""
        for card in self._cards.values():
            if {claim.id for claim in card.claims} & set(claims):
                card.quotation.setFocus()
                self.ensureWidgetVisible(card)
                return

    def _show_cards(
        self, wanted: dict[CardKey, tuple[Sequence[Claim], Loosened | None]]
    ) -> None:
        known, self._cards = self._cards, {}
        for key, (claims, lost) in wanted.items():
            card = known.pop(key, None) or self._card(claims, lost)
            self._cards[key] = card
            (self._loose_list if lost else self._list).add(card)
        for card in known.values():
            card.hide()
            card.deleteLater()

    def _card(self, claims: Sequence[Claim], lost: Loosened | None) -> ClaimCard:
        card = ClaimCard(self._look, claims, self._catalogue, lost)
        card.pressed.connect(self.pressed)
        card.note_changed.connect(self.note_changed)
        card.taken_back.connect(self.taken_back)
        card.attach_wanted.connect(self.attach_wanted)
        return card

    def _show_linked(self, copy: WorkingCopy) -> None:
        frameworks = copy.catalogue.frameworks
        rules = copy.pathway.asks_for(copy.form.id)
        wanted = list(dict.fromkeys(f for rule in rules for f in rule.each_claims))
        loose = loosened(copy.evidence)
        have = {c.capability.framework for c in copy.evidence.claims if c not in loose}
        lacking = [frameworks[f] for f in wanted if f not in have]
        self.linked.setVisible(bool(wanted))
        if lacking:
            style = self._look.theme.state(State.MISSING)
            what = joined([f"{f.short} {f.noun}" for f in lacking], "or")
            said = f"Not linked to any {what} yet"
        else:
            style = self._look.theme.state(State.MET)
            said = f"Linked to {joined([f'the {frameworks[f].short}' for f in wanted])}"
        if said != self.linked.text():
            self.linked.set_words(style.icon, said, tone=style.colour)

    @Slot()
    def _on_undone(self) -> None:
        claims = self._last
        self.offer_back(())
        self.put_back.emit(claims)


def taken_back(catalogue: Catalogue, claims: Sequence[Claim]) -> str:
    """Return `PCF 6 is taken back`."""
    codes = joined([catalogue.code(claim.capability) for claim in claims])
    return f"{codes} {'is' if len(claims) == 1 else 'are'} taken back"


def _key(claims: Sequence[Claim], lost: Loosened | None) -> CardKey:
    """Return what makes a card another one: other claims, or another offer."""
    return (lost, *(claim.id for claim in claims))


class GuidanceTab(Scrolled):
    """What belongs here, what the pathway asks of it, and where both come from."""

    def __init__(self, look: Look, copy: WorkingCopy) -> None:
        super().__init__(look, gap="m", inset=("l", "l"), name="Guidance to read")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # there is nothing else in it to go to
        self._say(copy.form.title, copy.form.about)
        for rule in copy.pathway.asks_for(copy.form.id):
            self._say(f"What {copy.pathway.authority} asks", rule.asks, rule.why)
            self._quiet(rule.certainty.advice)
        for field in copy.form.fields:
            if field.words_expected:
                self._quiet(f"{field.title}: about {field.words_expected:,} words.")
        self._quiet(copy.form.source)
        self.body.addStretch(1)

    def _say(self, heading: str, *sentences: str) -> None:
        self.body.add(Words(heading, face=Face.BODY_STRONG))
        for sentence in sentences:
            if sentence:
                self.body.add(Words(sentence, face=Face.SMALL))

    def _quiet(self, sentence: str) -> None:
        if sentence:
            self.body.add(Words(sentence, face=Face.SMALL, tone=Role.INK_2))


class SidePanel(QWidget):
    """Three tabs, the first of which says how many passages are claimed."""

    def __init__(self, look: Look, copy: WorkingCopy) -> None:
        super().__init__()
        self._look = look
        self.claims = ClaimsTab(look, copy.catalogue)
        self.guidance = GuidanceTab(look, copy)
        self.history = HistoryTab(look, copy)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Claims, guidance and history")
        self.tabs.setExpanding(False)
        self.tabs.addTab("Claims")
        self.tabs.addTab("Guidance")
        self.tabs.addTab("History")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.claims)
        self.stack.addWidget(self.guidance)
        self.stack.addWidget(self.history)
        Column(look, gap="none", parent=self).add(self.tabs, self.stack)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._measure()
        look.changed.connect(self._measure)

    def show_claims(self, copy: WorkingCopy) -> None:
        """Show what is claimed now."""
        self.claims.show_claims(copy)
        number = len(self.claims.cards())
        said = f"Claims {number}" if number else "Claims"
        if said != self.tabs.tabText(0):
            self.tabs.setTabText(0, said)

    @Slot()
    def _measure(self) -> None:
        self.setFixedWidth(self._look.theme.size.side_panel)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint paper, with a line towards the page."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(Role.PAPER))
        line = theme.border.hairline
        painter.fillRect(0, 0, line, self.height(), theme.colour(Role.LINE))
