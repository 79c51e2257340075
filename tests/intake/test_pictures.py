"""Photos: upright, and without a trace of where they were taken."""

from __future__ import annotations

from io import BytesIO
from zlib import crc32

import pytest
from PIL import Image

from portfolio_app.errors import IntakeError
from portfolio_app.intake import kinds
from portfolio_app.intake.pictures import tidied
from tests.intake.photos import HEIC, SECRET, a_photo


def opened(data):
    return Image.open(BytesIO(data))


def is_blue(colour):
    return colour[2] > 150 and colour[0] < 100


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("turn", [1, 6])
def test_what_a_camera_writes_beside_a_photo_goes(kind, turn):
    data, now = tidied(a_photo(turn=turn, kind=kind), f"image/{kind.lower()}")
    picture = opened(data)
    assert now == f"image/{kind.lower()}"
    assert SECRET.encode() not in data
    assert not picture.getexif()
    assert not set(picture.info) & {"exif", "comment", "Author", "xmp"}


@pytest.mark.parametrize(
    ("turn", "size", "blue"),
    [(3, (96, 64), (48, 62)), (6, (64, 96), (62, 48)), (8, (64, 96), (1, 48))],
)
def test_a_photo_is_turned_upright(turn, size, blue):
    picture = opened(tidied(a_photo(turn=turn), kinds.JPEG)[0])
    assert picture.size == size
    assert is_blue(picture.getpixel(blue))


def test_a_heic_photo_becomes_a_jpeg_that_is_turned_once():
    data, now = tidied(HEIC, kinds.HEIC)
    picture = opened(data)
    assert (now, picture.format, picture.size) == (kinds.JPEG, "JPEG", (64, 96))
    assert is_blue(picture.getpixel((60, 48)))
    assert SECRET.encode() in HEIC
    assert SECRET.encode() not in data
    assert not picture.getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_that_tells_nothing_stays_as_it_is(kind):
    data = a_photo(tells=False, kind=kind)
    assert tidied(data, f"image/{kind.lower()}")[0] is data


def _chunk(name, content):
    checksum = crc32(name + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + name + content + checksum


@pytest.mark.parametrize("name", [b"tIME", b"caBX", b"prVt"])
def test_no_part_of_a_png_but_the_picture_stays(name):
    bare = a_photo(tells=False, kind="PNG")
    for at in (33, len(bare) - 12):  # behind the first chunk, and before the last
        data = bare[:at] + _chunk(name, b"Secret:") + bare[at:]
        now = tidied(data, kinds.PNG)[0]
        assert name not in now
        assert opened(now).tobytes() == opened(bare).tobytes()


def test_no_part_of_a_jpeg_but_the_picture_stays():
    bare, more = a_photo(tells=False), a_photo(tells=False, size=(32, 16))
    secret = SECRET.encode()
    remark = b"\xff\xfe" + (len(secret) + 2).to_bytes(2, "big") + secret
    for data in (bare + secret, bare + more, bare[:-2] + remark + bare[-2:]):
        now = tidied(data, kinds.JPEG)[0]
        assert secret not in now
        assert now.count(b"JFIF") == 1
        assert now.endswith(b"\xff\xd9")


@pytest.mark.parametrize("kind", [kinds.JPEG, kinds.PNG, kinds.HEIC])
def test_a_broken_picture_is_refused_with_a_sentence(kind):
    whole = HEIC if kind == kinds.HEIC else a_photo(kind=kind.partition("/")[2].upper())
    with pytest.raises(IntakeError, match="cannot be read"):
        tidied(whole[: len(whole) // 3], kind)
