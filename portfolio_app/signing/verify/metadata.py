"""Compares what two revisions say of themselves (XMP, ISO 16684-1).

Signing tools note in the metadata when, and by which program, the file was last written.
Everything else that stands there is part of what was signed: title, author, and that the file
is PDF/A-3a and PDF/UA-1.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pikepdf
    from pyhanko.pdf_utils.metadata.model import XmpStructure

_XMP: Final = "http://ns.adobe.com/xap/1.0/"
_PDF: Final = "http://ns.adobe.com/pdf/1.3/"
_NOTED_BY_TOOLS: Final = frozenset(
    {(_XMP, "ModifyDate"), (_XMP, "MetadataDate"), (_PDF, "Producer")}
)


def says_the_same(old: pikepdf.Object, new: pikepdf.Object) -> bool:
    """Whether two metadata streams differ in nothing but what signing tools note there.

    What cannot be read as XMP says something else.
    """
    import pikepdf

    if not (isinstance(old, pikepdf.Stream) and isinstance(new, pikepdf.Stream)):
        return False
    try:
        statements = [_statements(stream.read_bytes()) for stream in (old, new)]
    except (ValueError, pikepdf.PdfError):
        return False
    return statements[0] == statements[1]


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
