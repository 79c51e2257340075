"""Whose portfolio it is and what it is for; who else takes part; when it was sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from portfolio_app.model.domain.history import TextPlace
from portfolio_app.model.store.rows import ContributorRow, PortfolioRow, SealRow, StatementRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.model.domain.portfolio import Contributor, Portfolio, Seal, Statement
    from portfolio_app.model.store.shelves.history import HistoryShelf


class PortfolioShelf:
    """The one portfolio that a vault is for."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self) -> Portfolio:
        """Return the portfolio; every vault has one from its making."""
        return self._session.scalars(select(PortfolioRow)).one().to_record()

    def put(self, portfolio: Portfolio) -> None:
        """Replace it."""
        self._session.merge(PortfolioRow.from_record(portfolio))


class ContributorShelf:
    """The people who write or sign besides the practitioner, one for each role."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Contributor, ...]:
        """Return everyone, in the order in which they were first named."""
        rows = self._session.scalars(select(ContributorRow).order_by(ContributorRow.number))
        return tuple(row.to_record() for row in rows)

    def put(self, contributor: Contributor) -> None:
        """Add somebody, or replace whoever had the same role."""
        changed = {"name": contributor.name, "fingerprint": contributor.fingerprint}
        self._session.execute(
            insert(ContributorRow)
            .values(role=contributor.role, **changed)
            .on_conflict_do_update(index_elements=["role"], set_=changed)
        )
        self._session.expire_all()


class StatementShelf:
    """What the practitioner says of each capability as a whole."""

    def __init__(self, session: Session, history: HistoryShelf) -> None:
        self._session = session
        self._history = history

    def all(self) -> tuple[Statement, ...]:
        """Return them by framework and number, as text."""
        rows = self._session.scalars(select(StatementRow).order_by(StatementRow.capability))
        return tuple(row.to_record() for row in rows)

    def put(self, capability: CapabilityRef, text: str, at: datetime) -> None:
        """Write or replace a statement; one without words is taken away.

        What it said is kept in the history, if it is worth it.
        """
        key = str(capability)
        if before := self._session.get(StatementRow, key):
            self._history.follow(
                TextPlace.of_statement(capability), before.text, before.changed_at, text, at
            )
        if text.strip():
            self._session.merge(StatementRow(capability=key, text=text, changed_at=at))
        else:
            self._session.execute(delete(StatementRow).where(StatementRow.capability == key))
            self._session.expire_all()


class SealShelf:
    """Every pack that was sealed from this portfolio."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Seal, ...]:
        """Return them in the order in which they were sealed."""
        rows = self._session.scalars(select(SealRow).order_by(SealRow.number))
        return tuple(row.to_record() for row in rows)

    def add(self, seal: Seal) -> None:
        """Remember that a pack was sealed."""
        self._session.add(SealRow.from_record(seal))
