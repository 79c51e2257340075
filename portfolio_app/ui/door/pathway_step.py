"""Second step: which pathway you are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.door.step import Step
from portfolio_app.ui.focus import follow_by_tab, follow_layout
from portfolio_app.ui.tokens import Role
from portfolio_app.ui.widgets.buttons import PlainButton
from portfolio_app.ui.widgets.choices import Choice, ChoiceList
from portfolio_app.ui.widgets.fields import TextLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.states import IconWords
from portfolio_app.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.rule_files import AddedRules
    from portfolio_app.services.rules import RuleService
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.rules.adding import AddRules
    from portfolio_app.ui.tasks import TaskRunner

SEARCHED_FROM = 4
"""Pathways at which a search begins to help; fewer are seen at once."""


class PathwayStep(Step):
    """Offers the rule packs as cards, found by typing where there are many."""

    editor_wanted = Signal()
    """Rules are to be made or changed."""

    def __init__(self, look: Look) -> None:
        super().__init__(
            look,
            "Which pathway are you on?",
            "It decides what your pack must hold. Ask your academy whether the document that "
            "it follows is still in force.",
        )
        self._pathways: tuple[Pathway, ...] = ()
        self.search = TextLine(look, icon="search", hint="Find a council or a role")
        self.cards = ChoiceList(look, name="Pathway", columns=3)
        self._problem = IconWords(look, "state-problem", "", tone=Role.PROBLEM)
        self._problem.hide()
        self._empty = Words("Reading the pathways ...", tone=Role.INK_2)
        self.narrow.body.add(self.search)
        self.add: AddRules | None = None
        self.edit = PlainButton(look, "Make or change a pathway ...", icon="pencil")
        self._own = QWidget()
        Flow(look, parent=self._own).add(self.edit)
        self._own.hide()
        self.scrolled.body.add(self._problem, self._empty, self.cards, self._own)
        self.scrolled.body.addStretch(1)
        self.search.hide()
        self.search.textChanged.connect(self._on_searched)
        self.cards.chosen.connect(self._on_chosen)
        self.edit.clicked.connect(self.editor_wanted)

    def offer_rules(self, rules: RuleService, runner: TaskRunner) -> None:
        """Let files of rules be added, and rules be made, once the program is together."""
        if self.add is not None:
            return
        from portfolio_app.ui.rules.adding import AddRules  # not before it can be used

        self._rules = rules
        self.add = AddRules(self._look, rules, runner)
        self.add.added.connect(self._on_added)
        column = self.scrolled.body
        column.insertWidget(column.indexOf(self._own), self.add)
        follow_layout(self.scrolled)
        self._own.show()

    def show_pathways(self, pathways: Sequence[Pathway]) -> None:
        """Offer these rule packs; a single one is chosen at once."""
        chosen = self.cards.value()
        self._pathways = tuple(pathways)
        self.search.setVisible(len(self._pathways) >= SEARCHED_FROM)
        self._show(self.search.text())
        alone = self._pathways[0].id if len(self._pathways) == 1 else None
        self.cards.set_value(chosen or alone)

    def pathway(self) -> Pathway | None:
        """Return the chosen rules."""
        return next((p for p in self._pathways if p.id == self.cards.value()), None)

    def complaint(self) -> str:
        """Ask for a choice."""
        words = "" if self.pathway() else "Choose the pathway whose panel you are going to."
        self._complain(words)
        return words

    def summary(self) -> str:
        """Return the title of the chosen rules."""
        pathway = self.pathway()
        return pathway.title if pathway else ""

    def focus_first(self) -> None:
        """Land in the search where there is one, else on the card to choose first."""
        cards = self.cards.cards()
        if self.search.isVisibleTo(self) or not cards:
            super().focus_first()
        else:
            next((card for card in cards if card.isChecked()), cards[0]).setFocus()

    def take_enter(self) -> bool:
        """Choose the card at hand: the one with the focus, or the only one that was found."""
        cards, focused = self.cards.cards(), self.focusWidget()
        only = cards[0] if len(cards) == 1 and focused is self.search else None
        card = next((card for card in cards if card is focused), only)
        if card is None or card.isChecked():
            return False
        card.click()
        return True

    def _complain(self, words: str) -> None:
        self._problem.set_words("state-problem", words, tone=Role.PROBLEM)
        self._problem.setVisible(bool(words))

    @Slot(object)
    def _on_added(self, added: AddedRules) -> None:
        """Offer what was added, and choose it."""
        self.search.clear()
        self.show_pathways(by_authority(self._rules))
        self.cards.set_value(added.manifest.pathway)
        self._complain("")

    @Slot(object)
    def _on_chosen(self, value: object) -> None:
        self._complain("")

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        chosen = self.cards.value()
        self._show(words)
        self.cards.set_value(chosen)

    def _show(self, words: str) -> None:
        wanted = words.casefold().split()
        found = [p for p in self._pathways if all(word in _searched(p) for word in wanted)]
        self.cards.show_choices([_card(pathway) for pathway in found])
        follow_by_tab(self.search, self.cards.cards())  # they are new each time
        self._empty.setText("No pathway has these words. Try fewer of them.")
        self._empty.setVisible(not found)


def by_authority(rules: RuleService) -> list[Pathway]:
    """Return the pathways to choose from, in the order of their cards."""
    return sorted(rules.catalogue.pathways.values(), key=lambda p: p.authority)


def _searched(pathway: Pathway) -> str:
    """Return what a pathway is found by; its title by its initials too, such as ASYE."""
    initials = "".join(word[0] for word in pathway.title.split() if word[0].isupper())
    words = (pathway.authority, pathway.title, initials, pathway.asks)
    return " ".join(words).casefold()


def _card(pathway: Pathway) -> Choice:
    return Choice(
        value=pathway.id,
        title=pathway.title,
        kicker=pathway.authority,
        text=pathway.asks,
        facts=(
            ("calendar", pathway.months or "Your own panel date"),
            ("guidance", pathway.source),
        ),
    )
