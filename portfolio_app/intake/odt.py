"""Reads OpenDocument texts (.odt) as their author sees them: deletions out, notes beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from portfolio_app.errors import IntakeError
from portfolio_app.intake.document import (
    TITLE_LEVEL,
    Control,
    Document,
    Heading,
    Look,
    Note,
    Paragraph,
    Table,
    words_of,
)
from portfolio_app.intake.packages import local, named, parsed, text_parts
from portfolio_app.intake.text import normalise
from portfolio_app.model.domain.marks import MarkKind
from portfolio_app.model.domain.returning import GUIDANCE_STYLE, HINT
from portfolio_app.model.domain.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portfolio_app.intake.document import Block

_DEEPEST_HEADING: Final = 6
_WIDEST: Final = 100
"""Columns that one cell may span; no page is wide enough for more."""
_MOST_SPACES: Final = 1_000
_PASSED_BY: Final = frozenset({"tracked-changes", "forms", "sequence-decls", "bookmark"})
_DRAWN: Final = ":drawing:"
"""In the name of everything that is drawn (ODF 1.2, part 1, 10)."""
_AGAIN: Final = "Nothing was changed. Save it again as .odt or .docx, then choose that."


def read_odt(data: bytes) -> Document:
    """Return the headings, paragraphs and tables of an .odt file.

    Raises:
        IntakeError: It is protected, damaged or too large.
    """
    try:
        parts = text_parts(data)
        _refuse_protected(parts)
        reader = _OdtReader(_styles(parts), _counting(parts))
        reader.read(next(named(parsed(parts["content.xml"]), "text")))
        if "styles.xml" in parts:
            reader.read_around(parsed(parts["styles.xml"]))
    except IntakeError:
        raise
    except Exception as error:  # a foreign file may trip the reader anywhere
        raise IntakeError(
            "The file you chose is a damaged OpenDocument text.", advice=_AGAIN
        ) from error
    return Document(blocks=tuple(reader.blocks), remarks=reader.remarks())


def _refuse_protected(parts: Mapping[str, bytes]) -> None:
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise IntakeError(
            "The file you chose is protected with a password.",
            advice="Nothing was changed. Save it without a password, then choose that.",
        )


def _styles(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return, for each style, the name under which people know it or the one it comes from."""
    found: dict[str, str] = {}
    parents: dict[str, str] = {}
    for name in ("styles.xml", "content.xml"):
        for style in named(parsed(parts[name]), "style") if name in parts else ():
            own = _attribute(style, "name")
            found[own] = _attribute(style, "display-name") or own
            if name == "content.xml":
                parents[own] = _attribute(style, "parent-style-name")
    return {own: found.get(parents.get(own, ""), shown) for own, shown in found.items()}


def _counting(parts: Mapping[str, bytes]) -> frozenset[str]:
    """Return the styles of lists that count."""
    return frozenset(
        _attribute(style, "name")
        for name in ("styles.xml", "content.xml")
        for style in (named(parsed(parts[name]), "list-style") if name in parts else ())
        if local(next(iter(style), style)) == "list-level-style-number"
    )


