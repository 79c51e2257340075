"""What the panel decided, read from the piece in which that is recorded.

The pathway names the form (`PanelRule.outcome_form`). Of its answers these are understood,
whichever authority's form it is: `outcome`, `effective`, and the list `further-work` with
its parts `what`, `by`, `who` and `done`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from portfolio_app.model.domain.days import parse_day
from portfolio_app.model.domain.names import FieldPath
from portfolio_app.model.domain.slots import rows
from portfolio_app.model.domain.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import EvidenceId, FormId
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Snapshot

OUTCOME = FieldPath("outcome")
EFFECTIVE = FieldPath("effective")
FURTHER_WORK = "further-work"


class Ruling(StrEnum):
    """The stored answers to `outcome` that are understood."""

    READY = "ready"
    DEFERRED = "deferred"
    NOT_READY = "not-ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the further work that a panel asks for."""

    row: int
    what: str
    by: date | None
    """None where nobody wrote a day that can be read."""
    who: str
    """Who helps, by role; may be empty."""
    is_done: bool
    path: FieldPath
    """Where it is recorded that it is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelOutcome:
    """A panel's decision."""

    evidence: EvidenceId
    form: FormId
    decided_on: date
    ruling: str
    """A `Ruling`, or an answer that an authority's own form adds."""
    title: str
    """The answer in the words of the form: `Deferred, with a plan`."""
    effective: date | None
    steps: tuple[Step, ...]

    @property
    def is_ready(self) -> bool:
        """Whether the practitioner progresses, so that nothing is left to gather."""
        return self.ruling == Ruling.READY

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """The steps still to take, the nearest first; none once somebody progresses."""
        if self.is_ready:
            return ()
        waiting = [step for step in self.steps if not step.is_done]
        return tuple(sorted(waiting, key=lambda s: (s.by is None, s.by or self.decided_on)))

    @property
    def headline(self) -> str:
        """The decision alone: `The panel decided: deferred, with a plan`."""
        return f"The panel decided: {_inside(self.title)}"

    @property
    def sentence(self) -> str:
        """The decision in words, with its days."""
        told = f"The panel decided on {day(self.decided_on)}: {_inside(self.title)}."
        if self.effective:
            told += f" It takes effect on {day(self.effective)}."
        return told


def panel_outcome(
    snapshot: Snapshot, pathway: Pathway, catalogue: Catalogue
) -> PanelOutcome | None:
    """Return the latest decision that is recorded, if one is."""
    form_id = pathway.panel.outcome_form if pathway.panel else None
    form = catalogue.forms.get(form_id) if form_id else None
    if form is None:
        return None
    made = [
        (piece.date, number, piece)
        for number, piece in enumerate(snapshot.evidence)
        if piece.form == form.id and piece.date and piece.text(OUTCOME).strip()
    ]
    if not made:
        return None
    decided_on, _, piece = max(made, key=lambda found: found[:2])
    field, ruling = form.field(OUTCOME), piece.text(OUTCOME).strip()
    return PanelOutcome(
        evidence=piece.id,
        form=piece.form,
        decided_on=decided_on,
        ruling=ruling,
        title=field.option_title(ruling) if field else ruling,
        effective=parse_day(piece.text(EFFECTIVE)),
        steps=tuple(_steps(piece, form)),
    )


def _steps(piece: Evidence, form: Form) -> Iterator[Step]:
    field = form.field(FURTHER_WORK)
    if field is None:
        return
    for row in rows(field, piece.answers):
        place = f"{field.id}.{row}"
        if what := piece.text(f"{place}.what").strip():
            yield Step(
                row=row,
                what=what,
                by=parse_day(piece.text(f"{place}.by")),
                who=piece.text(f"{place}.who").strip(),
                is_done=bool(piece.text(f"{place}.done").strip()),
                path=FieldPath(f"{place}.done"),
            )


def _inside(text: str) -> str:
    """Return an answer in mid-sentence: its first letter small, without its full stop."""
    return (text[:1].lower() + text[1:]).rstrip(".")
