"""Finds out which words of a foreign page can be seen on it, letter by letter.

Every run of text is given a colour of its own, and the page is drawn with and without what lies
over it, and with and without its text. A letter can be seen where its own colour comes out on
top and the page would look different without it. So it does not matter by what means words are
hidden: by a box or a picture over them, white on white, cut off, switched off or never drawn.
"""

from __future__ import annotations

from ctypes import addressof, c_double, c_ushort
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from portfolio_app.pack.foreign_objects import (
    IMAGE,
    TEXT,
    Drawn,
    is_painted,
    is_voiced,
    overlap,
    recolour,
    show,
    sides,
)
from portfolio_app.pack.foreign_unicode import LONGEST_MEANING
from portfolio_app.pack.foreign_view import View, difference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pypdfium2

    from portfolio_app.pack.tagged.structure import Box

_COLOURS: Final = 250
"""Runs of text that have colours of their own; later ones take turns."""
_GREEN, _BLUE = 0x5A, 0xA5
"""What those colours have in common, and hardly anything else on a page."""
_MOST_COVERED: Final = 0.4
"""Share of a letter that a line through it may cover."""
_LEAST_INK: Final = 0.03
"""Share of its box that a letter fills at least."""
_SMALLEST: Final = 2.0
"""Units that a letter must measure to be read, in one direction or the other."""
_THINNEST: Final = 0.25
"""Units that a letter must measure in either; more than the stem of an l in small print."""
_NARROWEST: Final = 0.12
"""Of the height of its line, that a letter is wide."""
_KERNING: Final = 3.0
"""Units that runs beside one another may share."""
_LEADING: Final = 0.4
"""Share of their height that runs below one another may share."""
_NOWHERE: Final = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One character of a page's text, in reading order."""

    character: str
    box: Box
    """Around its ink, in units of the page."""
    is_seen: bool
    """Signs that are neither letter nor digit count as seen: alone they tell nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What is written on a page."""

    letters: tuple[Letter, ...]
    """Empty where everything can be seen."""
    plain: str
    """All of it, what cannot be seen included."""
    hides_more: bool
    """Whether text is hidden that is not even among the letters."""


def written_on(
    page: pypdfium2.PdfPage,
    things: Sequence[Drawn],
    view: View,
    seen: Callable[[], Image.Image],
    *,
    closely: bool,
) -> Written:
    """Return what is written on a page and whether it can be seen.

    Args:
        page: An opened page; its text has odd colours afterwards.
        things: What it draws.
        view: Of the page.
        seen: Returns the page as it looks.
        closely: Whether to look at each letter, rather than at runs of them first.
    """
    layer = page.get_textpage()
    try:
        return _Reading(layer, things, view, seen, closely=closely).written()
    finally:
        layer.close()


