"""Anchors a claim to words, so that it survives editing.

An anchor is the pair that the W3C Web Annotation Data Model recommends: a
TextPositionSelector (section 4.2.5) and a TextQuoteSelector with prefix and suffix
(section 4.2.4). Offsets count code points, the end is exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

CONTEXT = 32
"""Code points of prefix and suffix that are kept, enough to tell repeated phrases apart."""


class Span(NamedTuple):
    """A stretch of a text in code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAnchor:
    """A passage by position and by quotation."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


def anchor(text: str, start: int, end: int) -> TextAnchor:
    """Anchor the passage `text[start:end]`.

    Raises:
        ValueError: The passage is empty or lies outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError((start, end))
    return TextAnchor(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def occurrences(text: str, quotation: str) -> tuple[Span, ...]:
    """Return every place where `quotation` stands in `text`, overlaps included."""
    spans: list[Span] = []
    at = text.find(quotation) if quotation else -1
    while at >= 0:
        spans.append(Span(at, at + len(quotation)))
        at = text.find(quotation, at + 1)
    return tuple(spans)


def locate(found: TextAnchor, text: str) -> Span | None:
    """Find the anchored passage in a text that may have been edited since.

    The quotation decides: where it stands at the old position, that is the place; where it
    stands elsewhere, the place whose surroundings agree best, then the nearest. Words that
    are no longer there are never replaced by similar ones: the answer is then None, and the
    claim is shown as loosened.
    """
    if text[found.start : found.end] == found.exact and _agreement(
        found, text, Span(found.start, found.end)
    ) == len(found.prefix) + len(found.suffix):
        return Span(found.start, found.end)
    return max(
        occurrences(text, found.exact),
        key=lambda span: (_agreement(found, text, span), -abs(span.start - found.start)),
        default=None,
    )


def _agreement(found: TextAnchor, text: str, span: Span) -> int:
    """Count the code points next to `span` that agree with prefix and suffix."""
    before = text[max(0, span.start - len(found.prefix)) : span.start]
    after = text[span.end : span.end + len(found.suffix)]
    return _common((before[::-1], found.prefix[::-1])) + _common((after, found.suffix))


def _common(pair: tuple[str, str]) -> int:
    """Return the length of the common beginning."""
    count = 0
    for ours, theirs in zip(*pair, strict=False):
        if ours != theirs:
            break
        count += 1
    return count
