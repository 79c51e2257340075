"""How the look of a page of a PDF gets into the pack: as it was drawn, or as a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pikepdf import Array, Matrix, Name

from portfolio_app.pack.pictures import POINTS_PER_INCH, UNIT_SQUARE, image_xobject

if TYPE_CHECKING:
    import pikepdf
    import pypdfium2
    from PIL.Image import Image

    from portfolio_app.pack.tagged.structure import Box, FormSource

PICTURE_DPI = 200
MOST_PIXELS = 24_000_000
"""Of a picture; a page of the pack at that resolution has four million."""
LARGEST_SIDE = 14_400
"""In units: more is against ISO 32000-1, annex C."""


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """A page taken over as it was drawn."""

    form: pikepdf.Object
    """Of the foreign file, which must stay open."""
    size: tuple[float, float]

    def at_scale(self, scale: float) -> tuple[FormSource, tuple[float, float]]:
        """Return the page; it is the same at every `scale`."""
        del scale
        return self, self.size

    def try_out(self) -> None:
        """Do nothing: it is only copied."""

    def form_for(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Return the page as a form of `pdf`."""
        return pdf.copy_foreign(self.form)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page taken over as a picture of itself."""

    document: pypdfium2.PdfDocument
    """It must stay open."""
    index: int
    unit: float
    """Of the page, in points."""
    scale: float = 1.0

    def at_scale(self, scale: float) -> tuple[FormSource, tuple[float, float]]:
        """Return the page, as fine as print needs at `scale`."""
        return replace(self, scale=scale), UNIT_SQUARE

    def try_out(self) -> None:
        """Draw the page as fine as it may be drawn."""
        self._drawn()

    def form_for(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Return the page as an image of `pdf`."""
        return image_xobject(pdf, self._drawn(), exact=False)

    def _drawn(self) -> Image:
        page = self.document[self.index]
        width, height = page.get_size()
        finest = PICTURE_DPI / POINTS_PER_INCH * self.unit * self.scale
        finest = min(finest, math.sqrt(MOST_PIXELS / max(1.0, width * height)))
        bitmap = page.render(scale=finest, optimize_mode="print")
        picture: Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        page.close()
        return picture


def form_of(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Object:
    """Return a page as a form, upright, its lower left corner at the origin."""
    form = pdf.make_indirect(page.as_form_xobject())
    matrix = Matrix(form.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0])))
    left, bottom, right, top = _upright(form.BBox)
    corners = [matrix.transform((x, y)) for x in (left, right) for y in (bottom, top)]
    x, y = min(x for x, _ in corners), min(y for _, y in corners)
    form.Matrix = Array(list((matrix @ Matrix(1, 0, 0, 1, -x, -y)).shorthand))
    return form


def shown_box(page: pikepdf.Page) -> Box:
    """Return what is displayed of a page: the part of its crop box within its media box.

    Raises:
        ValueError: It has no size, or one that no page has.
    """
    media = _upright(page.mediabox)
    crop = _upright(page.cropbox)
    box = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        box = media
    sides = box[2] - box[0], box[3] - box[1]
    if not all(1 <= side <= LARGEST_SIDE for side in sides):
        raise ValueError("a page without a usable size")
    return box


def _upright(box: pikepdf.Object) -> Box:
    x1, y1, x2, y2 = (float(side) for side in box)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
