"""Plans the pages of capabilities: what different people say of each, side by side."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

from portfolio_app.model.domain.roles import Voice
from portfolio_app.model.domain.wording import count, day, sentence
from portfolio_app.pack.plan.bundle import domain_place
from portfolio_app.pack.plan.front import DomainPlan, Growth, Quotation
from portfolio_app.pack.plan.matrix import VOICES
from portfolio_app.pack.plan.shown import passage_mark
from portfolio_app.pack.plan.text import Inline, Line, PageLink, line, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from portfolio_app.model.domain.frameworks import Capability, Framework
    from portfolio_app.pack.plan.blocks import ClaimedPassage, EvidencePlan
    from portfolio_app.pack.plan.bundle import Bundle

QUOTED = 6
"""Quotations on one domain page, two rows of three; ours."""
QUOTED_LENGTH = 240
"""Characters after which a quotation is cut at a word, with an ellipsis; ours."""


LISTED = 8
"""Passages that are not quoted, but listed by their pages; ours."""


class _Said(NamedTuple):
    """A passage with the evidence it stands in."""

    piece: EvidencePlan
    passage: ClaimedPassage

    @property
    def when(self) -> str:
        """The day for sorting; undated evidence comes last."""
        return self.piece.dated.isoformat() if self.piece.dated else "9999"


def domain_plans(bundle: Bundle, pieces: Sequence[EvidencePlan]) -> tuple[DomainPlan, ...]:
    """Plan a page for each capability that leads and is spoken of, or has its statement."""
    said = [_Said(piece, passage) for piece in pieces for passage in piece.passages]
    claimed = {ref for one in said for ref in one.passage.capabilities}
    return tuple(
        _domain(bundle, framework, capability, said)
        for framework in bundle.in_order
        for capability in framework.capabilities
        if bundle.page_of(capability.ref, is_claimed=capability.ref in claimed)
        == domain_place(capability.ref)
    )


def _domain(
    bundle: Bundle, framework: Framework, capability: Capability, said: Sequence[_Said]
) -> DomainPlan:
    own = sorted((s for s in said if capability.ref in s.passage.capabilities), key=_by_date)
    chosen = _chosen(own)
    voices = [v for v in VOICES if any(s.passage.voice is v for s in own)]
    statement = bundle.request.statements.get(capability.ref, "")
    return DomainPlan(
        place=domain_place(capability.ref),
        code=bundle.request.catalogue.code(capability.ref),
        label=_label(framework, capability),
        number=capability.number,
        title=capability.title,
        statement=tuple(p.strip() for p in statement.splitlines() if p.strip()),
        byline=bundle.request.snapshot.portfolio.practitioner.name,
        summary=_summary(len(own), len(voices)) if own else "No passage yet",
        counts=tuple((v, sum(s.passage.voice is v for s in own)) for v in voices),
        note=_note(own, chosen),
        quotations=tuple(_quotations(bundle, chosen)),
        growth=tuple(_growth(bundle, capability, own)) if own else (),
    )


def _by_date(said: _Said) -> str:
    return said.when


def _label(framework: Framework, capability: Capability) -> str:
    group = capability.group.replace("-", " ")
    return f"{framework.edition}, {sentence(group)}" if group else framework.edition


def _chosen(own: Sequence[_Said]) -> list[_Said]:
    """Choose what is quoted: as many people as possible, then as much as there is room."""
    first: dict[tuple[str, str], _Said] = {}
    for said in own:
        first.setdefault((said.passage.role, said.piece.place), said)
    voices: dict[Voice, _Said] = {}
    for said in first.values():
        voices.setdefault(said.passage.voice, said)
    wanted = dict.fromkeys([*voices.values(), *first.values(), *own])
    return sorted(list(wanted)[:QUOTED], key=_by_date)


def _note(own: Sequence[_Said], chosen: Sequence[_Said]) -> Line:
    days = sorted(s.piece.dated for s in own if s.piece.dated)
    parts: list[Inline] = []
    if days:
        oldest, latest = _unbroken(days[0]), _unbroken(days[-1])
        parts.append(
            f"Latest {latest}; oldest {oldest}." if oldest != latest else f"All of {latest}."
        )
    left = [s for s in own if s not in chosen]
    if left:
        parts.append(" Not quoted below: ")
        links: list[Line] = [(PageLink(s.passage.key),) for s in left[:LISTED]]
        if rest := len(left) - len(links):
            links.append((f"{rest} more in the matrix",))
        parts.extend(listed(links))
        parts.append(".")
    return line(*parts)


def _growth(bundle: Bundle, capability: Capability, own: Sequence[_Said]) -> Iterator[Growth]:
    """Yield what each review whose pack was sealed showed first, and what has come since.

    What a pack showed is counted as it was then; what has been written otherwise since then
    stands under the time in which it was. What stands for a time is the latest that somebody
    else said, or else the latest.
    """
    places = {piece.place: piece.evidence.id for piece in bundle.pieces}
    marks = {
        s.passage.key: passage_mark(places[s.piece.place], s.passage.words, capability.ref)
        for s in own
    }
    before: set[str] = set()
    for review in bundle.request.reviews:
        shown = {p.mark: p.voice for p in review.shown if p.capability == capability.ref}
        new = {mark: voice for mark, voice in shown.items() if mark not in before}
        sealed = _unbroken(review.sealed_at.astimezone().date())
        said = [s for s in own if marks[s.passage.key] in new]
        summary = _summary(len(new), len(set(new.values())))
        yield _grown(bundle, f"{review.title}, sealed {sealed}", summary, said)
        before |= set(shown)
    if bundle.request.reviews:
        since = [s for s in own if marks[s.passage.key] not in before]
        summary = _summary(len(since), len({s.passage.voice for s in since}))
        yield _grown(bundle, "Since then", summary, since)


def _grown(bundle: Bundle, title: str, summary: str, said: Sequence[_Said]) -> Growth:
    others = [s for s in said if s.passage.voice is not Voice.SELF]
    shown = [(others or said)[-1]] if said else []
    return Growth(
        title=title,
        summary=summary,
        quotation=next(_quotations(bundle, shown), None),
    )


def _summary(passages: int, kinds: int) -> str:
    if not passages:
        return "No passage"
    return f"{count(passages, 'passage')}, {count(kinds, 'kind')} of source"


def _unbroken(when: date) -> str:
    """Return a day that stays on one line."""
    return day(when).replace(" ", "\N{NO-BREAK SPACE}")


def _quotations(bundle: Bundle, chosen: Sequence[_Said]) -> Iterator[Quotation]:
    for letter, said in zip(ascii_lowercase, chosen, strict=False):
        passage, piece = said.passage, said.piece
        source = next((s for s in piece.sources if s.role == passage.role), None)
        title = source.title if source else bundle.request.catalogue.roles[passage.role].title
        name = source.name if source and source.name != source.title else ""
        kind = piece.kind[:1].lower() + piece.kind[1:]
        who = VOICES[passage.voice] if passage.voice is Voice.OBSERVER else sentence(title)
        yield Quotation(
            letter=letter,
            passage=passage.key,
            voice=passage.voice,
            who=who,
            words=cut(passage.words),
            source=f"{name or sentence(title)}, {kind}",
            dated=piece.dated,
        )


def cut(words: str) -> str:
    """Return a passage on one line, cut at a word with an ellipsis where it is long."""
    flat = " ".join(words.split())
    if len(flat) <= QUOTED_LENGTH:
        return flat
    return f"{flat[:QUOTED_LENGTH].rsplit(' ', 1)[0].rstrip(',;:')} …"
