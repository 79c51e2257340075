"""Words that the spelling accepts besides those of its dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from portfolio_app.model.store.rows import OwnWordRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from portfolio_app.model.domain.own_words import OwnWord


class OwnWordShelf:
    """The person's own words."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[OwnWord, ...]:
        """Return every word, in the order of their code points."""
        rows = self._session.scalars(
            select(OwnWordRow).order_by(OwnWordRow.word),
            execution_options={"populate_existing": True},
        )
        return tuple(row.to_record() for row in rows)

    def add(self, word: OwnWord) -> None:
        """Accept a word; one that is there already stays as it was."""
        if self._session.get(OwnWordRow, word.word) is None:
            self._session.add(OwnWordRow(word=word.word, added_at=word.added_at))
            self._session.flush()

    def remove(self, word: str) -> None:
        """Forget a word, if it is there."""
        self._session.execute(
            delete(OwnWordRow)
            .where(OwnWordRow.word == word)
            .execution_options(synchronize_session=False)
        )
        self._session.expire_all()
