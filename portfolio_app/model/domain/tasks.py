"""What to do next: the task that closes the biggest gap, for the minutes a person has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.milestones import StageState
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.outcomes import panel_outcome
from portfolio_app.model.domain.slots import slot_at
from portfolio_app.model.domain.verdict import State
from portfolio_app.model.domain.wording import day, in_days, small

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.milestones import StageVerdict
    from portfolio_app.model.domain.names import EvidenceId, FieldPath, FormId
    from portfolio_app.model.domain.outcomes import PanelOutcome, Step
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.model.domain.shortfalls import Shortfall
    from portfolio_app.model.domain.slots import Slot
    from portfolio_app.model.domain.verdict import RequirementVerdict, Verdict

MINUTES_SHORT = 5
"""For a line, a day or a choice, and for asking somebody; ours."""
MINUTES_LINK = 10
"""For linking a finished text to the frameworks; ours."""
MINUTES_PROSE = 20
"""For one part of an account; ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One next step."""

    title: str
    """What to do: `Write the conclusion of “The strategy meeting”`."""
    why: str
    """The gap it closes and the date it is for."""
    because: str
    """Why it stands where it does among the others, in a sentence."""
    minutes: int
    form: FormId
    evidence: EvidenceId | None = None
    """The piece to open; None begins a new one of `form`."""
    path: FieldPath | None = None
    """Where the cursor lands."""
    opens_at: str = ""
    """The heading of that place."""
    words: int | None = None
    """How many words are expected there, where the form says so."""
    needs_others: bool = False
    """Whether it cannot be begun alone, such as feedback that a child is to give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The one task for the minutes there are."""

    task: Task
    because: str
    """Why this one, in a sentence."""


def tasks(snapshot: Snapshot, verdict: Verdict, catalogue: Catalogue) -> tuple[Task, ...]:
    """Return everything that can be done now, the biggest gap first.

    A panel that has met comes first: its decision is to be entered. What the panel then asks
    for and what a stage wants come before what only the end wants, the nearest day first. A
    gap is the share of a requirement that is missing; among equals the pathway's order
    decides. What waits for another person's words comes last, as asking for them. Whoever
    progresses has nothing left to do.
    """
    outcome = panel_outcome(snapshot, catalogue.pathways[verdict.pathway], catalogue)
    if outcome and outcome.is_ready:
        return ()
    ordered = [
        (_urgency(line), tuple(_tasks(line, snapshot, verdict, catalogue)))
        for line in verdict.judged
        if not line.met
    ]
    if outcome:
        ordered += [
            (
                (False, step.by or date.max, _BEFORE_ANY_GAP),
                (_step(step, outcome, verdict.today),),
            )
            for step in outcome.open_steps
        ]
    ordered.sort(key=lambda pair: pair[0])
    return (
        *_enter_outcome(outcome, snapshot, verdict, catalogue),
        *(task for _, those in ordered for task in those),
    )


_BEFORE_ANY_GAP = -2.0
"""Gaps are shares: from -1, nothing there yet, to 0."""


def _urgency(line: RequirementVerdict) -> tuple[bool, date, float]:
    missing = (line.need - line.have) / line.need
    return line.state is State.WAITING, line.due or date.max, -missing


def choose(offered: Sequence[Task], minutes: int) -> Choice | None:
    """Return the task for somebody who is at their desk for `minutes`, and why.

    The first of them if it fits; else the next that fits and needs nobody else there; else
    the first that can be begun and gone on with another day; else the shortest.
    """
    if not offered:
        return None
    first = offered[0]
    if first.minutes <= minutes:
        return Choice(task=_fullest(first, offered, minutes), because=first.because)
    alone = [task for task in offered if not task.needs_others]
    if fitting := next((task for task in alone if task.minutes <= minutes), None):
        because = f"This fits into {minutes} minutes; what comes first takes longer."
        return Choice(task=_fullest(fitting, offered, minutes), because=because)
    if begun := next((task for task in alone if task.evidence is None), None):
        leading = f"{begun.because} " if begun is first else ""
        because = f"{leading}{minutes} minutes are enough to begin; every word is kept."
        return Choice(task=begun, because=because)
    shortest = min(offered, key=lambda task: task.minutes)
    because = f"Nothing takes only {minutes} minutes; this is the shortest step."
    return Choice(task=shortest, because=because)


def _fullest(fitting: Task, offered: Sequence[Task], minutes: int) -> Task:
    """Return what makes most of `minutes` in the same piece: a part of it, before its date."""
    if fitting.evidence is None:
        return fitting
    same = [t for t in offered if t.evidence == fitting.evidence and t.minutes <= minutes]
    return max(same, key=lambda task: task.minutes)  # the first of equals


def _enter_outcome(
    outcome: PanelOutcome | None, snapshot: Snapshot, verdict: Verdict, catalogue: Catalogue
) -> Iterator[Task]:
    """Yield the entering of a decision, where the panel has met and none is recorded since."""
    panel = snapshot.portfolio.panel_on
    rule = catalogue.pathways[verdict.pathway].panel
    form = rule.outcome_form if rule else None
    is_told = outcome is not None and panel is not None and outcome.decided_on >= panel
    if form is None or panel is None or panel >= verdict.today or is_told:
        return
    begun = next((e for e in snapshot.evidence if e.form == form and e.date is None), None)
    yield Task(
        title="Enter what the panel decided",
        why=f"The panel was {in_days(panel, verdict.today)}. What it asks for is then listed "
        "here with its dates.",
        because="The panel has met.",
        minutes=MINUTES_SHORT,
        form=form,
        evidence=begun.id if begun else None,
    )


def _step(step: Step, outcome: PanelOutcome, today: date) -> Task:
    """Return a step of the further work that a panel asked for."""
    verb = "was" if step.by and step.by < today else "is"
    when = (
        f"It {verb} to be done by {day(step.by)}, {in_days(step.by, today)}. "
        if step.by
        else ""
    )
    who = f"With: {step.who.rstrip('.')}. " if step.who else ""
    return Task(
        title=step.what.rstrip("."),
        why=f"{when}{who}When it is done, write down the day.",
        because="This is the next step that the panel asked for.",
        minutes=MINUTES_PROSE,
        form=outcome.form,
        evidence=outcome.evidence,
        path=step.path,
    )


def _tasks(
    requirement: RequirementVerdict, snapshot: Snapshot, verdict: Verdict, catalogue: Catalogue
) -> Iterator[Task]:
    why, because = _why(requirement, verdict, catalogue), _because(requirement, verdict)
    pieces = {piece.id: piece for piece in snapshot.evidence}
    for gap in requirement.shortfalls:
        yield _mend(gap, pieces[gap.evidence], why, because, snapshot, catalogue)
    if requirement.to_begin:
        pathway = catalogue.pathways[verdict.pathway]
        rule = pathway.requirement(requirement.id)
        if rule:
            form = catalogue.forms[rule.form]
            yield Task(
                title=f"Begin {_one(form)}",
                why=why,
                because=because,
                minutes=form.minutes,
                form=form.id,
                needs_others=form.author != PRACTITIONER,
            )


def _mend(
    gap: Shortfall,
    piece: Evidence,
    why: str,
    because: str,
    snapshot: Snapshot,
    catalogue: Catalogue,
) -> Task:
    form = catalogue.forms[piece.form]
    slot = slot_at(form, piece.answers, catalogue.models, gap.path) if gap.path else None
    name = f"“{piece.title}”" if piece.title else f"your {form.title.lower()}"
    if gap.waits_for:
        role = catalogue.roles[gap.waits_for]
        who = snapshot.name_of(piece, form, role.id) or f"the {role.title}"
        title, minutes = f"Ask {who} for their part of {name}", MINUTES_SHORT
    elif slot is None:
        title, minutes = f"Complete {name}", MINUTES_LINK
    else:
        verb = "Write" if slot.kind is FieldKind.PROSE else "Fill in"
        title, minutes = f"{verb} “{slot.title}” in {name}", _minutes(slot)
    return Task(
        title=title,
        why=f"{gap.sentence} {why}",
        because=because,
        minutes=minutes,
        form=form.id,
        evidence=piece.id,
        path=gap.path,
        opens_at=slot.title if slot else "",
        words=_words(slot) if slot and not gap.waits_for else None,
    )


def _words(slot: Slot) -> int | None:
    """Return how many words a place expects; of a part of an account nobody says."""
    return slot.top.words_expected if slot.path == slot.top.id else None


def _minutes(slot: Slot) -> int:
    return MINUTES_PROSE if slot.kind is FieldKind.PROSE else MINUTES_SHORT


def _because(requirement: RequirementVerdict, verdict: Verdict) -> str:
    if requirement.state is State.WAITING:
        return "Only another person can go on here."
    if requirement.due and requirement.due < verdict.today:
        return f"This was wanted first, by {day(requirement.due)}."
    if requirement.due:
        return f"This is wanted first, by {day(requirement.due)}."
    has_date = any(stage.due >= verdict.today for stage in _to_come(verdict))
    return f"This is your biggest gap{' before the nearest date' if has_date else ''}."


def _to_come(verdict: Verdict) -> list[StageVerdict]:
    return [stage for stage in verdict.stages if stage.state is not StageState.DONE]


def _why(requirement: RequirementVerdict, verdict: Verdict, catalogue: Catalogue) -> str:
    pathway = catalogue.pathways[verdict.pathway]
    rule = pathway.requirement(requirement.id)
    form = catalogue.forms[rule.form] if rule else None
    things = f" {form.plural.lower()}" if form and requirement.need > 1 else ""
    thing = f" {form.title.lower()}" if form and requirement.need == 1 else things
    have = small(requirement.have) if requirement.have else "none"
    if rule and (rule.for_each or rule.rhythm):
        asked = f"Asked for: {_inside(requirement.asks)}. So far {have} of {requirement.need}."
    elif pathway.is_for_panel:
        asked = f"The panel asks for {small(requirement.need)}{thing}, and you have {have}."
    else:
        asked = f"Asked for: {small(requirement.need)}{thing}. So far you have {have}."
    ahead = [stage for stage in _to_come(verdict) if stage.due >= verdict.today]
    if not ahead:
        return asked
    nearest = min(ahead, key=lambda stage: stage.due)
    when = f"{day(nearest.due)}, {in_days(nearest.due, verdict.today)}"
    return f"{asked} The next date, “{nearest.title}”, is {when}."


def _inside(text: str) -> str:
    """Return a rule in mid-sentence: its first letter small, without its full stop."""
    return (text[:1].lower() + text[1:]).rstrip(".")


def _one(form: Form) -> str:
    """Return one of a kind of evidence in mid-sentence, with an article where it is counted."""
    noun = form.title.lower()
    first = form.title.split()[0]
    is_counted = form.plural in (f"{form.title}s", f"{form.title[:-1]}ies")
    if not is_counted and not form.plural.startswith(f"{first}s "):  # requests for a post
        return noun
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
