"""Files made to exhaust, confuse or crash whoever opens them, and merely unusual ones."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from tests.pack import foreign_files as files

_MEGABYTE = 1024**2
_AS_PACKED = {
    "stream_decode_level": pikepdf.StreamDecodeLevel.none,
    "compress_streams": False,
}
"""How to save a file without unpacking what is in it."""


def zeros(megabytes: int) -> bytes:
    """Return so many megabytes of blanks, deflated: the same block over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    blanks = b" " * _MEGABYTE
    block = packer.compress(blanks) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(megabytes):
        check = zlib.adler32(blanks, check)
    return b"\x78\xda" + block * megabytes + b"\x03\x00" + check.to_bytes(4)


def bomb(*, layers: int = 1) -> bytes:
    """Return a PDF whose page content unpacks to two gigabytes, packed several times over."""
    content = zeros(2048)
    for _ in range(layers - 1):
        content = zlib.compress(content, 9)

    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(content)
        stream.Filter = Array([Name.FlateDecode] * layers)
        pdf.pages[0].Contents = stream

    return files.changed(files.letter(), change, **_AS_PACKED)


def picture_bomb(side: int = 20_000) -> bytes:
    """Return a PDF with a picture of `side` by `side` pixels of one colour."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        image = pdf.make_stream(zeros(side * side // _MEGABYTE + 1))
        image.Type, image.Subtype = Name.XObject, Name.Image
        image.Width = image.Height = side
        image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
        image.Filter = Name.FlateDecode
        page.resources.XObject = Dictionary(Bomb=image)
        page.Contents = pdf.make_stream(b"q 300 0 0 300 20 20 cm /Bomb Do Q")

    return files.changed(files.letter(), change)


def object_stream_bomb() -> bytes:
    """Return a PDF whose object stream unpacks to a gigabyte."""
    packed = zeros(1024)
    head = b"%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length "
    body = head + b"%d >>\nstream\n" % len(packed) + packed + b"\nendstream\nendobj\n"
    tail = b"trailer\n<< /Root 2 0 R /Size 3 >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + tail


def cyclic() -> bytes:
    """Return a PDF whose page tree holds itself."""

    def change(pdf: pikepdf.Pdf) -> None:
        pages = pdf.Root.Pages
        pages.Kids.append(pages)
        pages.Count = 2

    return files.changed(files.letter(), change)


def loops_in_forms() -> bytes:
    """Return a PDF whose page draws a form that draws itself."""

    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"/Loop Do", Type=Name.XObject, Subtype=Name.Form)
        form.BBox = Array([0, 0, 100, 100])
        form.Resources = Dictionary(XObject=Dictionary(Loop=form))
        pdf.pages[0].resources.XObject = Dictionary(Loop=form)
        pdf.pages[0].Contents = pdf.make_stream(b"/Loop Do")

    return files.changed(files.letter(), change)


def forms_in_forms(depth: int = 10, breadth: int = 10) -> bytes:
    """Return a PDF whose page draws a form ten times that draws a form ten times, and so on."""

    def change(pdf: pikepdf.Pdf) -> None:
        inner = pdf.make_stream(b"0 0 5 5 re f", Type=Name.XObject, Subtype=Name.Form)
        inner.BBox = Array([0, 0, 100, 100])
        for _ in range(depth):
            outer = pdf.make_stream(b"/F Do " * breadth, Type=Name.XObject, Subtype=Name.Form)
            outer.BBox = Array([0, 0, 100, 100])
            outer.Resources = Dictionary(XObject=Dictionary(F=inner))
            inner = outer
        pdf.pages[0].resources.XObject = Dictionary(F=inner)
        pdf.pages[0].Contents = pdf.make_stream(b"/F Do")

    return files.changed(files.letter(), change)


def endless_instructions(streams: int = 8, megabytes: int = 50) -> bytes:
    """Return a PDF whose page has so many streams of so many megabytes of instructions."""
    line = b"0 0 m 9 9 l S\n"
    packed = zlib.compress(line * (megabytes * _MEGABYTE // len(line)), 9)

    def change(pdf: pikepdf.Pdf) -> None:
        parts = [pdf.make_stream(packed) for _ in range(streams)]
        for part in parts:
            part.Filter = Name.FlateDecode
        pdf.pages[0].Contents = Array(parts)

    return files.changed(files.letter(), change, **_AS_PACKED)


def many_things(count: int = 200_000) -> bytes:
    """Return a PDF with so many small drawings on its page."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(b"9 9 m 20 30 l S\n" * count)

    return files.changed(files.letter(), change)


def slow_pages(count: int = 200) -> bytes:
    """Return a PDF of pages each of which takes a while."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(b"9 9 m 20 30 l 50 50 m 99 99 l S\n" * 40_000)
        pages = pdf.Root.Pages
        copies = [pdf.make_indirect(Dictionary(page.obj)) for _ in range(count)]
        pages.Kids, pages.Count = Array(copies), count

    return files.changed(files.letter(), change)


def nested(depth: int = 100_000) -> bytes:
    """Return a PDF with arrays inside arrays in its page content."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(b"[" * depth + b"]" * depth + b" TJ")

    return files.changed(files.letter(), change)


def many_pages(count: int = 10_000) -> bytes:
    """Return a PDF of so many pages that share their content."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        pages = pdf.Root.Pages
        copies = [pdf.make_indirect(Dictionary(page)) for _ in range(count)]
        pages.Kids, pages.Count = Array(copies), count

    return files.changed(files.letter(), change)


def locked() -> bytes:
    """Return a PDF that opens with a password."""
    return files.changed(
        files.letter(), lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="u")
    )


def pageless() -> bytes:
    """Return a PDF without pages."""
    return files.changed(files.letter(), lambda pdf: pdf.pages.__delitem__(0))


def wide_picture(size: tuple[int, int], mode: str = "RGB") -> bytes:
    """Return a PNG of so many pixels."""
    return _picture(Image.new(mode, size), "PNG")


def sixteen_bits() -> bytes:
    """Return a grey PNG of sixteen bits."""
    return _picture(Image.new("I;16", (300, 200), 32768), "PNG")


def animated(file_format: str) -> bytes:
    """Return a picture that moves."""
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    return _picture(frames[0], file_format, save_all=True, append_images=frames[1:])


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)


def _picture(image: Image.Image, file_format: str, **saving: object) -> bytes:
    file = BytesIO()
    image.save(file, file_format, **saving)
    return file.getvalue()
