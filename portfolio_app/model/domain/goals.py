"""The practitioner's own learning goals, which other evidence may serve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.slots import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import FormId

GOAL_PART = "goal"
"""A list with a part of this name holds learning goals, whichever form it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One learning goal."""

    ref: str
    """How an answer of kind `choice-of` stores it: `EVIDENCE_ID/ROW`."""
    text: str


def learning_goals(
    evidence: tuple[Evidence, ...], forms: Mapping[FormId, Form]
) -> tuple[Goal, ...]:
    """Return every learning goal that has been written down, in order."""
    known = ((piece, forms.get(piece.form)) for piece in evidence)
    return tuple(goal for piece, form in known if form for goal in _goals_of(piece, form))


def _goals_of(evidence: Evidence, form: Form) -> Iterator[Goal]:
    for field in form.fields:
        if field.kind is FieldKind.LIST and any(p.id == GOAL_PART for p in field.parts):
            for row in rows(field, evidence.answers):
                text = evidence.text(f"{field.id}.{row}.{GOAL_PART}").strip()
                if text:
                    yield Goal(ref=f"{evidence.id}/{row}", text=text)