class _OdtReader:
    """Walks through the text once."""

    def __init__(self, styles: Mapping[str, str], counting: frozenset[str]) -> None:
        self.blocks: list[Block] = []
        self._styles = styles
        self._counting = counting
        self._pictures = 0
        self._beside: list[str] = []
        self._notes = 0

    def read(self, container: etree._Element) -> None:
        """Read the blocks of `container`."""
        self.blocks += self._blocks(container)
        self.blocks += [Note(words) for words in self._beside]
        self._beside.clear()

    def read_around(self, root: etree._Element) -> None:
        """Read headers and footers, each wording once."""
        seen = set()
        for name in ("header", "footer", "header-left", "footer-left", "header-first"):
            for element in named(root, name):
                words = "\n".join(words_of(block) for block in self._blocks(element)).strip()
                if words and words not in seen:
                    seen.add(words)
                    self.blocks.append(Note(words))

    def remarks(self) -> tuple[str, ...]:
        """Return what was not read, in sentences."""
        if not self._pictures:
            return ()
        held = count(self._pictures, "picture", "pictures")
        return (f"The document holds {held}, not taken in; attach what the panel needs.",)

    def _blocks(self, container: etree._Element) -> Iterator[Block]:
        for element in container:
            match local(element):
                case "h":
                    yield from self._heading(element)
                case "p":
                    yield from self._paragraph(element)
                case "list":
                    yield from self._list(
                        element, is_numbered=_attribute(element, "style-name") in self._counting
                    )
                case "table":
                    rows = self._rows(element)
                    if rows:
                        yield Table(rows)
                case name if name not in _PASSED_BY:
                    yield from self._blocks(element)  # sections, indexes, frames

    def _heading(self, element: etree._Element) -> Iterator[Block]:
        level = _attribute(element, "outline-level")
        text = normalise(self._text(element))
        if text:
            rank = int(level) if level.isdecimal() else 1
            yield Heading(min(max(rank, 1), _DEEPEST_HEADING), text)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        name = _attribute(element, "style-name")
        style = self._styles.get(name, name)
        control = next(named(element, "content-control"), None)
        text = normalise(self._text(element))
        if style == "Title" and text:
            yield Heading(TITLE_LEVEL, text)
        elif control is not None and normalise(self._text(control)) == text:
            tag, title = _attribute(control, "tag"), _attribute(control, "alias")
            yield Control(tag, title, text) if tag or title else Paragraph(text)
        elif text and text != HINT:
            yield Paragraph(text, style in (GUIDANCE_STYLE, _encoded(GUIDANCE_STYLE)))
        yield from self._framed(element)

    def _framed(self, element: etree._Element) -> Iterator[Block]:
        for box in filter(_is_box, element.iter()):
            outer = next(filter(_is_box, box.iterancestors()), None)
            if outer is None or outer in element.iterancestors():
                yield from self._blocks(box)  # one inside it comes with its own paragraph

    def _list(self, element: etree._Element, *, is_numbered: bool) -> Iterator[Block]:
        number = 0
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            number += 1
            sign = f"{number}. " if is_numbered else "• "
            kind = MarkKind.NUMBERED if is_numbered else MarkKind.BULLET
            for block in self._blocks(item):
                if isinstance(block, Paragraph) and sign:
                    yield Paragraph(sign + block.text, look=Look(kind=kind, sign=sign))
                    sign = ""
                else:
                    yield block

    def _rows(self, table: etree._Element) -> tuple[tuple[str, ...], ...]:
        rows: list[list[str]] = []
        for row in _own_rows(table):
            cells: list[str] = []
            for cell in row:
                if local(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                words = "\n".join(words_of(block) for block in self._blocks(cell))
                cells.append(words)
                repeated = _attribute(cell, "number-columns-repeated")
                more = int(repeated) - 1 if repeated.isdecimal() else 0
                cells += [""] * min(more, _WIDEST)
            rows.append(cells)
        width = max((len(cells) for cells in rows), default=0)
        filled = (tuple(cells + [""] * (width - len(cells))) for cells in rows)
        return tuple(row for row in filled if any(row))

    def _text(self, element: etree._Element) -> str:
        return "".join(self._pieces(element))

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        """Yield the text of a paragraph; what hangs on it beside the text is kept apart."""
        yield element.text or ""
        for child in element:
            match local(child):
                case "s":
                    spaces = _attribute(child, "c")
                    yield " " * min(int(spaces) if spaces.isdecimal() else 1, _MOST_SPACES)
                case "tab":
                    yield "\t"
                case "line-break":
                    yield "\n"
                case "note":
                    yield self._noted(child)
                case "annotation":
                    self._beside.append(f"Comment: {self._beside_words(child)}")
                case "image":
                    self._pictures += 1
                case "#" | "annotation-end":
                    pass
                case _ if _is_box(child):
                    pass  # read after the paragraph
                case _:
                    yield from self._pieces(child)
            yield child.tail or ""

    def _noted(self, note: etree._Element) -> str:
        self._notes += 1
        body = next(named(note, "note-body"), None)
        if body is not None:
            self._beside.append(f"[{self._notes}] {self._beside_words(body)}")
        return f"[{self._notes}]"

    def _beside_words(self, element: etree._Element) -> str:
        lines = (normalise(self._text(line)) for line in named(element, "p"))
        return "\n".join(line for line in lines if line)


def _is_box(element: etree._Element) -> bool:
    """Whether an element that is drawn holds blocks: a text box, a shape with paragraphs."""
    if local(element) == "text-box":
        return True  # a table or a section may be all that stands in it
    return _DRAWN in str(element.tag) and any(local(c) in ("p", "h", "list") for c in element)


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, not those of tables in its cells."""
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _own_rows(child)


def _attribute(element: etree._Element, name: str) -> str:
    """Return an attribute, whatever version of the format names it."""
    found = (v for k, v in element.items() if etree.QName(k).localname == name)
    return str(next(found, ""))


def _encoded(name: str) -> str:
    """Return a style's name as it stands in the file."""
    return name.replace(" ", "_20_")
