"""Plans the document of a panel's decision: what was decided and who signs, and no pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.wording import day, sentence
from portfolio_app.pack.plan.blocks import Fact
from portfolio_app.pack.plan.front import DecisionPlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.pack.plan.bundle import Bundle


def decision_plan(bundle: Bundle) -> DecisionPlan | None:
    """Plan what stands around the decision; None for a pack."""
    request = bundle.request
    if request.decision is None:
        return None
    pathway = request.pathway
    return DecisionPlan(
        label=", ".join(part for part in (pathway.authority, pathway.department) if part),
        title=pathway.title,
        lead=request.decision.told,
        facts=tuple(_facts(bundle)),
        note=f"Checked on {day(request.verdict.today)} against edition {pathway.version} of "
        "the pathway. The pack that the panel read is a file of its own.",
    )


def _facts(bundle: Bundle) -> Iterator[Fact]:
    request = bundle.request
    person = request.snapshot.portfolio.practitioner
    role = ", ".join(part for part in (person.job_title, person.team) if part)
    yield Fact(label="Practitioner", value=(person.name,))
    if role:
        yield Fact(label="Post", value=(role,))
    if person.swe_number:
        yield Fact(label="Registration", value=(f"Social Work England {person.swe_number}",))
    if request.decision and request.decision.goes_to:
        advice = f" ({request.decision.advice.rstrip('.')})" if request.decision.advice else ""
        said = f"{sentence(request.decision.goes_to)}{advice}"
        yield Fact(label="Goes to", value=(said,))
