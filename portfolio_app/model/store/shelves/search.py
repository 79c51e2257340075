"""Finding words in everything that was written or attached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, text, update

from portfolio_app.model.domain.names import AttachmentId
from portfolio_app.model.domain.search import Source
from portfolio_app.model.store.rows import AttachmentRow, SearchableRow
from portfolio_app.model.store.shelves.presence import missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


class SearchShelf:
    """Everything that search can find. Texts come and go by themselves, files' pages here."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def unread(self) -> tuple[AttachmentId, ...]:
        """Return the attachments whose pages cannot be found yet."""
        found = self._session.scalars(
            select(AttachmentRow.id)
            .where(AttachmentRow.text_taken.is_(False))
            .order_by(AttachmentRow.number)
        )
        return tuple(AttachmentId(each) for each in found)

    def put_pages(self, attachment_id: AttachmentId, pages: Sequence[str]) -> None:
        """Let the pages of an attachment be found, in the place of any that could be before.

        Raises:
            EvidenceError: There is no such attachment.
        """
        row = self._session.execute(
            select(AttachmentRow.evidence_id, AttachmentRow.path).where(
                AttachmentRow.id == attachment_id
            )
        ).one_or_none()
        if row is None:
            raise missing("attachment")
        self._session.execute(
            delete(SearchableRow)
            .where(
                SearchableRow.attachment_id == attachment_id,
                SearchableRow.source == Source.PAGE,
            )
            .execution_options(synchronize_session=False)
        )
        for number, words in enumerate(pages, 1):
            self._session.execute(
                insert(SearchableRow).values(
                    source=Source.PAGE,
                    evidence_id=row.evidence_id,
                    path=row.path or "",
                    attachment_id=attachment_id,
                    page=number,
                    words=words,
                )
            )
        self._session.execute(
            update(AttachmentRow)
            .where(AttachmentRow.id == attachment_id)
            .values(text_taken=True)
        )

    def pages(self, attachment_id: AttachmentId) -> tuple[str, ...]:
        """Return the text of each page of an attachment, as far as it was read."""
        found = self._session.scalars(
            select(SearchableRow.words)
            .where(
                SearchableRow.attachment_id == attachment_id,
                SearchableRow.source == Source.PAGE,
            )
            .order_by(SearchableRow.page)
        )
        return tuple(found)

    def rebuild(self) -> None:
        """Make the index of words anew, as when it is damaged."""
        self._session.execute(
            text("INSERT INTO search_index (search_index) VALUES ('rebuild')")
        )
