"""Opens the packages that office documents are, believing nothing of what they say."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from portfolio_app.errors import IntakeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_UNPACKED: Final = 200 * 1024 * 1024
"""Bytes of all parts of a document once unpacked, so that a small file cannot fill memory."""

MAX_TEXT: Final = 40 * 1024 * 1024
"""Bytes of the parts that hold text and structure. A book of a thousand pages has ten."""

SMALL: Final = 256 * 1024
"""Bytes of text and structure, unpacked, that are read in about a second."""

_MAX_PARTS: Final = 10_000
_DEEPEST: Final = 200
"""Elements within elements; a table in a table in a text box has about thirty."""

_MACROS: Final = b"macroEnabled"
_TYPES: Final = "[Content_Types].xml"


def is_small(data: bytes) -> bool:
    """Tell whether reading `data` can take neither long nor much memory."""
    return text_size(data) <= SMALL


def text_size(data: bytes) -> int:
    """Return how many bytes of text and structure a package says it holds; 0 for none."""
    try:
        with ZipFile(BytesIO(data)) as package:
            return sum(part.file_size for part in package.infolist() if _is_text(part))
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return 0  # no package at all


def text_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package that hold text and structure, pictures and fonts left out.

    Raises:
        IntakeError: It is too large once unpacked.
        BadZipFile: It is no package, or a damaged one.
    """
    with ZipFile(BytesIO(data)) as package:
        parts = package.infolist()
        wanted = [part for part in parts if _is_text(part)]
        if (
            len(parts) > _MAX_PARTS
            or sum(part.file_size for part in parts) > MAX_UNPACKED
            or sum(part.file_size for part in wanted) > MAX_TEXT
        ):
            raise IntakeError(
                "The file you chose is too large to be read.",
                advice="Nothing was changed. Copy its text into a new document without "
                "pictures, then choose that.",
            )
        return {part.filename: _unpacked(package, part) for part in wanted}


def refuse_macros(parts: Mapping[str, bytes]) -> None:
    """Refuse a document that carries a program of its own.

    Raises:
        IntakeError: It does.
    """
    if _MACROS in parts.get(_TYPES, b"") or any(n.endswith("vbaProject.bin") for n in parts):
        raise IntakeError(
            "The file you chose is a Word document with macros: it carries a program of its "
            "own.",
            advice="Nothing was changed. Open it in Word, save it as .docx without macros, "
            "then choose that.",
        )


def parsed(part: bytes) -> etree._Element:
    """Return the root of an XML part.

    Nothing outside of it is looked up, and nothing it declares is believed: no entity is
    resolved, so that none can unfold into memory.

    Raises:
        ValueError: It declares entities, is nested without reason, or is no XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(error.msg) from error
    if root.getroottree().docinfo.doctype:
        raise ValueError("a part declares a document type")
    if _is_deeper(root, _DEEPEST):
        raise ValueError("a part is nested too deep")
    return root


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; `#` for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else "#"


def named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield `element` and whatever is inside it that has this name, in reading order."""
    return (one for one in element.iter() if local(one) == name)


def _unpacked(package: ZipFile, part: ZipInfo) -> bytes:
    """Return the content of one part, never more than it says that it holds."""
    with package.open(part) as stream:
        return stream.read(part.file_size + 1)


def _is_text(part: ZipInfo) -> bool:
    return part.filename.endswith((".xml", ".rels", "vbaProject.bin", "mimetype"))


def _is_deeper(root: etree._Element, most: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > most:
            return True
    return False
