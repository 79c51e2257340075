"""Reads HTML into headings, paragraphs and tables; nothing that it points to is fetched."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from portfolio_app.intake.document import (
    TITLE_LEVEL,
    Heading,
    Look,
    Note,
    Paragraph,
    Table,
)
from portfolio_app.intake.text import normalise
from portfolio_app.model.domain.marks import Mark, MarkKind, carried

if TYPE_CHECKING:
    from portfolio_app.intake.document import Block


class MarkupReader(HTMLParser):
    """Gathers blocks from HTML.

    Text is collected until a block ends. Inside a table it goes to the cell; a table within
    a cell gives its lines to that cell.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.pictures = 0
        self._text: list[str] = []
        self._inline: list[Mark] = []
        self._begun: list[tuple[MarkKind, int]] = []
        """What is bold or italic just now, and from where in the text."""
        self._lists: list[int | None] = []
        """For each open list the number of its next item; None when it has bullets."""
        self._mark = ""
        self._note = ""
        self._class = ""
        self._passed_by = 0
        """How many elements are open whose text is for programs."""
        self._depth = 0
        self._grid = _Grid()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block."""
        given = dict(attrs)
        if tag in _FOR_PROGRAMS:
            self._passed_by += 1
        if tag in _BLOCK_TAGS:
            self._end_block(tag="p")
            self._class = given.get("class") or ""
        if tag == "br":
            self._text.append("\n")
        elif tag in _INLINE:
            self._begun.append((_INLINE[tag], sum(map(len, self._text))))
        elif tag == "img":
            self.pictures += 1
        elif tag == "input":
            self._text.append("☒ " if "checked" in given else "☐ ")
        elif tag in ("ul", "ol"):
            self._lists.append(1 if tag == "ol" else None)
        elif tag == "li":
            self._open_item(given.get("id") or "")
        elif tag in ("table", "tr", "td", "th"):
            self._open_cell(tag, given)

    def handle_endtag(self, tag: str) -> None:
        """Close a block."""
        if tag in _FOR_PROGRAMS and self._passed_by:
            self._passed_by -= 1
        if tag in _BLOCK_TAGS:
            self._end_block(tag)
            self._class = ""
        if tag in _INLINE:
            self._end_inline(_INLINE[tag])
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._mark = self._note = ""
        elif tag == "table" and self._depth:
            self._depth -= 1
            if self._depth == 0 and (rows := self._grid.rows()):
                self.blocks.append(Table(rows))

    def handle_data(self, data: str) -> None:
        """Collect text."""
        if not self._passed_by:
            self._text.append(data)

    def close(self) -> None:
        """Take what no element ended."""
        super().close()
        self._end_block(tag="p")
        if self._depth and (rows := self._grid.rows()):
            self.blocks.append(Table(rows))
        self._depth = 0

    def take_heading(self, level: int, text: str, kind: str) -> None:
        """Add a heading.

        Args:
            level: 1 to 6.
            text: Its words.
            kind: The class of its element.
        """
        is_title = kind == "title"
        self.blocks.append(Heading(TITLE_LEVEL if is_title else level, text))

    def _kind(self) -> MarkKind | None:
        if self._class == "quote":
            return MarkKind.QUOTATION
        if not self._mark:
            return None
        return MarkKind.BULLET if self._mark == _BULLET else MarkKind.NUMBERED

    def _end_inline(self, kind: MarkKind) -> None:
        """End what was begun last of one kind."""
        for at in reversed(range(len(self._begun))):
            if self._begun[at][0] is kind:
                _, start = self._begun.pop(at)
                self._add_inline(kind, start)
                return

    def _break_inline(self) -> None:
        """End everything for this paragraph; what goes on begins anew in the next."""
        for kind, start in self._begun:
            self._add_inline(kind, start)
        self._begun = [(kind, 0) for kind, _ in self._begun]

    def _add_inline(self, kind: MarkKind, start: int) -> None:
        end = sum(map(len, self._text))
        if start < end:
            self._inline.append(Mark(kind=kind, start=start, end=end))

    def _open_item(self, item_id: str) -> None:
        if item_id.startswith(("footnote-", "endnote-")):
            self._note = f"[{self._number()}] "
        elif self._lists and self._lists[-1] is not None:
            self._mark = f"{self._number()}. "
        else:
            self._mark = _BULLET

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

    def _is_in_cell(self, tag: str) -> bool:
        """Whether words before the end of `tag` stand in a cell, not in a table's caption."""
        return self._grid.has_cells and (
            self._depth > 1 or (self._depth == 1 and tag != "caption")
        )

    def _end_block(self, tag: str) -> None:
        """Turn the collected text into a block, unless it is empty."""
        self._break_inline()
        raw = "".join(self._text)
        text = normalise(raw)
        inline = carried(self._inline, raw, text) if self._inline else ()
        self._text.clear()
        self._inline.clear()
        if self._note:
            text = text.removesuffix("↑").rstrip()  # the converter's link back
        if not text:
            return
        if self._note:
            self.blocks.append(Note(self._note + text))
        elif self._is_in_cell(tag):
            self._grid.add(self._mark + text)
        elif tag in _HEADINGS:
            self.take_heading(int(tag[1]), text, self._class)
        else:
            look = Look(kind=self._kind(), sign=self._mark, inline=inline)
            is_guidance = self._class == "guidance"
            self.blocks.append(Paragraph(self._mark + text, is_guidance, look))
        self._mark = ""


_BULLET = "• "
_INLINE = {
    "strong": MarkKind.BOLD,
    "b": MarkKind.BOLD,
    "em": MarkKind.ITALIC,
    "i": MarkKind.ITALIC,
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCK_TAGS = _HEADINGS | frozenset(
    {
        "p", "div", "blockquote", "pre", "hr", "ul", "ol", "li", "table", "tr", "td", "th",
        "caption", "dl", "dt", "dd", "section", "article", "header", "footer", "main", "aside",
        "nav", "figure", "figcaption", "address", "center", "form", "fieldset", "legend",
        "details", "summary", "option", "body",
    }
)  # fmt: skip
_FOR_PROGRAMS = frozenset({"script", "style", "title", "template"})


class _Grid:
    """The cells of one table by row and column, spans filled with empty cells."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[str]] = {}
        self._row = -1
        self._lines: list[str] = []

    @property
    def has_cells(self) -> bool:
        """Whether a cell was opened."""
        return bool(self._cells)

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
