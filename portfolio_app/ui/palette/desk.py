"""Gathers what Ctrl+K finds, and does what is chosen; shows what F1 shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from portfolio_app.ui.editor.capability_list import claimable
from portfolio_app.ui.evidence.standing import title_of
from portfolio_app.ui.palette.actions import Action, actions_on
from portfolio_app.ui.palette.entries import Entry, Kind
from portfolio_app.ui.palette.key_sheet import KeySheet
from portfolio_app.ui.palette.palette import Palette
from portfolio_app.ui.palette.parts import PartKeys
from portfolio_app.ui.problems import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.model.domain.search import Source
    from portfolio_app.services.open_portfolio import OpenPortfolio
    from portfolio_app.services.progress import Progress
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.portfolio_window import PortfolioWindow
    from portfolio_app.ui.tasks import TaskRunner

FIND: Final = "find"
KEYS: Final = "keys"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the portfolio holds, by name."""

    pieces: tuple[tuple[str, str, str], ...] = ()
    """Id, title, kind; the piece that was changed last comes first."""
    forms: tuple[tuple[str, str], ...] = ()
    """Id and title of what can be begun."""
    capabilities: tuple[tuple[CapabilityRef, str, str], ...] = ()
    """Reference, code and title, what it is about."""
    stand_ins: tuple[str, ...] = ()
    """Of the people in the register; their names stay there."""


class PaletteDesk(QObject):
    """Opens at once with what it knew last, and reads meanwhile."""

    def __init__(
        self,
        look: Look,
        portfolio: OpenPortfolio,
        runner: TaskRunner,
        window: PortfolioWindow,
    ) -> None:
        super().__init__(window)
        self._look = look
        self._portfolio = portfolio
        self._runner = runner
        self._window = window
        self._held = Held()
        self._here: tuple[Entry, ...] = ()
        self.sheet = Palette(look, window)
        PartKeys(window)
        self.keys: KeySheet | None = None
        self.sheet.chosen.connect(self._on_chosen)
        window.add_corner(FIND, "Find anything", "search", keys="Ctrl+K")
        window.add_corner(KEYS, "All keys", "info", keys="F1")
        window.action_chosen.connect(self._on_action)

    @Slot()
    def open(self) -> None:
        """Show the sheet; what was found the last time stands in it until it is read anew."""
        self._here = tuple(self._actions())
        self.sheet.begin(self._entries())
        self._runner.run(self._read, done=self._show, failed=self._show_problem)

    @Slot()
    def show_keys(self) -> None:
        """Show all keys, by place."""
        from portfolio_app.ui.palette.keyboard import key_places  # needs every window there is

        if self.keys is None:
            self.keys = KeySheet(self._look, self._window)
        self.keys.show_places(key_places(self._window))
        self.keys.open()

    @Slot(str)
    def _on_action(self, key: str) -> None:
        if key == FIND:
            self.open()
        elif key == KEYS:
            self.show_keys()

    # Off the GUI thread

    def _read(self, progress: Progress) -> Held:
        evidence, verdicts = self._portfolio.evidence, self._portfolio.verdicts
        pathway = verdicts.pathway()
        latest = sorted(evidence.all(), key=lambda piece: piece.changed_at, reverse=True)
        forms = {piece.form: evidence.form(piece.form) for piece in latest}
        wanted = dict.fromkeys(form for rule in pathway.requirements for form in rule.forms)
        return Held(
            pieces=tuple(
                (piece.id, title_of(piece, forms[piece.form]), forms[piece.form].title)
                for piece in latest
            ),
            forms=tuple((form, evidence.form(form).title) for form in wanted),
            capabilities=tuple(
                (known.ref, known.heading, known.gloss)
                for known in claimable(pathway, verdicts.catalogue)
            ),
            stand_ins=tuple(person.stand_in for person in self._portfolio.people.all()),
        )

    # Showing

    @Slot(object)
    def _show(self, held: Held) -> None:
        if held != self._held:
            self._held = held
            if self.sheet.isVisible():
                self.sheet.offer(self._entries())

    @Slot(object)
    def _show_problem(self, error: Exception) -> None:
        explain(error, self._window)

    @Slot(object)
    def _on_chosen(self, entry: Entry) -> None:
        """Do it when the window has the keyboard again."""
        self._window.activateWindow()
        QTimer.singleShot(0, self._window, entry.act)

    def _lead_to(self, place: str, action: Action) -> None:
        """Show where it is done, one Enter away: nobody decides about what they do not see."""
        self._window.show_place(place)
        action.point_at()

    def _begin(self, form_id: str) -> None:
        self._window.show_place("evidence")
        self._window.evidence.begin(form_id)

    @Slot(object, object)
    def open_capability(self, ref: CapabilityRef, said: Source | None = None) -> None:
        """Show the page of a capability, at what is written of it if that was found."""
        self._window.show_place("capabilities")
        self._window.capabilities.open_soon(ref, said)

    def _find_evidence(self, words: str) -> None:
        self._window.show_place("evidence")
        self._window.evidence.search_for(words)

    def _entries(self) -> tuple[Entry, ...]:
        return (*self._here, *self._held_entries())

    def _actions(self) -> Iterator[Entry]:
        """Yield what can be done now, by the names on its buttons."""
        window = self._window
        page = window.stack.currentWidget()
        for action in actions_on(page) if page else ():
            yield Entry(kind=Kind.HERE, title=action.title, act=action.act, keys=action.keys)
        for offer in window.offers():
            if offer.key != FIND:
                yield Entry(
                    kind=Kind.PLACE if offer.is_place else Kind.ACTION,
                    title=offer.keys.does,
                    act=window.rail.place(offer.key).click,
                    keys=offer.keys.shown,
                )
        for offer, other in window.places():
            for action in actions_on(other) if other is not page else ():
                yield Entry(
                    kind=Kind.ELSEWHERE,
                    title=action.title,
                    detail=f"on {offer.keys.does}",
                    act=partial(self._lead_to, offer.key, action),
                )

    def _held_entries(self) -> Iterator[Entry]:
        """Yield what the portfolio holds, and what can be begun in it."""
        held = self._held
        for form, title in () if self._portfolio.bar else held.forms:
            yield Entry(kind=Kind.BEGIN, title=title, act=partial(self._begin, form))
        for piece, title, form in held.pieces:
            act = partial(self._window.open_evidence, piece)
            yield Entry(kind=Kind.EVIDENCE, title=title, detail=form, act=act)
        for ref, title, about in held.capabilities:
            open_it = partial(self.open_capability, ref)
            yield Entry(kind=Kind.CAPABILITY, title=title, detail=about, act=open_it)
        for name in held.stand_ins:
            find = partial(self._find_evidence, name)
            yield Entry(
                kind=Kind.PERSON, title=name, detail="the evidence about them", act=find
            )
