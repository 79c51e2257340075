"""What the plan holds of part D: statements, words used, verification, signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio_app.model.domain.names import RoleId
    from portfolio_app.pack.plan.blocks import Fact
    from portfolio_app.pack.plan.text import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPlan:
    """Confidentiality and authenticity."""

    confirms: tuple[Line, ...]
    byline: Line
    asides: tuple[tuple[str, Line], ...]
    entered: tuple[Line, ...]
    """Which words of others the practitioner typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkPlan:
    """One framework in full titles."""

    title: str
    facts: tuple[Fact, ...]
    noun: str
    capabilities: tuple[tuple[str, str, str], ...]
    """Number, title, what the pathway says about it (or empty)."""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPlan:
    """Frameworks and words used."""

    frameworks: tuple[FrameworkPlan, ...]
    words: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyPlan:
    """How to verify the pack."""

    lead: str
    steps: tuple[tuple[str, str], ...]
    results: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerPlan:
    """One signature asked for."""

    order: int
    role: RoleId
    title: str
    """`Team manager`."""
    name: str
    """May be empty: nobody is registered yet."""
    means: str
    field: str
    """The name of the field in the PDF."""
    fingerprint: str | None
    after: int | None
    """The signature that comes before; None for the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesPlan:
    """The page that people sign."""

    lead: str
    signers: tuple[SignerPlan, ...]
    steps: tuple[tuple[str, Line], ...]
