"""Finds what images inside foreign PDFs hold besides what they show.

Pixels below the last row, and colours where nothing of them shines through.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Dictionary, Name
from pikepdf.models.image import (
    ImageDecompressionError,
    InvalidPdfImageError,
    NotExtractableError,
    UnsupportedImageTypeError,
)
from PIL import Image, ImageStat
from PIL.JpegImagePlugin import JpegImageFile

from portfolio_app.pack.foreign_jpeg import is_jpeg, packed_jpeg
from portfolio_app.pack.foreign_view import VARIED

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN_FILTERS: Final = frozenset(
    ("/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode")
)
_MOST_UNPACKED: Final = 256 * 1024 * 1024
_DEEPEST: Final = 24
_COMPONENTS: Final = {
    "/DeviceGray": 1,
    "/G": 1,
    "/CalGray": 1,
    "/Indexed": 1,
    "/I": 1,
    "/Separation": 1,
    "/DeviceRGB": 3,
    "/RGB": 3,
    "/CalRGB": 3,
    "/Lab": 3,
    "/DeviceCMYK": 4,
    "/CMYK": 4,
}
_UNREADABLE: Final = (
    pikepdf.PdfError,
    ImageDecompressionError,
    InvalidPdfImageError,
    NotExtractableError,
    UnsupportedImageTypeError,
    Image.DecompressionBombError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What broken or unusual images may raise in either library."""


class ImageCheck:
    """Looks into the images of one file; each is looked into once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._known: dict[tuple[int, int], bool] = {}

    def hide_something(self, page: pikepdf.Page) -> bool:
        """Tell whether an image that the page may draw holds more than it shows."""
        return any(map(self._hides, _images(page.resources, set(), 0)))

    def _hides(self, image: pikepdf.Stream) -> bool:
        identity = image.objgen
        if identity not in self._known:
            try:
                hides = _spills(self._pdf, image) or _hides_colours(image)
            except _UNREADABLE:
                hides = True  # nobody knows: only what is seen of it goes over
            self._known[identity] = hides
        return self._known[identity]


def _images(
    resources: pikepdf.Object, met: set[tuple[int, int]], depth: int
) -> Iterator[pikepdf.Stream]:
    for thing in resources.get(Name.XObject, Dictionary()).values():
        if not isinstance(thing, pikepdf.Stream) or thing.objgen in met:
            continue
        met.add(thing.objgen)
        if thing.get(Name.Subtype) == Name.Image:
            yield thing
        elif depth < _DEEPEST:
            yield from _images(thing.get(Name.Resources, Dictionary()), met, depth + 1)


def _spills(pdf: pikepdf.Pdf, image: pikepdf.Object) -> bool:
    """Tell whether there are pixels beyond the size that an image states."""
    filters = image.get(Name.Filter, Array([]))
    names = {str(one) for one in (filters if isinstance(filters, pikepdf.Array) else [filters])}
    width, height = int(image.Width), int(image.Height)
    if is_jpeg(image):
        with JpegImageFile(BytesIO(packed_jpeg(pdf, image))) as jpeg:
            return jpeg.size != (width, height)
    if not names <= _PLAIN_FILTERS:
        return False
    row = (width * _components(image) * int(image.get(Name.BitsPerComponent, 1)) + 7) // 8
    if row * height > _MOST_UNPACKED:
        return True
    return len(image.read_bytes()) > (height + 1) * row


def _components(image: pikepdf.Object) -> int:
    if image.get(Name.ImageMask, False):
        return 1
    space = image.ColorSpace
    family = str(space[0]) if isinstance(space, pikepdf.Array) else str(space)
    if family == "/ICCBased":
        return int(space[1].N)
    if family == "/DeviceN":
        return len(space[1])
    return _COMPONENTS.get(family, 4)


def _hides_colours(image: pikepdf.Stream) -> bool:
    """Tell whether the fully transparent part of an image is more than one colour."""
    mask = image.get(Name.SMask, image.get(Name.Mask))
    if not isinstance(mask, pikepdf.Stream):
        return False
    colours = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
    shining = pikepdf.PdfImage(mask).as_pil_image()
    shut = shining.convert("L").resize(colours.size, Image.Resampling.NEAREST)
    if Name.SMask not in image:
        shut = shut.point(lambda level: 255 - level)  # a stencil: 1 is what is left out
    closed = shut.point([255 if level == 0 else 0 for level in range(256)])
    if closed.getbbox() is None:
        return False
    return max(high - low for low, high in ImageStat.Stat(colours, closed).extrema) >= VARIED
