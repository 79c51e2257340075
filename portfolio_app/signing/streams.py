"""Documents and their streams, read without copying or unpacking more than is wanted."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import pikepdf
    from _typeshed import WriteableBuffer


def beginning(document: bytes, size: int) -> BinaryIO:
    """Return the first so many bytes of a document as a file: a revision without a copy."""
    return io.BufferedReader(_Beginning(document, size))


def unpacked(stream: pikepdf.Stream, most: int) -> bytes | None:
    """Return what a stream holds; None if that is more than `most` bytes.

    It is unpacked here and never beyond that size: a few kilobytes may stand for gigabytes.

    Raises:
        ValueError, zlib.error: It is packed in another way than by Flate alone, or spoilt.
    """
    if int(stream.get("/Length", 0)) > most:
        return None
    content = bytes(stream.read_raw_bytes())
    method = stream.get("/Filter")
    if method is not None:
        if str(method) != "/FlateDecode" or "/DecodeParms" in stream:
            raise ValueError("filter")
        content = zlib.decompressobj().decompress(content, most + 1)
    return content if len(content) <= most else None


class _Beginning(io.RawIOBase):
    def __init__(self, document: bytes, size: int) -> None:
        super().__init__()
        self._content = memoryview(document)[:size]
        self._at = 0

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def seekable(self) -> bool:
        """Readers of PDF begin at the end."""
        return True

    def tell(self) -> int:
        """Return where the next byte is read."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, counted from the beginning, from here or from the end."""
        self._at = max(0, (0, self._at, len(self._content))[whence] + offset)
        return self._at

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill `buffer` as far as there is something, and return how far."""
        room = memoryview(buffer).cast("B")
        part = self._content[self._at : self._at + len(room)]
        room[: len(part)] = part
        self._at += len(part)
        return len(part)
