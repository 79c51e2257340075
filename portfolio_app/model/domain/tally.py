"""Counts the pieces that count towards one requirement, by whichever rule it has.

Four ways of counting, the same result: plainly, for each of several answers, in every period
of a rhythm, and any of them only within some days. What is short is told in sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.days import parse_day
from portfolio_app.model.domain.rhythms import periods
from portfolio_app.model.domain.rules import Window
from portfolio_app.model.domain.slots import rows
from portfolio_app.model.domain.stages import WorkClock, registration_year
from portfolio_app.model.domain.wording import count, joined, sentence, small

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.names import CapabilityRef, FieldPath
    from portfolio_app.model.domain.pathways import Pathway, Requirement
    from portfolio_app.model.domain.portfolio import Portfolio
    from portfolio_app.model.domain.rules import Among, ForEach, Rhythm
    from portfolio_app.model.domain.stages import Period, StageDate

MOST_PERIODS = 3
"""Periods without a record that are named before the rest is counted; ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What is wanted for one answer, or altogether."""

    need: int
    have: int
    begun: int
    """Pieces begun for it, complete or not."""
    answer: str = ""
    """The answer that it is for; empty where all count alike."""

    @property
    def is_met(self) -> bool:
        """Whether as many are here as are wanted."""
        return self.have >= self.need


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How far a requirement has come."""

    need: int
    have: int
    to_begin: int
    """Pieces that nobody has begun yet."""
    reasons: tuple[str, ...]
    """What is short, in sentences; empty when nothing is."""
    shares: tuple[Share, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether everything is here."""
        return self.have >= self.need

    def is_met_for(self, answer: str) -> bool:
        """Return whether what is wanted for one answer is here; true where nothing is."""
        return all(share.is_met for share in self.shares if share.answer == answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What counting needs to know besides the pieces."""

    portfolio: Portfolio
    pathway: Pathway
    catalogue: Catalogue
    stages: tuple[StageDate, ...]
    """The stages with their days."""
    today: date
    is_sealed: bool = False
    """Whether the pack of the whole pathway was ever sealed."""


def tally(
    rule: Requirement,
    offered: Sequence[Evidence],
    counted: Sequence[Evidence],
    around: Circumstances,
) -> Tally:
    """Count towards one requirement.

    Args:
        rule: The requirement.
        offered: Every piece begun for it.
        counted: Those of them that are complete in themselves.
        around: The day, the dates and the rest.
    """
    if rule.within is Window.REGISTRATION_YEAR:
        year = registration_year(around.today)
        offered = [e for e in offered if e.date is None or year.covers(e.date)]
    counted = in_time(rule, counted, around.today)
    if rule.rhythm:
        return _by_period(rule, rule.rhythm, offered, counted, around)
    if rule.for_each:
        return _by_answer(rule, rule.for_each, offered, counted, around)
    return _together(rule, offered, counted, around)


def in_time(rule: Requirement, pieces: Sequence[Evidence], today: date) -> list[Evidence]:
    """Return the pieces from within the days that a requirement looks at."""
    if rule.within is not Window.REGISTRATION_YEAR:
        return list(pieces)
    year = registration_year(today)
    return [piece for piece in pieces if piece.date and year.covers(piece.date)]


# --- plainly -----------------------------------------------------------------------------


def _together(
    rule: Requirement,
    offered: Sequence[Evidence],
    counted: Sequence[Evidence],
    around: Circumstances,
) -> Tally:
    short = rule.at_least - len(counted)
    reasons = list(_too_few(rule, len(offered), len(counted), around))
    to_begin = max(0, rule.at_least - len(offered))
    for among in rule.among:
        fitting = sum(_fits(among, piece) for piece in counted)
        begun = sum(_fits(among, piece) for piece in offered)
        if fitting < among.at_least:
            short = max(short, among.at_least - fitting)
            to_begin = max(to_begin, among.at_least - begun)
            reasons += [_not_among(among, fitting)] if offered else []
    if rule.covers:
        if _uncovered(rule, counted, around.catalogue):
            short = max(short, 1)
        reasons += _not_covered(rule, offered, around.catalogue)
    have = max(0, rule.at_least - max(short, 0))
    return Tally(
        need=rule.at_least,
        have=have,
        to_begin=to_begin,
        reasons=tuple(reasons) if short > 0 else (),
        shares=(Share(need=rule.at_least, have=have, begun=len(offered)),),
    )


def _too_few(
    rule: Requirement, offered: int, counted: int, around: Circumstances
) -> Iterator[str]:
    if counted < rule.at_least and offered < rule.at_least:
        asked = (
            f"{thing(rule, rule.at_least, around.catalogue)} {_are(rule.at_least)} asked for"
        )
        within = ""
        if rule.within is Window.REGISTRATION_YEAR:
            within = f" from {registration_year(around.today).words}"
        yield f"{sentence(asked)}{within}; {_here(offered)}."


def thing(rule: Requirement, number: int, catalogue: Catalogue) -> str:
    """Return what a requirement counts, with its number: `2 reflective summaries`."""
    form, *others = (catalogue.forms[form] for form in rule.forms)
    kinds = [count(number, form.title.lower(), form.plural.lower())]
    kinds += [(other.title if number == 1 else other.plural).lower() for other in others]
    return joined(kinds, "or")


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _here(number: int) -> str:
    return f"{small(number)} {_are(number)} here" if number else "none is here"


def _fits(among: Among, piece: Evidence) -> bool:
    if among.by and piece.by not in among.by:
        return False
    answer = piece.text(among.path).strip() if among.path else ""
    return among.path is None or (answer in among.one_of if among.one_of else bool(answer))


def _not_among(among: Among, fitting: int) -> str:
    have = f"{small(fitting)} {_are(fitting)}" if fitting else "none is"
    return f"At least {small(among.at_least)} must be {among.being}; {have} so far."


def _uncovered(
    rule: Requirement, pieces: Sequence[Evidence], catalogue: Catalogue
) -> list[CapabilityRef]:
    """Return the capabilities that no standing claim of the pieces reaches."""
    reached = {c.capability for piece in pieces for c in piece.claims if piece.place(c)}
    return [
        capability.ref
        for framework in rule.covers
        for capability in catalogue.frameworks[framework].capabilities
        if capability.ref not in reached
    ]


def _not_covered(
    rule: Requirement, pieces: Sequence[Evidence], catalogue: Catalogue
) -> Iterator[str]:
    missing = _uncovered(rule, pieces, catalogue)
    if pieces and missing:
        codes = [catalogue.code(ref) for ref in missing]
        yield f"Nothing is linked to {joined(codes, 'or')} yet; every one is asked for."


# --- for each answer ---------------------------------------------------------------------


def _by_answer(
    rule: Requirement,
    each: ForEach,
    offered: Sequence[Evidence],
    counted: Sequence[Evidence],
    around: Circumstances,
) -> Tally:
    holds = around.portfolio.timetable.holds
    left_out = {stage.id for stage in around.pathway.stages if not holds(stage)}
    shares = tuple(
        Share(
            need=rule.at_least,
            have=min(rule.at_least, _answering(counted, each.path, value)),
            begun=_answering(offered, each.path, value),
            answer=value,
        )
        for value in each.values
        if value not in left_out
    )
    unsaid = _answering(offered, each.path, "")
    return Tally(
        need=sum(share.need for share in shares),
        have=sum(share.have for share in shares),
        to_begin=max(0, sum(max(0, s.need - s.begun) for s in shares) - unsaid),
        reasons=tuple(_none_for(rule, share, around.catalogue) for share in shares
                      if share.begun < share.need),
        shares=shares,
    )  # fmt: skip


def _answering(pieces: Sequence[Evidence], path: FieldPath, value: str) -> int:
    return sum(piece.text(path).strip() == value for piece in pieces)


def _none_for(rule: Requirement, share: Share, catalogue: Catalogue) -> str:
    called = share.answer
    field = catalogue.forms[rule.form].field(str(rule.for_each.path)) if rule.for_each else None
    if field:
        called = field.option_title(share.answer)
    asked = thing(rule, share.need, catalogue)
    return f"For “{called}”, {asked} {_are(share.need)} asked for; {_here(share.begun)}."


# --- in every period ---------------------------------------------------------------------


def _by_period(
    rule: Requirement,
    rhythm: Rhythm,
    offered: Sequence[Evidence],
    counted: Sequence[Evidence],
    around: Circumstances,
) -> Tally:
    wanted = wanted_in_each(rule, rhythm)
    sums = recorded(rhythm, counted, around)
    spans = tuple(sums)
    short = [p for p in spans if sums[p] < wanted]
    over = [p for p in short if p.last < around.today]
    return Tally(
        need=len(spans),
        have=len(spans) - len(short),
        to_begin=_to_begin(rhythm, offered, len(short)),
        reasons=tuple(_silences(rule, rhythm, over, len(short) - len(over), sums)),
    )


def _to_begin(rhythm: Rhythm, offered: Sequence[Evidence], short: int) -> int:
    """Return how many pieces are still to begin: one log holds many rows."""
    if not short:
        return 0
    return max(0, 1 - len(offered)) if rhythm.rows else 1


def wanted_in_each(rule: Requirement, rhythm: Rhythm) -> int:
    """Return how much a rhythm wants in each of its periods."""
    return rhythm.amount.at_least if rhythm.amount else rule.at_least


def recorded(
    rhythm: Rhythm, pieces: Sequence[Evidence], around: Circumstances
) -> dict[Period, int]:
    """Return every period of a rhythm, in order, with what pieces record for it until today."""
    noted = (entry for piece in pieces for entry in _entries(rhythm, piece, around))
    entries = [(when, much) for when, much in noted if when <= around.today]
    return {
        period: sum(much for when, much in entries if period.covers(when))
        for period in _periods(rhythm, around)
    }


def _periods(rhythm: Rhythm, around: Circumstances) -> tuple[Period, ...]:
    clock = WorkClock.of(
        around.portfolio.started_on, around.pathway.time, around.portfolio.timetable
    )
    return periods(rhythm.phases, clock, around.stages[-1].due)


def _entries(
    rhythm: Rhythm, piece: Evidence, around: Circumstances
) -> Iterator[tuple[date, int]]:
    """Yield each day that something is recorded for, with how much."""
    field = around.catalogue.forms[piece.form].field(rhythm.rows) if rhythm.rows else None
    if field is None:
        if piece.date:
            yield piece.date, _much(rhythm, piece, "")
        return
    for row in rows(field, piece.answers):
        place = f"{field.id}.{row}."
        if when := parse_day(piece.text(f"{place}{rhythm.day}")):
            yield when, _much(rhythm, piece, place)


def _much(rhythm: Rhythm, piece: Evidence, place: str) -> int:
    if rhythm.amount is None:
        return 1
    answer = piece.text(f"{place}{rhythm.amount.part}").strip()
    return int(answer) if answer.isdecimal() else 0


def _silences(
    rule: Requirement,
    rhythm: Rhythm,
    over: Sequence[Period],
    to_come: int,
    sums: dict[Period, int],
) -> Iterator[str]:
    for period in over[:MOST_PERIODS]:
        have = sums[period]
        if rhythm.amount:
            told = f"{have} of {rhythm.amount.at_least} {rhythm.amount.unit} are"
        elif have:
            told = f"{sentence(small(have))} of {small(rule.at_least)} {_are(have)}"
        else:
            told = "Nothing is"
        yield f"{told} recorded for {period.words}."
    more = len(over) - MOST_PERIODS
    if more > 0:
        yield f"The same goes for {count(more, 'later period')}."
    if to_come:
        noun = "period is" if to_come == 1 else "periods are"
        yield f"{sentence(small(to_come))} {noun} still to come."
