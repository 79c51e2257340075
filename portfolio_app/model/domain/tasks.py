"""What to do next: the task that closes the biggest gap, for the minutes a person has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from portfolio_app.model.domain.forms import FieldKind
from portfolio_app.model.domain.milestones import StageState
from portfolio_app.model.domain.slots import slot_at
from portfolio_app.model.domain.verdict import State
from portfolio_app.model.domain.wording import day, in_days, small

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.forms import Form
    from portfolio_app.model.domain.names import EvidenceId, FieldPath, FormId
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
    """Why this one: the gap it closes and the date it is for."""
    minutes: int
    form: FormId
    evidence: EvidenceId | None = None
    """The piece to open; None begins a new one of `form`."""
    path: FieldPath | None = None
    """Where the cursor lands."""
    opens_at: str = ""
    """The heading of that place."""


def tasks(snapshot: Snapshot, verdict: Verdict, catalogue: Catalogue) -> tuple[Task, ...]:
    """Return everything that can be done now, the biggest gap first.

    What a stage wants comes before what only the end wants, the nearest stage first. A gap is
    the share of a requirement that is missing; among equals the pathway's order decides. What
    waits for another person's words comes last, as asking for them.
    """
    gaps = sorted(
        (r for r in verdict.judged if not r.met),
        key=lambda r: (
            r.state is State.WAITING,
            r.due or date.max,
            -(r.need - r.have) / r.need,
        ),
    )
    return tuple(task for r in gaps for task in _tasks(r, snapshot, verdict, catalogue))


def choose(offered: Sequence[Task], minutes: int) -> Task | None:
    """Return the first task that fits into `minutes`, else the shortest there is."""
    fitting = next((task for task in offered if task.minutes <= minutes), None)
    return fitting or min(offered, key=lambda task: task.minutes, default=None)


def _tasks(
    requirement: RequirementVerdict, snapshot: Snapshot, verdict: Verdict, catalogue: Catalogue
) -> Iterator[Task]:
    why = _why(requirement, verdict, catalogue)
    for gap in requirement.shortfalls:
        yield _mend(gap, why, snapshot, catalogue)
    if requirement.to_begin:
        pathway = catalogue.pathways[verdict.pathway]
        rule = pathway.requirement(requirement.id)
        if rule:
            form = catalogue.forms[rule.form]
            yield Task(
                title=f"Begin {_one(form)}",
                why=why,
                minutes=form.minutes,
                form=form.id,
            )


def _mend(gap: Shortfall, why: str, snapshot: Snapshot, catalogue: Catalogue) -> Task:
    piece = next(e for e in snapshot.evidence if e.id == gap.evidence)
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
        title, minutes = f"Write “{slot.title}” in {name}", _minutes(slot)
    return Task(
        title=title,
        why=f"{gap.sentence} {why}",
        minutes=minutes,
        form=form.id,
        evidence=piece.id,
        path=gap.path,
        opens_at=slot.title if slot else "",
    )


def _minutes(slot: Slot) -> int:
    return MINUTES_PROSE if slot.kind is FieldKind.PROSE else MINUTES_SHORT


def _why(requirement: RequirementVerdict, verdict: Verdict, catalogue: Catalogue) -> str:
    rule = catalogue.pathways[verdict.pathway].requirement(requirement.id)
    form = catalogue.forms[rule.form] if rule else None
    things = f" {form.plural.lower()}" if form and requirement.need > 1 else ""
    thing = f" {form.title.lower()}" if form and requirement.need == 1 else things
    have = small(requirement.have) if requirement.have else "none"
    if rule and (rule.for_each or rule.rhythm):
        asked = f"Asked for: {_inside(requirement.asks)}. So far {have} of {requirement.need}."
    else:
        asked = f"The panel asks for {small(requirement.need)}{thing}, and you have {have}."
    to_come = [stage for stage in verdict.stages if stage.state is not StageState.DONE]
    ahead = [stage for stage in to_come if stage.due >= verdict.today]
    if not ahead:
        return asked
    nearest = min(ahead, key=lambda stage: stage.due)
    when = f"{day(nearest.due)}, {in_days(nearest.due, verdict.today)}"
    return f"{asked} The next date is {when}: {nearest.title.lower()}."


def _inside(text: str) -> str:
    """Return a rule in mid-sentence: its first letter small, without its full stop."""
    return (text[:1].lower() + text[1:]).rstrip(".")


def _one(form: Form) -> str:
    """Return one of a kind of evidence in mid-sentence, with an article where it is counted."""
    noun = form.title.lower()
    if form.plural != f"{form.title}s":
        return noun
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
