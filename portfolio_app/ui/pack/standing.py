"""One reading of the vault, for every part of the Pack screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.findings import Check
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.ui.pack.chain import Person
from portfolio_app.ui.pack.things import Thing, checks, things

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.domain.findings import Finding
    from portfolio_app.model.domain.portfolio import Portfolio, Seal
    from portfolio_app.services.door import OpenPortfolio

__all__ = ["Standing", "read_standing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the pack stands at this moment."""

    portfolio: Portfolio
    today: date
    things: tuple[Thing, ...]
    """What blocks the seal."""
    checks: tuple[str, ...]
    """What was found right."""
    findings: tuple[Finding, ...]
    """What else was found on looking through the pack, with where to mend it."""
    people: tuple[Person, ...]
    """Who signs, in their order; the practitioner first."""
    means: str
    """The sentence that the practitioner puts their name to."""
    pathway: str
    """The pathway's title."""
    seals: tuple[Seal, ...]


def read_standing(portfolio: OpenPortfolio) -> Standing:
    """Read and judge the portfolio; draws nothing, but belongs on the worker thread.

    Raises:
        PortfolioError: It cannot be read.
    """
    found = portfolio.packs.preflight()
    snapshot, catalogue = found.snapshot, portfolio.verdicts.catalogue
    pathway = portfolio.verdicts.pathway()
    names = {c.role: c.name for c in snapshot.contributors}
    names[PRACTITIONER] = snapshot.portfolio.practitioner.name
    return Standing(
        portfolio=snapshot.portfolio,
        today=found.verdict.today,
        things=things(snapshot, found.verdict, catalogue),
        checks=checks(snapshot, found.verdict),
        findings=tuple(f for f in found.findings if f.check is not Check.REQUIREMENT),
        people=tuple(
            Person(
                role=rule.role,
                title=catalogue.roles[rule.role].heading,
                name=names.get(rule.role, ""),
            )
            for rule in pathway.signatures
        ),
        means=pathway.signatures[0].means,
        pathway=pathway.title,
        seals=portfolio.packs.seals(),
    )
