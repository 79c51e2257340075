"""Decides what of a foreign page may go into the pack: nothing that cannot be seen on it.

The reasons are in docs/decisions/hidden-text.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

import pypdfium2.raw as pdfium

from portfolio_app.pack.foreign_objects import (
    TEXT,
    Drawn,
    IntricateError,
    drawn_things,
    overlap,
    sides,
)
from portfolio_app.pack.foreign_shapes import Shapes
from portfolio_app.pack.foreign_view import VARIED, View, contrast
from portfolio_app.pack.foreign_words import Letter, Written, written_on
from portfolio_app.pack.scans import COVERED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pypdfium2
    from PIL.Image import Image

    from portfolio_app.pack.tagged.structure import Box

INTRICATE: Final = "It has more on it than can be looked through."
_TOLD: Final = 2
"""Letters that make a word worth telling of: a scanner takes a speck for one."""
_PIECE: Final = 1.5
"""Length of a piece of a word that shows ink if it was recognised, by its height."""
_FIRST_CLIPPING_MODE: Final = pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP


class Hidden(StrEnum):
    """What a page holds that cannot be seen."""

    NOTHING = "nothing"
    DRAWINGS = "drawings"
    """Drawings, or something unknown: it may be nothing."""
    PARTS = "parts"
    """Parts of pictures."""
    WORDS = "words"


class Manner(StrEnum):
    """How a page goes into the pack."""

    AS_DRAWN = "as drawn"
    WITHOUT_TEXT = "without text"
    """As drawn, without its letters, of which none can be seen: a scan."""
    AS_PICTURE = "as a picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What was found by looking at a page."""

    words: str
    """What can be read on it; of a scan, what was recognised on it."""
    manner: Manner
    hidden: Hidden
    problem: str = ""
    """Why it could not be looked at as a whole."""

    @property
    def reason(self) -> str:
        """Why it is shown as a picture, in words; empty if it is not."""
        return self.problem or (_REASONS[self.hidden] if self.is_pictured else "")

    @property
    def is_pictured(self) -> bool:
        """Whether it is shown as a picture."""
        return self.manner is Manner.AS_PICTURE


_REASONS: Final = {
    Hidden.NOTHING: "Only part of what it says can be seen.",
    Hidden.DRAWINGS: "Something is drawn over its drawings.",
    Hidden.PARTS: "Parts of its pictures are covered or cut off.",
    Hidden.WORDS: "It has words that are covered or hidden.",
}


def sight_of(
    document: pypdfium2.PdfDocument,
    index: int,
    *,
    closely: bool = False,
    is_marked: bool = False,
) -> Sight:
    """Look at a page.

    Args:
        document: A document whose fields and stamps are part of its pages.
        index: Of the page, from 0.
        closely: Whether the meaning of its letters is in doubt.
        is_marked: Whether boxes and the like lie on this page that are no part of it.
    """
    page = document[index]
    try:
        things = drawn_things(page)
        view = View(page, is_marked=is_marked)
        seen = cache(view.picture)
        shapes = Shapes(document, page, things, view, seen)
        parts, drawings = shapes.hide_parts(), shapes.hide_drawings()
        written = written_on(page, things, view, seen, closely=closely)
        return _judged(
            things, written, _Scan(shapes, view, seen), parts=parts, drawings=drawings
        )
    except IntricateError:
        return Sight(
            words="", manner=Manner.AS_PICTURE, hidden=Hidden.NOTHING, problem=INTRICATE
        )
    finally:
        page.close()


def _judged(
    things: Sequence[Drawn], written: Written, scan: _Scan, *, parts: bool, drawings: bool
) -> Sight:
    unseen = [one for one in written.letters if not one.is_seen]
    words, lost = written.plain, 0
    if unseen:
        words, lost = _legible(written.letters, scan)
    if lost >= _TOLD or written.hides_more:
        hidden = Hidden.WORDS
    elif parts:
        hidden = Hidden.PARTS
    else:
        hidden = Hidden.DRAWINGS if drawings else Hidden.NOTHING
    manner = Manner.AS_DRAWN
    if parts or drawings or written.hides_more:
        manner = Manner.AS_PICTURE
    elif unseen:
        silent = scan.covers_the_page and not _shows_letters(things, written.letters)
        manner = Manner.WITHOUT_TEXT if silent else Manner.AS_PICTURE
    return Sight(words=words, manner=manner, hidden=hidden)


def _shows_letters(things: Sequence[Drawn], letters: Iterable[Letter]) -> bool:
    """Tell whether the page would look different without its text."""
    texts = (thing for thing in things if thing.kind == TEXT)
    modes = (pdfium.FPDFTextObj_GetTextRenderMode(text.handle) for text in texts)
    return any(one.is_seen and one.character.isalnum() for one in letters) or any(
        mode >= _FIRST_CLIPPING_MODE for mode in modes
    )


def _legible(letters: Sequence[Letter], scan: _Scan) -> tuple[str, int]:
    """Return what may be read of the letters, and how many of a word were left out at most."""
    kept: list[str] = []
    lost = 0
    for word in _split(letters):
        unseen = [one for one in word if not one.is_seen]
        if not unseen or scan.shows([one.box for one in unseen]):
            kept += [one.character for one in word]
            continue
        lost = max(lost, len(unseen))
        if any(one.is_seen and one.character.isalnum() for one in word):
            kept += [one.character for one in word if one.is_seen]
    lines = "".join(kept).split("\n")
    return "\n".join(line for line in (" ".join(one.split()) for one in lines) if line), lost


def _split(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Yield the words, and the blanks between them one by one."""
    word: list[Letter] = []
    for letter in letters:
        if letter.character.isspace():
            yield word
            yield [letter]
            word = []
        else:
            word.append(letter)
    yield word


class _Scan:
    """The pictures on a page, as what a scanner may have recognised words on."""

    def __init__(self, shapes: Shapes, view: View, seen: Callable[[], Image]) -> None:
        self._places = [overlap(one.box, one.clip) for one in shapes.pictures]
        self._lids = [thing.box for thing in shapes.lids()]
        self._view = view
        self._seen = seen
        width, height = sides(view.shown)
        room = sum(across * up for across, up in map(sides, self._places))
        self.covers_the_page = room >= COVERED * width * height

    def shows(self, boxes: list[Box]) -> bool:
        """Tell whether a picture of the page shows ink where a word is said to be.

        Under a black bar there is none, nor on a blank place.
        """
        across, up = [*zip(*boxes, strict=True)][::2], [*zip(*boxes, strict=True)][1::2]
        whole = (min(across[0]), min(up[0]), max(across[1]), max(up[1]))
        if not self.covers_the_page or not any(_holds(one, whole) for one in self._places):
            return False
        if any(min(sides(overlap(lid, whole))) > 0 for lid in self._lids):
            return False
        return all(
            contrast(self._seen(), self._view.pixels(piece)) >= VARIED
            for piece in _pieces(whole)
        )


def _holds(place: Box, word: Box) -> bool:
    middle = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return place[0] <= middle[0] <= place[2] and place[1] <= middle[1] <= place[3]


def _pieces(word: Box) -> Iterator[Box]:
    """Cut a word into pieces along its length, each of a few letters."""
    left, bottom, right, top = word
    width, height = sides(word)
    number = max(1, round(max(width, height) / (_PIECE * max(1.0, min(width, height)))))
    for at in range(number):
        if width >= height:
            step = width / number
            yield left + at * step, bottom, left + (at + 1) * step, top
        else:
            step = height / number
            yield left, bottom + at * step, right, bottom + (at + 1) * step
