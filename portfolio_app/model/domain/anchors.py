"""Anchors a claim to words, so that it survives editing.

An anchor is the pair that the W3C Web Annotation Data Model recommends: a
TextPositionSelector (section 4.2.5) and a TextQuoteSelector with prefix and suffix
(section 4.2.4). Offsets count code points, the end is exclusive.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from portfolio_app.model.domain.splices import Splice

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTEXT = 32
"""Code points of prefix and suffix that are kept, enough to tell repeated phrases apart."""

_JOINER = "\u200d"
"""Makes one sign of several: a family of emoji."""
_SKINS = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
"""Colours of skin, each part of the emoji before it."""

LEAST_CONTEXT = 6
"""Code points of prefix and of suffix that must still stand to say what took the place of a
passage; ours."""
LONGEST = 2
"""How many times as long as the passage that may be; ours."""


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
    are no longer there are never replaced by similar ones, nor by a part of longer ones
    (`fear` is not in `fearless`): the answer is then None, and the claim is shown as loosened.
    """
    old = Span(found.start, found.end)
    is_old = text[old.start : old.end] == found.exact and _is_whole(found, text, old)
    if is_old and _agreement(found, text, old) == len(found.prefix) + len(found.suffix):
        return old
    return _best(found, text, _places(found, text))


def follow(anchors: Iterable[TextAnchor], before: str, after: str) -> tuple[TextAnchor, ...]:
    """Return the anchors of a text for what it says after one edit.

    A passage outside what was changed is followed exactly, however often the same words
    stand elsewhere, and takes its new surroundings along. Words that were moved are followed
    to where they were put. Where the words are gone, the anchor stays as it was, so that the
    passage is found again when they come back.
    """
    edit = Splice.between(before, after)
    return tuple(_followed(kept, before, after, edit) for kept in anchors)


def in_place_of(lost: TextAnchor, text: str) -> Span | None:
    """Return what stands between the surroundings of a passage whose words are gone.

    It may be offered to a person, who knows whether it still says the same; nothing is ever
    anchored there without them.
    """
    prefix, suffix = lost.prefix[-CONTEXT // 2 :], lost.suffix[: CONTEXT // 2]
    at_start, at_end = not lost.prefix, not lost.suffix
    if (len(prefix) < LEAST_CONTEXT and not at_start) or (
        len(suffix) < LEAST_CONTEXT and not at_end
    ):
        return None
    most = LONGEST * len(lost.exact) + CONTEXT
    starts = [0] if at_start else [span.end for span in occurrences(text, prefix)]
    for start in sorted(starts, key=lambda start: abs(start - lost.start)):
        end = len(text) if at_end else text.find(suffix, start)
        words = text[start:end] if end >= 0 else ""
        if words.strip() and len(words) <= most:
            blank = len(words) - len(words.lstrip())
            return Span(start + blank, start + len(words.rstrip()))
    return None


def _followed(kept: TextAnchor, before: str, after: str, edit: Splice) -> TextAnchor:
    if clear := _clear_of(kept, before, after, edit):
        return clear
    home = _home(kept, before)
    if home and home.start == kept.start and home.end + CONTEXT < edit.head:
        return kept  # neither it nor what is kept of its surroundings was reached
    if home and (place := _moved(home, before, after, edit)):
        return anchor(after, *place) if _is_whole(kept, after, place) else kept
    old, new = (
        [
            s
            for s in _places(kept, text)
            if s.end > edit.head and s.start < len(text) - edit.tail
        ]
        for text in (before, after)
    )
    twin = new[old.index(home)] if home in old and len(old) == len(new) else None
    place = _best(kept, after, new, twin)
    if place is None or (not home and _is_worse(kept, place, before, after)):
        return kept
    return anchor(after, *place)


def _clear_of(kept: TextAnchor, before: str, after: str, edit: Splice) -> TextAnchor | None:
    """Return where a passage is that the edit does not come near: most are so at every key."""
    if not len(kept.prefix) == len(kept.suffix) == CONTEXT:
        return None
    first, last = kept.start - CONTEXT, kept.end + CONTEXT
    if first < 0 or before[first:last] != kept.prefix + kept.exact + kept.suffix:
        return None
    if last <= edit.head:
        return kept
    if first < len(before) - edit.tail:
        return None
    shift = len(after) - len(before)
    return TextAnchor(
        start=kept.start + shift,
        end=kept.end + shift,
        exact=kept.exact,
        prefix=kept.prefix,
        suffix=kept.suffix,
    )


def _moved(home: Span, before: str, after: str, edit: Splice) -> Span | None:
    """Return where a passage outside what was changed stands after it."""
    if home.end <= edit.head:
        return home
    if home.start >= len(before) - edit.tail:
        shift = len(after) - len(before)
        return Span(home.start + shift, home.end + shift)
    return None


def _home(kept: TextAnchor, text: str) -> Span | None:
    """Return where a passage stands with its surroundings unchanged."""
    place = locate(kept, text)
    whole = len(kept.prefix) + len(kept.suffix)
    return place if place and _agreement(kept, text, place) == whole else None


def _is_worse(kept: TextAnchor, place: Span, before: str, after: str) -> bool:
    """Return whether a passage that had gone stood better in `before` than at `place` now."""
    former = locate(kept, before)
    return former is not None and _agreement(kept, before, former) > _agreement(
        kept, after, place
    )


def _best(
    kept: TextAnchor, text: str, places: Iterable[Span], likely: Span | None = None
) -> Span | None:
    """Return the place whose surroundings agree best, then a likely one, then the nearest."""
    return max(
        places,
        key=lambda span: (
            _agreement(kept, text, span),
            span == likely,
            -abs(span.start - kept.start),
        ),
        default=None,
    )


def _places(found: TextAnchor, text: str) -> list[Span]:
    """Return where the words stand, and not merely as a part of longer ones."""
    return [s for s in occurrences(text, found.exact) if _is_whole(found, text, s)]


def _is_whole(found: TextAnchor, text: str, span: Span) -> bool:
    """Return whether the words at `span` are cut off from others as they were when quoted."""
    first, last = found.exact[:1], found.exact[-1:]
    cuts = (
        _is_joined(text[max(0, span.start - 1) : span.start], first),
        _is_joined(last, text[span.end : span.end + 1]),
    )
    were = _is_joined(found.prefix[-1:], first), _is_joined(last, found.suffix[:1])
    return all(was or not is_now for is_now, was in zip(cuts, were, strict=True))


def _is_joined(before: str, after: str) -> bool:
    """Return whether two neighbouring characters belong to one word, or to one sign."""
    if not (before and after):
        return False
    return (
        (before.isalnum() and after.isalnum())
        or unicodedata.category(after).startswith("M")
        or _JOINER in (before, after)
        or after in _SKINS
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
