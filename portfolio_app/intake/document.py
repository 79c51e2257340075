"""A document as a sequence of headings, paragraphs and tables, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portfolio_app.model.domain.marks import Mark, MarkKind

TITLE_LEVEL = 0
"""Of the document's own title (the style Title), above every heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line set as a heading."""

    level: int
    """1 to 6, or `TITLE_LEVEL`."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a paragraph is set."""

    kind: MarkKind | None = None
    """An item of a list, or a quotation; None: plain."""
    sign: str = ""
    """What the text begins with because it is an item: `• `."""
    inline: tuple[Mark, ...] = ()
    """What is bold or italic, counted from after the sign."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line breaks within it stay. Items of lists begin with their sign."""

    text: str
    is_guidance: bool = False
    """Whether it is set as what our own documents tell the person who fills them in."""
    look: Look = field(default_factory=Look, compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside the text: a footnote (`[1] ...`), a comment, a header or footer."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all of one length; the paragraphs of a cell are parted by line breaks.

    A cell that spans several stands in the first of them, the others are empty.
    """

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Control:
    """What stands in a field to fill in: a content control of Word, a form field of a PDF."""

    tag: str
    """Its name for programs."""
    title: str
    """Its name for people."""
    text: str
    """Its paragraphs, parted by line breaks; empty where nobody filled it in."""
    blocks: tuple[Heading | Paragraph | Note | Table, ...] = field(default=(), compare=False)
    """The same as they are set."""
    is_apart: bool = field(default=False, compare=False)
    """Whether it is read behind the pages, wherever on them it stands: where its name places
    it nowhere, it goes on with no answer."""
    is_box: bool = False
    """Whether it is ticked; its text, what the box is called, says nothing without a title."""


Block = Heading | Paragraph | Note | Table | Control


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a person wrote, in reading order."""

    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()
    """Sentences about what was not read."""
    tells_formatting: bool = False
    """Whether bold words, lists and quotations were read as such."""


def words_of(block: Block) -> str:
    """Return the words of a block, a row of a table being one line, a box with its title."""
    if isinstance(block, Table):
        rows = ([" ".join(cell.split()) for cell in row if cell] for row in block.rows)
        return "\n".join(" ".join(row) for row in rows)
    if isinstance(block, Control) and block.is_box:
        return f"{block.title or block.tag}: {block.text}"
    return block.text
