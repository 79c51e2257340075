"""Plans a report: the recommendation on top, the judgement, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.wording import count, day, joined, sentence, small, words
from portfolio_app.pack.plan.answers import fields, shown_line
from portfolio_app.pack.plan.blocks import (
    Block,
    EvidencePlan,
    Fact,
    ProseBlock,
    ReportPlan,
    SideBlock,
)
from portfolio_app.pack.plan.bundle import MATRIX, SIGNATURES
from portfolio_app.pack.plan.text import Inline, Line, PageLink, Place, line
from portfolio_app.pack.plan.writing import is_fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.model.domain.names import EvidenceId
    from portfolio_app.model.domain.pathways import Requirement
    from portfolio_app.pack.plan.bundle import Bundle, Piece
    from portfolio_app.pack.plan.writing import Writer

LEAD = "recommendation"
"""The id of the field that a report sets large at its top."""


def report_plan(
    bundle: Bundle, piece: Piece, plan: EvidencePlan, writer: Writer
) -> EvidencePlan:
    """Turn the plain plan of a piece in the report layout into that of a report."""
    lead: ProseBlock | None = None
    main: list[Block] = []
    side: list[SideBlock] = []
    about: list[Fact] = []
    for field, slots in fields(bundle, piece):
        if is_fact(piece, field):
            about.append(Fact(label=field.title, value=shown_line(bundle, piece, slots[0])))
            continue
        for block in writer.blocks(field, slots):
            if field.id == LEAD and isinstance(block, ProseBlock) and lead is None:
                lead = block
            elif field.beside and isinstance(block, ProseBlock):
                side.append(_beside(block))
            else:
                main.append(_without_attribution(block))
    if len(main) == 1 and isinstance(main[0], ProseBlock) and _has_headings(main[0]):
        main[0] = replace(main[0], heading="")
    asked = _asked(bundle, piece)
    blocks = [*_requirements(bundle), *_about(about), *side, *_length(asked, main, lead)]
    report = ReportPlan(lead=lead, byline=_byline(bundle, piece, asked), side=tuple(blocks))
    return replace(plan, blocks=tuple(main), facts=tuple(about), report=report)


def _has_headings(block: ProseBlock) -> bool:
    return block.paragraphs[0].heading


def _without_attribution(block: Block) -> Block:
    # The byline at the top says whose report it is.
    return replace(block, attribution="")


def _beside(block: ProseBlock) -> SideBlock:
    return SideBlock(
        heading=block.heading, paragraphs=block.paragraphs, attribution=block.attribution
    )


def _asked(bundle: Bundle, piece: Piece) -> Requirement | None:
    """Return the requirement that the report is for."""
    wanted = bundle.request.pathway.requirements
    return next((r for r in wanted if piece.form.id in r.forms), None)


def _byline(bundle: Bundle, piece: Piece, asked: Requirement | None) -> Line:
    """Return who reports, when, and which signatures stand behind it."""
    role = bundle.actual_role(piece, piece.form.author)
    source = bundle.source(piece, role)
    title = bundle.request.catalogue.roles[role].title
    when = day(piece.evidence.date) if piece.evidence.date else ""
    who = ", ".join(part for part in (source.name, title, when) if part)
    parts: list[Inline] = [f"{sentence(who)}."]
    if any(
        a.written_by != PRACTITIONER and a.entered_by == PRACTITIONER
        for a in piece.evidence.answers.values()
    ):
        parts.append(" Entered by the practitioner.")
    own = bundle.signature_of(role)
    given = [bundle.signature_of(r) for r in (asked.authorised_by if asked else ())]
    others = [str(number) for number in given if number]
    if own:
        parts += [f" Confirmed by signature {own} on ", PageLink(SIGNATURES)]
    if others:
        noun = "signature" if len(others) == 1 else "signatures"
        parts.append("; authorised" if own else " Authorised")
        parts.append(f" there by {noun} {joined(others)}")
    if own or others:
        parts.append(".")
    return line(*parts)


def _requirements(bundle: Bundle) -> Iterator[SideBlock]:
    """Say where the evidence for each requirement stands."""
    facts = [
        Fact(label=_with_count(row.title, len(places)), value=tuple(_links(places)))
        for row in bundle.request.verdict.judged
        if (places := [p.place for e in row.counted if (p := _numbered(bundle, e))])
    ]
    if not facts:
        return
    frameworks = bundle.request.catalogue.frameworks
    shorts = [frameworks[f].short for f in bundle.request.pathway.frameworks]
    if shorts:
        facts.append(Fact(label=joined(shorts), value=(PageLink(MATRIX),)))
    yield SideBlock(heading="Requirements", facts=tuple(facts))


def _numbered(bundle: Bundle, evidence_id: EvidenceId) -> Piece | None:
    piece = bundle.piece(evidence_id)
    return piece if piece and piece.number else None


def _with_count(title: str, number: int) -> str:
    return f"{title}, {number}" if number > 1 else title


def _links(places: list[Place]) -> Iterator[Inline]:
    for index, place in enumerate(places):
        if index:
            yield ", "
        yield PageLink(place, bare=index > 0)


def _about(facts: list[Fact]) -> Iterator[SideBlock]:
    if facts:
        yield SideBlock(heading="About this report", facts=tuple(facts))


def _length(
    asked: Requirement | None, main: list[Block], lead: ProseBlock | None
) -> Iterator[SideBlock]:
    """Say what the pathway allows, and how long it is."""
    blocks = [b for b in (lead, *main) if isinstance(b, ProseBlock)]
    number = sum(words(p.text) for block in blocks for p in block.paragraphs)
    text = f"This report has {count(number, 'word')}."
    if asked and asked.pages_at_most:
        allowed = f"{small(asked.pages_at_most)} page{'s' * (asked.pages_at_most > 1)}"
        text = f"The pathway allows {allowed}, this column apart. {text}"
    yield SideBlock(heading="", attribution=text)
