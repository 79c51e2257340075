"""How the practitioner saw themselves, at one stage and another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from portfolio_app.model.store.rows import SelfRatingRow
from portfolio_app.model.store.shelves.presence import missing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.model.domain.ratings import SelfRating


class RatingShelf:
    """Every rating, and the drafts of the next ones; a later rating replaces none."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[SelfRating, ...]:
        """Return them in the order in which they were made."""
        rows = self._session.scalars(select(SelfRatingRow).order_by(SelfRatingRow.number))
        return tuple(row.to_record() for row in rows)

    def add(self, rating: SelfRating) -> None:
        """Keep one more."""
        self._session.add(SelfRatingRow.from_record(rating))
        self._session.flush()  # one by one: their numbers keep the order

    def put_draft(self, draft: SelfRating) -> None:
        """Keep a draft in place of the former one of its capability."""
        self.drop_draft(draft.capability)
        self.add(draft)

    def drop_draft(self, capability: CapabilityRef) -> None:
        """Remove the draft of a capability, if there is one."""
        self._session.execute(
            delete(SelfRatingRow).where(
                SelfRatingRow.capability == str(capability), SelfRatingRow.level == ""
            )
        )

    def take_back(self, capability: CapabilityRef) -> SelfRating:
        """Remove the latest of a capability, drafts apart, and return it.

        Raises:
            EvidenceError: There is none.
        """
        latest = self._session.scalars(
            select(SelfRatingRow)
            .where(SelfRatingRow.capability == str(capability), SelfRatingRow.level != "")
            .order_by(SelfRatingRow.number.desc())
        ).first()
        if latest is None:
            raise missing("rating")
        taken = latest.to_record()
        self._session.delete(latest)
        self._session.flush()
        return taken
