"""Evidence and its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import selectinload

from portfolio_app.model.domain.evidence import by_date
from portfolio_app.model.domain.history import TextPlace
from portfolio_app.model.domain.names import FormId
from portfolio_app.model.store.rows import AnswerRow, ClaimRow, EvidenceRow
from portfolio_app.model.store.rows.marks import stored_marks
from portfolio_app.model.store.shelves.claims import follow_text
from portfolio_app.model.store.shelves.presence import affected, missing, touch

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import Select, Table
    from sqlalchemy.orm import Session

    from portfolio_app.model.domain.evidence import Answer, Evidence
    from portfolio_app.model.domain.names import EvidenceId, FieldPath, RoleId
    from portfolio_app.model.store.shelves.history import HistoryShelf

_ANSWERS: Final = cast("Table", AnswerRow.__table__)
_KEY: Final = {"evidence_id", "path"}
_INSERT: Final = insert(_ANSWERS)
_PUT_ANSWER: Final = _INSERT.on_conflict_do_update(
    index_elements=_KEY,
    set_={column.name: column for column in _INSERT.excluded if column.name not in _KEY},
)
"""Built once, since building it for each save took longer than the disk does."""
_OLD_ANSWER: Final = select(_ANSWERS.c.text, _ANSWERS.c.changed_at).where(
    _ANSWERS.c.evidence_id == bindparam("wanted"), _ANSWERS.c.path == bindparam("where")
)


class EvidenceShelf:
    """Every piece of evidence, those in the bin aside."""

    def __init__(self, session: Session, history: HistoryShelf) -> None:
        self._session = session
        self._history = history

    def all(self) -> tuple[Evidence, ...]:
        """Return every piece by date of practice, then by when it was begun; undated last."""
        found = self._read(select(EvidenceRow).where(EvidenceRow.removed_at.is_(None)))
        return tuple(sorted(found, key=by_date))

    def get(self, evidence_id: EvidenceId) -> Evidence | None:
        """Return one piece, unless it is unknown or in the bin."""
        wanted = select(EvidenceRow).where(
            EvidenceRow.id == evidence_id, EvidenceRow.removed_at.is_(None)
        )
        return next(iter(self._read(wanted)), None)

    def some(self, evidence_ids: Collection[EvidenceId]) -> tuple[Evidence, ...]:
        """Return several pieces in no order, without those unknown or in the bin."""
        return self._read(
            select(EvidenceRow).where(
                EvidenceRow.id.in_(evidence_ids), EvidenceRow.removed_at.is_(None)
            )
        )

    def add(self, evidence: Evidence) -> None:
        """Add a piece with its answers and claims.

        Attachments are added one by one, with their bytes, by the shelf of attachments.

        Raises:
            ValueError: The record lists attachments, or answers that are another piece's.
        """
        if evidence.attachments or evidence.lent:
            raise ValueError(evidence.id)
        self._session.add(EvidenceRow.from_record(evidence))
        self._session.flush()  # rows that refer to it follow
        self._session.add_all(
            AnswerRow.from_record(evidence.id, path, answer, evidence.changed_at)
            for path, answer in evidence.answers.items()
        )
        self._session.add_all(
            ClaimRow(evidence_id=evidence.id, **ClaimRow.values(claim))
            for claim in evidence.claims
        )
        self._session.flush()

    def set_answer(
        self, evidence_id: EvidenceId, path: FieldPath, answer: Answer | None, at: datetime
    ) -> None:
        """Put `answer` in the field at `path`; None empties it. One small write: autosave.

        What stood there is kept in the history, if it is worth it.

        Raises:
            EvidenceError: The evidence is not there.
        """
        touch(self._session, evidence_id, at)
        self._leave(evidence_id, path, answer.text if answer else "", at)
        if answer is None:
            self._session.execute(
                delete(AnswerRow).where(
                    AnswerRow.evidence_id == evidence_id, AnswerRow.path == path
                )
            )
            return
        self._put_answer(evidence_id, path, answer, at)

    def _put_answer(
        self, evidence_id: EvidenceId, path: FieldPath, answer: Answer, at: datetime
    ) -> None:
        self._session.connection().execute(
            _PUT_ANSWER,
            {
                "evidence_id": evidence_id,
                "path": path,
                "text": answer.text,
                "written_by": answer.written_by,
                "entered_by": answer.entered_by,
                "changed_at": at,
                "marks": stored_marks(answer.marks),
            },
        )

    def _leave(self, evidence_id: EvidenceId, path: FieldPath, text: str, at: datetime) -> None:
        """Keep what an answer said before it says `text`, and move its claims along."""
        where = {"wanted": evidence_id, "where": path}
        before = ""
        for before, written_at in self._session.connection().execute(_OLD_ANSWER, where):
            place = TextPlace(evidence_id=evidence_id, path=path)
            self._history.follow(place, before, written_at, text, at)
        follow_text(self._session, where, before, text)

    def set_contributor(
        self, evidence_id: EvidenceId, role: RoleId | None, name: str, at: datetime
    ) -> None:
        """Say who contributed the piece, and in which role.

        Raises:
            EvidenceError: The evidence is not there.
        """
        self._change(evidence_id, by=role, author_name=name, changed_at=at)

    def set_core(self, evidence_id: EvidenceId, core: bool) -> None:
        """Mark the piece for the reader with ten minutes, or not. Its content is unchanged.

        Raises:
            EvidenceError: The evidence is not there.
        """
        self._change(evidence_id, core=core)

    def remove(self, evidence_id: EvidenceId, at: datetime) -> None:
        """Put the piece in the bin, with everything that belongs to it.

        Raises:
            EvidenceError: The evidence is not there.
        """
        self._change(evidence_id, removed_at=at)

    def restore(self, evidence_id: EvidenceId) -> None:
        """Bring the piece back from the bin, as it was.

        Raises:
            EvidenceError: It is not in the bin.
        """
        restored = self._session.execute(
            update(EvidenceRow)
            .where(EvidenceRow.id == evidence_id, EvidenceRow.removed_at.is_not(None))
            .values(removed_at=None)
        )
        if not affected(restored):
            raise missing("piece of evidence", "in the bin")

    def removed(self) -> tuple[Evidence, ...]:
        """Return what is in the bin, most recently removed first."""
        return self._read(
            select(EvidenceRow)
            .where(EvidenceRow.removed_at.is_not(None))
            .order_by(EvidenceRow.removed_at.desc(), EvidenceRow.id)
        )

    def forms(self) -> set[FormId]:
        """Return the kinds of all pieces, those in the bin too."""
        return set(map(FormId, self._session.scalars(select(EvidenceRow.form).distinct())))

    # One writing for several duties

    def lenders(self, evidence_ids: Collection[EvidenceId]) -> tuple[Evidence, ...]:
        """Return pieces that others draw on, those in the bin too, in no order."""
        return self._read(select(EvidenceRow).where(EvidenceRow.id.in_(evidence_ids)))

    def drawing_on(self, evidence_ids: Collection[EvidenceId]) -> tuple[Evidence, ...]:
        """Return the pieces that draw on these, those in the bin too, as they were begun."""
        return self._read(
            select(EvidenceRow)
            .where(EvidenceRow.draws_on.in_(evidence_ids))
            .order_by(EvidenceRow.created_at, EvidenceRow.id)
        )

    def take_over(
        self, evidence_id: EvidenceId, answers: Mapping[FieldPath, Answer], at: datetime
    ) -> None:
        """Make answers a piece's own, which then draws on nothing any more; the bin too.

        A blank answer of the piece's own gives way: the other's words showed in its place.
        """
        for path, answer in answers.items():
            self._put_answer(evidence_id, path, answer, at)
        self._session.execute(
            update(EvidenceRow)
            .where(EvidenceRow.id == evidence_id)
            .values(draws_on=None, changed_at=at)
        )
        self._session.flush()

    def _read(self, wanted: Select[EvidenceRow]) -> tuple[Evidence, ...]:
        rows = self._session.scalars(
            wanted.options(
                selectinload(EvidenceRow.answers),
                selectinload(EvidenceRow.attachments),
                selectinload(EvidenceRow.claims),
            ),
            # Writing goes past the session's memory of rows, so reading must too.
            execution_options={"populate_existing": True},
        )
        return tuple(row.to_record() for row in rows)

    def _change(self, evidence_id: EvidenceId, **values: object) -> None:
        changed = self._session.execute(
            update(EvidenceRow)
            .where(EvidenceRow.id == evidence_id, EvidenceRow.removed_at.is_(None))
            .values(**values)
        )
        if not affected(changed):
            raise missing("piece of evidence")
