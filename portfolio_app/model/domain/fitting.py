"""Brings an answer into the form in which it is stored, wherever it comes from.

The editor, the command line, filled forms and Word documents all pass through here, so that
the same words are the same answer everywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portfolio_app.model.domain.days import parse_day
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.wording import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from portfolio_app.model.domain.goals import Goal
    from portfolio_app.model.domain.names import ModelId
    from portfolio_app.model.domain.reflection import ReflectiveModel
    from portfolio_app.model.domain.slots import Slot

    Models = Mapping[ModelId, ReflectiveModel]

FACES = ("1", "2", "3", "4", "5")
"""From "not at all" to "always"."""

_NUMBERING = re.compile(
    r"\s*(?:[•–-]\s+|\(?(?:[0-9]+(?:\.[0-9]+)*|[a-z]|[ivx]{1,4})[.):]|[0-9]+(?:\.[0-9]+)*\s)"
)


def key(text: str) -> str:
    """Return what two titles have in common whatever their case, numbering, punctuation.

    `2. What happened?` and `what happened` agree, and so do `planned-with` and
    `Planned with:`.
    """
    plain = text.casefold().replace("&", " and ")
    if numbering := _NUMBERING.match(plain):
        plain = plain[numbering.end() :]
    return " ".join(re.findall(r"[^\W_]+", plain.replace("'", "").replace("’", "")))


def fitted(
    slot: Slot, text: str, models: Models, goals: Sequence[Goal] | None = None
) -> str | None:
    """Return `text` as `slot` stores it, or None when the slot cannot hold it.

    A day becomes ISO 8601; a choice, a model and a learning goal their id, found by the id or
    by the words; a line becomes one line. Prose stays as it is, for claims count its
    characters. Blank text becomes empty, which every slot can hold.

    Args:
        slot: Where it shall stand.
        text: As typed or read.
        models: The models of reflection.
        goals: The practitioner's learning goals; None where nobody can know them yet: a goal
            then stays in words, to be fitted again.
    """
    line = " ".join(text.split())
    if not line:
        return ""
    match slot.kind:
        case FieldKind.DATE:
            found = parse_day(line)
            return found.isoformat() if found else None
        case FieldKind.FACE:
            return line if line in FACES else None
        case FieldKind.CHOICE | FieldKind.MODEL:
            return _chosen(line, _choices(slot, models))
        case FieldKind.GOAL if goals is not None:
            return _chosen(line, [(goal.ref, goal.text) for goal in goals])
        case FieldKind.LINE | FieldKind.GOAL:
            return line
        case _:
            return text


def expectation(slot: Slot, models: Models, goals: Sequence[Goal] = ()) -> str:
    """Return what `slot` can hold, to end a sentence with: `a day, such as 12 May 2026`."""
    match slot.kind:
        case FieldKind.DATE:
            return "a day, such as 2026-05-12 or 12 May 2026"
        case FieldKind.FACE:
            return "a number from 1 (not at all) to 5 (always)"
        case FieldKind.CHOICE | FieldKind.MODEL:
            return joined([stored for stored, _ in _choices(slot, models)], "or")
        case FieldKind.GOAL:
            known = joined([goal.ref for goal in goals], "or")
            return f"the words of a learning goal, or {known}"
        case _:
            return "text"


def _choices(slot: Slot, models: Models) -> tuple[tuple[str, str], ...]:
    """Return the answers to choose from, as stored and as shown."""
    if slot.kind is FieldKind.MODEL:
        return tuple((m, models[m].title) for m in slot.field.models if m in models)
    return tuple((option.id, option.title) for option in slot.field.options)


def _chosen(text: str, choices: Iterable[tuple[str, str]]) -> str | None:
    """Return the stored form of the choice that `text` names by its id or its words."""
    offered = tuple(choices)
    if text in {stored for stored, _ in offered}:
        return text
    wanted = key(text)
    named = (stored for stored, words in offered if wanted in (key(stored), key(words)))
    return next(named, None) if wanted else None
