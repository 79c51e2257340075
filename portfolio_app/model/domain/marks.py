"""Light formatting, kept beside a text as marks on stretches of it.

The text itself stays plain, so claims, history, search and counting know nothing of formatting.
Offsets count code points, the end is exclusive, as those of anchors do. Bold and italic mark
any stretch; the others mark whole paragraphs. A paragraph stands between two line feeds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.anchors import Span
from portfolio_app.model.domain.splices import Splice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class MarkKind(StrEnum):
    """What a stretch is."""

    BOLD = "bold"
    ITALIC = "italic"
    HEADING = "heading"
    """Each of its paragraphs stands over what follows. Nothing in it is bold or italic."""
    BULLET = "bullet"
    """Each of its paragraphs is one item of a list."""
    NUMBERED = "numbered"
    """Each of its paragraphs is one item of a list that counts, from 1."""
    QUOTATION = "quotation"


INLINE: Final = frozenset((MarkKind.BOLD, MarkKind.ITALIC))
LISTS: Final = frozenset((MarkKind.BULLET, MarkKind.NUMBERED))

_TOKENS: Final = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_TOKENS: Final = 2_000
"""Tokens between two wordings that are compared one by one; ours, half a second at worst."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One stretch that is formatted."""

    kind: MarkKind
    start: int
    end: int


def paragraphs(text: str) -> list[Span]:
    """Return every paragraph without its line feed; an empty text is one empty paragraph."""
    cuts = [-1, *(found.start() for found in re.finditer("\n", text)), len(text)]
    return [Span(before + 1, after) for before, after in pairwise(cuts)]


def block_kinds(marks: Iterable[Mark], spans: Sequence[Span]) -> list[MarkKind | None]:
    """Return what each paragraph is; where marks contradict one another, the last decides.

    A paragraph with words is what a mark on any of them says; an empty one, what a mark says
    that includes or touches it.
    """
    kinds: list[MarkKind | None] = [None] * len(spans)
    ends = [span.end for span in spans]
    for mark in marks:
        if mark.kind in INLINE:
            continue
        for at in range(bisect_left(ends, mark.start), len(spans)):
            start, end = spans[at]
            if start > mark.end:
                break
            if start == end or max(start, mark.start) < min(end, mark.end):
                kinds[at] = mark.kind
    return kinds


def normalised(marks: Iterable[Mark], text: str) -> tuple[Mark, ...]:
    """Return marks that say the same in one way only.

    None reaches outside the text or is empty, those of paragraphs cover whole paragraphs, those
    of one kind neither overlap nor touch, and headings hold none. They are ordered by place. A
    single paragraph without words cannot be marked.
    """
    size = len(text)
    clipped = [
        mark
        if mark.start >= 0 and mark.end <= size
        else replace(mark, start=max(0, mark.start), end=min(size, mark.end))
        for mark in marks
        if mark.start < mark.end and mark.start < size and mark.end > 0
    ]
    if not clipped:
        return ()
    spans = paragraphs(text)
    blocks = list(_blocks(block_kinds(clipped, spans), spans))
    heads = [mark for mark in blocks if mark.kind is MarkKind.HEADING]
    found = [
        *blocks,
        *(
            made
            for kind in (MarkKind.BOLD, MarkKind.ITALIC)
            for made in _inline(kind, [m for m in clipped if m.kind is kind], heads, text)
        ),
    ]
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.kind)))


def followed(marks: Iterable[Mark], before: str, splice: Splice) -> tuple[Mark, ...]:
    """Return where marks on `before` are once `splice` made another text of it.

    What is put in at the edge of a stretch is outside of it, and within it, inside. An empty
    paragraph of a list stays one when it is filled.
    """
    after = splice.applied_to(before)
    first, last = splice.head, len(before) - splice.tail
    shift = len(after) - len(before)

    def start_of(mark: Mark) -> int:
        stays = mark.start < first or (
            mark.start == first
            and (first < last or (mark.kind not in INLINE and _is_empty_at(before, first)))
        )
        if stays:
            return mark.start
        return max(mark.start, last) + shift

    def end_of(mark: Mark) -> int:
        grows = mark.kind not in INLINE and _is_empty_at(before, mark.end)
        if mark.end > last or (mark.end == last and (first < last or grows)):
            return mark.end + shift
        return min(mark.end, first)

    moved = (replace(m, start=start_of(m), end=max(end_of(m), 0)) for m in marks)
    return normalised(moved, after)


