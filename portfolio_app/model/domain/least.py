"""The least that meets a pathway, made from its rules alone, whatever they are.

Examples of every pathway are made of it, and tests of every rule: what an academy has written
down yesterday is met in the same way as what comes with the program.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from portfolio_app.model.domain.evidence import Answer
from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.names import PRACTITIONER, CapabilityRef, FieldPath
from portfolio_app.model.domain.rhythms import periods
from portfolio_app.model.domain.rules import Window
from portfolio_app.model.domain.slots import slot_at, slots
from portfolio_app.model.domain.stages import (
    Timetable,
    WorkClock,
    add_months,
    registration_year,
    stage_dates,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import FormId, RoleId
    from portfolio_app.model.domain.pathways import Pathway, Requirement
    from portfolio_app.model.domain.rules import Rows
    from portfolio_app.model.domain.slots import Slot
    from portfolio_app.model.domain.stages import Period

_USUAL_MONTHS = 6
"""From the start to the end of a pathway without stages; ours."""


class Words(Protocol):
    """Finds what to write."""

    def answer(self, piece: LeastPiece, slot: Slot, *, needed: bool) -> str:
        """Return an answer as it is stored; empty leaves a slot open that is not needed."""

    def showing(self, ref: CapabilityRef) -> str:
        """Return a passage in which a capability shows, different for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastPiece:
    """One piece of evidence that a requirement asks for, before it has been written."""

    requirement: str
    """The id of the rule."""
    number: int
    """Which of its pieces, from 1."""
    form: FormId
    by: RoleId | None
    """In whose role somebody else contributes."""
    day: date
    fixed: Mapping[FieldPath, str]
    """Answers that the rule insists on, as they are stored; empty where any will do."""
    claims: tuple[CapabilityRef, ...]
    """What passages of it must be claimed for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastClaim:
    """A passage that is claimed for a capability."""

    path: FieldPath
    passage: str
    """Stands in the answer exactly once."""
    capability: CapabilityRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """All that a pathway asks for at the least."""

    end: date
    """When the last stage is over, and everything is to be there."""
    pieces: tuple[LeastPiece, ...]
    """In the order of the requirements."""


@dataclass(slots=True, kw_only=True)
class LeastText:
    """What is written into a piece."""

    answers: dict[FieldPath, str] = field(default_factory=dict)
    """As they are stored."""
    claims: tuple[LeastClaim, ...] = ()


def least(
    pathway: Pathway, catalogue: Catalogue, started_on: date, timetable: Timetable | None = None
) -> Least:
    """Return what a pathway asks for at the least of somebody who started on a day."""
    return _Planning(pathway, catalogue, started_on, timetable or Timetable()).all()


def written(piece: LeastPiece, catalogue: Catalogue, words: Words) -> LeastText:
    """Write a piece: what its rule insists on, what its form requires, and what is claimed."""
    return _Writing(piece, catalogue, words).all()


class _Planning:
    def __init__(
        self, pathway: Pathway, catalogue: Catalogue, started_on: date, timetable: Timetable
    ) -> None:
        self._pathway = pathway
        self._catalogue = catalogue
        self._timetable = timetable
        self._clock = WorkClock.of(started_on, pathway.time, timetable)
        dates = stage_dates(pathway.stages, started_on, pathway.time, timetable)
        self._end = dates[-1].due if dates else add_months(started_on, _USUAL_MONTHS)
        self._due = {date.stage.id: date.due for date in dates}

    def all(self) -> Least:
        pieces = (piece for rule in self._pathway.requirements for piece in self._of(rule))
        return Least(end=self._end, pieces=tuple(pieces))

    def _of(self, rule: Requirement) -> Iterator[LeastPiece]:
        if rule.rhythm and rule.rhythm.rows:
            yield self._piece(rule, 1, self._end, self._log(rule))
        elif rule.rhythm:
            amount = rule.rhythm.amount
            extra = {FieldPath(amount.part): str(amount.at_least)} if amount else {}
            for number, span in enumerate(self._spans(rule), start=1):
                yield self._piece(rule, number, span.first, extra)
        elif each := rule.for_each:
            optional = {s.id for s in self._pathway.stages if not self._timetable.holds(s)}
            values = [value for value in each.values if value not in optional]
            for number, value in enumerate(values, start=1):
                day = self._day(rule, number, value)
                yield self._piece(rule, number, day, {each.path: value})
        else:
            for number in range(1, rule.at_least + 1):
                extra, by = self._among(rule, number)
                yield self._piece(rule, number, self._day(rule, number), extra, by)

    def _spans(self, rule: Requirement) -> Sequence[Period]:
        return periods(rule.rhythm.phases, self._clock, self._end) if rule.rhythm else ()

    def _day(self, rule: Requirement, number: int, stage: str = "") -> date:
        """Return a day in the last weeks before a piece is due, different for each.

        Args:
            rule: What it is for.
            number: Which of its pieces, from 1.
            stage: The one that it is for, where the piece itself says so.
        """
        wanting = (s for s, count in rule.by_stage.items() if count >= number)
        due = self._due.get(stage or next(wanting, ""), self._end)
        day = due - timedelta(days=6 + number)
        if rule.within is Window.REGISTRATION_YEAR:
            return max(day, registration_year(self._end).first)
        return day

    def _among(
        self, rule: Requirement, number: int
    ) -> tuple[dict[FieldPath, str], RoleId | None]:
        """Return what one of several pieces has in common with others, and who contributes."""
        extra: dict[FieldPath, str] = {}
        by = None
        given = 1
        for among in rule.among:
            mine = number <= among.at_least if among.by else given == number
            given += 0 if among.by else among.at_least
            if among.by:
                others = [role for role in rule.by if role not in among.by]
                by = among.by[0] if mine or not others else others[-1]
            elif among.path and mine:
                extra[among.path] = among.one_of[0] if among.one_of else ""
            elif among.path and among.one_of:
                extra.setdefault(among.path, self._other_answer(rule, among.path))
        return extra, by

    def _other_answer(self, rule: Requirement, path: FieldPath) -> str:
        """Return an answer that nothing is asked of."""
        named = {answer for among in rule.among for answer in among.one_of}
        asked = self._catalogue.forms[rule.form].field(path)
        options = asked.options if asked else ()
        return next(option.id for option in options if option.id not in named)

    def _log(self, rule: Requirement) -> dict[FieldPath, str]:
        """Return a row for every period of a rhythm that is kept within one piece."""
        rhythm = rule.rhythm
        if rhythm is None:
            return {}
        spans = enumerate(self._spans(rule), start=1)
        return {
            FieldPath(f"{rhythm.rows}.{row}.{rhythm.day}"): span.first.isoformat()
            for row, span in spans
        }

    def _piece(
        self,
        rule: Requirement,
        number: int,
        day: date,
        extra: Mapping[FieldPath, str],
        by: RoleId | None = None,
    ) -> LeastPiece:
        form = self._catalogue.forms[rule.form]
        fixed = {FieldPath("date"): day.isoformat()}
        fixed |= {consent.path: consent.given_by[0] for consent in form.consents}
        fixed |= {w.path: w.one_of[0] if w.one_of else "" for w in rule.must_answer}
        fixed |= {w.path: add_months(day, -w.months - 1).isoformat() for w in rule.elapsed}
        fixed |= {
            FieldPath(f"{w.field}.{row}.{w.part or _first_part(form, w)}"): w.one_of[0]
            if w.one_of
            else ""
            for w in rule.rows
            for row in range(1, w.at_least + 1)
        }
        frameworks = self._catalogue.frameworks
        claims = [CapabilityRef(f, "1") for f in rule.each_claims]
        claims += [c.ref for f in rule.covers for c in frameworks[f].capabilities]
        return LeastPiece(
            requirement=rule.id,
            number=number,
            form=form.id,
            by=by or (rule.by[0] if rule.by else form.contributor),
            day=day,
            fixed={**fixed, **extra},
            claims=tuple(claims),
        )


def _first_part(form: Form, rows: Rows) -> str:
    """Return the part of a list without which a row is none."""
    listed = form.field(rows.field)
    return next(part.id for part in listed.parts if part.required) if listed else ""


class _Writing:
    def __init__(self, piece: LeastPiece, catalogue: Catalogue, words: Words) -> None:
        self._piece = piece
        self._catalogue = catalogue
        self._words = words
        self._form: Form = catalogue.forms[piece.form]
        self._kept: dict[FieldPath, Answer] = {}

    def all(self) -> LeastText:
        for path, text in self._piece.fixed.items():
            self._keep(path, text or self._said(self._slot(path), needed=True))
        for slot in self._open():  # rows that the rule asks for are there now, and their parts
            if text := self._said(slot, needed=slot.required):
                self._keep(slot.path, text)
        claims = self._claimed() if self._piece.claims else ()
        answers = {path: answer.text for path, answer in self._kept.items()}
        return LeastText(answers=answers, claims=claims)

    def _open(self) -> Iterator[Slot]:
        """Yield what is not answered yet, the model of reflection before its sections."""
        while True:
            asked = slots(self._form, self._kept, self._catalogue.models)
            model = [s for s in asked if s.kind is FieldKind.MODEL and s.path not in self._kept]
            if not model:
                break
            self._keep(model[0].path, model[0].field.models[0])
        for slot in asked:
            if slot.path not in self._kept and slot.kind is not FieldKind.PICTURE:
                yield slot

    def _claimed(self) -> tuple[LeastClaim, ...]:
        """Write the passages to be claimed to the end of an answer that may be claimed."""
        asked = slots(self._form, self._kept, self._catalogue.models)
        where = next(
            s.path
            for s in asked
            if s.claimable and s.kind is FieldKind.PROSE and s.path in self._kept
        )
        found = tuple(
            LeastClaim(path=where, passage=self._words.showing(ref), capability=ref)
            for ref in self._piece.claims
        )
        said = [self._kept[where].text, *(claim.passage for claim in found)]
        self._keep(where, "\n".join(said))
        return found

    def _said(self, slot: Slot, *, needed: bool) -> str:
        text = self._words.answer(self._piece, slot, needed=needed)
        if needed and not text:
            raise ValueError(f"{self._form.id}: nothing to write at {slot.path}")
        return text

    def _slot(self, path: FieldPath) -> Slot:
        slot = slot_at(self._form, self._kept, self._catalogue.models, path)
        if slot is None:
            raise ValueError(f"{self._form.id} has nothing at {path}")
        return slot

    def _keep(self, path: FieldPath, text: str) -> None:
        author = self._slot(path).author
        self._kept[path] = Answer(text=text, written_by=author, entered_by=PRACTITIONER)