class _Reading:
    def __init__(
        self,
        layer: pypdfium2.PdfTextPage,
        things: Sequence[Drawn],
        view: View,
        seen: Callable[[], Image.Image],
        *,
        closely: bool,
    ) -> None:
        self._layer = layer
        self._closely = closely
        self._view = view
        self._things = things
        self._look = seen
        self._texts = [thing for thing in things if thing.kind == TEXT]
        self._said = {text: self._says(text) for text in self._texts}
        self._colour = {text: 1 + at % _COLOURS for at, text in enumerate(self._texts)}

    def written(self) -> Written:
        plain = self._layer.get_text_range().replace("\r\n", "\n") if self._texts else ""
        unseen, doubtful = self._unlike()
        if not unseen and not doubtful:
            return Written(letters=(), plain=plain, hides_more=False)
        runs = {addressof(text.handle.contents): text for text in doubtful}
        never = {addressof(text.handle.contents) for text in unseen}
        letters = tuple(self._letters(runs, never))
        mute = any(not self._said[text] for text in (*unseen, *doubtful))
        return Written(letters=letters, plain=plain, hides_more=mute)

    # Runs of text

    def _unlike(self) -> tuple[list[Drawn], list[Drawn]]:
        """Return the runs that cannot be seen, and those of which one must look closer."""
        lids = [thing for thing in self._things if thing.kind == IMAGE and not thing.is_sheer]
        unseen: list[Drawn] = []
        shown: list[Drawn] = []
        for text in self._texts:
            is_covered = any(one.order > text.order and _holds(one, text) for one in lids)
            is_shown = is_painted(text) and not is_covered and not self._is_another(text)
            (shown if is_shown else unseen).append(text)
        self._draw(shown)
        doubtful = [t for t in shown if self._matters(t) and not self._is_plain(t)]
        plain = set(shown).difference(doubtful)
        again = [text for text in doubtful if not self._is_repeated(text, plain)]
        return [text for text in unseen if self._matters(text)], again

    def _draw(self, texts: list[Drawn]) -> None:
        """Draw the runs by their colours: alone, and where they can be told on the page."""
        empty = Image.new("L", self._view.size)
        self._alone = self._below = self._clear = self._bare = self._changes = empty
        self._lower: set[Drawn] = set()
        if not texts:
            return
        seen = self._look()
        shapes = [thing for thing in self._things if thing.kind != TEXT]
        show(self._texts, shown=False)
        self._changes = difference(seen, self._view.picture())
        show(self._texts, shown=True)
        for text in self._texts:
            recolour(text, (self._colour[text], _GREEN, _BLUE))
        sheer = [shape for shape in shapes if shape.is_sheer]
        self._lower, upper = _stacked(texts)
        if upper:
            self._bare = ImageChops.darker(_by_colour(self._view.picture()), self._changes)
        show(sheer, shown=False)
        on_top = _by_colour(self._view.picture())
        self._clear = ImageChops.darker(on_top, self._changes)
        show(shapes, shown=False)
        is_covered = bool(shapes) or self._view.is_marked
        self._alone = _by_colour(self._view.picture(bare=True)) if is_covered else on_top
        if upper:
            show(upper, shown=False)
            self._below = _by_colour(self._view.picture(bare=True))
            self._lower -= upper
            show(upper, shown=True)
        show(shapes, shown=True)

    def _told(self, text: Drawn, area: tuple[int, int, int, int]) -> int:
        """Return how many pixels of an area show a run.

        What is behind tinted glass can be told by what changes without it; unless other letters
        are written over it, which change there too.
        """
        seen = self._bare if text in self._lower else self._clear
        return seen.crop(area).histogram()[self._colour[text]]

    def _ink(self, text: Drawn, area: tuple[int, int, int, int]) -> Image.Image:
        """Return an area of the page as if nothing lay over a run."""
        return (self._below if text in self._lower else self._alone).crop(area)

    def _is_plain(self, text: Drawn) -> bool:
        """Tell at a glance that all of a run can be seen."""
        if self._closely:
            return False
        area = self._view.pixels(text.box)
        across, up = area[2] - area[0], area[3] - area[1]
        alone = self._ink(text, area)
        ink = alone.histogram()[self._colour[text]]
        clear = self._told(text, area)
        extent = alone.point(_only(self._colour[text])).getbbox() or (0, 0, 0, 0)
        long, short = max(sides(text.box)), min(sides(text.box))
        wide = extent[2] - extent[0] if across >= up else extent[3] - extent[1]
        return (
            ink > 0
            and clear >= 0.97 * ink
            and clear >= 2 * _LEAST_INK * across * up
            and wide >= max(across, up) - 1.2 * min(across, up) - 2
            and short >= _SMALLEST
            and len(self._said[text]) <= LONGEST_MEANING + long / (_NARROWEST * short)
        )

    def _is_repeated(self, text: Drawn, plain: set[Drawn]) -> bool:
        """Tell whether a run that can be seen says the same in the same place, as bold does."""
        return any(
            self._said[one] == self._said[text]
            and _share(one.box, text.box) > 1 - _MOST_COVERED
            for one in plain
            if one.box[0] < text.box[2] and text.box[0] < one.box[2]
        )

    def _is_another(self, text: Drawn) -> bool:
        """Tell whether the layer has other words for a run than its letters."""
        return len(self._said[text]) > LONGEST_MEANING and is_voiced(text)

    def _matters(self, text: Drawn) -> bool:
        """Tell whether a run has letters, or signs of which nobody knows the meaning."""
        if self._said[text]:
            return any(map(str.isalnum, self._said[text]))
        within = overlap(text.box, text.clip)
        area = self._view.pixels(text.box)
        is_blank = within == text.box and not self._alone.crop(area).getbbox()
        return not is_blank and not self._clear.crop(area).getbbox()

    def _says(self, text: Drawn) -> str:
        """Return what the text layer has of a run."""
        length = pdfium.FPDFTextObj_GetText(text.handle, self._layer.raw, None, 0)
        units = (c_ushort * max(1, length // 2))()
        pdfium.FPDFTextObj_GetText(text.handle, self._layer.raw, units, length)
        return bytes(units).decode("utf-16-le", "replace").rstrip("\0")

    # Letters

    def _letters(self, doubtful: dict[int, Drawn], never: set[int]) -> Iterator[Letter]:
        """Yield all letters; of those of other runs the place does not matter."""
        layer = self._layer.raw
        last, times = _NOWHERE, 0
        for at in range(self._layer.count_chars()):
            character = chr(pdfium.FPDFText_GetUnicode(layer, at))
            if character == "\r":
                continue
            owner = pdfium.FPDFText_GetTextObject(layer, at)
            address = addressof(owner.contents) if owner else 0
            if address not in doubtful and address not in never:
                yield Letter(character=character, box=_NOWHERE, is_seen=True)
                continue
            box = self._box(at)
            times = times + 1 if box == last else 1
            last = box
            is_seen = not character.isalnum()
            if not is_seen and address in doubtful and times <= LONGEST_MEANING:
                is_seen = self._is_seen(doubtful[address], box)
            yield Letter(character=character, box=box, is_seen=is_seen)

    def _box(self, at: int) -> Box:
        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        pdfium.FPDFText_GetCharBox(self._layer.raw, at, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def _is_seen(self, run: Drawn, box: Box) -> bool:
        """Judge one letter of a run."""
        if max(sides(box)) < _SMALLEST or min(sides(box)) < _THINNEST:
            return False
        area = self._view.pixels(box)
        room = (area[2] - area[0]) * (area[3] - area[1])
        if not room:
            return False
        colour = self._colour[run]
        ink = self._ink(run, area).histogram()[colour]
        clear = self._told(run, area)
        if not ink and self._has_no_colour(run):
            clear = ink = self._changes.crop(area).histogram()[255]
        return clear >= (1 - _MOST_COVERED) * ink and clear >= max(1, _LEAST_INK * room)

    def _has_no_colour(self, run: Drawn) -> bool:
        """Tell whether a run keeps its own colours, and stands clear of everything else."""
        area = self._view.pixels(run.box)
        return not self._alone.crop(area).histogram()[self._colour[run]] and not any(
            min(sides(overlap(run.box, other.box))) > 1
            for other in self._things
            if other is not run and (other.order > run.order or other.kind == TEXT)
        )


def _stacked(texts: Sequence[Drawn]) -> tuple[set[Drawn], set[Drawn]]:
    """Return the runs that others are written over, and those others."""
    lower, upper = set(), set()
    waiting: list[Drawn] = []
    for text in sorted(texts, key=lambda one: one.box[1]):
        waiting = [one for one in waiting if one.box[3] > text.box[1]]
        for other in waiting:
            across, up = sides(overlap(text.box, other.box))
            height = min(sides(text.box)[1], sides(other.box)[1])
            if across > _KERNING and up > _LEADING * height:
                first, last = sorted((text, other), key=lambda one: one.order)
                lower.add(first)
                upper.add(last)
        waiting.append(text)
    return lower, upper


def _by_colour(picture: Image.Image) -> Image.Image:
    """Return whose colour each pixel has, 0 for nobody's, in mode L."""
    red, green, blue = picture.split()
    coloured = ImageChops.darker(green.point(_only(_GREEN)), blue.point(_only(_BLUE)))
    return ImageChops.darker(red, coloured)


def _only(level: int) -> list[int]:
    """Return the table that makes one level white and all others black."""
    return [255 if one == level else 0 for one in range(256)]


def _holds(lid: Drawn, text: Drawn) -> bool:
    """Tell whether all of a run lies within a picture, as it is clipped."""
    return _share(overlap(lid.box, lid.clip), text.box) == 1


def _share(one: Box, other: Box) -> float:
    """Return how much of the area of `other` lies within `one`."""
    width, height = sides(overlap(one, other))
    whole = sides(other)
    return width * height / (whole[0] * whole[1]) if whole[0] * whole[1] else 0.0
