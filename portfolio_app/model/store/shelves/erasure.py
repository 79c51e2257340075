"""Takes the names of one person out of everything that is kept, the bin and history included.

Written past the other shelves on purpose: they would keep what stood there before.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, select, update

from portfolio_app.model.domain.anchors import locate
from portfolio_app.model.domain.erasing import ErasedFrom, ErasedPlace, NamingFile
from portfolio_app.model.domain.marks import carried
from portfolio_app.model.domain.names import AttachmentId, EvidenceId
from portfolio_app.model.domain.search import Source
from portfolio_app.model.store.rows import (
    AnswerRow,
    AttachmentRow,
    ClaimRow,
    EvidenceRow,
    FileFindingRow,
    OwnWordRow,
    PersonRow,
    PortfolioRow,
    RetentionRow,
    SearchableRow,
    SelfRatingRow,
    StatementRow,
)
from portfolio_app.model.store.rows.marks import read_marks, stored_marks
from portfolio_app.model.store.shelves.history import HistoryShelf

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.orm import InstrumentedAttribute, Session

    from portfolio_app.model.domain.anchors import TextAnchor
    from portfolio_app.model.domain.erasing import Names
    from portfolio_app.model.domain.names import PersonId
    from portfolio_app.model.domain.stages import Timetable

    Place = tuple[ErasedFrom, str | None, str]

_PLAIN: Final[tuple[tuple[InstrumentedAttribute[str], ErasedFrom], ...]] = (
    (AnswerRow.text, ErasedFrom.ANSWER),
    (EvidenceRow.author_name, ErasedFrom.AUTHOR),
    (ClaimRow.note, ErasedFrom.NOTE),
    (AttachmentRow.name, ErasedFrom.FILE),
    (AttachmentRow.description, ErasedFrom.FILE),
    (StatementRow.text, ErasedFrom.STATEMENT),
    (SelfRatingRow.note, ErasedFrom.RATING),
    (PersonRow.note, ErasedFrom.REGISTER),
    (RetentionRow.reason, ErasedFrom.RETENTION),
)
"""Texts that stand by themselves. Names of practitioners and contributors are not among them:
they are no clients, and stand under what they sign."""


class ErasureShelf:
    """Every text in a vault, as far as it may name somebody."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, names: Names, *, but: PersonId) -> tuple[ErasedPlace, ...]:
        """Return where names stand outside the entry of `but`; nothing is changed."""
        return self._go_through(names, but, None)

    def erase(self, names: Names, at: datetime, *, but: PersonId) -> tuple[ErasedPlace, ...]:
        """Take every name out but from the entry of `but`, and return where they stood.

        Claims stay on the words that they were on.
        """
        found = self._go_through(names, but, at)
        touched = {place.evidence for place in found if place.evidence}
        self._session.execute(
            update(EvidenceRow)
            .where(EvidenceRow.id.in_(touched))
            .values(changed_at=at)
            .execution_options(synchronize_session=False)
        )
        self._session.expire_all()
        return found

    def files(self, names: Names) -> tuple[NamingFile, ...]:
        """Return the attached files whose pages name the person, where they could be read."""
        rows = self._session.execute(
            select(
                SearchableRow.attachment_id,
                SearchableRow.evidence_id,
                SearchableRow.page,
                SearchableRow.words,
            )
            .where(SearchableRow.source == Source.PAGE)
            .order_by(SearchableRow.number)
        )
        pages: dict[tuple[str, str], list[int]] = {}
        for attachment, evidence, page, words in rows:
            if names.spans(words):
                pages.setdefault((str(attachment), str(evidence)), []).append(int(page or 0))
        return tuple(
            NamingFile(
                attachment=AttachmentId(attachment),
                evidence=EvidenceId(evidence),
                pages=tuple(found),
            )
            for (attachment, evidence), found in pages.items()
        )

    def unread(self) -> int:
        """Return how many files have no page with text that can be read, such as pictures."""
        legible = select(SearchableRow.attachment_id).where(
            SearchableRow.source == Source.PAGE, SearchableRow.words != ""
        )
        rows = self._session.scalars(
            select(AttachmentRow.id).where(AttachmentRow.id.not_in(legible))
        )
        return len(rows.all())

    def cut_off(self) -> int:
        """Return how many earlier wordings are left of which damage took what they build on."""
        history = HistoryShelf(self._session)
        return sum(len(history.cut_off(place)) for place in history.places())

    def destroy_files(self, attachments: Collection[AttachmentId]) -> None:
        """Delete files at once, without a bin, and whatever was found in files now gone."""
        for gone in (
            delete(AttachmentRow).where(AttachmentRow.id.in_(attachments)),
            delete(FileFindingRow).where(
                FileFindingRow.sha256.not_in(select(AttachmentRow.sha256))
            ),
        ):
            self._session.execute(gone.execution_options(synchronize_session=False))
        self._session.expire_all()

    def _go_through(
        self, names: Names, but: PersonId, at: datetime | None
    ) -> tuple[ErasedPlace, ...]:
        """Look at every text, claims first: where they stand shows in the text as it was."""
        found: Counter[Place] = Counter()
        self._claims(names, found, is_changing=at is not None)
        for column, part in _PLAIN:
            self._column(column, part, names, but, found, at)
        self._history(names, found, is_changing=at is not None)
        self._timetable(names, found, is_changing=at is not None)
        self._own_words(names, found, is_changing=at is not None)
        return tuple(
            ErasedPlace(
                part=part,
                evidence=EvidenceId(evidence) if evidence else None,
                path=path,
                count=count,
            )
            for (part, evidence, path), count in found.items()
        )

    def _column(
        self,
        column: InstrumentedAttribute[str],
        part: ErasedFrom,
        names: Names,
        but: PersonId,
        found: Counter[Place],
        at: datetime | None,
    ) -> None:
        for row in self._session.scalars(select(column.class_)).all():
            if isinstance(row, PersonRow) and row.id == but:
                continue
            text = getattr(row, column.key)
            if count := len(names.spans(text)):
                found[part, _owner(row), _path(row)] += count
                if at is not None:
                    if isinstance(row, AnswerRow):
                        _follow(row, names)
                    setattr(row, column.key, names.erased(text))
                    if isinstance(row, AnswerRow | StatementRow):
                        row.changed_at = at
        self._session.flush()

    def _claims(self, names: Names, found: Counter[Place], *, is_changing: bool) -> None:
        texts = {
            (row.evidence_id, row.path): row.text
            for row in self._session.scalars(select(AnswerRow))
        }
        for row in self._session.scalars(select(ClaimRow)).all():
            text, before = texts.get((row.evidence_id, row.path), ""), row.to_record().anchor
            if count := len(names.spans(before.exact)):
                found[ErasedFrom.CLAIM, row.evidence_id, row.path] += count
            if is_changing and (names.spans(text) or locate(before, text) is None):
                for name, value in _values(names.moved(before, text)).items():
                    setattr(row, name, value)
        self._session.flush()

    def _history(self, names: Names, found: Counter[Place], *, is_changing: bool) -> None:
        history = HistoryShelf(self._session)
        for place in history.places():
            remains = history.cut_off(place)
            texts = [*(each.text for each in history.of(place)), *remains]
            if count := sum(len(names.spans(text)) for text in texts):
                found[ErasedFrom.HISTORY, place.evidence_id, place.path] += count
            if is_changing and (count or remains):  # these may hold a name in pieces
                history.rewrite(place, names.erased)

    def _timetable(self, names: Names, found: Counter[Place], *, is_changing: bool) -> None:
        """Reasons for leave and for more time are a person's own words too."""
        for row in self._session.scalars(select(PortfolioRow)).all():
            texts = _reasons(row.timetable)
            if count := sum(len(names.spans(text)) for text in texts):
                found[ErasedFrom.TIMETABLE, None, ""] += count
                if is_changing:
                    row.timetable = _without_names(row.timetable, names)
        self._session.flush()

    def _own_words(self, names: Names, found: Counter[Place], *, is_changing: bool) -> None:
        """A word that names somebody goes as a whole: nothing in its place could be spelled."""
        for row in self._session.scalars(select(OwnWordRow)).all():
            if names.spans(row.word) or names.are_in_word(row.word):
                found[ErasedFrom.OWN_WORD, None, ""] += 1
                if is_changing:
                    self._session.delete(row)
        self._session.flush()


