"""Plans the capability matrix: who said what, where, and where it is thin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.names import PRACTITIONER
from portfolio_app.model.domain.roles import Voice
from portfolio_app.model.domain.wording import count, joined, sentence
from portfolio_app.pack.plan.front import Column, ColumnGroup, MatrixCell, MatrixPlan, MatrixRow
from portfolio_app.pack.plan.text import Line, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from portfolio_app.model.domain.frameworks import Framework
    from portfolio_app.model.domain.names import CapabilityRef, RoleId
    from portfolio_app.pack.plan.blocks import ClaimedPassage, EvidencePlan, Source
    from portfolio_app.pack.plan.bundle import Bundle

VOICES = {
    Voice.SELF: "Practitioner",
    Voice.OBSERVER: "Observer",
    Voice.CHILD: "Child or family",
    Voice.PROFESSIONAL: "Professional",
    Voice.MANAGER: "Manager",
}
"""The kinds of source, in the order of the legend."""
MOST_ROWS = 19
"""Pieces up to which each has a row, claimed or not: as many rows fill a page; ours."""
_SPEAKERS = {
    Voice.SELF: "the practitioner",
    Voice.OBSERVER: "an observer",
    Voice.CHILD: "a child or family",
    Voice.PROFESSIONAL: "a professional",
    Voice.MANAGER: "a manager",
}
_OUTSIDE = frozenset({Voice.CHILD, Voice.PROFESSIONAL})


def matrix_plan(bundle: Bundle, pieces: Sequence[EvidencePlan]) -> MatrixPlan:
    """Plan the matrix over all evidence, reports last."""
    passages = [p for piece in pieces for p in piece.passages]
    frameworks = bundle.frameworks
    shown = _shown(pieces)
    return MatrixPlan(
        lead="Each mark leads to words on a page. Its shape says whose words they are, its "
        "figure how many passages. A hollow mark is the practitioner’s own word.",
        groups=tuple(_group(bundle, framework, passages) for framework in frameworks),
        rows=tuple(row for piece in shown for row in _rows(piece, bundle)),
        voices=tuple(VOICES),
        own_page=f"{sentence(bundle.noun)} page",
        whole=_whole(bundle),
        thin=(*_thin(bundle, pieces), *_not_shown(pieces, shown)),
    )


def _shown(pieces: Sequence[EvidencePlan]) -> Sequence[EvidencePlan]:
    """Return the pieces that have rows: all, or of many those in which something is claimed."""
    return pieces if len(pieces) <= MOST_ROWS else [p for p in pieces if p.passages]


def _not_shown(pieces: Sequence[EvidencePlan], shown: Sequence[EvidencePlan]) -> Iterator[Line]:
    if left := [piece for piece in pieces if piece not in shown]:
        verb = "has" if len(left) == 1 else "have"
        yield (f"Nothing is claimed in {count(len(left), 'piece')}, which {verb} no row.",)


def voices_of(passages: Iterable[ClaimedPassage], ref: CapabilityRef) -> tuple[Voice, ...]:
    """Return the kinds of source that speak to a capability, in the order of the legend."""
    found = {p.voice for p in passages if ref in p.capabilities}
    return tuple(voice for voice in VOICES if voice in found)


def _group(
    bundle: Bundle, framework: Framework, passages: Sequence[ClaimedPassage]
) -> ColumnGroup:
    return ColumnGroup(
        title=f"{framework.short} {framework.version}".strip(),
        columns=tuple(
            Column(
                ref=c.ref,
                number=c.number,
                short_title=c.short_title,
                code=bundle.request.catalogue.code(c.ref),
                kinds=len(kinds),
                domain=bundle.page_of(c.ref, is_claimed=bool(kinds)),
            )
            for c in framework.capabilities
            for kinds in [voices_of(passages, c.ref)]
        ),
    )


def _rows(piece: EvidencePlan, bundle: Bundle) -> Iterator[MatrixRow]:
    """Yield one row for each source; one that claims nothing keeps its row if it is alone."""
    speaking: dict[tuple[RoleId, Voice], list[ClaimedPassage]] = {}
    for source in piece.sources:
        speaking[source.role, source.voice] = []
    for passage in piece.passages:
        speaking.setdefault((passage.role, passage.voice), []).append(passage)
    kept = {key: own for key, own in speaking.items() if own} or dict([*speaking.items()][:1])
    for index, ((role, voice), own) in enumerate(kept.items()):
        further = index > 0
        first = piece.kind if piece.report else piece.title
        title = _part_title(piece, role, bundle) if further else first
        yield MatrixRow(
            number=str(piece.number) if piece.number and not further else "",
            title=title,
            further=further,
            place=own[0].key if further and own else piece.place,
            voice=voice,
            cells=tuple(_cells(piece, own, _SPEAKERS[voice], bundle)),
        )


def _part_title(piece: EvidencePlan, role: RoleId, bundle: Bundle) -> str:
    source: Source | None = next((s for s in piece.sources if s.role == role), None)
    title = source.title if source else bundle.request.catalogue.roles[role].title
    return f"{title}’s part" if role != PRACTITIONER else "practitioner’s own part"


def _cells(
    piece: EvidencePlan, own: Sequence[ClaimedPassage], who: str, bundle: Bundle
) -> Iterator[tuple[CapabilityRef, MatrixCell]]:
    refs = dict.fromkeys(ref for passage in own for ref in passage.capabilities)
    for ref in refs:
        found = tuple(p.key for p in own if ref in p.capabilities)
        code = bundle.request.catalogue.code(ref)
        number = count(len(found), "passage")
        yield (
            ref,
            MatrixCell(passages=found, description=f"{piece.name}, {code}: {number} by {who}"),
        )


def _whole(bundle: Bundle) -> str:
    at = f", {bundle.at_level}" if bundle.at_level else ""
    return (
        f"Capability is judged across each {bundle.noun}{at}, not by counting marks. The "
        "matrix shows where to look and who is speaking. It is not a score."
    )


# --- where it is thin --------------------------------------------------------------------


def _thin(bundle: Bundle, pieces: Sequence[EvidencePlan]) -> Iterator[Line]:
    """Yield what a reader should know is thin; facts about who spoke, never a grade.

    Nothing is thin where nobody asks for it.
    """
    asked = bundle.request.pathway.frameworks_asked
    frameworks = [framework for framework in bundle.frameworks if framework.id in asked]
    passages = [p for piece in pieces for p in piece.passages]
    silent, alone, inside = [], [], []
    for framework in frameworks:
        for capability in framework.capabilities:
            voices = set(voices_of(passages, capability.ref))
            if not voices:
                silent.append(capability.ref)
            elif voices == {Voice.SELF}:
                alone.append(capability.ref)
            elif not voices & _OUTSIDE:
                inside.append(capability.ref)
    for text, refs in (
        ("No passage", silent),
        ("The practitioner’s own word only", alone),
        ("No child, family or outside professional", inside),
    ):
        if refs:
            yield line(f"{text}: {_codes(bundle, refs)}.")
    yield from _one_person(pieces)
    if not frameworks:
        yield ("The pathway asks for no capability. What is claimed here was offered.",)
    elif not silent and not alone and not inside:
        yield ("Every capability has words from outside the service.",)


def _codes(bundle: Bundle, refs: Sequence[CapabilityRef]) -> str:
    """Return `PCF 3 and 8; KSS 4`."""
    by_framework: dict[str, list[str]] = {}
    for ref in refs:
        short = bundle.request.catalogue.frameworks[ref.framework].short
        by_framework.setdefault(short, []).append(ref.number)
    return "; ".join(f"{short} {joined(numbers)}" for short, numbers in by_framework.items())


def _one_person(pieces: Sequence[EvidencePlan]) -> Iterator[Line]:
    kinds: dict[str, set[Voice]] = {}
    for piece in pieces:
        for source in piece.sources:
            if source.name:
                kinds.setdefault(source.name, set()).add(source.voice)
    for name, voices in kinds.items():
        if len(voices) > 1:
            who = joined([VOICES[v].lower() for v in VOICES if v in voices])
            yield (f"{sentence(who)} are one person here: {name}.",)
