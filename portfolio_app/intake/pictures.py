"""Makes a photo fit to be kept: upright, and without what the camera wrote beside it.

A telephone writes into every photo where and when it was taken, with what, and sometimes a
name; a small preview may show what was cut away. Nothing of that belongs in a portfolio.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from portfolio_app.errors import IntakeError
from portfolio_app.intake import kinds
from portfolio_app.intake.attachments import MAX_PIXELS, MAX_SIDE
from portfolio_app.intake.bare_pictures import is_bare_jpeg, is_bare_png

if TYPE_CHECKING:
    from PIL.Image import Image

_ORIENTATION: Final = 0x0112
"""The EXIF tag that says which way up a picture is (CIPA DC-008, 4.6.5.1.6)."""
_QUALITY: Final = 95
"""Of a photo that has to be written anew; the loss is not to be seen."""
_COLOURS: Final = "icc_profile"
"""What the numbers of a picture mean as colours; kept, or they would look wrong."""


def tidied(data: bytes, kind: str) -> tuple[bytes, str]:
    """Return a picture upright and without what was written beside it, and what it is now.

    One that is so already comes back as it is, byte for byte. HEIC becomes JPEG, which the
    pack can print.

    Raises:
        IntakeError: It cannot be read, or is absurdly large.
    """
    try:
        if kind == kinds.HEIC:
            return _from_heic(data), kinds.JPEG
        return _rewritten(data, kind), kind
    except IntakeError:
        raise
    except Exception as error:  # a foreign file may trip the decoder anywhere
        raise IntakeError(
            "The file you chose is a picture that cannot be read; it may be damaged.",
            advice="Nothing was changed. Save or photograph it again, then choose that.",
        ) from error


def _rewritten(data: bytes, kind: str) -> bytes:
    from PIL import ImageOps
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    opener = JpegImageFile if kind == kinds.JPEG else PngImageFile
    with opener(BytesIO(data)) as picture:
        _refuse_huge(picture)
        turn = int(picture.getexif().get(_ORIENTATION, 1))
        picture.load()  # a PNG may say something after its last line
        is_bare = is_bare_jpeg(data) if kind == kinds.JPEG else is_bare_png(data)
        if turn == 1 and is_bare:
            return data
        if turn == 1 and kind == kinds.JPEG:
            return _saved(picture, kind, quality="keep")
        upright = ImageOps.exif_transpose(picture)
        return _saved(upright, kind, quality=_QUALITY)


def _from_heic(data: bytes) -> bytes:
    import pi_heif  # heavy: not before there is such a photo

    photo = pi_heif.open_heif(data, convert_hdr_to_8bit=True)
    _refuse_huge(photo)
    # The decoder turns it upright by itself; what EXIF says of it was for the sensor.
    return _saved(photo.to_pillow().convert("RGB"), kinds.JPEG, quality=_QUALITY)


def _refuse_huge(picture: Image) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise IntakeError(
            f"The file you chose is a picture of more than {MAX_PIXELS // 1_000_000} million "
            f"pixels, or with a side longer than {MAX_SIDE:,}.",
            advice="Nothing was changed. Save a smaller copy, then choose that.",
        )


def _saved(picture: Image, kind: str, *, quality: int | str) -> bytes:
    """Write a picture anew: its points, what their numbers mean, and nothing else."""
    written = BytesIO()
    colours = picture.info.get(_COLOURS)
    if kind == kinds.JPEG:
        picture.save(
            written, "JPEG", quality=quality, exif=b"", comment=b"", icc_profile=colours
        )
        return written.getvalue()
    bare = picture.copy()
    bare.info = {k: v for k, v in picture.info.items() if k == "transparency"}
    bare.save(written, "PNG", icc_profile=colours)
    return written.getvalue()
