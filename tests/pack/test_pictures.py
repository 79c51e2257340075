"""Photographs and scans as attachments."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageCms

from portfolio_app.errors import IntakeError
from portfolio_app.pack.bind import fitted
from portfolio_app.pack.foreign import open_attachment
from portfolio_app.pack.pictures import upright
from tests.pack import foreign_files as files
from tests.pack.engine import picture
from tests.pack.test_foreign import FRAME, hosted
from tests.tools.verapdf import validate

JPEG, PNG = "image/jpeg", "image/png"
RED = (220, 0, 0)


@contextmanager
def embedded(document):
    """Lend the only image of a pack's first page."""
    with pikepdf.open(BytesIO(document)) as pdf:
        (image,) = pdf.pages[0].resources.XObject.values()
        yield image


def near(colour, other):
    return all(abs(one - two) < 40 for one, two in zip(colour, other, strict=True))


def with_alpha(mode):
    image = Image.new("RGBA", (60, 60), (0, 0, 0, 0))
    image.paste((*RED, 255), (0, 0, 20, 20))
    file = BytesIO()
    image.convert(mode).save(file, "PNG")
    return file.getvalue()


def sixteen_bits():
    file = BytesIO()
    Image.new("I;16", (30, 30), 32768).save(file, "PNG")
    return file.getvalue()


def with_profile():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return files.photograph(icc_profile=profile)


def with_broken_profile():
    return files.photograph(icc_profile=b"not a profile")


KINDS = {
    "photograph": (files.photograph, JPEG),
    "grey": (lambda: files.photograph("L"), JPEG),
    "press colours": (lambda: files.photograph("CMYK"), JPEG),
    "drawing": (lambda: files.photograph("P", file_format="PNG"), PNG),
    "black and white": (lambda: files.photograph("1", file_format="PNG"), PNG),
    "see-through": (lambda: with_alpha("RGBA"), PNG),
    "see-through grey": (lambda: with_alpha("LA"), PNG),
    "sixteen bits": (sixteen_bits, PNG),
    "with a profile": (with_profile, JPEG),
    "with a broken profile": (with_broken_profile, JPEG),
}


def test_a_pack_with_all_kinds_is_an_archive_and_accessible(tmp_path):
    path = tmp_path / "pack.pdf"
    path.write_bytes(hosted(*(make() for make, _ in KINDS.values()), media_type=JPEG))
    assert validate([path]) == []


@pytest.mark.parametrize(("make", "kind"), KINDS.values(), ids=KINDS)
def test_the_same_picture_gives_the_same_bytes(make, kind):
    assert hosted(make(), media_type=kind) == hosted(make(), media_type=kind)


def test_a_transparent_ground_becomes_white():
    assert upright(with_alpha("RGBA")).getpixel((50, 50)) == (255, 255, 255)
    assert upright(with_alpha("RGBA")).getpixel((5, 5)) == RED


def test_sixteen_bits_become_eight_without_being_cut():
    assert upright(sixteen_bits()).getpixel((5, 5)) in (127, 128)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_upright_whatever_way_the_camera_was_held(orientation):
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    scene = Image.open(BytesIO(files.photograph()))
    stored = scene.transpose(undo[orientation]) if orientation in undo else scene
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = BytesIO()
    stored.save(file, "JPEG", exif=exif)
    shown = upright(file.getvalue())
    assert shown.size == (300, 200)
    assert near(shown.getpixel((10, 10)), RED)


def test_what_the_camera_noted_stays_behind():
    exif = Image.Exif()
    exif[0x010E] = "Taken at 7 Wren Close"
    taken = files.photograph(exif=exif, comment=b"Wren Close")
    assert b"Wren" in taken
    with embedded(hosted(taken, media_type=JPEG)) as image:
        assert b"Wren" not in image.read_raw_bytes()


def test_a_picture_is_no_finer_than_print_needs():
    large = files.photograph(size=(3000, 4000))
    with open_attachment(large, JPEG) as attachment:
        left, _, right, _ = fitted(attachment.pages[0], FRAME)
    with embedded(hosted(large, media_type=JPEG)) as image:
        assert int(image.Width) == pytest.approx((right - left) / 72 * 300, abs=1)


def test_a_drawing_of_few_colours_keeps_every_pixel():
    drawing = files.photograph("P", size=(64, 48), file_format="PNG")
    with embedded(hosted(drawing, media_type=PNG)) as image:
        shown = pikepdf.PdfImage(image).as_pil_image()
        assert shown.tobytes() == upright(drawing).tobytes()


def test_a_photograph_looks_like_itself_on_its_page():
    photograph = files.photograph()
    with open_attachment(photograph, JPEG) as attachment:
        left, _, _, top = fitted(attachment.pages[0], FRAME)
    page = picture(hosted(photograph, media_type=JPEG))
    assert near(page.getpixel((int(left) + 8, int(page.height - top) + 8)), RED)
    assert page.getpixel((int(left) - 4, int(page.height - top) - 4)) == (255, 255, 255)


def test_a_picture_has_no_text_of_its_own():
    with pikepdf.open(BytesIO(hosted(files.photograph(), media_type=JPEG))) as pdf:
        (figure,) = [one for one in pdf.Root.StructTreeRoot.K[0].K if one.S == "/Figure"]
        assert "/ActualText" not in figure


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a JPEG or PNG"),
        (b"GIF89a" + bytes(50), "not a JPEG or PNG"),
        (files.photograph()[:400], "damaged|not a JPEG"),
        (files.photograph(file_format="PNG")[:600], "damaged"),
    ],
    ids=["empty", "another kind", "a JPEG that broke off", "a PNG that broke off"],
)
def test_what_is_no_whole_picture_is_refused(data, reason):
    with pytest.raises(IntakeError, match=reason):
        open_attachment(data, JPEG)
