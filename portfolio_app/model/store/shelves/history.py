"""What texts said before.

The latest revision of a text is kept whole, each earlier one as its difference from the next:
so what is kept grows with what was changed, not with how often. The rules of when and what are
in `model.domain.history`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from sqlalchemy import bindparam, delete, func, insert, select, update

from portfolio_app.model.domain.history import (
    LEAST,
    TIMES,
    Revision,
    TextPlace,
    is_kept,
    thinned,
)
from portfolio_app.model.domain.names import EvidenceId
from portfolio_app.model.domain.splices import Splice
from portfolio_app.model.store.rows import RevisionRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

_REVISION: Final = cast("Table", RevisionRow.__table__)

_MOST: Final = 2 * TIMES
"""How often over a text is kept at most until its revisions are thinned."""


_THERE: Final = (_REVISION.c.path == bindparam("place")) & (
    _REVISION.c.evidence_id.is_not_distinct_from(bindparam("owner"))
)
_LATEST: Final = (
    select(_REVISION)
    .where(_THERE, _REVISION.c.base.is_(None))
    .order_by(_REVISION.c.number.desc())
    .limit(1)
)
"""Built once: every save asks it. Where damage took the latest revision, the one before is left
as a difference, which is no text."""
_NEXT: Final = select(
    1
    + func.max(
        select(func.coalesce(func.max(_REVISION.c.number), 0)).scalar_subquery(),
        select(func.coalesce(func.max(_REVISION.c.base), 0)).where(_THERE).scalar_subquery(),
    )
)
"""A number that no revision has, nor one that was lost had: what built on it would take another
text for its base."""


def _at(place: TextPlace) -> dict[str, str | None]:
    return {"owner": place.evidence_id, "place": place.path}


class HistoryShelf:
    """Every revision of every text."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def places(self) -> tuple[TextPlace, ...]:
        """Return every place that has revisions."""
        found = self._session.execute(
            select(_REVISION.c.evidence_id, _REVISION.c.path).distinct()
        )
        return tuple(TextPlace(evidence_id=_id(owner), path=path) for owner, path in found)

    def of(self, place: TextPlace) -> tuple[Revision, ...]:
        """Return what a text said before, latest first.

        Where a revision was lost with a damaged page, so are those that build on it.
        """
        return self._told_apart(place)[0]

    def cut_off(self, place: TextPlace) -> tuple[str, ...]:
        """Return what is left of revisions that no text can be made of any more.

        They build on one that was lost with a damaged page. `put` destroys them.
        """
        return self._told_apart(place)[1]

    def _told_apart(self, place: TextPlace) -> tuple[tuple[Revision, ...], tuple[str, ...]]:
        """Return the revisions, latest first, and the remains of those that are lost."""
        rows = self._session.execute(
            select(_REVISION).where(_THERE).order_by(_REVISION.c.number.desc()), _at(place)
        )
        found: dict[int, Revision] = {}
        remains: list[str] = []
        for row in rows:
            if row.base is None:
                text = row.words
            elif row.base in found:
                base = found[row.base].text
                text = Splice(row.head, row.tail, row.words).applied_to(base)
            else:
                remains.append(row.words)
                continue
            found[row.number] = Revision(
                number=row.number, place=place, made_at=row.made_at, text=text
            )
        return tuple(found.values()), tuple(remains)

    def follow(
        self, place: TextPlace, before: str, written_at: datetime, after: str, at: datetime
    ) -> None:
        """Keep `before` if it is worth it, now that `after` takes its place."""
        latest = self._latest(place)
        if is_kept(latest.text if latest else "", before, written_at, after, at):
            self._add(latest, place, before, written_at)
            self._bound(place, len(before))

    def keep(self, place: TextPlace, text: str, made_at: datetime) -> None:
        """Keep `text` as what stood at `place`, unless it is the latest revision already."""
        latest = self._latest(place)
        if latest is None or latest.text != text:
            self._add(latest, place, text, made_at)

    def forget(self, place: TextPlace) -> None:
        """Destroy every revision of a text."""
        self._session.execute(delete(_REVISION).where(_THERE), _at(place))

    def rewrite(self, place: TextPlace, change: Callable[[str], str]) -> None:
        """Put `change(text)` in the place of every revision of a text, as when names go.

        What is left of lost ones goes as a whole: nobody can tell what it said.
        """
        self.put(
            place,
            [
                Revision(
                    number=each.number,
                    place=place,
                    made_at=each.made_at,
                    text=change(each.text),
                )
                for each in self.of(place)
            ],
        )

    def put(self, place: TextPlace, kept: Sequence[Revision]) -> None:
        """Let `kept`, latest first, be all that is there of the revisions of a text."""
        self.forget(place)
        newer: Revision | None = None
        for each in kept:
            splice = Splice.between(newer.text, each.text) if newer else Splice(0, 0, each.text)
            self._session.execute(
                insert(_REVISION).values(
                    number=each.number,
                    evidence_id=place.evidence_id,
                    path=place.path,
                    made_at=each.made_at,
                    base=newer.number if newer else None,
                    head=splice.head,
                    tail=splice.tail,
                    words=splice.words,
                )
            )
            newer = each

    def is_due(self, place: TextPlace, now: datetime) -> bool:
        """Tell whether `thin` would let go of anything."""
        found = self.of(place)
        return len(thinned(found, now)) < len(found)

    def thin(self, place: TextPlace, now: datetime) -> None:
        """Let go of what need not be kept any longer."""
        self.put(place, thinned(self.of(place), now))

    def size(self) -> int:
        """Return how many code points all revisions take."""
        return self._session.scalar(select(func.sum(func.length(_REVISION.c.words)))) or 0

    def _latest(self, place: TextPlace) -> Revision | None:
        found = self._session.connection().execute(_LATEST, _at(place))
        row = found.one_or_none()
        if row is None:
            return None
        return Revision(number=row.number, place=place, made_at=row.made_at, text=row.words)

    def _add(
        self, latest: Revision | None, place: TextPlace, text: str, made_at: datetime
    ) -> None:
        number = self._session.execute(_NEXT, _at(place)).scalar_one()
        self._session.execute(
            insert(_REVISION).values(
                number=number,
                evidence_id=place.evidence_id,
                path=place.path,
                made_at=made_at,
                base=None,
                head=0,
                tail=0,
                words=text,
            )
        )
        if latest:
            splice = Splice.between(text, latest.text)
            self._session.execute(
                update(_REVISION)
                .where(_REVISION.c.number == latest.number)
                .values(
                    base=number,
                    head=splice.head,
                    tail=splice.tail,
                    words=splice.words,
                )
            )

    def _bound(self, place: TextPlace, length: int) -> None:
        """Drop the oldest of what is more than a text of this length may have.

        No other revision depends on the oldest, so this takes no time while somebody writes;
        to thin them out evenly does.
        """
        sizes = self._session.execute(
            select(_REVISION.c.number, func.length(_REVISION.c.words))
            .where(_THERE)
            .order_by(_REVISION.c.number.desc()),
            _at(place),
        ).all()
        total, room = 0, _MOST * max(length, LEAST)
        for number, size in sizes:
            total += size
            if total > room:
                self._session.execute(
                    delete(_REVISION).where(_THERE, _REVISION.c.number <= number), _at(place)
                )
                break


def _id(owner: str | None) -> EvidenceId | None:
    return None if owner is None else EvidenceId(owner)
