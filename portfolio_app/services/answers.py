"""Stores an answer only in a form that its field can hold, or says what was expected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.fitting import expectation, fitted
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.marks import carried, normalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Answer
    from portfolio_app.model.domain.goals import Goal
    from portfolio_app.model.domain.marks import Mark
    from portfolio_app.model.domain.slots import Slot


def stored(slot: Slot, text: str, catalogue: Catalogue, goals: Sequence[Goal]) -> str:
    """Return `text` as it is stored for `slot`; an empty answer is always allowed.

    Days may be typed the British way; options, models and goals by their words.

    Raises:
        EvidenceError: The answer is none that this field can hold.
    """
    found = fitted(slot, text, catalogue.models, goals)
    if found is not None:
        return found
    if slot.kind is FieldKind.GOAL and not goals:
        raise EvidenceError(
            f"There is nothing to choose for “{slot.title}” yet.",
            advice="Nothing was changed. Write down a learning goal first.",
        )
    expected = expectation(slot, catalogue.models, goals)
    one_of = "one of " if slot.kind in (FieldKind.CHOICE, FieldKind.MODEL) else ""
    raise EvidenceError(
        f"“{slot.title}” must be {one_of}{expected}.",
        advice="Nothing was changed. Give the answer again.",
    )


def formatted(answer: Answer, before: Answer | None, marks: Sequence[Mark] | None) -> Answer:
    """Return an answer with its marks, or with those of the former wording where unknown."""
    if marks is not None:
        return replace(answer, marks=normalised(marks, answer.text))
    if before is None:
        return answer
    return replace(answer, marks=carried(before.marks, before.text, answer.text))
