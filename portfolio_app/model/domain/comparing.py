"""What would change if a portfolio went by other rules: requirement by requirement, in words.

Serves a newer version of the same pathway and a move to another authority's alike. Pure: the
same evidence is judged twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from portfolio_app.model.domain.explaining import explained
from portfolio_app.model.domain.slots import slot_at
from portfolio_app.model.domain.verdict import judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Evidence
    from portfolio_app.model.domain.names import EvidenceId, FormId
    from portfolio_app.model.domain.pathways import Pathway, Requirement
    from portfolio_app.model.domain.portfolio import Snapshot
    from portfolio_app.model.domain.verdict import RequirementVerdict, Verdict


class Change(StrEnum):
    """What becomes of one requirement."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementChange:
    """One requirement under both sets of rules."""

    id: str
    title: str
    change: Change
    no_longer: tuple[str, ...] = ()
    """Sentences that hold now and would not."""
    from_then: tuple[str, ...] = ()
    """Sentences that would hold and do not now."""
    now: RequirementVerdict | None = None
    """None where it is not asked for now."""
    then: RequirementVerdict | None = None
    """None where it would not be asked for."""
    counting: tuple[EvidenceId, ...] = ()
    """Pieces that would count for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A portfolio as it stands, and as it would stand under other rules."""

    before: Pathway
    after: Pathway
    now: Verdict
    then: Verdict
    requirements: tuple[RequirementChange, ...]
    """Those of the other rules in their order, then those that would go."""
    around: tuple[str, ...]
    """What changes besides: who signs, what may be claimed, when the panel wants the pack."""
    without_place: tuple[EvidenceId, ...]
    """Pieces that no requirement would ask for. They are kept, and can be shown and claimed."""
    out_of_sight: tuple[tuple[EvidenceId, int], ...]
    """Pieces with so many answers to questions that their form would no longer ask."""

    @property
    def is_same(self) -> bool:
        """Whether nothing would change for this portfolio."""
        return not (self.around or self.out_of_sight) and all(
            line.change is Change.SAME for line in self.requirements
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A pathway and everything that it refers to."""

    pathway: Pathway
    catalogue: Catalogue

    def says(self, rule: Requirement) -> tuple[str, ...]:
        """Return a requirement of the pathway in sentences."""
        return (*([rule.asks] if rule.asks else []), *self.meaning(rule))

    def meaning(self, rule: Requirement) -> tuple[str, ...]:
        """Return what the program looks at."""
        return explained(rule, self.pathway, self.catalogue)


def compare(snapshot: Snapshot, before: Rules, after: Rules, today: date) -> Comparison:
    """Judge `snapshot` by both sets of rules and say what differs."""
    now = judge(snapshot, before.pathway, before.catalogue, today)
    then = judge(snapshot, after.pathway, after.catalogue, today)
    asked = {form for rule in after.pathway.requirements for form in rule.forms}
    offered = asked | set(after.pathway.offers)
    return Comparison(
        before=before.pathway,
        after=after.pathway,
        now=now,
        then=then,
        requirements=tuple(_lines(before, after, now, then)),
        around=tuple(_around(before, after)),
        without_place=tuple(
            piece.id
            for piece in snapshot.evidence
            if piece.form not in offered and not after.catalogue.forms[piece.form].anywhere
        ),
        out_of_sight=tuple(
            (piece.id, hidden)
            for piece in snapshot.evidence
            if (hidden := _hidden(piece, before.catalogue, after.catalogue))
        ),
    )


def _lines(
    before: Rules, after: Rules, now: Verdict, then: Verdict
) -> Iterator[RequirementChange]:
    judged = {line.id: line for line in now.judged}
    coming = {line.id: line for line in then.judged}
    is_same_pathway = before.pathway.id == after.pathway.id
    for rule in after.pathway.requirements:
        former = before.pathway.requirement(rule.id) if is_same_pathway else None
        line = coming[rule.id]
        if former is None:
            yield RequirementChange(
                id=rule.id,
                title=rule.title,
                change=Change.ADDED,
                from_then=after.meaning(rule),
                then=line,
                counting=line.counted,
            )
            continue
        gone, new = _differences(before.says(former), after.says(rule))
        if former.title != rule.title:
            new = (f"It is called “{rule.title}”.", *new)
        yield RequirementChange(
            id=rule.id,
            title=rule.title,
            change=Change.CHANGED if gone or new else Change.SAME,
            no_longer=gone,
            from_then=new,
            now=judged[rule.id],
            then=line,
            counting=line.counted,
        )
    yield from _removed(before, after, now)


def _removed(before: Rules, after: Rules, now: Verdict) -> Iterator[RequirementChange]:
    """Yield the requirements that would not be asked for."""
    judged = {line.id: line for line in now.judged}
    is_same_pathway = before.pathway.id == after.pathway.id
    for rule in before.pathway.requirements:
        if not is_same_pathway or after.pathway.requirement(rule.id) is None:
            yield RequirementChange(
                id=rule.id,
                title=rule.title,
                change=Change.REMOVED,
                no_longer=before.meaning(rule),
                now=judged[rule.id],
            )


def _differences(
    before: tuple[str, ...], after: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    gone = tuple(said for said in before if said not in after)
    new = tuple(said for said in after if said not in before)
    return gone, new


def _around(before: Rules, after: Rules) -> Iterator[str]:
    """Yield what changes beside the requirements."""
    for sentence, value in _surroundings(after).items():
        if _surroundings(before).get(sentence) != value and value:
            yield sentence.format(value)
    if before.pathway.id != after.pathway.id:
        return
    for form in _forms(after) & _forms(before):
        if before.catalogue.forms[form] != after.catalogue.forms[form]:
            yield f"The form “{after.catalogue.forms[form].title}” is worded or built anew."


def _surroundings(rules: Rules) -> dict[str, str]:
    """Return sentences about a pathway, each with what stands in it."""
    from portfolio_app.model.domain.wording import count, joined

    pathway, catalogue = rules.pathway, rules.catalogue
    return {
        "Signed by the {}, in this order.": joined(
            [catalogue.roles[rule.role].title for rule in pathway.signatures]
        ),
        "Capabilities are claimed from the {}.": joined(
            [catalogue.frameworks[framework].short for framework in pathway.frameworks]
        ),
        "Decided by: {}.": pathway.decided_by,
        "The pack must be in {} before the panel.": count(pathway.days_before_panel, "day")
        if pathway.days_before_panel
        else "",
        "The stages are: {}.": joined([stage.title for stage in pathway.stages]),
    }


def _forms(rules: Rules) -> set[FormId]:
    return {form for rule in rules.pathway.requirements for form in rule.forms}


def _hidden(piece: Evidence, before: Catalogue, after: Catalogue) -> int:
    """Return how many answers of a piece its form would no longer show."""
    old, new = before.forms.get(piece.form), after.forms[piece.form]
    if old is None or old == new:
        return 0
    return sum(
        slot_at(old, piece.answers, before.models, path) is not None
        and slot_at(new, piece.answers, after.models, path) is None
        for path in piece.answers
    )
