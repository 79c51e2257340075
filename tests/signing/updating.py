"""Writes incremental updates, and into signatures, with nothing of our own and no mercy."""

from __future__ import annotations

import io
import re

import pikepdf
from asn1crypto import cms


def updated(document: bytes, edit) -> bytes:
    """Append an incremental update with the objects that `edit(pdf)` changed or made.

    Args:
        document: A PDF whose last cross-reference is a stream or a table.
        edit: Changes the document in memory; returns the objects to be written.
    """
    with pikepdf.open(io.BytesIO(document)) as pdf:
        objects = {found.objgen[0]: _written(found) for found in edit(pdf)}
        size = max([int(pdf.trailer.Size), *objects]) + 1
        keys = b"".join(
            b"%s %s " % (key.encode(), pdf.trailer[key].unparse())
            for key in ("/Root", "/Info", "/ID")
            if key in pdf.trailer
        )
    return appended(document, objects, size, keys)


def appended(document: bytes, objects: dict[int, bytes], size: int, keys: bytes) -> bytes:
    """Append `objects` with a cross-reference stream that continues the document's own."""
    out = bytearray(document)
    entries = {}
    for number, content in sorted(objects.items()):
        entries[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    previous = int(re.findall(rb"startxref\s+(\d+)", document)[-1])
    entries[size] = start = len(out)
    rows = b"".join(b"\x01%s\x00\x00" % at.to_bytes(4, "big") for at in entries.values())
    index = b" ".join(b"%d 1" % number for number in entries)
    out += (
        b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Index [%s] /Prev %d %s/Length %d >>"
        % (
            size,
            size + 1,
            index,
            previous,
            keys,
            len(rows),
        )
    )
    out += b"\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (rows, start)
    return bytes(out)


def _written(found) -> bytes:
    if isinstance(found, pikepdf.Stream):
        data = found.read_raw_bytes()
        found.stream_dict.Length = len(data)
        return b"%s\nstream\n%s\nendstream" % (found.stream_dict.unparse(), data)
    return found.unparse(resolved=True)


def with_cms(document: bytes, field: str, edit) -> bytes:
    """Change the CMS of a signature in its place, which no signature covers.

    Args:
        document: A signed PDF.
        field: The name of the signature field.
        edit: Takes the parsed CMS; changes it or returns bytes to put there instead.
    """
    with pikepdf.open(io.BytesIO(document)) as pdf:
        (node,) = (f for f in pdf.Root.AcroForm.Fields if str(f.T) == field)
        old = bytes(node.V.Contents)
        _, before, after, _ = (int(number) for number in node.V.ByteRange)
    message = cms.ContentInfo.load(old)
    replaced = edit(message)
    new = (replaced if isinstance(replaced, bytes) else message.dump(force=True)).hex().encode()
    room = after - before - 2
    assert len(new) <= room
    return document[: before + 1] + new.ljust(room, b"0") + document[after - 1 :]


def flipped(document: bytes, at: int, bits: int = 1) -> bytes:
    """Return the document with some bits of one byte turned over."""
    changed = bytearray(document)
    changed[at] ^= bits
    return bytes(changed)
