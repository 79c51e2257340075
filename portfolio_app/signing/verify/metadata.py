"""Compares what two revisions say of themselves (XMP, ISO 16684-1).

Signing tools note in the metadata when, and by which program, the file was last written.
Everything else that stands there is part of what was signed: title, author, and that the file
is PDF/A-3a and PDF/UA-1.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Final

from portfolio_app.signing.streams import unpacked

if TYPE_CHECKING:
    import pikepdf
    from pyhanko.pdf_utils.metadata.model import XmpStructure

_XMP: Final = "http://ns.adobe.com/xap/1.0/"
_PDF: Final = "http://ns.adobe.com/pdf/1.3/"
_NOTED_BY_TOOLS: Final = frozenset(
    {(_XMP, "ModifyDate"), (_XMP, "MetadataDate"), (_PDF, "Producer")}
)

_PACKING: Final = frozenset({"/Length", "/Filter"})
_LARGEST: Final = 1024 * 1024
"""Bytes; that of a pack has some thousand."""


def says_the_same(old: pikepdf.Object, new: pikepdf.Object) -> bool:
    """Whether two metadata streams differ in nothing but what signing tools note there.

    What cannot be read as XMP says something else.
    """
    import pikepdf

    if not (isinstance(old, pikepdf.Stream) and isinstance(new, pikepdf.Stream)):
        return False
    if _described(old) != _described(new):
        return False
    try:
        said = [unpacked(stream, _LARGEST) for stream in (old, new)]
        statements = [_statements(found) for found in said if found is not None]
    except (ValueError, zlib.error, pikepdf.PdfError):
        return False
    return len(statements) == len(said) and statements[0] == statements[1]


def _described(stream: pikepdf.Stream) -> list[tuple[str, str]]:
    """Return what is said of a stream beside how it is packed."""
    return sorted((key, str(value)) for key, value in stream.items() if key not in _PACKING)


def _statements(metadata: bytes) -> list[list[str]]:
    """Return every statement but those of signing tools, in an order of its own.

    Raises:
        ValueError: It is not XMP.
    """
    from pyhanko.pdf_utils.metadata.xmp_xml import XmpXmlProcessingError, parse_xmp

    try:
        found = parse_xmp(io.BytesIO(metadata))
    except (XmpXmlProcessingError, NotImplementedError, UnicodeError) as error:
        raise ValueError("XMP") from error
    return [_lines(structure) for structure in found]


def _lines(structure: XmpStructure) -> list[str]:
    return sorted(
        f"{name} {value!r}"
        for name, value in structure
        if (name.ns, name.local_name) not in _NOTED_BY_TOOLS
    )