def _follow(row: AnswerRow, names: Names) -> None:
    """Have the formatting of an answer stand where its words will stand without names."""
    marks = read_marks(row.marks, row.text)
    row.marks = stored_marks(carried(marks, row.text, names.erased(row.text)))


def _reasons(timetable: Timetable) -> tuple[str, ...]:
    extension = timetable.extension
    return (*(pause.why for pause in timetable.pauses), extension.reason if extension else "")


def _without_names(timetable: Timetable, names: Names) -> Timetable:
    pauses = tuple(replace(each, why=names.erased(each.why)) for each in timetable.pauses)
    more = timetable.extension
    more = more and replace(more, reason=names.erased(more.reason))
    return replace(timetable, pauses=pauses, extension=more)


def _owner(row: Any) -> str | None:  # noqa: ANN401 - a row of any kind
    """Return the evidence that a row is of."""
    if isinstance(row, EvidenceRow):
        return row.id
    owner: str | None = getattr(row, "evidence_id", None)
    return owner


def _path(row: Any) -> str:  # noqa: ANN401 - a row of any kind
    if isinstance(row, StatementRow | SelfRatingRow):
        return row.capability
    return getattr(row, "path", None) or ""


def _values(moved: TextAnchor) -> dict[str, Any]:
    return {
        "start": moved.start,
        "end": moved.end,
        "exact": moved.exact,
        "prefix": moved.prefix,
        "suffix": moved.suffix,
    }
