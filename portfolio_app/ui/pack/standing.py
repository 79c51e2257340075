"""One reading of the vault, for every part of the Pack screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.findings import Check, Severity
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.ui.pack.chain import Person
from portfolio_app.ui.pack.things import Thing, checks, things

if TYPE_CHECKING:
    from datetime import date

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.findings import Finding
    from portfolio_app.model.domain.pathways import Pathway
    from portfolio_app.model.domain.portfolio import Portfolio, Seal, Snapshot
    from portfolio_app.services.door import OpenPortfolio
    from portfolio_app.services.pack_settings import PackSettings, PackSettingsFile

__all__ = ["Standing", "read_standing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the pack stands at this moment."""

    stage: str
    """The id of the review whose pack it is; empty for the whole pathway."""
    reviews: tuple[tuple[str, str], ...]
    """The ids and titles of those that can have a pack of their own."""
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
    settings: PackSettings
    """How packs are sealed here, unless something else is asked for."""
    core: int
    """Pieces that are marked for the reader who has ten minutes."""
    pieces: int
    statements: tuple[int, int]
    """How many are written, and how many could be."""

    @property
    def review(self) -> str:
        """The title of the review whose pack it is; empty for the whole pathway."""
        return next((title for stage, title in self.reviews if stage == self.stage), "")

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What keeps the pack from being made at all, whatever the reason to go on."""
        return tuple(f for f in self.findings if f.severity is Severity.BLOCKS)


def read_standing(
    portfolio: OpenPortfolio, settings: PackSettingsFile, stage: str = ""
) -> Standing:
    """Read and judge the portfolio; draws nothing, but belongs on the worker thread.

    Args:
        portfolio: What is read.
        settings: How packs are sealed here.
        stage: The id of the review whose pack it is.

    Raises:
        PortfolioError: It cannot be read.
    """
    found = portfolio.packs.preflight(stage=stage)
    reviews = tuple((review.id, review.title) for review in portfolio.packs.reviews())
    capabilities = {capability.ref for capability in portfolio.statements.capabilities()}
    snapshot, catalogue = found.snapshot, portfolio.verdicts.catalogue
    pathway = portfolio.verdicts.pathway()
    return Standing(
        stage=stage,
        reviews=reviews,
        portfolio=snapshot.portfolio,
        today=found.verdict.today,
        things=things(snapshot, found.verdict, catalogue),
        checks=checks(snapshot, found.verdict),
        findings=tuple(f for f in found.findings if f.check is not Check.REQUIREMENT),
        people=_people(snapshot, pathway, catalogue),
        means=pathway.signatures[0].means,
        pathway=", ".join([pathway.title, *(t for i, t in reviews if i == stage)]),
        seals=portfolio.packs.seals(),
        settings=settings.read(),
        core=sum(piece.core for piece in snapshot.evidence),
        pieces=len(snapshot.evidence),
        statements=(len(capabilities & {*portfolio.statements.all()}), len(capabilities)),
    )


def _people(snapshot: Snapshot, pathway: Pathway, catalogue: Catalogue) -> tuple[Person, ...]:
    names = {c.role: c.name for c in snapshot.contributors}
    names[PRACTITIONER] = snapshot.portfolio.practitioner.name
    return tuple(
        Person(
            role=rule.role,
            title=catalogue.roles[rule.role].heading,
            name=names.get(rule.role, ""),
        )
        for rule in pathway.signatures
    )
