"""Pictures of a foreign page to look at, without soft edges, and where things are on them."""

from __future__ import annotations

import math
from ctypes import c_int
from typing import TYPE_CHECKING, Final, cast

import pypdfium2.raw as pdfium
from pikepdf import Matrix
from PIL import ImageChops

from portfolio_app.pack.foreign_objects import overlap

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

    from portfolio_app.pack.tagged.structure import Box

PIXELS_PER_UNIT: Final = 1.25
"""90 to the inch: print of 5 points is 6 pixels high."""
_MOST_PIXELS: Final = 6_000_000
"""Of a picture: three sheets of A3."""
_FINE: Final = 1000
"""Steps of a pixel in which the library tells where a point comes to lie."""
SEEN: Final = 20
"""Of 255: two colours nearer than that cannot be told apart on paper."""

VARIED: Final = 40
"""Of 255, between the lightest and the darkest pixel of what is more than a plain area."""


class View:
    """Looks at one page as often as asked."""

    def __init__(self, page: pypdfium2.PdfPage, *, is_marked: bool = False) -> None:
        """Look at a page.

        Args:
            page: An opened page.
            is_marked: Whether to see what lies on it besides its own content.
        """
        self._page = page
        self.is_marked = is_marked
        width, height = page.get_size()
        self.scale = min(PIXELS_PER_UNIT, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))
        self.size = math.ceil(width * self.scale), math.ceil(height * self.scale)
        self.shown: Box = tuple(page.get_bbox())
        """What of the page is displayed, in its own units."""
        self._placed = self._placement()

    def picture(self, *, bare: bool = False) -> Image:
        """Return the page as it looks now, in mode RGB; bare, without any marks on it."""
        bitmap = self._page.render(
            scale=self.scale,
            may_draw_forms=False,
            draw_annots=self.is_marked and not bare,
            rev_byteorder=True,
            no_smoothtext=True,
            no_smoothimage=True,
            no_smoothpath=True,
        )
        seen: Image = bitmap.to_pil()
        bitmap.close()
        return seen if seen.mode == "RGB" else seen.convert("RGB")

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """Return where a box of the page lies in the picture: left, top, right, bottom.

        What lies beyond the edges is cut off; little is left empty.
        """
        shown = overlap(box, self.shown)
        if shown[2] <= shown[0] or shown[3] <= shown[1]:
            return 0, 0, 0, 0
        corners = [
            self._placed.transform((x, y))
            for x in (shown[0], shown[2])
            for y in (shown[1], shown[3])
        ]
        across, up = zip(*corners, strict=True)
        width, height = self.size
        return (
            max(0, math.floor(min(across))),
            max(0, math.floor(min(up))),
            min(width, math.ceil(max(across))),
            min(height, math.ceil(max(up))),
        )

    def _placement(self) -> Matrix:
        """Return what takes a point of the page to a point of the picture."""
        width, height = (round(side * _FINE) for side in self.size)
        x, y = c_int(), c_int()
        found = []
        left, bottom = self.shown[0], self.shown[1]
        for point in ((left, bottom), (left + 100, bottom), (left, bottom + 100)):
            pdfium.FPDF_PageToDevice(self._page.raw, 0, 0, width, height, 0, *point, x, y)
            found.append((x.value / _FINE, y.value / _FINE))
        (x0, y0), (x1, y1), (x2, y2) = found
        linear = (x1 - x0) / 100, (y1 - y0) / 100, (x2 - x0) / 100, (y2 - y0) / 100
        a, b, c, d = linear
        return Matrix(a, b, c, d, x0 - a * left - c * bottom, y0 - b * left - d * bottom)


def difference(one: Image, other: Image) -> Image:
    """Return where two pictures can be told apart: 255 there, 0 elsewhere, in mode L."""
    red, green, blue = ImageChops.difference(one, other).split()
    worst = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return worst.point([255 if level >= SEEN else 0 for level in range(256)])


def contrast(seen: Image, area: tuple[int, int, int, int]) -> int:
    """Return how far the lightest and the darkest pixel of an area are apart."""
    if area[2] <= area[0] or area[3] <= area[1]:
        return 0
    extremes = cast("tuple[tuple[int, int], ...]", seen.crop(area).getextrema())
    return max(high - low for low, high in extremes)