def carried(marks: Sequence[Mark], before: str, after: str) -> tuple[Mark, ...]:
    """Return where marks on one wording are in another, by what the two have in common."""
    if not marks or before == after:
        return normalised(marks, after)
    text, found = before, tuple(marks)
    for splice_of in _differences(before, after):
        splice = splice_of(len(text))
        found = followed(found, text, splice)
        text = splice.applied_to(text)
    return found


def within(marks: Iterable[Mark], span: Span) -> tuple[Mark, ...]:
    """Return what marks say of one stretch, counted from its beginning."""
    return tuple(
        replace(mark, start=start - span.start, end=end - span.start)
        for mark in marks
        if (start := max(mark.start, span.start)) < (end := min(mark.end, span.end))
    )


def joined(parts: Iterable[tuple[str, Sequence[Mark]]]) -> tuple[str, tuple[Mark, ...]]:
    """Return several texts with their marks as one."""
    words, marks = "", list[Mark]()
    for text, own in parts:
        marks += (replace(m, start=m.start + len(words), end=m.end + len(words)) for m in own)
        words += text
    return words, normalised(marks, words)


def _is_empty_at(text: str, at: int) -> bool:
    """Return whether an empty paragraph stands at a place."""
    return (at == 0 or text[at - 1] == "\n") and (at == len(text) or text[at] == "\n")


def _blocks(kinds: Sequence[MarkKind | None], spans: Sequence[Span]) -> Iterator[Mark]:
    """Yield one mark for each run of paragraphs of one kind."""
    numbered = groupby(zip(kinds, spans, strict=True), key=lambda pair: pair[0])
    for kind, pairs in numbered:
        own = [span for _, span in pairs]
        if kind is not None and own[0].start < own[-1].end:
            yield Mark(kind=kind, start=own[0].start, end=own[-1].end)


def _inline(
    kind: MarkKind, marks: Iterable[Mark], heads: Sequence[Mark], text: str
) -> Iterator[Mark]:
    """Yield stretches of one kind outside headings; line feeds alone do not part them."""
    start = end = -1
    for piece in _without(sorted((m.start, m.end) for m in marks), heads):
        words = text[piece.start : piece.end]
        first = piece.start + len(words) - len(words.lstrip("\n"))
        last = piece.end - len(words) + len(words.rstrip("\n"))
        if first >= last:
            continue
        if end >= 0 and (first <= end or not text[end:first].strip("\n")):
            end = max(end, last)
            continue
        if end >= 0:
            yield Mark(kind=kind, start=start, end=end)
        start, end = first, last
    if end >= 0:
        yield Mark(kind=kind, start=start, end=end)


def _without(pieces: Iterable[tuple[int, int]], heads: Sequence[Mark]) -> Iterator[Span]:
    """Yield what of `pieces` stands outside headings."""
    for start, end in pieces:
        at = start
        for head in heads:
            if head.end <= at or head.start >= end:
                continue
            yield Span(at, max(at, head.start))
            at = head.end
        yield Span(at, max(at, end))


def _differences(before: str, after: str) -> list[_Placed]:
    """Return what makes one text of the other, to be applied one by one, the last first."""
    whole = Splice.between(before, after)
    old = before[whole.head : len(before) - whole.tail]
    ours, theirs = _TOKENS.findall(old), _TOKENS.findall(whole.words)
    if not ours or not theirs or max(len(ours), len(theirs)) > _MOST_TOKENS:
        return [_Placed(whole.head, len(old), whole.words)]
    ends = [0]
    for token in ours:
        ends.append(ends[-1] + len(token))
    return [
        _Placed(whole.head + ends[i], ends[j] - ends[i], "".join(theirs[k:last]))
        for tag, i, j, k, last in reversed(
            SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        )
        if tag != "equal"
    ]


@dataclass(frozen=True, slots=True)
class _Placed:
    """Words that take the place of others."""

    at: int
    cut: int
    words: str

    def __call__(self, length: int) -> Splice:
        """Return it as the difference from a text of that length."""
        return Splice(self.at, length - self.at - self.cut, self.words)
