"""Reads Word documents as their author sees them: insertions in, deletions out.

A .docx file also holds deleted words, comments with their authors and the names of whoever
saved it; none of that is read, and the file itself is never kept.
"""

from __future__ import annotations

from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from portfolio_app.errors import IntakeError
from portfolio_app.intake import kinds
from portfolio_app.intake.document import Document, Heading, Note, Paragraph, Table
from portfolio_app.intake.text import normalise
from portfolio_app.model.domain.wording import count

if TYPE_CHECKING:
    from portfolio_app.intake.document import Block

MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes of all parts of a document once unpacked, so that a small file cannot fill memory."""

SMALL = 256 * 1024
"""Bytes of text and structure, unpacked, that are read in about a second."""

_STYLES = """
p[style-name='Title'] => h1.title:fresh
p.Title => h1.title:fresh
"""

_AGAIN = "Nothing was changed. Save it again in Word as .docx, then choose that."


def is_small(data: bytes) -> bool:
    """Tell whether reading `data` can take neither long nor much memory."""
    try:
        with ZipFile(BytesIO(data)) as package:
            return sum(part.file_size for part in _texts(package)) <= SMALL
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return True  # no package at all


def _texts(package: ZipFile) -> list[ZipInfo]:
    return [part for part in package.infolist() if not part.filename.startswith("word/media/")]


def read_word(data: bytes) -> Document:
    """Return the headings, paragraphs and tables of a .docx file.

    Raises:
        IntakeError: It is no Word document, protected, damaged or too large.
    """
    _refuse_other_kinds(kinds.media_type(data))
    try:
        with ZipFile(BytesIO(data)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
            has_comments = "word/comments.xml" in package.namelist()
        if unpacked > MAX_UNPACKED:
            raise IntakeError(
                "The file you chose is too large to be read.",
                advice="Nothing was changed. Copy its text into a new document without "
                "pictures, then choose that.",
            )
        reader, ignored = _read(data)
    except IntakeError:
        raise
    except Exception as error:  # a foreign file may trip the library anywhere
        raise IntakeError(
            "The file you chose is a damaged Word document.", advice=_AGAIN
        ) from error
    remarks = _remarks(reader.pictures, ignored, has_comments)
    return Document(blocks=tuple(reader.blocks), remarks=remarks)


def _refuse_other_kinds(kind: str | None) -> None:
    if kind == kinds.OLD_OFFICE:
        raise IntakeError(
            "The file you chose is protected with a password or saved in Word's old .doc "
            "format.",
            advice="Nothing was changed. Open it in Word, save it as .docx without a "
            "password, then choose that.",
        )
    if kind not in (kinds.WORD, kinds.ZIP):
        raise IntakeError("The file you chose is no Word document.", advice=_AGAIN)


def _read(data: bytes) -> tuple[_BlockReader, bool]:
    """Return the blocks, and whether anything but text, tables and pictures was passed by."""
    import mammoth

    result = mammoth.convert_to_html(
        BytesIO(data),
        style_map=_STYLES,
        include_embedded_style_map=False,  # the file does not decide what its styles mean
        external_file_access=False,
        convert_image=mammoth.images.img_element(lambda _: {}),
    )
    reader = _BlockReader()
    reader.feed(result.value)
    reader.close()
    ignored = any("unrecognised element was ignored" in m.message for m in result.messages)
    return reader, ignored


def _remarks(pictures: int, ignored: bool, has_comments: bool) -> tuple[str, ...]:
    found = []
    if pictures:
        held = count(pictures, "picture", "pictures")
        found.append(f"The document holds {held}, not taken in; attach what the panel needs.")
    if has_comments:
        found.append("Comments beside the text were not taken in.")
    if ignored:
        found.append(
            "Parts of the document that are not plain text, such as formulas or charts, "
            "were not taken in; compare the result with the document."
        )
    return tuple(found)


class _BlockReader(HTMLParser):
    """Gathers blocks from the small HTML that the converter writes.

    Text is collected until a block ends. Inside a table it goes to the cell; a table within
    a cell gives its lines to that cell.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.pictures = 0
        self._text: list[str] = []
        self._lists: list[int | None] = []
        """For each open list the number of its next item; None when it has bullets."""
        self._mark = ""
        self._note = ""
        self._title = False
        self._depth = 0
        self._grid = _Grid()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block."""
        given = dict(attrs)
        if tag in _BLOCK_TAGS:
            self._end_block(tag="p")
        if tag == "br":
            self._text.append("\n")
        elif tag == "img":
            self.pictures += 1
        elif tag == "input":
            self._text.append("☒ " if "checked" in given else "☐ ")
        elif tag == "h1":
            self._title = given.get("class") == "title"
        elif tag in ("ul", "ol"):
            self._lists.append(1 if tag == "ol" else None)
        elif tag == "li":
            self._open_item(given.get("id") or "")
        elif tag in ("table", "tr", "td", "th"):
            self._open_cell(tag, given)

    def handle_endtag(self, tag: str) -> None:
        """Close a block."""
        if tag in _BLOCK_TAGS:
            self._end_block(tag)
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._mark = self._note = ""
        elif tag == "table":
            self._depth -= 1
            if self._depth == 0 and (rows := self._grid.rows()):
                self.blocks.append(Table(rows))

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self._text.append(data)

    def _open_item(self, item_id: str) -> None:
        if item_id.startswith(("footnote-", "endnote-")):
            self._note = f"[{self._number()}] "
        elif self._lists and self._lists[-1] is not None:
            self._mark = f"{self._number()}. "
        else:
            self._mark = "• "

    def _number(self) -> int:
        number = (self._lists[-1] if self._lists else None) or 1
        if self._lists:
            self._lists[-1] = number + 1
        return number

    def _open_cell(self, tag: str, given: dict[str, str | None]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._grid = _Grid()
        elif self._depth == 1 and tag == "tr":
            self._grid.open_row()
        elif self._depth == 1:
            self._grid.open_cell(_span(given, "colspan"), _span(given, "rowspan"))

    def _end_block(self, tag: str) -> None:
        """Turn the collected text into a block, unless it is empty."""
        text = normalise("".join(self._text))
        self._text.clear()
        if self._note:
            text = text.removesuffix("↑").rstrip()  # the converter's link back
        if not text:
            return
        if self._note:
            self.blocks.append(Note(self._note + text))
        elif self._depth:
            self._grid.add(self._mark + text)
        elif len(tag) == len("h1") and tag.startswith("h"):
            self.blocks.append(Heading(0 if self._title else int(tag[1]), text))
            self._title = False
        else:
            self.blocks.append(Paragraph(self._mark + text))
        self._mark = ""


_BLOCK_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"}) | frozenset(
    {"ul", "ol", "li", "table", "tr", "td", "th"}
)


class _Grid:
    """The cells of one table by row and column, spans filled with empty cells."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[str]] = {}
        self._row = -1
        self._lines: list[str] = []

    def open_row(self) -> None:
        self._row += 1

    def open_cell(self, columns: int, rows: int) -> None:
        self._row = max(self._row, 0)
        column = 0
        while (self._row, column) in self._cells:
            column += 1
        self._lines = []
        for row in range(self._row, self._row + rows):
            for across in range(column, column + columns):
                self._cells[row, across] = []
        self._cells[self._row, column] = self._lines

    def add(self, text: str) -> None:
        self._lines.append(text)

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows that hold anything."""
        width = 1 + max((column for _, column in self._cells), default=-1)
        lines = (
            tuple("\n".join(self._cells.get((row, column), ())) for column in range(width))
            for row in range(self._row + 1)
        )
        return tuple(row for row in lines if any(row))


def _span(given: dict[str, str | None], name: str) -> int:
    """Return how many cells a cell spans; at most 100, which no page is wide enough for."""
    value = given.get(name) or ""
    return min(max(int(value), 1), 100) if value.isdecimal() else 1
