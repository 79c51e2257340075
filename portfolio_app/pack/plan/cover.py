"""Plans the cover: whose pack this is, and what to read in ten minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.roles import Voice
from portfolio_app.model.domain.wording import count, day, sentence, small, weekday
from portfolio_app.pack.plan.blocks import EvidencePlan, Fact
from portfolio_app.pack.plan.bundle import MATRIX, REQUIREMENTS, SIGNATURES
from portfolio_app.pack.plan.front import CoreItem, CoverPlan
from portfolio_app.pack.plan.requirements import page_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.pack.plan.bundle import Bundle

WORDS_A_MINUTE = 240
"""How fast prose is read: the mean for English non-fiction is 238 (Brysbaert, 2019)."""
MOST_CORE = 5
"""Lines of core evidence on the cover; the rest share one. Ours: what the page holds."""
PAGES = "Pages"
"""The fact whose value drawing fills in."""
EDITION = "Edition"
"""The fact whose value is that of the standard edition; another names itself."""

_QUESTIONS = {
    Voice.SELF: "How does the practitioner think?",
    Voice.OBSERVER: "What did an observer see?",
    Voice.CHILD: "What does a child or family say?",
    Voice.PROFESSIONAL: "What do other professionals say?",
    Voice.MANAGER: "What does a manager say?",
}


def cover_plan(bundle: Bundle, pieces: Sequence[EvidencePlan]) -> CoverPlan:
    """Plan the first page."""
    request = bundle.request
    practitioner = request.snapshot.portfolio.practitioner
    panel = request.snapshot.portfolio.panel_on
    core = tuple(_core(bundle, pieces))
    minutes = sum(item.minutes for item in core)
    readers = "the panel" if bundle.is_for_panel else "those to whom it is given"
    return CoverPlan(
        authority=request.pathway.authority,
        department=request.pathway.department,
        purpose=_purpose(bundle),
        title=request.pathway.title,
        practitioner=practitioner.name,
        job_title=practitioner.job_title,
        panel=weekday(panel) if panel and not request.stage else "",
        facts=tuple(_facts(bundle)),
        reading=f"Read this pack in {_minutes(minutes)}",
        core=core,
        confidential=f"For {readers} and those who sign. Children, families and other "
        "professionals appear under stand-ins or roles.",
    )


def _purpose(bundle: Bundle) -> str:
    if bundle.request.stage:
        return "Portfolio for a review on the way"
    what = "Progression portfolio" if bundle.is_for_panel else "Portfolio"
    decided_by = bundle.request.pathway.decided_by
    return f"{what} for the {decided_by}" if decided_by else what


def _minutes(number: int) -> str:
    tens = {10: "ten", 11: "eleven", 12: "twelve"}
    return f"{tens.get(number, small(number))} minute{'s' * (number != 1)}"


def _facts(bundle: Bundle) -> Iterator[Fact]:
    request = bundle.request
    practitioner = request.snapshot.portfolio.practitioner
    if practitioner.swe_number:
        yield Fact(
            label="Registration", value=(f"Social Work England {practitioner.swe_number}",)
        )
    if practitioner.team:
        yield Fact(label="Team", value=(practitioner.team,))
    yield Fact(label="Pathway", value=(request.pathway.title,))
    due = next((s.due for s in request.verdict.stages if s.id == request.stage), None)
    if due:
        yield Fact(label="Review due", value=(day(due),))
    if level := bundle.level:
        framework = request.catalogue.frameworks[request.pathway.level_framework]
        yield Fact(label="Level shown", value=(f"{framework.short} {level.title}",))
    done = "drafted" if request.draft else "sealed"
    yield Fact(label="Version", value=(f"{request.version}, {done} {day(request.sealed_at)}",))
    yield Fact(label="Pack code", value=())
    yield Fact(label=EDITION, value=("Standard",))
    yield Fact(label=PAGES, value=())


def _core(bundle: Bundle, pieces: Sequence[EvidencePlan]) -> Iterator[CoreItem]:
    yield CoreItem(
        places=(REQUIREMENTS,),
        first_only=False,
        title=page_title(bundle),
        question="Is everything here?",
        minutes=1,
    )
    for piece in pieces:
        if piece.report:
            yield _item(piece, "Does the manager say yes?")
    marked = [piece for piece in pieces if piece.core and not piece.report]
    shown = marked if len(marked) <= MOST_CORE else marked[: MOST_CORE - 1]
    for piece in shown:
        yield _item(piece, _QUESTIONS[piece.sources[0].voice])
    if rest := marked[len(shown) :]:
        yield CoreItem(
            places=tuple(piece.place for piece in rest),
            first_only=False,
            title=count(len(rest), "further piece of evidence", "further pieces of evidence"),
            question="What else matters?",
            minutes=sum(_reading_time(piece) for piece in rest),
        )
    has_matrix = bool(bundle.frameworks)
    yield CoreItem(
        places=(MATRIX, SIGNATURES) if has_matrix else (SIGNATURES,),
        first_only=True,
        title="Matrix and signatures" if has_matrix else "Signatures",
        question="Who said what, and who stands by it?",
        minutes=1,
    )


def _item(piece: EvidencePlan, question: str) -> CoreItem:
    return CoreItem(
        places=(piece.place,),
        first_only=False,
        title=piece.kind if piece.report else piece.title,
        question=question,
        minutes=_reading_time(piece),
    )


def _reading_time(piece: EvidencePlan) -> int:
    """Return about how many minutes a piece takes to read."""
    return max(1, round(piece.words / WORDS_A_MINUTE))


def core_pages(number: int) -> str:
    """Return `Nine core pages, in this order`, once drawing has counted them."""
    return f"{sentence(small(number))} core {count(number, 'page').split()[-1]}, in this order"
