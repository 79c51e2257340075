"""Finds in a PDF what is small as a file and enormous once unpacked, without unpacking it."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Name

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST: Final = 64 * 1024**2
"""Bytes that any one stream but a picture may unpack to; the fullest maps need a tenth."""

_MOST_PER_BYTE: Final = 64
"""What RunLengthDecode makes of a byte at most (ISO 32000-1, 7.4.5)."""


def unpacks_too_large(document: pikepdf.Pdf, most: int = MOST) -> bool:
    """Return whether a stream would unpack to more than `most` bytes.

    Pictures are left out: their size is stated, and whoever draws them reads that first.
    """
    return any(
        _is_too_large(one, most)
        for one in document.objects
        if isinstance(one, pikepdf.Stream) and one.get(Name.Subtype) != Name.Image
    )


def _is_too_large(stream: pikepdf.Stream, most: int) -> bool:
    data = stream.read_raw_bytes()
    for name in _filters(stream):
        if name in {Name.FlateDecode, Name.Fl}:
            data = _inflated(data, most)
        elif len(data) * _MOST_PER_BYTE <= most:
            return False  # whatever comes, it stays small enough
        if len(data) > most:
            return True
    return False


def _filters(stream: pikepdf.Stream) -> Iterable[pikepdf.Object]:
    """Return the filters of a stream in the order in which they unpack it."""
    named = stream.get(Name.Filter, Array([]))
    return list(named) if isinstance(named, Array) else [named]


def _inflated(data: bytes, most: int) -> bytes:
    """Return what `data` unpacks to, or a little more than `most` bytes of it.

    Broken data ends where it breaks, as it does for those who draw it.
    """
    unpacker = zlib.decompressobj()
    try:
        return unpacker.decompress(data, most + 1)
    except zlib.error:
        return b""
