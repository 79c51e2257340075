"""What texts said before: revisions, and which of them are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.splices import Splice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.names import CapabilityRef, EvidenceId

PAUSE: Final = timedelta(seconds=30)
"""Whoever writes nothing for so long has paused: what stands then is a revision. Ours."""

STRETCH: Final = 600
"""Code points, about a hundred words, that are not written without a revision, pause or not."""

CUT: Final = 20
"""Code points: what takes so many away at once is a cut, and what it cut from a revision ..."""

WORTH: Final = 60
"""... if it has so many that stand in no other. Slips that are mended at once are none."""

TIMES: Final = 3
"""How often over, at most, a text is kept, all revisions together."""

LEAST: Final = 2_000
"""Code points: shorter texts may fill as much as one of this length."""

_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPlace:
    """Where a text stands whose former wordings are kept."""

    evidence_id: EvidenceId | None
    """None for the account of a capability as a whole."""
    path: str
    """Of the answer, or the capability."""

    @classmethod
    def of_statement(cls, capability: CapabilityRef) -> TextPlace:
        """Return the place of the account of a capability as a whole."""
        return cls(evidence_id=None, path=str(capability))


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a text said at one time."""

    number: int
    """Its number in the vault, later ones having higher numbers."""
    place: TextPlace
    made_at: datetime
    """When the last of these words was written."""
    text: str


def is_kept(latest: str, before: str, written_at: datetime, after: str, at: datetime) -> bool:
    """Tell whether a wording is kept as a revision, now that another takes its place.

    Args:
        latest: The last revision that was kept; empty where there is none.
        before: The wording.
        written_at: When the last of its words was written.
        after: What takes its place.
        at: When.
    """
    if not before.strip() or before in (latest, after):
        return False
    new = len(Splice.between(latest, before).words)
    cut = len(Splice.between(after, before).words)
    return at - written_at >= PAUSE or new >= STRETCH or (cut >= CUT and new >= WORTH)


def stored(revisions: Sequence[Revision]) -> int:
    """Return how many code points revisions of one text take, latest first."""
    if not revisions:
        return 0
    changes = (Splice.between(later.text, each.text) for later, each in pairwise(revisions))
    return len(revisions[0].text) + sum(len(change.words) for change in changes)


def thinned(revisions: Sequence[Revision], now: datetime) -> tuple[Revision, ...]:
    """Return which revisions of one text to keep, given and returned latest first.

    All of the last hour are kept, one an hour of the last day, one a day of the last 30 days,
    and one a week of the time before. Where these are more than a few times the text, the
    distances grow until they are not. The latest is always kept.
    """
    most = TIMES * max(LEAST, *(len(each.text) for each in revisions), 0)
    coarseness = 1
    kept = tuple(revisions)
    while len(kept) > 1:
        kept = _spaced(kept, coarseness, now)
        if stored(kept) <= most:
            break
        coarseness *= 2
    return kept


def _spaced(
    revisions: Sequence[Revision], coarseness: int, now: datetime
) -> tuple[Revision, ...]:
    """Return the latest revision of each stretch of time."""
    found: dict[object, Revision] = {}
    for each in revisions:
        period = _period(now - each.made_at, coarseness)
        stretch = (period, (each.made_at - _EPOCH) // period) if period else each.number
        found.setdefault(stretch, each)
    return tuple(found.values())


def _period(age: timedelta, coarseness: int) -> timedelta:
    if age <= timedelta(hours=1):
        return timedelta(minutes=coarseness - 1)
    if age <= timedelta(days=1):
        return timedelta(hours=coarseness)
    return timedelta(days=coarseness) * (1 if age <= timedelta(days=30) else 7)
