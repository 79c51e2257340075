"""Whether each signature covers what it should.

That is everything from the start of the file to the end of its revision, but for its own value.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from portfolio_app.signing.verify.structure import FoundSignature

_REVISION_END: Final = re.compile(rb"startxref\s+\d+\s+%%EOF\r?\n?\Z")
_TAIL: Final = 64
_HEX: Final = re.compile(rb"[0-9a-f]*|[0-9A-F]*")


def covers_its_revision(document: bytes, signature: FoundSignature) -> bool:
    """Whether the byte range begins at 0, leaves out the value alone, and ends a revision.

    The value must be plain hexadecimal that decodes to what the dictionary holds, so that
    nothing can hide in the gap.
    """
    if len(signature.byte_range) != 4:
        return False
    start, before, after, length = signature.byte_range
    end = after + length
    if start != 0 or not 0 < before < after < end <= len(document):
        return False
    gap = document[before:after]
    if gap[:1] != b"<" or gap[-1:] != b">" or not _HEX.fullmatch(gap[1:-1]):
        return False
    if len(gap) % 2 or bytes.fromhex(gap[1:-1].decode()) != signature.contents:
        return False
    return _REVISION_END.search(document[max(0, end - _TAIL) : end]) is not None


def digest(document: bytes, signature: FoundSignature) -> str:
    """Return the SHA-256 of what a signature covers, in hexadecimal."""
    _, before, after, length = signature.byte_range
    sha256 = hashlib.sha256(memoryview(document)[:before])
    sha256.update(memoryview(document)[after : after + length])
    return sha256.hexdigest()
