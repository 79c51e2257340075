"""A document as a sequence of headings, paragraphs and tables, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass

TITLE_LEVEL = 0
"""Of the document's own title (the style Title), above every heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line set as a heading."""

    level: int
    """1 to 6, or `TITLE_LEVEL`."""
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line breaks within it stay. Items of lists begin with their mark."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote, beginning with the mark that stands in the text: `[1] ...`."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all of one length; the paragraphs of a cell are parted by line breaks.

    A cell that spans several stands in the first of them, the others are empty.
    """

    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Note | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a person wrote, in reading order."""

    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()
    """Sentences about what was not read."""
