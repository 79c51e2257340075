from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from portfolio_app.errors import IntakeError
from portfolio_app.intake.attachments import (
    MAX_BYTES,
    MAX_PAGES,
    Inspected,
    inspect_attachment,
)
from tests.conftest import CANARY
from tests.intake.helpers import docx, p


def a_pdf(pages=2, *, text=b"words", change=lambda document: None, **save):
    """Return a PDF whose pages show `text`, after `change` was made to it."""
    with pikepdf.new() as document:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for _ in range(pages):
            page = document.add_blank_page()
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.obj.Contents = document.make_stream(
                b"BT /F1 12 Tf 72 700 Td (" + text + b") Tj ET"
            )
        change(document)
        file = BytesIO()
        document.save(file, **save)
    return file.getvalue()


def a_picture(kind="PNG", size=(40, 30), **save):
    file = BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(file, kind, **save)
    return file.getvalue()


def a_png_that_claims(width, height):
    """Return a small PNG file that unpacks to `width` by `height` pixels."""

    def chunk(name, content):
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b"")


def owner_only():
    return a_pdf(encryption=pikepdf.Encryption(owner="secret", user="", R=6))


@pytest.mark.parametrize(
    ("data", "inspected"),
    [
        (a_pdf(3), Inspected(media_type="application/pdf", pages=3)),
        (owner_only(), Inspected(media_type="application/pdf", pages=2)),
        (b"junk\n" + a_pdf(1), Inspected(media_type="application/pdf", pages=1)),
        (a_picture("PNG"), Inspected(media_type="image/png", pages=1)),
        (a_picture("JPEG"), Inspected(media_type="image/jpeg", pages=1)),
        (a_picture("JPEG", exif=b"Exif\0\0junk"), Inspected(media_type="image/jpeg", pages=1)),
    ],
)
def test_what_can_be_printed_is_taken(data, inspected):
    assert inspect_attachment(data, "x") == inspected


def xfa(document, *, rendering):
    document.Root.AcroForm = pikepdf.Dictionary(XFA=document.make_stream(b"<xdp/>"))
    if rendering:
        document.Root.NeedsRendering = True


def wrapped(document):
    document.Root.Collection = pikepdf.Dictionary(Type=pikepdf.Name.Collection)


def without_pages(document):
    del document.pages[:]


LOCKED = pikepdf.Encryption(owner="o", user="u", R=6)
GOOD = a_pdf()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file you chose is empty."),
        (b"x" * (MAX_BYTES + 1), "The file you chose is larger than 50 MB."),
        (
            a_pdf(encryption=LOCKED),
            "The file you chose is a PDF that opens with a password only.",
        ),
        (a_pdf(change=without_pages), "The file you chose is a PDF without pages."),
        (a_pdf(MAX_PAGES + 1), "The file you chose has more than 500 pages."),
        (GOOD[: len(GOOD) // 2], "The file you chose is a damaged or incomplete PDF."),
        (b"%PDF-1.7\n%%EOF", "The file you chose is a damaged or incomplete PDF."),
        (
            a_pdf(change=lambda d: xfa(d, rendering=True)),
            "The file you chose is a form that only Adobe Reader can show; others see “Please "
            "wait”.",
        ),
        (
            a_pdf(1, text=b"Please wait...", change=lambda d: xfa(d, rendering=False)),
            "The file you chose is a form that only Adobe Reader can show; others see “Please "
            "wait”.",
        ),
        (
            a_pdf(change=wrapped),
            "The file you chose is a PDF that wraps other files, which would not be printed.",
        ),
        (
            a_picture("PNG")[:70],
            "The file you chose is a picture that cannot be read; it may be damaged.",
        ),
        (
            a_picture("JPEG", size=(400, 400))[:900],
            "The file you chose is a picture that cannot be read; it may be damaged.",
        ),
        (
            b"\xff\xd8\xff",
            "The file you chose is a picture that cannot be read; it may be damaged.",
        ),
        (
            a_png_that_claims(60_000, 60_000),
            "The file you chose is a picture of more than 80 million pixels, or with a side "
            "longer than 30,000.",
        ),
        (
            a_png_that_claims(1, 30_001),
            "The file you chose is a picture of more than 80 million pixels, or with a side "
            "longer than 30,000.",
        ),
        (
            b"\x00\x00\x00\x18ftypheic",
            "The file you chose is a HEIC photo, which cannot be attached yet.",
        ),
        (
            docx(p("x")),
            "The file you chose is a Word document, which cannot be printed into the pack as "
            "it is.",
        ),
        (b"plain words", "The file you chose is of a kind that cannot be attached."),
        (b"\x00\x01\x02\x03", "The file you chose is of a kind that cannot be attached."),
    ],
)
def test_what_cannot_be_printed_is_refused_in_one_sentence(data, sentence):
    with pytest.raises(IntakeError) as caught:
        inspect_attachment(data, f"{CANARY}.bin")
    assert caught.value.summary == sentence
    assert caught.value.advice
    assert CANARY not in caught.value.advice


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("letter.DOC", "Open it in Word, save it as PDF"),
        ("mail.msg", "Open the message, print it to PDF"),
        ("sheet.xls", "Open the workbook, save it as PDF"),
        ("unknown", "PDF files and pictures (JPEG, PNG) can be attached."),
    ],
)
def test_the_name_chooses_the_advice(name, advice):
    with pytest.raises(IntakeError) as caught:
        inspect_attachment(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", name)
    assert advice in caught.value.advice


def test_a_picture_s_name_does_not_count():
    assert inspect_attachment(a_picture("PNG"), "letter.pdf").media_type == "image/png"


def test_a_form_with_pages_of_its_own_is_taken_though_it_holds_xfa():
    for pages in (1, 2):
        data = a_pdf(pages, change=lambda d: xfa(d, rendering=False))
        assert inspect_attachment(data, "x").pages == pages


def damaged(good):
    """Any damage to a good file: cut anywhere, bytes replaced anywhere."""
    place = st.integers(0, len(good) - 1)
    changes = st.lists(st.tuples(place, st.binary(min_size=1, max_size=8)), min_size=1)
    return changes.map(lambda found: _changed(good, found)) | place.map(lambda at: good[:at])


def _changed(good, changes):
    data = bytearray(good)
    for at, new in changes:
        data[at : at + len(new)] = new
    return bytes(data)


@settings(deadline=None)
@given(
    st.binary() | st.sampled_from([GOOD, a_picture("PNG"), a_picture("JPEG")]).flatmap(damaged)
)
def test_any_bytes_are_taken_or_refused(data):
    with suppress(IntakeError):
        assert inspect_attachment(data, "x").pages >= 1
