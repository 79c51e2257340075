"""Plans the tables of capabilities that have no pages of their own.

Of a framework that leads they are those of which nothing is said: a page for each would be
empty. Of one that the rules name beside it they are all. One that they merely offer stands in
the matrix alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio_app.model.domain.wording import count, sentence
from portfolio_app.pack.plan.bundle import domain_place, list_place
from portfolio_app.pack.plan.front import CapabilityList, CapabilityRow
from portfolio_app.pack.plan.matrix import VOICES
from portfolio_app.pack.plan.text import Line, PageLink, line, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.model.domain.frameworks import Capability, Framework
    from portfolio_app.model.domain.names import CapabilityRef
    from portfolio_app.pack.plan.blocks import ClaimedPassage, EvidencePlan
    from portfolio_app.pack.plan.bundle import Bundle
    from portfolio_app.pack.plan.text import Place

MOST_PIECES = 6
"""Pieces whose pages stand in one row; ours."""


def capability_lists(
    bundle: Bundle, pieces: Sequence[EvidencePlan]
) -> tuple[CapabilityList, ...]:
    """Plan a table for each framework that needs one."""
    asked = bundle.request.pathway.frameworks_asked
    found = (_list(bundle, f, pieces) for f in bundle.in_order if f.id in asked)
    return tuple(plan for plan in found if plan.rows)


def _list(
    bundle: Bundle, framework: Framework, pieces: Sequence[EvidencePlan]
) -> CapabilityList:
    leads = framework in bundle.leading
    said = {c.ref: tuple(_said(pieces, c.ref)) for c in framework.capabilities}
    shown = [
        c
        for c in framework.capabilities
        if not leads
        or bundle.page_of(c.ref, is_claimed=bool(said[c.ref])) != domain_place(c.ref)
    ]
    title = framework.capabilities_title
    return CapabilityList(
        place=list_place(framework.id),
        label=framework.edition,
        title=f"{title} without passage or account" if leads else title,
        lead="Nothing in this pack is claimed for them."
        if leads
        else "Who speaks to each, and on which pages.",
        rows=tuple(_row(bundle, c, said[c.ref]) for c in shown),
    )


def _said(
    pieces: Sequence[EvidencePlan], ref: CapabilityRef
) -> Iterator[tuple[Place, ClaimedPassage]]:
    """Yield the passages that are claimed for a capability, with the place of their piece."""
    for piece in pieces:
        for passage in piece.passages:
            if ref in passage.capabilities:
                yield piece.place, passage


def _row(
    bundle: Bundle, capability: Capability, said: Sequence[tuple[Place, ClaimedPassage]]
) -> CapabilityRow:
    counts = [
        f"{title.lower()}\N{NO-BREAK SPACE}{number}"
        for voice, title in VOICES.items()
        if (number := sum(passage.voice is voice for _, passage in said))
    ]
    return CapabilityRow(
        number=capability.number,
        title=capability.title,
        said=sentence(", ".join(counts)) or "No passage",
        pages=_pages(bundle, capability.ref, said),
    )


def _pages(
    bundle: Bundle, ref: CapabilityRef, said: Sequence[tuple[Place, ClaimedPassage]]
) -> Line:
    first: dict[Place, Place] = {}
    for piece, passage in said:
        first.setdefault(piece, passage.key)
    keys = [*first.values()]
    shown = keys[:MOST_PIECES]
    links: list[Line] = [(PageLink(key, bare=at > 0),) for at, key in enumerate(shown)]
    if rest := len(keys) - len(shown):
        links.append((count(rest, "more piece"),))
    own = bundle.page_of(ref, is_claimed=False)
    has_account = own == domain_place(ref)
    account = ("Account ", PageLink(own), "; " if links else "") if own and has_account else ()
    return line(*account, *listed(links))
