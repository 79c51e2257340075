"""Models of reflection: headings and our own prompts, with credit to their authors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio_app.model.domain.names import ModelId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectiveStage:
    """One heading of a model."""

    id: str
    title: str
    prompts: tuple[str, ...]
    """Questions that stay beside the text; ours, not the author's wording."""
    optional: bool = False
    """Whether an account is complete without it: not every day has a storm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectiveModel:
    """A model of reflection, such as Gibbs (1988)."""

    id: ModelId
    title: str
    """With its year, as printed: `Gibbs (1988)`."""
    credit: str
    stages: tuple[ReflectiveStage, ...]
