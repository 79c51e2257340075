"""The rules that the portfolio goes by, and its moves from one set of them to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from portfolio_app.model.store.rows import KeptRuleRow, MoveRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from portfolio_app.model.domain.moves import KeptRule, Move


class RuleShelf:
    """Rule files are kept for good: what was judged by them stays understandable."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def kept(self) -> tuple[KeptRule, ...]:
        """Return every file kept, those in force from the start first."""
        rows = self._session.scalars(
            select(KeptRuleRow).order_by(KeptRuleRow.move, KeptRuleRow.path)
        )
        return tuple(row.to_record() for row in rows)

    def keep(self, rules: Iterable[KeptRule]) -> None:
        """Keep further files."""
        self._session.add_all(KeptRuleRow.from_record(rule) for rule in rules)
        self._session.flush()

    def moves(self) -> tuple[Move, ...]:
        """Return the moves, in the order in which they were made."""
        rows = self._session.scalars(select(MoveRow).order_by(MoveRow.number))
        return tuple(row.to_record() for row in rows)

    def add_move(self, move: Move) -> None:
        """Record a move."""
        self._session.add(MoveRow.from_record(move))
        self._session.flush()
