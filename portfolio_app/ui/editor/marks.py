"""How a claimed passage is marked: its colour, its label, what a card says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.model.domain.anchors import Span
from portfolio_app.ui.tokens import ClaimGroup, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portfolio_app.model.domain.catalogue import Catalogue
    from portfolio_app.model.domain.evidence import Claim, Passage
    from portfolio_app.model.domain.names import ClaimId
    from portfolio_app.ui.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One claimed passage as the editor shows it."""

    span: Span
    claims: tuple[ClaimId, ...]
    label: str
    """`PCF 6 · KSS 7`."""
    short_label: str
    """`6 · 7`, where the margin is narrow."""
    group: ClaimGroup | None
    """The group of the first capability that has one; it decides the colour."""


def mark(passage: Passage, catalogue: Catalogue) -> Mark:
    """Return how `passage` is marked."""
    refs = tuple(dict.fromkeys(claim.capability for claim in passage.claims))
    return Mark(
        span=passage.span,
        claims=tuple(claim.id for claim in passage.claims),
        label=" · ".join(catalogue.code(ref) for ref in refs),
        short_label=" · ".join(ref.number for ref in refs),
        group=group_of(passage.claims, catalogue),
    )


def overlaps(marks: Sequence[Mark]) -> list[Span]:
    """Return the stretches of a text that belong to more than one passage."""
    found: list[Span] = []
    end = 0
    for span in sorted(mark.span for mark in marks):
        if span.start < end:
            found.append(Span(span.start, min(span.end, end)))
        end = max(end, span.end)
    return found


def group_of(claims: Iterable[Claim], catalogue: Catalogue) -> ClaimGroup | None:
    """Return the group of the first claimed capability that belongs to one."""
    known = set(ClaimGroup)
    for claim in claims:
        capability = catalogue.capability(claim.capability)
        if capability and capability.group in known:
            return ClaimGroup(capability.group)
    return None


def colours(theme: Theme, group: ClaimGroup | None) -> tuple[Role, Role]:
    """Return the colour of the bar and of the tint; quiet ones without a group."""
    if group is None:
        return Role.INK_2, Role.HOVER  # a well is too near to the paper to be seen on it
    style = theme.tokens.claims[group]
    return style.colour, style.tint
