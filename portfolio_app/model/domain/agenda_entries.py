"""Makes the agenda of a portfolio out of its verdict: see `agenda`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.agenda import (
    Entry,
    Kind,
    Lead,
    Standing,
    Want,
    stage_standing,
)
from portfolio_app.model.domain.milestones import nearness, wants
from portfolio_app.model.domain.outcomes import panel_outcome
from portfolio_app.model.domain.rules import Window
from portfolio_app.model.domain.shortfalls import named
from portfolio_app.model.domain.stages import add_months, registration_year, stage_dates
from portfolio_app.model.domain.tally import Circumstances, recorded, wanted_in_each
from portfolio_app.model.domain.wording import count, day, in_days, joined, sentence, small

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.milestones import StageVerdict
    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.model.domain.outcomes import PanelOutcome, Step
    from portfolio_app.model.domain.pathways import Pathway, Requirement
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.model.domain.rules import Rhythm
    from portfolio_app.model.domain.shortfalls import Shortfall
    from portfolio_app.model.domain.stages import Period
    from portfolio_app.model.domain.verdict import RequirementVerdict, Verdict


def agenda(
    snapshot: Snapshot, verdict: Verdict, pathway: Pathway, catalogue: Catalogue
) -> tuple[Entry, ...]:
    """Return every date of a portfolio, the earliest first."""
    return _Agenda(snapshot, verdict, pathway, catalogue).entries()


class _Agenda:
    """Reads one verdict."""

    def __init__(
        self, snapshot: Snapshot, verdict: Verdict, pathway: Pathway, catalogue: Catalogue
    ) -> None:
        self._snapshot, self._verdict = snapshot, verdict
        self._pathway, self._catalogue = pathway, catalogue
        self._today = verdict.today
        self._lines = {line.id: line for line in verdict.requirements}
        self._outcome = panel_outcome(snapshot, pathway, catalogue)

    def entries(self) -> tuple[Entry, ...]:
        found = [
            *(self._stage(stage) for stage in self._verdict.stages),
            *self._periods(),
            *self._sittings(),
            *(self._decided(self._outcome) if self._outcome else ()),
        ]
        last = max(entry.day for entry in found)
        found += self._registration(max(last, add_months(self._today, 12)))
        return tuple(sorted(found, key=lambda e: e.day))

    # --- stages, submission, panel ---------------------------------------------------------

    def _stage(self, stage: StageVerdict) -> Entry:
        special = {"start": Kind.START, "submit": Kind.SUBMIT, "panel": Kind.PANEL}
        rule = self._pathway.stage(stage.id)
        kind = Kind.STAGE if rule else special[stage.id]
        held = rule is None or self._snapshot.portfolio.timetable.holds(rule)
        wanted = tuple(self._wants(stage)) if rule and held else ()
        return Entry(
            key=f"stage.{stage.id}" if rule else stage.id,
            kind=kind,
            title=_TITLES.get(kind, stage.title),
            day=stage.due,
            standing=stage_standing(stage.state, wanted),
            detail=""
            if held
            else "Optional: nothing is asked for until you choose to hold it.",
            wants=wanted if kind is not Kind.PANEL else tuple(self._awaited(stage)),
            advice=rule.certainty.advice if rule else "",
            is_held=held,
        )

    def _awaited(self, panel: StageVerdict) -> Iterator[Want]:
        """Yield what the panel decided, as wanted, once it has met."""
        form = self._pathway.panel.outcome_form if self._pathway.panel else None
        met_since = self._outcome is None or self._outcome.decided_on < panel.due
        if form and panel.due <= self._today and met_since:
            yield Want(
                title="What the panel decided",
                standing=Standing.DUE,
                words="Not entered",
                detail="Enter it, and what follows from it is listed here.",
                lead=Lead(form=form),
            )

    def _wants(self, stage: StageVerdict) -> Iterator[Want]:
        for rule in self._pathway.requirements:
            if wants(rule, stage.id):
                yield self._want(rule, stage, self._lines[rule.id])

    def _want(self, rule: Requirement, stage: StageVerdict, line: RequirementVerdict) -> Want:
        offered = self._for_stage(rule, stage.id, line.evidence)
        counted = [piece for piece in offered if piece.id in line.counted]
        if line.title not in stage.lacks:
            enough = counted[: rule.by_stage.get(stage.id, len(counted))]
            return Want(
                title=rule.title,
                standing=Standing.DONE,
                words="Done",
                detail=joined([self._called(piece) for piece in enough]),
                lead=Lead(evidence=enough[-1].id if enough else None),
            )
        begun = {piece.id for piece in offered} - set(line.counted)
        gap = next((gap for gap in line.shortfalls if gap.evidence in begun), None)
        if gap:
            return self._begun(rule, stage, gap)
        return Want(
            title=rule.title,
            standing=Standing.by_day(stage.due, self._today),
            words="Not begun",
            detail=_asked(rule, stage.id, len(counted)),
            lead=_begin(rule, stage.id),
        )

    def _begun(self, rule: Requirement, stage: StageVerdict, gap: Shortfall) -> Want:
        standing = Standing.by_day(stage.due, self._today)
        words, detail = "Begun", gap.sentence
        if gap.waits_for:
            role = self._catalogue.roles[gap.waits_for]
            piece = self._snapshot.piece(gap.evidence)
            form = self._catalogue.forms[piece.form] if piece else None
            name = self._snapshot.name_of(piece, form, role.id) if piece and form else ""
            called = self._called(piece) if piece else ""
            standing, words = Standing.WAITING, "Waiting"
            detail = f"{called} waits for {name or 'the ' + role.title}."
        return Want(
            title=rule.title,
            standing=standing,
            words=words,
            detail=detail,
            lead=Lead(evidence=gap.evidence, path=gap.path),
        )

    def _for_stage(
        self, rule: Requirement, stage_id: str, offered: Sequence[EvidenceId]
    ) -> list[Evidence]:
        """Return the pieces offered for a stage, by their days."""
        known = (self._snapshot.piece(evidence_id) for evidence_id in offered)
        pieces = [piece for piece in known if piece]
        each = rule.for_each
        if each and stage_id in each.values:
            return [p for p in pieces if p.text(each.path).strip() == stage_id]
        return pieces

    def _called(self, piece: Evidence) -> str:
        return named(piece, self._catalogue.forms[piece.form])

    # --- rhythms ---------------------------------------------------------------------------

    def _periods(self) -> Iterator[Entry]:
        around = self._around()
        for rule in self._pathway.requirements:
            if rule.rhythm and around.stages:
                line = self._lines[rule.id]
                counted = [self._snapshot.piece(e) for e in line.counted]
                sums = recorded(rule.rhythm, [p for p in counted if p], around)
                for number, (period, have) in enumerate(sums.items(), 1):
                    yield self._period(rule, rule.rhythm, number, period, have)

    def _around(self) -> Circumstances:
        portfolio, pathway = self._snapshot.portfolio, self._pathway
        return Circumstances(
            portfolio=portfolio,
            pathway=pathway,
            catalogue=self._catalogue,
            stages=stage_dates(
                pathway.stages, portfolio.started_on, pathway.time, portfolio.timetable
            ),
            today=self._today,
        )

    def _period(
        self, rule: Requirement, rhythm: Rhythm, number: int, period: Period, have: int
    ) -> Entry:
        wanted, today = wanted_in_each(rule, rhythm), self._today
        done = have >= wanted
        if period.first > today:
            standing = Standing.FUTURE
        else:
            standing = Standing.DONE if done else Standing.by_day(period.last, today)
        told = f"{have} of {wanted} {rhythm.amount.unit}" if rhythm.amount else ""
        told = told or ("Recorded" if done else "Nothing is recorded yet")
        return Entry(
            key=f"period.{rule.id}.{number}",
            kind=Kind.PERIOD,
            title=rule.title,
            since=period.first,
            day=period.last,
            standing=standing,
            series=rule.id,
            detail=f"{period.words}." if standing is Standing.FUTURE
            else f"{told} for {period.words}.",
            lead=self._record(rule, rhythm),
            advice=rule.certainty.advice,
            is_begun=period.first <= today,
        )  # fmt: skip

    def _record(self, rule: Requirement, rhythm: Rhythm) -> Lead:
        """Lead to the log that holds the rows, or to a new piece."""
        line = self._lines[rule.id]
        if rhythm.rows and line.evidence:
            return Lead(evidence=line.evidence[-1])
        return Lead(form=rule.form)

    # --- the registration year --------------------------------------------------------------

    def _registration(self, last: date) -> Iterator[Entry]:
        """Yield the end of each registration year from the present one to the last date."""
        rule = self._registration_rule()
        year = registration_year(self._today)
        while rule and (year.covers(self._today) or year.first <= last):
            line = self._lines.get(rule.id) if year.covers(self._today) else None
            state = nearness(year.last, self._today)
            yield Entry(
                key=f"registration.{year.last.year}",
                kind=Kind.REGISTRATION,
                title="Renewal of registration",
                since=year.first,
                day=year.last,
                standing=Standing.DONE if line and line.met else Standing(state),
                detail=f"{rule.source}: {_inside(rule.asks)}.",
                lead=Lead(form=rule.form),
            )
            year = registration_year(year.last.replace(year=year.last.year + 1))

    def _registration_rule(self) -> Requirement | None:
        """Return the national rule, from this pathway or from any that tells it."""
        others = (p for p in self._catalogue.pathways.values() if p is not self._pathway)
        return next(
            (
                rule
                for pathway in (self._pathway, *others)
                for rule in pathway.requirements
                if rule.within is Window.REGISTRATION_YEAR
            ),
            None,
        )

    # --- the panel -------------------------------------------------------------------------

    def _sittings(self) -> Iterator[Entry]:
        for sitting in self._verdict.sittings:
            hand_in = f"Hand in by {day(sitting.submit_by)}." if self._lead_time else ""
            if self._lead_time and sitting.submit_by < self._today:
                hand_in = "It may be too late to hand in for it."
            between = "" if sitting.day else f"Some time from {sitting.within.words}."
            yield Entry(
                key=f"sitting.{sitting.within.first.isoformat()}",
                kind=Kind.SITTING,
                title="The panel meets",
                since=None if sitting.day else sitting.within.first,
                day=sitting.within.last,
                standing=Standing.FUTURE
                if sitting.within.first > self._today
                else Standing.by_day(sitting.within.last, self._today),
                detail=" ".join(part for part in (between, hand_in) if part),
                advice="" if sitting.day else "Check the day with your academy.",
            )

    @property
    def _lead_time(self) -> int:
        return self._pathway.days_before_panel

    def _decided(self, outcome: PanelOutcome) -> Iterator[Entry]:
        yield Entry(
            key=f"outcome.{outcome.evidence}",
            kind=Kind.OUTCOME,
            title="The panel decided",
            day=outcome.decided_on,
            standing=Standing.DONE,
            detail=f"{outcome.title}.",
            lead=Lead(evidence=outcome.evidence),
        )
        steps = () if outcome.is_ready else outcome.steps
        yield from (self._step(outcome, step) for step in steps if step.by or not step.is_done)

    def _step(self, outcome: PanelOutcome, step: Step) -> Entry:
        standing = Standing.by_day(step.by, self._today) if step.by else Standing.FUTURE
        return Entry(
            key=f"step.{outcome.evidence}.{step.row}",
            kind=Kind.STEP if step.by else Kind.UNDATED,
            title="A step that the panel asked for",
            day=step.by or max(self._today, outcome.decided_on),
            standing=Standing.DONE if step.is_done else standing,
            detail=f"{step.what.rstrip('.')}."
            + (f" With: {step.who.rstrip('.')}." if step.who else ""),
            lead=Lead(evidence=outcome.evidence, path=step.path),
        )


_TITLES = {Kind.START: "Start", Kind.SUBMIT: "Hand in the pack", Kind.PANEL: "Panel"}
"""What is called more shortly on the strip."""


def lead_words(days_before_panel: int) -> str:
    """Return how long before the panel the pack must be in; empty where nobody says."""
    if not days_before_panel:
        return ""
    weeks, rest = divmod(days_before_panel, 7)
    length = count(days_before_panel, "day") if rest else count(weeks, "week")
    return f"{length} before the panel"


def next_date(entries: Sequence[Entry], today: date) -> str:
    """Return the nearest date to come in words, `Panel, in 51 days`; empty without one."""
    kinds = (Kind.STAGE, Kind.SUBMIT, Kind.PANEL, Kind.STEP)
    ahead = [e for e in entries if e.kind in kinds and e.day >= today]
    nearest = next((e for e in ahead if e.standing is not Standing.DONE), None)
    return f"{nearest.title}, {in_days(nearest.day, today)}" if nearest else ""


def _begin(rule: Requirement, stage_id: str) -> Lead:
    """Lead to a new piece that says for which stage it is, where its kind asks that."""
    each = rule.for_each
    knows = each is not None and stage_id in each.values
    return Lead(form=rule.form, answers=((each.path, stage_id),) if each and knows else ())


def _asked(rule: Requirement, stage_id: str, have: int) -> str:
    if number := rule.by_stage.get(stage_id):
        here = f"{small(have)} {'is' if have == 1 else 'are'}" if have else "none is"
        return f"{sentence(small(number))} by then; {here} here."
    return f"{sentence(_inside(rule.asks))}."


def _inside(text: str) -> str:
    return text.rstrip(".")
