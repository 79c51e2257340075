"""Finds pictures and drawings of a foreign page that are covered, cut off or not to be seen.

The whole of a picture is in the file, whatever lies over it. Rectangles and straight lines tell
nothing by being hidden; other drawings may be words in outlines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pypdfium2.raw as pdfium
from PIL import ImageFilter

from portfolio_app.pack.foreign_objects import (
    IMAGE,
    PATH,
    TEXT,
    Drawn,
    is_filled,
    is_painted,
    line_width,
    overlap,
    segments,
    show,
    sides,
)
from portfolio_app.pack.foreign_view import VARIED, View, contrast, difference

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pypdfium2
    from PIL.Image import Image

    from portfolio_app.pack.tagged.structure import Box

_PLAIN: Final = 10
"""Strokes of the pen of which a path tells nothing: a box with round corners has nine."""
_BLEED: Final = 9.0
"""Units that a picture may go on beyond what is shown of it: what printers cut off."""
_EDGE: Final = 2.5
"""Units of a picture that a frame around it may cover."""
_THICK: Final = 4.0
"""Units from which a line hides what it goes over."""
_BRUSH: Final = 8.0
"""Units from which a letter hides what it is written over: the strokes of huge ones do."""
_SPECK: Final = 4.0
"""Units that a picture must measure to show anything."""
_MOST_LOOKS: Final = 8
"""Times that a page is drawn anew without some of its drawings."""
_MOST_DRAWINGS: Final = 600


class Shapes:
    """The pictures and drawings of one page."""

    def __init__(
        self,
        document: pypdfium2.PdfDocument,
        page: pypdfium2.PdfPage,
        things: Sequence[Drawn],
        view: View,
        seen: Callable[[], Image],
    ) -> None:
        self._document = document
        self._page = page
        self._view = view
        self._seen = seen
        self._texts = [one for one in things if one.kind == TEXT and is_painted(one)]
        self._rest = [thing for thing in things if thing.kind != TEXT]
        self.pictures = [one for one in self._rest if _is_picture(one)]
        self._drawings = [t for t in self._rest if t.kind == PATH and segments(t) > _PLAIN]

    def hide_parts(self) -> bool:
        """Tell whether a part of a picture is covered or cut off."""
        cut = any(map(self._is_cut, self.pictures))
        return cut or any(map(self._is_covered, self.pictures)) or self._is_blotted()

    def hide_drawings(self) -> bool:
        """Tell whether a drawing may be covered, or anything is there that makes no mark."""
        return any(map(self._is_lidded, self._drawings)) or self._holds_unseen()

    def lids(self) -> list[Drawn]:
        """Return what lies over pictures, letters too, and lets nothing shine through."""
        over = [(p, t) for p in self.pictures for t in (*self._rest, *self._texts)]
        return [
            thing
            for picture, thing in over
            if thing.order > picture.order
            and not thing.is_sheer
            and min(sides(overlap(thing.box, picture.box))) > 0
        ]

    def _is_cut(self, picture: Drawn) -> bool:
        """Tell whether a picture goes on where the page or its frame ends."""
        shown = overlap(picture.clip, self._view.shown)
        whole, left = sides(picture.box), sides(overlap(picture.box, shown))
        return any(all_ - rest > _BLEED for all_, rest in zip(whole, left, strict=True))

    def _is_covered(self, picture: Drawn) -> bool:
        """Tell whether something is painted over a picture."""
        own = overlap(picture.box, picture.clip)
        return any(
            self._covers(other, overlap(overlap(own, other.box), other.clip), picture)
            for other in self._rest
            if other.order > picture.order
        )

    def _covers(self, lid: Drawn, shared: Box, picture: Drawn) -> bool:
        if min(sides(shared)) <= _EDGE:
            return False
        if lid.kind == PATH and not is_filled(lid):
            return line_width(lid) >= _THICK or segments(lid) > 4 * _PLAIN
        if lid.kind == IMAGE and min(sides(shared)) <= _SPECK:
            return False
        if lid.is_sheer or (lid.kind == IMAGE and not self._is_opaque(lid)):
            # Where the picture shines through, it is not alike everywhere.
            return contrast(self._seen(), self._view.pixels(shared)) < VARIED
        return True

    def _is_blotted(self) -> bool:
        """Tell whether letters as broad as a brush are painted over a picture."""
        over = [
            shared
            for text in self._texts
            for picture in self.pictures
            if text.order > picture.order
            and min(sides(shared := overlap(text.box, picture.box))) > _BRUSH
        ]
        if not over:
            return False
        whole = self._seen()
        show(self._texts, shown=False)
        inked = difference(whole, self._view.picture())
        show(self._texts, shown=True)
        brush = 2 * int(_BRUSH * self._view.scale / 2) + 1
        core = inked.filter(ImageFilter.MinFilter(brush))
        return any(core.crop(self._view.pixels(box)).getbbox() for box in over)

    def _is_lidded(self, drawing: Drawn) -> bool:
        """Tell whether a box or a picture was put over a drawing."""
        return any(
            other.order > drawing.order
            and not other.is_sheer
            and (other.kind == IMAGE or (is_filled(other) and segments(other) <= _PLAIN))
            and min(sides(overlap(overlap(drawing.box, other.box), other.clip))) > _EDGE
            for other in self._rest
            if other.kind in {IMAGE, PATH}
        )

    def _holds_unseen(self) -> bool:
        """Tell whether the page would look the same without one of its pictures or drawings."""
        waiting = [*self.pictures, *self._drawings]
        if len(waiting) > _MOST_DRAWINGS:
            return True
        whole = self._seen()
        for _ in range(_MOST_LOOKS):
            apart, waiting = _apart(waiting)
            show(apart, shown=False)
            missed = difference(whole, self._view.picture())
            show(apart, shown=True)
            if any(not missed.crop(self._view.pixels(one.box)).getbbox() for one in apart):
                return True
            if not waiting:
                return False
        return True

    def _is_opaque(self, picture: Drawn) -> bool:
        bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(
            self._document.raw, self._page.raw, picture.handle
        )
        if not bitmap:
            return False
        from pypdfium2 import PdfBitmap

        drawn = PdfBitmap.from_raw(bitmap)
        image = drawn.to_pil()
        lowest = image.getextrema()[3][0] if image.mode == "RGBA" else 255
        drawn.close()
        return bool(lowest == 255)


def _is_picture(thing: Drawn) -> bool:
    return thing.kind == IMAGE and min(sides(thing.box)) >= _SPECK


def _apart(things: list[Drawn]) -> tuple[list[Drawn], list[Drawn]]:
    """Return some things that do not touch one another, and the rest."""
    apart: list[Drawn] = []
    rest: list[Drawn] = []
    for thing in things:
        clear = all(min(sides(overlap(thing.box, other.box))) == 0 for other in apart)
        (apart if clear else rest).append(thing)
    return apart, rest
