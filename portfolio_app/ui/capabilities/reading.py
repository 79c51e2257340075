"""What one reading of the vault found for the screens of capabilities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.coverage import flag_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfolio_app.model.domain.coverage import Coverage, Covered, Flag
    from portfolio_app.model.domain.names import CapabilityRef, FrameworkId
    from portfolio_app.model.domain.ratings import Scale, SelfRating
    from portfolio_app.model.domain.stages import Stage
    from portfolio_app.services.door import OpenPortfolio


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything the screens show, as of one moment or nearly so."""

    coverage: tuple[Coverage, ...]
    asked: frozenset[CapabilityRef]
    """The capabilities on which a statement can be written."""
    statements: Mapping[CapabilityRef, str]
    ratings: tuple[SelfRating, ...]
    notes: Mapping[CapabilityRef, str]
    """For the next rating of a capability, as far as they are written."""
    scales: Mapping[FrameworkId, Scale]
    stages: tuple[Stage, ...]
    coming: str
    """The id of the next stage, or empty."""

    def scale(self, ref: CapabilityRef) -> Scale:
        """Return the steps of the self-rating of a capability."""
        return self.scales[ref.framework]

    def ratings_of(self, ref: CapabilityRef) -> tuple[SelfRating, ...]:
        """Return the ratings of a capability, in the order in which they were made."""
        return tuple(rating for rating in self.ratings if rating.capability == ref)

    def row(self, ref: CapabilityRef) -> Covered | None:
        """Return what is claimed of a capability, if it is among those shown."""
        return next((row for one in self.coverage if (row := one.row(ref))), None)

    def flag(self, flag: Flag, ref: CapabilityRef) -> str:
        """Return a flag of a capability in words."""
        months = next(c.old_after for c in self.coverage if c.framework.id == ref.framework)
        return flag_in_words(flag, months)


def read(portfolio: OpenPortfolio) -> Known:
    """Read it.

    Raises:
        PortfolioError: The rules are not installed, or the vault is out of reach.
    """
    coverage = portfolio.coverage.all()
    statements = portfolio.statements
    stages, coming = portfolio.ratings.stages()
    firsts = [one.rows[0].capability.ref for one in coverage]
    return Known(
        coverage=coverage,
        asked=frozenset(
            known.ref for known in (*statements.capabilities(), *statements.others())
        ),
        statements=statements.all(),
        ratings=portfolio.ratings.all(),
        notes=portfolio.ratings.notes(),
        scales={ref.framework: portfolio.ratings.scale(ref) for ref in firsts},
        stages=stages,
        coming=coming,
    )
