"""Cuts an answer into paragraphs and says which of their words are claimed."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from portfolio_app.model.domain.anchors import Span
from portfolio_app.model.domain.marks import INLINE, MarkKind, block_kinds
from portfolio_app.pack.plan.blocks import Emphasis, Mark, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.model.domain.marks import Mark as Formatted

HEADING_LENGTH = 50
"""Characters up to which a line without a full stop is taken for a heading; ours."""

_LINE = re.compile(r"[^\r\n]+")


class Claimed(NamedTuple):
    """A passage by its key and its place in the answer."""

    key: str
    span: Span


def paragraphs(
    text: str,
    claimed: Sequence[Claimed] = (),
    formatting: Sequence[Formatted] = (),
    *,
    short_lines_are_headings: bool = False,
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of `text`, parted by line breaks, blank ones left out.

    Args:
        text: An answer.
        claimed: Its passages.
        formatting: What its author made of stretches of it.
        short_lines_are_headings: Whether a short line on its own is a heading, as the guidance
            of a report's main field says.
    """
    spans = [span for match in _LINE.finditer(text) if (span := _trimmed(text, match))]
    shares = {c.key: [i for i, s in enumerate(spans) if _overlap(s, c.span)] for c in claimed}
    kinds, found = block_kinds(formatting, spans), []
    numbers = _numbers(formatting, spans, kinds)
    for index, span in enumerate(spans):
        marks = tuple(
            _mark(text, span, one, opens=here[0] == index, closes=here[-1] == index)
            for one in claimed
            if index in (here := shares[one.key])
        )
        words, kind = text[span.start : span.end], kinds[index]
        plain = kind is None and not marks and index + 1 < len(spans)
        guessed = short_lines_are_headings and plain and _is_like_a_heading(words)
        found.append(
            Paragraph(
                text=words,
                marks=marks,
                heading=guessed or kind is MarkKind.HEADING,
                kind=kind,
                number=numbers[index],
                emphases=tuple(_emphases(formatting, span)),
            )
        )
    return tuple(found)


def _numbers(
    formatting: Sequence[Formatted], spans: Sequence[Span], kinds: Sequence[MarkKind | None]
) -> list[int]:
    """Return which of its list or quotation each paragraph is; 0 for what is in none."""
    counted: Counter[int] = Counter()
    numbers = []
    for span, kind in zip(spans, kinds, strict=True):
        around = next((m for m in formatting if m.kind is kind and _overlap(span, m)), None)
        if around is None or kind is MarkKind.HEADING:
            numbers.append(0)
            continue
        counted[around.start] += 1
        numbers.append(counted[around.start])
    return numbers


def _emphases(formatting: Sequence[Formatted], span: Span) -> Iterator[Emphasis]:
    for mark in formatting:
        if mark.kind in INLINE and _overlap(span, mark):
            yield Emphasis(
                kind=mark.kind,
                start=max(mark.start, span.start) - span.start,
                end=min(mark.end, span.end) - span.start,
            )


def _is_like_a_heading(words: str) -> bool:
    return len(words) <= HEADING_LENGTH and words[-1] not in ".,;:!?…”’\"')"


def _trimmed(text: str, match: re.Match[str]) -> Span | None:
    words = match.group().strip()
    if not words:
        return None
    start = text.index(words, match.start())
    return Span(start, start + len(words))


def _overlap(one: Span, other: Span | Formatted) -> bool:
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
