"""How a piece stands in one line: complete, or what is missing first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.shortfalls import empty_slots, named, shortfalls
from portfolio_app.model.domain.wording import count, day, sentence
from portfolio_app.ui.tokens import State

if TYPE_CHECKING:
    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.model.domain.shortfalls import Shortfall


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a row of the list says of a piece besides its title."""

    state: State
    words: str
    """`Complete`, `Not complete`, `Waiting`."""
    missing: str
    """A sentence, empty where nothing is missing."""


def standing(
    piece: Evidence, pathway: Pathway, snapshot: Snapshot, catalogue: Catalogue
) -> Standing:
    """Judge a piece as the verdict does, by the requirements that ask for its form."""
    form = catalogue.forms[piece.form]
    rules = pathway.asks_for(piece.form)
    gaps = [gap for rule in rules for gap in shortfalls(piece, rule, snapshot, catalogue)]
    if gaps:
        return _short(gaps, piece, form)
    if not rules and (empty := empty_slots(piece, form, catalogue)):
        missing = f"Nothing is written under “{empty[0].title}”."
        return Standing(state=State.PARTLY, words="Not complete", missing=missing)
    return Standing(state=State.MET, words="Complete", missing="")


def _short(gaps: list[Shortfall], piece: Evidence, form: Form) -> Standing:
    said = gaps[0].sentence.removeprefix(named(piece, form)).lstrip(": ").replace("?.", "?")
    if any(gap.breaks_pack for gap in gaps):
        return Standing(state=State.PROBLEM, words="Problem", missing=sentence(said))
    if all(gap.waits_for for gap in gaps):
        return Standing(state=State.WAITING, words="Waiting", missing=sentence(said))
    return Standing(state=State.PARTLY, words="Not complete", missing=sentence(said))


def facts(piece: Evidence, form: Form) -> str:
    """Return kind, day, who, and how much is claimed, in one line."""
    known = [form.title, day(piece.date) if piece.date else "no date yet"]
    if piece.author_name:
        known.append(f"with {piece.author_name}")
    if piece.lent:
        known.append("shows words of another piece")
    if piece.claims:
        known.append(count(len(piece.claims), "claim"))
    if piece.attachments:
        known.append(count(len(piece.attachments), "file"))
    return ", ".join(known)


def title_of(piece: Evidence, form: Form) -> str:
    """Return the title, or what to call a piece without one."""
    return piece.title or f"Untitled {form.title.lower()}"
