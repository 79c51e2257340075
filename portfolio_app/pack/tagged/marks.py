"""Passages that are marked in running text and spoken of in the margin.

`passages_markup` turns a text and its passages into paragraph markup: a tint behind the exact
words, and an invisible marker at either end. While pages are drawn the canvas notes where the
markers fall; at the end of each page `stretches` says which lines each passage takes up there,
and carries open passages over to the next page. Paragraphs keep their markers when they are
split, so page breaks need no other bookkeeping.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from portfolio_app.pack.fonts import Face, marked_up
from portfolio_app.pack.right_to_left import end_of_stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from portfolio_app.pack.tagged.structure import Element

MARK_START = "passage-start"
MARK_END = "passage-end"

_BOLD = {Face.SANS: Face.SANS_BOLD, Face.SERIF: Face.SERIF_BOLD}
_ITALIC = {Face.SANS: Face.SANS_ITALIC, Face.SERIF: Face.SERIF_ITALIC}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Characters `start` up to `end` of a paragraph's text, known as `key`.

    A passage over several paragraphs is given once to each of them: the first does not close
    it, the last does not open it.
    """

    key: str
    start: int
    end: int
    opens: bool = True
    closes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """Characters `start` up to `end` of a paragraph's text, set bold or italic."""

    start: int
    end: int
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class MarkPoint:
    """Where a marker fell on a page."""

    key: str
    starts: bool
    """Whether the passage starts here; otherwise it ends here."""
    x: float
    y: float
    """The baseline of the marker's line, in points of the page."""
    note: Element
    """The Note that follows the passage's paragraph; empty until something is drawn in it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one page shows of one passage."""

    key: str
    top: float | None
    """The baseline of its first line; None where it came over from the page before."""
    bottom: float | None
    """The baseline of its last line; None where it goes on over the page end."""
    note: Element
    """Where to draw the note: `with canvas.inside(stretch.note): ...`."""


def passages_markup(
    text: str,
    face: Face,
    passages: Sequence[Passage] = (),
    *,
    emphases: Sequence[Emphasis] = (),
    tint: str = "#DCEAEC",
    after: Mapping[str, str] | None = None,
) -> str:
    """Return plain `text` as paragraph markup, its passages tinted and their ends marked.

    Args:
        text: The words of a paragraph.
        face: The face that they are set in.
        passages: What is tinted.
        emphases: What is set bold or italic.
        tint: The colour behind passages, as `#RRGGBB`.
        after: Markup that stands after a passage, by its key.
    """
    markers = _markers(text, passages, after or {})
    cuts = {0, len(text), *markers}
    cuts.update(at for passage in passages for at in (passage.start, passage.end))
    cuts.update(at for emphasis in emphases for at in (emphasis.start, emphasis.end))
    bounds = sorted(cuts)
    background = _css(tint)
    pieces = []
    for start, end in zip(bounds, [*bounds[1:], bounds[-1]], strict=True):
        pieces.append(markers.get(start, ""))
        markup = _styled(text[start:end], face, _covering(emphases, start, end))
        tinted = bool(markup) and bool(_covering(passages, start, end))
        pieces.append(f'<span backColor="{background}">{markup}</span>' if tinted else markup)
    return "".join(pieces)


def _markers(
    text: str, passages: Sequence[Passage], after: Mapping[str, str]
) -> dict[int, str]:
    """Return the invisible markup at either end of each passage, by its place in the text."""
    markers: dict[int, str] = {}
    for passage in passages:
        if passage.opens:
            at = _after_first_letter(text, passage.start)
            markers[at] = markers.get(at, "") + _marker(MARK_START, passage.key)
    for passage in passages:
        if passage.closes:
            at = _after_last_letter(text, passage.start, passage.end)
            closing = _marker(MARK_END, passage.key) + after.get(passage.key, "")
            markers[at] = markers.get(at, "") + closing
    return markers


def stretches(
    points: Iterable[MarkPoint], carried: Sequence[Stretch] = ()
) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Return what a page shows of each passage, and what is still open at its end.

    Args:
        points: The page's markers, from `TaggedCanvas.marks_on_page`.
        carried: The second result for the page before.

    Returns:
        All stretches of the page, those carried over first, then in the order of their starts;
        and those among them that go on, to be given as `carried` for the next page.
    """
    found = {one.key: Stretch(one.key, None, None, one.note) for one in carried}
    going_on = set(found)
    for point in points:
        if point.starts:
            found[point.key] = Stretch(point.key, point.y, None, point.note)
            going_on.add(point.key)
        elif point.key in found:
            found[point.key] = replace(found[point.key], bottom=point.y)
            going_on.discard(point.key)
    shown = tuple(found.values())
    return shown, tuple(one for one in shown if one.key in going_on)


_Span = TypeVar("_Span", Passage, Emphasis)


def _css(tint: str) -> str:
    """Return `#RRGGBB` in the notation that ReportLab reads fastest."""
    red, green, blue = bytes.fromhex(tint.removeprefix("#"))
    return f"rgb({red},{green},{blue})"


def _marker(name: str, key: str) -> str:
    if not key.isprintable() or set(key) & set('"<>&'):
        raise ValueError(f"{key!r} cannot be the key of a passage")
    return f'<onDraw name="{name}" label="{key}"/>'


def _after_first_letter(text: str, start: int) -> int:
    """Return the place after the first letter of the first word from `start` on.

    A marker before the word would be drawn on the line above when the word wraps.
    """
    at = start
    while at < len(text) and text[at].isspace():
        at += 1
    at = min(at + 1, len(text))
    while at < len(text) and unicodedata.combining(text[at]):
        at += 1
    return end_of_stretch(text, at)  # letters that join cannot be parted


def _after_last_letter(text: str, start: int, end: int) -> int:
    """Return the place after the last word before `end`: a marker after a gap may wrap."""
    return max(start + len(text[start:end].rstrip()), _after_first_letter(text, start))


def _covering(spans: Sequence[_Span], start: int, end: int) -> list[_Span]:
    return [span for span in spans if span.start <= start and end <= span.end and start < end]


def _styled(text: str, face: Face, emphases: Sequence[Emphasis]) -> str:
    bold = any(one.bold for one in emphases)
    italic = any(one.italic for one in emphases)
    chosen = face
    if bold:
        chosen = _BOLD.get(face, face)
    elif italic:
        chosen = _ITALIC.get(face, face)
    markup = marked_up(text, chosen)
    return markup if chosen is face or not markup else f'<font name="{chosen}">{markup}</font>'
