"""How formatting lies beside a text: `[["bold",3,9],["bullet",20,41]]`, or nothing."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.marks import Mark, MarkKind, normalised

if TYPE_CHECKING:
    from collections.abc import Iterable

logger = logging.getLogger(__name__)

_KINDS: Final = frozenset(MarkKind)


def stored_marks(marks: Iterable[Mark]) -> str:
    """Return marks as they are stored; empty for none."""
    found = [[mark.kind.value, mark.start, mark.end] for mark in marks]
    return json.dumps(found, separators=(",", ":")) if found else ""


def read_marks(stored: str, text: str) -> tuple[Mark, ...]:
    """Return what is stored of a text, or nothing where it is damaged.

    A damaged vault must give back every word that it can, with or without its formatting.
    """
    if not stored:
        return ()
    try:
        found = [_mark(*entry) for entry in json.loads(stored)]
    except (TypeError, ValueError):
        logger.warning("the formatting of an answer is damaged and left out")
        return ()
    return normalised(found, text)


def _mark(kind: str, start: object, end: object) -> Mark:
    if kind not in _KINDS or not isinstance(start, int) or not isinstance(end, int):
        raise ValueError(kind)
    return Mark(kind=MarkKind(kind), start=start, end=end)
