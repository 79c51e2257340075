"""The instructions of foreign pages and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

_LONGEST: Final = 4 * 1024 * 1024
"""Bytes of instructions, unpacked; a full page of text has a hundredth."""
_MARKED_CONTENT: Final = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_SHOWS_TEXT: Final = frozenset({"Tj", "TJ", "'", '"'})


def content_of(drawing: pikepdf.Page | pikepdf.Object) -> Sequence[Instruction]:
    """Return the instructions of a page, form or letter.

    Raises:
        ValueError: There are too many: each takes hundreds of bytes of memory, and running out
            of it ends the program. The page becomes a picture.
    """
    content = drawing
    if isinstance(drawing, pikepdf.Page):
        content = drawing.obj.get(Name.Contents, Array([]))
    parts = list(content) if isinstance(content, pikepdf.Array) else [content]
    streams = [part for part in parts if isinstance(part, pikepdf.Stream)]
    if sum(len(stream.read_bytes()) for stream in streams) > _LONGEST:
        raise ValueError("drawing")
    return pikepdf.parse_content_stream(drawing)


def unparsed(instructions: Sequence[Instruction]) -> bytes:
    """Return instructions as the content of a stream, without the comments between them."""
    return pikepdf.unparse_content_stream(instructions) or b" "


def without_tags(instructions: Sequence[Instruction]) -> list[Instruction]:
    """Return the instructions without marked content.

    Foreign tags would end up nested in the figure that the page becomes (PDF/UA-1, 7.1), and
    what they say of it need not be what is seen.
    """
    return [one for one in instructions if str(one.operator) not in _MARKED_CONTENT]


def shows_text(instructions: Sequence[Instruction]) -> bool:
    """Tell whether anything is written."""
    return any(str(one.operator) in _SHOWS_TEXT for one in instructions)
