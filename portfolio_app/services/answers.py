"""Brings an answer into the form in which it is stored, or says what was expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.errors import EvidenceError
from portfolio_app.model.domain.days import parse_day
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.wording import joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.goals import Goal
    from portfolio_app.model.domain.slots import Slot


def stored(slot: Slot, text: str, catalogue: Catalogue, goals: Sequence[Goal]) -> str:
    """Return `text` as it is stored for `slot`; an empty answer is always allowed.

    Days may be typed the British way; options, models and goals by their words.

    Raises:
        EvidenceError: The answer is none that this field can hold.
    """
    given = text.strip()
    if not given:
        return ""
    match slot.kind:
        case FieldKind.DATE:
            return _day(slot, given).isoformat()
        case FieldKind.CHOICE:
            return _one_of(slot, given, [(o.id, o.title) for o in slot.field.options])
        case FieldKind.MODEL:
            models = [(m, catalogue.models[m].title) for m in slot.field.models]
            return _one_of(slot, given, models)
        case FieldKind.GOAL:
            return _one_of(slot, given, [(goal.ref, goal.text) for goal in goals])
        case FieldKind.FACE:
            return _one_of(slot, given, [(str(n), str(n)) for n in range(1, 6)])
        case FieldKind.LINE:
            return " ".join(given.split())
        case _:
            return text


def _day(slot: Slot, given: str) -> date:
    found = parse_day(given)
    if found is None:
        raise EvidenceError(
            f"“{slot.title}” must be a day, such as 14 January 2027.",
            advice="Nothing was changed. Type the day again.",
        )
    return found


def _one_of(slot: Slot, given: str, options: Sequence[tuple[str, str]]) -> str:
    for stored_as, words in options:
        if given == stored_as or given.casefold() == words.casefold():
            return stored_as
    if not options:
        raise EvidenceError(
            f"There is nothing to choose for “{slot.title}” yet.",
            advice="Nothing was changed. Write down a learning goal first.",
        )
    allowed = joined([stored_as for stored_as, _ in options], "or")
    raise EvidenceError(
        f"“{slot.title}” must be one of {allowed}.",
        advice="Nothing was changed.",
    )
