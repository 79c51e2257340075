"""Brings one answer from outside into the shape in which its kind is stored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portfolio_app.intake.text import normalise
from portfolio_app.model.domain import fitting
from portfolio_app.model.domain.forms import FieldKind

if TYPE_CHECKING:
    from portfolio_app.model.domain.fitting import Models
    from portfolio_app.model.domain.slots import Slot

_TICKED = re.compile(r"[☒☑✓✔]\s*([^☐☒☑✓✔\n]+)")


def fitted(slot: Slot, text: str, models: Models) -> str | None:
    """Return `text` as `slot` stores it, or None when the slot cannot hold it.

    As `model.domain.fitting.fitted`, after cleaning what files bring along; of choices to
    tick, the one that is ticked counts. Goals stay in words: they lie in another record.
    """
    plain = normalise(text)
    if slot.kind in (FieldKind.CHOICE, FieldKind.MODEL):
        plain = _ticked(plain)
    return fitting.fitted(slot, plain, models)


def _ticked(text: str) -> str:
    """Return the words behind the one box that is ticked, else the whole text."""
    ticked = _TICKED.findall(text)
    return ticked[0] if len(ticked) == 1 else text
