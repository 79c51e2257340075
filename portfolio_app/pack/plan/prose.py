"""Cuts an answer into paragraphs and says which of their words are claimed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from portfolio_app.model.domain.anchors import Span
from portfolio_app.pack.plan.blocks import Mark, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADING_LENGTH = 50
"""Characters up to which a line without a full stop is taken for a heading; ours."""

_LINE = re.compile(r"[^\r\n]+")


class Claimed(NamedTuple):
    """A passage by its key and its place in the answer."""

    key: str
    span: Span


def paragraphs(
    text: str, claimed: Sequence[Claimed] = (), *, short_lines_are_headings: bool = False
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of `text`, parted by line breaks, blank ones left out.

    Args:
        text: An answer.
        claimed: Its passages.
        short_lines_are_headings: Whether a short line on its own is a heading, as the guidance
            of a report's main field says.
    """
    spans = [span for match in _LINE.finditer(text) if (span := _trimmed(text, match))]
    shares = {c.key: [i for i, s in enumerate(spans) if _overlap(s, c.span)] for c in claimed}
    found = []
    for index, span in enumerate(spans):
        marks = tuple(
            _mark(text, span, one, opens=here[0] == index, closes=here[-1] == index)
            for one in claimed
            if index in (here := shares[one.key])
        )
        words = text[span.start : span.end]
        heads = short_lines_are_headings and not marks and index + 1 < len(spans)
        found.append(
            Paragraph(text=words, marks=marks, heading=heads and _is_like_a_heading(words))
        )
    return tuple(found)


def _is_like_a_heading(words: str) -> bool:
    return len(words) <= HEADING_LENGTH and words[-1] not in ".,;:!?…”’\"')"


def _trimmed(text: str, match: re.Match[str]) -> Span | None:
    words = match.group().strip()
    if not words:
        return None
    start = text.index(words, match.start())
    return Span(start, start + len(words))


def _overlap(one: Span, other: Span) -> bool:
    return max(one.start, other.start) < min(one.end, other.end)


def _mark(text: str, span: Span, one: Claimed, *, opens: bool, closes: bool) -> Mark:
    start, end = max(span.start, one.span.start), min(span.end, one.span.end)
    while text[start].isspace():
        start += 1
    return Mark(
        passage=one.key,
        start=start - span.start,
        end=end - span.start,
        opens=opens,
        closes=closes,
    )
