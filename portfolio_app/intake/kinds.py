"""Tells what a file is from its content; names and suffixes are not believed."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
TIFF = "image/tiff"
GIF = "image/gif"
WEBP = "image/webp"
HEIC = "image/heic"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
ZIP = "application/zip"
OLD_OFFICE = "application/x-ole-storage"
"""The container of Word's .doc, of Outlook's .msg and of password-protected .docx files."""
RICH_TEXT = "application/rtf"
MAIL = "message/rfc822"
TEXT = "text/plain"

_BEGINNINGS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"{\\rtf", RICH_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
)

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})

_PDF_HEADER_WITHIN = 1024
"""Bytes in which the PDF header may begin; ISO 32000-1 annex H.3, note 13."""

_ZIP_BEGINNING = b"PK\x03\x04"

_LONGEST_KIND = 100
"""Bytes of the part of an OpenDocument package that says its kind."""


def media_type(data: bytes) -> str | None:
    """Return the media type of `data`, or None where it is none of the kinds known here."""
    found = next((kind for start, kind in _BEGINNINGS if data.startswith(start)), None)
    if found:
        return found
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return HEIC
    if data.startswith(_ZIP_BEGINNING):
        return _kind_of_package(data)
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return PDF
    return TEXT if decoded(data) is not None else None


def decoded(data: bytes) -> str | None:
    """Return `data` as text, or None where it is not plain text.

    UTF-8 is tried first, then UTF-16 where a byte order mark says so, then Windows-1252, in
    which older Windows editors save. UTF-8 of which a little is broken stays UTF-8.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if b"\x00" in data:
        return None
    text = _decoded(data, "utf-8-sig")
    if text is None:
        text = _mostly_utf_8(data) or _decoded(data, "cp1252")
    return text if text and _is_readable(text) else None


def _mostly_utf_8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(text) - broken - len(text.encode("ascii", "ignore"))
    return text if sound > 2 * broken else None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_readable(text: str) -> bool:
    """Whether `text` is free of the control characters that binary files are full of."""
    return not any(ord(c) < ord(" ") and c not in "\t\n\v\f\r\x1a" for c in text)


def _said_kind(package: ZipFile) -> bytes:
    """Return what a package calls itself, without unpacking more than its beginning.

    Neither stored nor deflated it is no OpenDocument, and would unpack as a whole (ODF 1.2,
    part 3, 2.2).
    """
    part = package.getinfo("mimetype")
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return b""
    with package.open(part) as stream:
        return stream.read(_LONGEST_KIND)


def _kind_of_package(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as package:
            names = package.namelist()
            said = _said_kind(package) if "mimetype" in names else b""
    except (
        BadZipFile,
        EOFError,
        ValueError,
        OSError,
        NotImplementedError,
        RuntimeError,
        zlib.error,
    ):
        return ZIP
    if said.decode("ascii", "replace").strip().startswith(OPEN_TEXT):
        return OPEN_TEXT
    if "[Content_Types].xml" in names and any(n.startswith("word/") for n in names):
        return WORD
    return ZIP
