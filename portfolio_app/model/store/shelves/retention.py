"""When the portfolio is to be destroyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from portfolio_app.model.store.rows import RetentionRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from portfolio_app.model.domain.retention import Retention


class RetentionShelf:
    """The one decision about the end of the portfolio."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self) -> Retention | None:
        """Return the decision, or None where none was made."""
        row = self._session.scalars(select(RetentionRow)).one_or_none()
        return row.to_record() if row else None

    def put(self, retention: Retention) -> None:
        """Decide, or decide otherwise."""
        self._session.merge(RetentionRow.from_record(retention))

    def clear(self) -> None:
        """Take the decision back: the portfolio is kept."""
        self._session.execute(delete(RetentionRow))
        self._session.expire_all()
