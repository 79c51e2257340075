"""Photographs and scans: made upright, freed of what the camera noted, and embedded."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import Dictionary, Name
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from portfolio_app.errors import IntakeError
from portfolio_app.pack.foreign_page import ForeignDocument, ForeignPage

if TYPE_CHECKING:
    import pikepdf

    from portfolio_app.pack.tagged.structure import FormSource

POINTS_PER_INCH = 72
COARSEST = 150
"""Pixels per inch of a picture at its full size: it is never shown coarser than that."""
FINEST = 300
"""Pixels per inch beyond which print does not improve; the rest is left out."""
JPEG_QUALITY = 88
FEW_COLOURS = 4096
"""Up to so many colours a picture is a drawing or a screenshot and is kept exactly."""

FORMATS = ("JPEG", "PNG")
"""Of the JPEGs of phones that store a second picture beside the first, the first counts."""

UNIT_SQUARE = (1.0, 1.0)
"""An image XObject fills the unit square (ISO 32000-1, 8.9.5)."""

_ADVICE = "Your work is safe. Open the picture in another program, save it anew as JPEG or PNG."


def open_picture(data: bytes) -> ForeignDocument:
    """Read a JPEG or PNG as a document of one page.

    Raises:
        IntakeError: It is damaged, too large or neither of the two.
    """
    with upright(data) as picture:
        width, height = picture.size
    page = ForeignPage(
        number=1,
        width=width * POINTS_PER_INCH / COARSEST,
        height=height * POINTS_PER_INCH / COARSEST,
        text="",
        problems=(),
        rendition=PictureRendition(data),
    )
    return ForeignDocument(pages=(page,), close=_nothing)


def upright(data: bytes) -> Image.Image:
    """Return a picture as it is meant to be seen: turned upright, sRGB or grey, on white.

    Raises:
        IntakeError: As `open_picture`.
    """
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as file:
            file.load()
            ImageOps.exif_transpose(file, in_place=True)  # a copy of a large one is 200 MB
            picture = _plain(file)
    except UnidentifiedImageError as error:
        raise IntakeError("This file is not a JPEG or PNG picture.", advice=_ADVICE) from error
    except Image.DecompressionBombError as error:
        raise IntakeError("This picture is too large to be shown.", advice=_ADVICE) from error
    except (OSError, SyntaxError, ValueError) as error:  # what Pillow raises for bad content
        raise IntakeError("This picture is damaged.", advice=_ADVICE) from error
    # Comments and the like would be written into whatever is made of the picture.
    picture.info.clear()
    return picture


def image_xobject(pdf: pikepdf.Pdf, picture: Image.Image, *, exact: bool) -> pikepdf.Object:
    """Return `picture`, RGB or grey, as an image XObject of `pdf`, without any metadata.

    Args:
        pdf: The file that it becomes part of.
        picture: In mode RGB or L.
        exact: Keep every pixel; otherwise it is compressed as a photograph.
    """
    encoded = BytesIO()
    if exact:
        picture.save(encoded, "PNG")
        data, compression = _png_pixels(encoded.getvalue()), _png_filter(picture)
    else:
        picture.save(encoded, "JPEG", quality=JPEG_QUALITY, subsampling=0)
        data, compression = encoded.getvalue(), {"Filter": Name.DCTDecode}
    return pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB,
        BitsPerComponent=8,
        **compression,
    )


@dataclass(frozen=True, slots=True)
class PictureRendition:
    """A picture that is decoded only when it is needed."""

    data: bytes

    def at_scale(self, scale: float) -> tuple[FormSource, tuple[float, float]]:
        """Return the picture, as fine as it needs to be at `scale`."""
        return _PictureSource(self.data, min(1.0, FINEST * scale / COARSEST)), UNIT_SQUARE

    def try_out(self) -> None:
        """Do nothing: it was decoded when it was opened."""


@dataclass(frozen=True, slots=True)
class _PictureSource:
    data: bytes
    share: float
    """Of the pixels across that are wanted."""

    def form_for(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        picture = upright(self.data)
        exact = picture.getcolors(FEW_COLOURS) is not None
        if self.share < 1:
            width, height = (max(1, round(side * self.share)) for side in picture.size)
            picture = picture.resize((width, height), Image.Resampling.LANCZOS)
        return image_xobject(pdf, picture, exact=exact)


def _nothing() -> None:
    """Free nothing: a picture is decoded anew whenever it is drawn."""


def _plain(picture: Image.Image) -> Image.Image:
    """Return a picture in mode RGB or L: sixteen bits, palettes, CMYK, transparency undone."""
    if picture.mode.startswith(("I", "F")):
        # Pillow would cut off rather than scale what lies above 255.
        picture = picture.convert("I").point(lambda level: level / 257).convert("L")
    if picture.has_transparency_data:
        layered = picture.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    profiled = _in_srgb(picture)
    if profiled is not None:
        return profiled
    wanted = "L" if picture.mode in {"1", "L"} else "RGB"
    return picture if picture.mode == wanted else picture.convert(wanted)


def _in_srgb(picture: Image.Image) -> Image.Image | None:
    """Return the picture in sRGB by its own colour profile; None without a usable one."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK"}:
        return None
    try:
        return ImageCms.profileToProfile(
            picture, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except ImageCms.PyCMSError:
        return None  # A broken profile says nothing; the plain numbers are the best there is.


def _png_filter(picture: Image.Image) -> dict[str, pikepdf.Object]:
    """Return the stream entries under which a PNG's own compression is valid in a PDF."""
    parameters = Dictionary(
        Predictor=15,  # PNG's own, chosen per line (ISO 32000-1, table 10)
        Colors=1 if picture.mode == "L" else 3,
        BitsPerComponent=8,
        Columns=picture.width,
    )
    return {"Filter": Name.FlateDecode, "DecodeParms": parameters}


def _png_pixels(png: bytes) -> bytes:
    """Return the compressed pixels of a PNG file, its IDAT chunks."""
    pixels, at = [], 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            pixels.append(png[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(pixels)
