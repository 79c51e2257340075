"""What stands between a portfolio and its seal, each with the word that mends it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from portfolio_app.model.domain.evidence import loosened
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.shortfalls import empty_slots, named
from portfolio_app.model.domain.verdict import State as Standing
from portfolio_app.model.domain.wording import joined, sentence, small
from portfolio_app.ui.tokens import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import EvidenceId, FieldPath, FormId
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.model.domain.shortfalls import Shortfall
    from portfolio_app.model.domain.verdict import RequirementVerdict, Verdict


class Action(StrEnum):
    """What pressing a thing leads to."""

    WRITE = "Write"
    """The answer that is missing or has to change."""
    OPEN = "Open"
    """The piece, where no single answer is at fault."""
    BEGIN = "Begin"
    """A new piece."""
    ASK = "Ask"
    """The piece in which another person's words are awaited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing to do before the pack can be sealed."""

    title: str
    detail: str
    state: State
    action: Action
    form: FormId
    evidence: EvidenceId | None = None
    """The piece to open; None begins a new one of `form`."""
    path: FieldPath | None = None
    """Where the cursor lands."""


def things(snapshot: Snapshot, verdict: Verdict, catalogue: Catalogue) -> tuple[Thing, ...]:
    """Return everything that blocks the seal, in the pathway's order, a row for each piece."""
    return tuple(
        thing
        for requirement in verdict.judged
        if not requirement.met
        for thing in _things(requirement, snapshot, verdict, catalogue)
    )


def heading(number: int) -> str:
    """Return the heading over so many things."""
    if not number:
        return "Everything is here"
    thing = "thing" if number == 1 else "things"
    return f"{sentence(small(number))} {thing} before you can seal"


def checks(snapshot: Snapshot, verdict: Verdict) -> tuple[str, ...]:
    """Return what was checked and found right, each in a sentence."""
    met = [f"{r.title}: {r.have} of {r.need}." for r in verdict.judged if r.met]
    pieces = snapshot.evidence
    if any(piece.claims for piece in pieces) and not any(loosened(piece) for piece in pieces):
        met.append("Every claim still points at its words.")
    attached = [a for piece in pieces for a in piece.attachments]
    if attached and all(a.description.strip() for a in attached):
        met.append("Every attachment has a description.")
    return tuple(met)


def _things(
    requirement: RequirementVerdict, snapshot: Snapshot, verdict: Verdict, catalogue: Catalogue
) -> Iterator[Thing]:
    for evidence_id in requirement.evidence:
        gaps = [gap for gap in requirement.shortfalls if gap.evidence == evidence_id]
        piece = snapshot.piece(evidence_id)
        if gaps and piece is not None:
            yield _begun(piece, gaps, snapshot, catalogue)
    rule = catalogue.pathways[verdict.pathway].requirement(requirement.id)
    if rule is not None and requirement.to_begin:
        yield Thing(
            title=requirement.title,
            detail=requirement.reasons[0] if requirement.reasons else requirement.asks,
            state=State.MISSING if requirement.state is Standing.MISSING else State.PARTLY,
            action=Action.BEGIN,
            form=rule.form,
        )


def _begun(
    piece: Evidence, gaps: Sequence[Shortfall], snapshot: Snapshot, catalogue: Catalogue
) -> Thing:
    form = catalogue.forms[piece.form]
    own = [gap for gap in gaps if not gap.waits_for]
    first = next((gap for gap in own or gaps if gap.path), None)
    action = Action.OPEN if first is None else Action.WRITE
    if any(gap.breaks_pack for gap in gaps):
        state = State.PROBLEM
    elif own:
        state = State.PARTLY
    else:
        state, action = State.WAITING, Action.ASK
    return Thing(
        title=piece.title or f"Untitled {form.title.lower()}",
        detail=_detail(piece, form, gaps, snapshot, catalogue),
        state=state,
        action=action,
        form=form.id,
        evidence=piece.id,
        path=first.path if first else None,
    )


def _detail(
    piece: Evidence,
    form: Form,
    gaps: Sequence[Shortfall],
    snapshot: Snapshot,
    catalogue: Catalogue,
) -> str:
    """Return what a piece lacks, without saying its name again before each gap."""
    titles = {slot.path: slot.title for slot in empty_slots(piece, form, catalogue)}
    empty = [titles[gap.path] for gap in gaps if gap.path in titles]
    name = named(piece, form)
    said = [
        sentence(gap.sentence.removeprefix(name).lstrip(" :"))
        for gap in gaps
        if gap.path not in titles
    ]
    if empty:
        verb = "is" if len(empty) == 1 else "are"
        said.insert(0, f"{sentence(joined(empty))} {verb} empty.")
    waits = {gap.waits_for for gap in gaps if gap.waits_for}
    if waits and all(gap.waits_for for gap in gaps):
        who = [
            snapshot.name_of(piece, form, role) or f"the {catalogue.roles[role].title}"
            for role in sorted(waits)
            if role != PRACTITIONER
        ]
        said.insert(0, f"Waits for {joined(who)}.")
    return " ".join(said)
