"""Tells whether a picture file holds the picture and nothing besides, by its structure.

Only what is known to be harmless is passed; whatever else stands in the file, under whatever
name, where and when a photo was taken among it, tells more than the picture.
"""

from __future__ import annotations

import re
from typing import Final

_CHUNKS: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sRGB", b"iCCP", b"cICP"}
    | {b"sBIT", b"bKGD", b"hIST", b"pHYs"}
)
"""Of a PNG (W3C, 3rd edition, section 11): its points, its colours, its size."""
_PNG_BEGINNING: Final = 8
"""Bytes before the first chunk."""
_AROUND: Final = 12
"""Bytes of a chunk besides its content: length, name, checksum."""

_TABLES: Final = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD})
"""Markers of frames, scans and tables (ISO/IEC 10918-1, table B.1)."""
_START_OF_SCAN, _END = 0xDA, 0xD9
_JFIF, _COLOURS, _ADOBE = 0xE0, 0xE2, 0xEE
_MARKER: Final = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])")
"""Behind the points of a scan, in which 0xFF stands before 0 and before restarts alone."""
_LENGTH: Final = 2


def is_bare_png(data: bytes) -> bool:
    """Return whether a sound PNG holds the picture alone."""
    at = _PNG_BEGINNING
    while at + _AROUND <= len(data):
        name = data[at + 4 : at + 8]
        at += _AROUND + int.from_bytes(data[at : at + 4], "big")
        if name == b"IEND":
            return not data[at:].strip(b"\0")
        if name not in _CHUNKS:
            return False
    return False


def is_bare_jpeg(data: bytes) -> bool:
    """Return whether a sound JPEG holds the picture alone: no preview, no second picture."""
    at = 2
    while marker := _MARKER.match(data, at):
        kind, start = marker[1][0], marker.end()
        if kind == _END:
            return not data[start:].strip(b"\0")
        at = start + int.from_bytes(data[start : start + _LENGTH], "big")
        if not _is_harmless(kind, data[start + _LENGTH : at]):
            return False
        if kind == _START_OF_SCAN:
            following = _MARKER.search(data, at)
            at = following.start() if following else len(data)
    return False


def _is_harmless(kind: int, content: bytes) -> bool:
    """Return whether a segment tells only how to draw the picture."""
    if kind == _JFIF:  # the last two bytes are the size of a preview (JFIF 1.02)
        return content[:5] == b"JFIF\0" and content[12:] == b"\0\0"
    if kind == _COLOURS:
        return content.startswith(b"ICC_PROFILE\0")
    return kind == _ADOBE or kind in _TABLES
