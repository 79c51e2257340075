"""Brings one answer from outside into the shape in which its kind is stored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portfolio_app.intake.text import normalise, one_line
from portfolio_app.model.domain.days import parse_day
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.wording import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portfolio_app.model.domain.names import ModelId
    from portfolio_app.model.domain.reflection import ReflectiveModel
    from portfolio_app.model.domain.slots import Slot

    Models = Mapping[ModelId, ReflectiveModel]

_TICKED = re.compile(r"[☒☑✓✔]\s*([^☐☒☑✓✔\n]+)")
_NUMBERING = re.compile(
    r"\s*(?:[•–-]\s+|\(?(?:[0-9]+(?:\.[0-9]+)*|[a-z]|[ivx]{1,4})[.):]|[0-9]+(?:\.[0-9]+)*\s)"
)
_FACES = ("1", "2", "3", "4", "5")


def key(text: str) -> str:
    """Return what two titles have in common whatever their case, numbering, punctuation.

    `2. What happened?` and `what happened` agree, and so do `planned-with` and
    `Planned with:`.
    """
    plain = text.casefold().replace("&", " and ")
    if numbering := _NUMBERING.match(plain):
        plain = plain[numbering.end() :]
    return " ".join(re.findall(r"[^\W_]+", plain.replace("'", "").replace("’", "")))


def fitted(slot: Slot, text: str, models: Models) -> str | None:
    """Return `text` as `slot` stores it, or None when the slot cannot hold it.

    A day becomes ISO 8601, a choice and a model their id, found by id or by title; a line
    becomes one line. Empty text stays empty.
    """
    if slot.kind in (FieldKind.PROSE, FieldKind.PICTURE):
        return normalise(text)
    plain = one_line(text)
    if not plain or slot.kind in (FieldKind.LINE, FieldKind.GOAL):
        return plain
    if slot.kind is FieldKind.DATE:
        day = parse_day(plain)
        return day.isoformat() if day else None
    if slot.kind is FieldKind.FACE:
        return plain if plain in _FACES else None
    return _chosen(_ticked(text), _choices(slot, models))


def expectation(slot: Slot, models: Models) -> str:
    """Return what `slot` can hold, to end a sentence with: `a day, such as 12 May 2026`."""
    if slot.kind is FieldKind.DATE:
        return "a day, such as 2026-05-12 or 12 May 2026"
    if slot.kind is FieldKind.FACE:
        return "a number from 1 (not at all) to 5 (always)"
    choices = _choices(slot, models)
    return joined([stored for stored, _ in choices], "or") if choices else "text"


def _choices(slot: Slot, models: Models) -> tuple[tuple[str, str], ...]:
    """Return the answers to choose from, as stored and as shown."""
    if slot.kind is FieldKind.MODEL:
        return tuple((m, models[m].title) for m in slot.field.models if m in models)
    return tuple((option.id, option.title) for option in slot.field.options)


def _chosen(text: str, choices: Iterable[tuple[str, str]]) -> str | None:
    wanted = key(text)
    return next(
        (stored for stored, title in choices if wanted in (key(stored), key(title))), None
    )


def _ticked(text: str) -> str:
    """Return the words behind the one box that is ticked, else the whole text."""
    ticked = _TICKED.findall(text)
    return ticked[0] if len(ticked) == 1 else text
