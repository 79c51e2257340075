"""Finding words in everything that was written or attached.

A piece of evidence is found when each term stands somewhere in it: in an answer, a note, the
name of its author, a file. What is found is told place by place, the best first (BM25).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, select, text, update

from portfolio_app.model.domain.anchors import Span
from portfolio_app.model.domain.names import AttachmentId, EvidenceId
from portfolio_app.model.domain.search import Excerpt, Hit, Source
from portfolio_app.model.store.columns import Words
from portfolio_app.model.store.rows import AttachmentRow, SearchableRow
from portfolio_app.model.store.shelves.presence import missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.orm import Session

    from portfolio_app.model.domain.evidence import Attachment
    from portfolio_app.model.domain.search import Term

EXCERPT: Final = 24
"""Words around what was found; FTS5 knows up to 64."""

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Put round what was found; noncharacters, which stand in no text."""
_MARK: Final = re.compile(f"([{_OPEN}{_CLOSE}])")

_WANTED: Final = bindparam("wanted", type_=Words())
_OWNERS: Final = text(
    # This index alone is read, and not the texts: nearly all of them may have a common word.
    "SELECT DISTINCT coalesce(evidence_id, path)"
    " FROM searchable INDEXED BY ix_searchable_evidence_id"
    " WHERE number IN (SELECT rowid FROM search_index WHERE search_index MATCH :wanted)"
).bindparams(_WANTED)
_BEST: Final = text(
    # Crossed, so that the index is read in the order of rank, and no further than needed.
    "SELECT source, searchable.evidence_id, searchable.path, attachment_id, page,"
    " snippet(search_index, 0, :open, :close, '…', :around) AS excerpt"
    " FROM search_index CROSS JOIN searchable ON searchable.number = search_index.rowid"
    " LEFT JOIN evidence ON evidence.id = searchable.evidence_id"
    " LEFT JOIN attachment ON attachment.id = attachment_id"
    " WHERE search_index MATCH :wanted"
    " AND evidence.removed_at IS NULL AND attachment.removed_at IS NULL"
    " AND (:owners IS NULL OR coalesce(searchable.evidence_id, searchable.path)"
    " IN (SELECT value FROM json_each(:owners)))"
    " ORDER BY rank LIMIT :most"
).bindparams(_WANTED, open=_OPEN, close=_CLOSE, around=EXCERPT)


class SearchShelf:
    """Everything that search can find. Texts come and go by themselves, files' pages here."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, terms: Sequence[Term], most: int) -> tuple[Hit, ...]:
        """Return the best places, at most so many; what lies in the bin is not found.

        No terms find nothing.
        """
        owners = self._owners_of_all(terms) if len(terms) > 1 else None
        if not terms or owners == []:
            return ()
        found = self._session.execute(
            _BEST,
            {
                "wanted": " OR ".join(_expression(term) for term in terms),
                "owners": owners and json.dumps(owners),
                "most": most,
            },
        )
        return tuple(_hit(row) for row in found)

    def unread(self) -> tuple[Attachment, ...]:
        """Return the attachments whose pages cannot be found yet, in the order added."""
        found = self._session.scalars(
            select(AttachmentRow)
            .where(AttachmentRow.text_taken.is_(False))
            .order_by(AttachmentRow.number)
        )
        return tuple(row.to_record() for row in found)

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
        for statement in (
            delete(SearchableRow).where(_pages_of(attachment_id)),
            update(AttachmentRow)
            .where(AttachmentRow.id == attachment_id)
            .values(text_taken=True),
        ):
            self._session.execute(statement.execution_options(synchronize_session=False))
        self._session.add_all(
            SearchableRow(
                source=Source.PAGE,
                evidence_id=row.evidence_id,
                path=row.path or "",
                attachment_id=attachment_id,
                page=number,
                words=words,
            )
            for number, words in enumerate(pages, 1)
        )
        self._session.flush()

    def pages(self, attachment_id: AttachmentId) -> tuple[str, ...]:
        """Return the text of each page of an attachment, as far as it was read."""
        found = self._session.scalars(
            select(SearchableRow.words)
            .where(_pages_of(attachment_id))
            .order_by(SearchableRow.page)
        )
        return tuple(found)

    def rebuild(self) -> None:
        """Make the index of words anew from the words, as when it is damaged."""
        self._command("rebuild")

    def purge(self) -> None:
        """Destroy what the index still holds of words that are gone; takes seconds, not ms.

        Until then the index only knows that they are gone: to take each out of its place at
        every save would cost a tenth of a second in a large portfolio.
        """
        self._command("optimize")

    def _command(self, command: str) -> None:
        self._session.execute(
            text("INSERT INTO search_index (search_index) VALUES (:command)"),
            {"command": command},
        )

    def _owners_of_all(self, terms: Sequence[Term]) -> list[str]:
        """Return the evidence, and the capabilities, that have every term somewhere."""
        found: set[str] | None = None
        for term in terms:
            having = self._session.scalars(_OWNERS, {"wanted": _expression(term)})
            found = set(having) if found is None else found.intersection(having)
            if not found:
                break
        return sorted(found or ())


def _hit(row: Row[Any]) -> Hit:
    return Hit(
        source=Source(row.source),
        evidence_id=row.evidence_id and EvidenceId(row.evidence_id),
        path=row.path,
        attachment_id=row.attachment_id and AttachmentId(row.attachment_id),
        page=row.page,
        excerpt=_excerpt(row.excerpt),
    )


def _pages_of(attachment_id: AttachmentId) -> ColumnElement[bool]:
    return (SearchableRow.attachment_id == attachment_id) & (
        SearchableRow.source == Source.PAGE
    )


def _expression(term: Term) -> str:
    """Return a term in the language of FTS5; quoted, nothing in it is taken as an operator."""
    return f'"{term.text}"' + ("" if term.is_whole else "*")


def _excerpt(marked: str) -> Excerpt:
    text, found = "", list[Span]()
    start = 0
    for part in _MARK.split(" ".join(marked.split())):
        if part == _OPEN:
            start = len(text)
        elif part == _CLOSE:
            found.append(Span(start, len(text)))
        else:
            text += part
    return Excerpt(text=text, found=tuple(found))
