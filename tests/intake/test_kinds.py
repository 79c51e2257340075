from __future__ import annotations

import tracemalloc
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from portfolio_app.intake.kinds import media_type
from tests.intake.helpers import docx, p


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"mail header\n%PDF-1.4\n", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"II*\x00", "image/tiff"),
        (b"MM\x00*", "image/tiff"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"PK\x03\x04broken", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        ("“words”".encode(), "text/plain"),
        (b"\x00\x01\x02", None),
        (b"", None),
    ],
)
def test_the_content_tells_the_kind(data, kind):
    assert media_type(data) == kind


def package_saying(kind, packed=ZIP_DEFLATED):
    written = BytesIO()
    with ZipFile(written, "w", packed) as package:
        package.writestr("mimetype", kind)
    return written.getvalue()


def test_what_a_package_calls_itself_is_never_unpacked_whole():
    odt = "application/vnd.oasis.opendocument.text"
    bomb = package_saying(odt + " " * 8_000_000)
    tracemalloc.start()
    try:
        assert media_type(bomb) == odt
        assert tracemalloc.get_traced_memory()[1] < 500_000
    finally:
        tracemalloc.stop()
    assert media_type(package_saying(odt, ZIP_LZMA)) == "application/zip"


def test_a_word_document_is_told_from_other_packages():
    assert media_type(docx(p("x"))).endswith("wordprocessingml.document")
