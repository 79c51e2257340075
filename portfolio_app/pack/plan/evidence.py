"""Plans the section of one piece of evidence from its form; knows no form by name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portfolio_app.model.domain.evidence import passages
from portfolio_app.model.domain.forms import FieldKind, Layout
from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.wording import day, joined, sentence, words
from portfolio_app.pack.plan.answers import fields, shown_line
from portfolio_app.pack.plan.blocks import (
    Block,
    ClaimedPassage,
    EvidencePlan,
    Fact,
    Source,
)
from portfolio_app.pack.plan.child import child_plan
from portfolio_app.pack.plan.report import report_plan
from portfolio_app.pack.plan.sheets import matrix_place
from portfolio_app.pack.plan.text import Place
from portfolio_app.pack.plan.writing import Writer, attachments_on_pages, is_fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.model.domain.evidence import Passage
    from portfolio_app.pack.plan.bundle import Bundle, Piece


def evidence_plan(bundle: Bundle, piece: Piece) -> EvidencePlan:
    """Plan one piece of evidence."""
    claimed = _claimed(bundle, piece)
    writer = Writer(bundle, piece, claimed)
    plan = _plain_plan(bundle, piece, writer, tuple(claimed.values()))
    if piece.form.layout is Layout.CHILD:
        return child_plan(bundle, piece, plan, writer)
    if piece.form.layout is Layout.REPORT:
        return report_plan(bundle, piece, plan, writer)
    return plan


def _plain_plan(
    bundle: Bundle, piece: Piece, writer: Writer, claimed: tuple[ClaimedPassage, ...]
) -> EvidencePlan:
    evidence = piece.evidence
    facts, blocks = _facts_and_blocks(bundle, piece, writer)
    sources = _sources(bundle, piece)
    kind = piece.form.title
    return EvidencePlan(
        number=piece.number,
        place=piece.place,
        form=piece.form.id,
        label=f"{piece.name}, {kind[:1].lower()}{kind[1:]}" if piece.number else kind,
        name=piece.name,
        title=piece.title,
        kind=kind,
        dated=evidence.date,
        sources=sources,
        facts=(*_usual_facts(piece, sources), *_lent(bundle, piece), *facts),
        blocks=tuple(_once(blocks, sources)),
        passages=claimed,
        attachments=attachments_on_pages(piece),
        words=sum(words(a.text) for path, a in evidence.answers.items() if piece.shows(path)),
        core=evidence.core,
    )


def _usual_facts(piece: Piece, sources: Sequence[Source]) -> Iterator[Fact]:
    who = [s.name if s.role == PRACTITIONER or s.name == s.title else
           ", ".join(part for part in (s.name, s.title) if part) for s in sources]  # fmt: skip
    label = "Author" if len(who) == 1 else "Authors"
    yield Fact(label=label, value=(sentence("; ".join(who)),))
    if piece.evidence.date:
        yield Fact(label="Date", value=(day(piece.evidence.date),))


def _lent(bundle: Bundle, piece: Piece) -> Iterator[Fact]:
    """Say where else the words stand that this piece shows of another."""
    lent = [
        slot.title
        for _, asked in fields(bundle, piece)
        for slot in asked
        if slot.path in piece.evidence.lent and slot.kind is FieldKind.PROSE
    ]
    if not lent or piece.evidence.draws_on is None:
        return
    source = bundle.piece(piece.evidence.draws_on)
    where = (
        f"{source.name}, “{source.title}”"
        if source
        else "Another piece, which is not in this pack"
    )
    said = joined([f"“{title}”" for title in lent])
    yield Fact(label="Words from", value=(f"{where}: {said}.",))


# --- whose words -------------------------------------------------------------------------


def _sources(bundle: Bundle, piece: Piece) -> tuple[Source, ...]:
    """Return who speaks here, the one that the form is for first.

    Whoever wrote what may be claimed speaks; and whoever made what is attached.
    """
    first = bundle.actual_role(piece, piece.form.author)
    roles = {
        bundle.actual_role(piece, answer.written_by): None
        for _, slots in fields(bundle, piece)
        for slot in slots
        if slot.claimable and (answer := piece.evidence.answers.get(slot.path))
    }
    if piece.evidence.by and (piece.evidence.attachments or not roles):
        roles[piece.evidence.by] = None
    if not roles:
        roles[first] = None
    ordered = sorted(roles, key=lambda role: role != first)
    return tuple(bundle.source(piece, role) for role in ordered)


def _once(blocks: Sequence[Block], sources: Sequence[Source]) -> Iterator[Block]:
    """Keep an attribution only below the last of the blocks it holds for."""
    alone = {s.role for s in sources} == {PRACTITIONER}
    for index, block in enumerate(blocks):
        following = blocks[index + 1].attribution if index + 1 < len(blocks) else ""
        silent = alone or block.attribution == following
        yield replace(block, attribution="") if silent else block


def _claimed(bundle: Bundle, piece: Piece) -> dict[Passage, ClaimedPassage]:
    """Number the passages in the order in which the reader meets them."""
    order = {
        slot.path: at
        for at, slot in enumerate(s for _, slots in fields(bundle, piece) for s in slots)
    }
    found = [p for p in passages(piece.evidence) if p.path in order]
    found.sort(key=lambda p: (order[p.path], p.span))
    return {
        passage: _claimed_passage(bundle, piece, passage, number)
        for number, passage in enumerate(found, start=1)
    }


def _claimed_passage(
    bundle: Bundle, piece: Piece, passage: Passage, number: int
) -> ClaimedPassage:
    catalogue = bundle.request.catalogue
    refs = tuple(dict.fromkeys(claim.capability for claim in passage.claims))
    answer = piece.evidence.answers[passage.path]
    role = bundle.actual_role(piece, answer.written_by)
    claimer = bundle.actual_role(piece, passage.by)
    places = [place for ref in refs if (place := bundle.page_of(ref))]
    places = places or [matrix_place(bundle, ref) for ref in refs]
    who = bundle.source(piece, claimer)
    return ClaimedPassage(
        key=Place(f"{piece.place}-passage-{number}"),
        words=passage.words,
        role=role,
        voice=bundle.voice(piece, role),
        capabilities=refs,
        codes=tuple(catalogue.code(ref) for ref in refs),
        see=tuple(dict.fromkeys(places)),
        note=passage.note,
        claimed_by="" if claimer == role else (who.name or who.title),
    )


# --- facts and blocks --------------------------------------------------------------------


def _facts_and_blocks(
    bundle: Bundle, piece: Piece, writer: Writer
) -> tuple[list[Fact], list[Block]]:
    facts: list[Fact] = []
    blocks: list[Block] = []
    for field, slots in fields(bundle, piece):
        if is_fact(piece, field):
            facts.append(Fact(label=field.title, value=shown_line(bundle, piece, slots[0])))
        elif field.kind is FieldKind.GROUP and (fact := writer.group_fact(field, slots)):
            facts.append(fact)
        else:
            blocks.extend(writer.blocks(field, slots))
    return facts, blocks
