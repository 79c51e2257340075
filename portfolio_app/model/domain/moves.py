"""The rules that a portfolio keeps, and its moves from one set of them to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.rule_texts import RuleText

if TYPE_CHECKING:
    from datetime import datetime

    from portfolio_app.model.domain.names import PathwayId


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRule(RuleText):
    """A rule file as it was when the portfolio began to go by it."""

    move: int
    """The number of the move with which it came into force; 0 from the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """That a portfolio went over to another pathway, or to another version of its own."""

    number: int
    """From 1, in the order in which they were made."""
    from_pathway: PathwayId
    from_version: str
    to_pathway: PathwayId
    to_version: str
    moved_at: datetime
