"""JPEGs inside foreign PDFs, freed of what cameras and programs noted in them."""

from __future__ import annotations

import re
from typing import Final

import pikepdf
from pikepdf import Array, Name

_START: Final = b"\xff\xd8"
_END: Final = b"\xff\xd9"
_SCAN: Final = 0xDA
_NOTES: Final = frozenset((*range(0xE1, 0xEE), 0xEF, 0xFE))
"""Segments for applications and comments; APP0 (JFIF) and APP14 (Adobe) tell how to decode."""
_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""Within packed pixels, FF stands before 00 or a restart; before all else it ends them."""
_PADDING: Final = 8
"""Bytes after the end that say nothing."""


def is_jpeg(image: pikepdf.Object) -> bool:
    """Tell whether the pixels of an image are a JPEG."""
    return _filters(image)[-1:] == [Name.DCTDecode]


def packed_jpeg(pdf: pikepdf.Pdf, image: pikepdf.Object) -> bytes:
    """Return the JPEG that an image of `pdf` is, which may be packed again."""
    raw = image.read_raw_bytes()
    around = _filters(image)[:-1]
    if not around:
        return raw
    packed = pdf.make_stream(raw)
    packed.Filter = Array(around)
    parameters = image.get(Name.DecodeParms)
    if parameters is not None:
        packed.DecodeParms = Array(list(parameters)[:-1])
    return packed.read_bytes()


def free_of_notes(pdf: pikepdf.Pdf, image: pikepdf.Object) -> None:
    """Leave behind what a camera noted in an image of `pdf`."""
    jpeg = packed_jpeg(pdf, image)
    cleaned = without_notes(jpeg)
    if cleaned is jpeg:
        return
    parameters = image.get(Name.DecodeParms)
    image.write(cleaned, filter=Name.DCTDecode)
    if parameters is not None:
        is_many = isinstance(parameters, pikepdf.Array)
        image.DecodeParms = parameters[-1] if is_many else parameters


def without_notes(jpeg: bytes) -> bytes:
    """Return a JPEG without notes, previews and whatever stands behind its end.

    Raises:
        ValueError: It is no JPEG, or broken before its pixels.
    """
    if not jpeg.startswith(_START):
        raise ValueError("no JPEG")
    kept, at, is_changed = [_START], len(_START), False
    while True:
        begun = at
        while jpeg[at : at + 2] == b"\xff\xff":  # fill bytes
            at += 1
        if len(jpeg) < at + 4 or jpeg[at] != 0xFF:
            if jpeg[at : at + 2] != _END:
                raise ValueError("broken JPEG")
            kept.append(_END)
            is_changed = is_changed or len(jpeg) > at + 2 + _PADDING
            break
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4])
        if jpeg[at : at + 2] == _END:
            kept.append(_END)
            is_changed = is_changed or len(jpeg) > at + 2 + _PADDING
            break
        end = at + 2 + length
        if marker == _SCAN:
            found = _MARKER.search(jpeg, end)
            end = found.start() if found else len(jpeg)
            kept.append(jpeg[begun:end])
            if not found:
                break  # some writers forget the end
        elif marker in _NOTES:
            is_changed = True
        else:
            kept.append(jpeg[begun:end])
        at = end
    return b"".join(kept) if is_changed else jpeg


def _filters(image: pikepdf.Object) -> list[pikepdf.Object]:
    named = image.get(Name.Filter, Array([]))
    return list(named) if isinstance(named, pikepdf.Array) else [named]
