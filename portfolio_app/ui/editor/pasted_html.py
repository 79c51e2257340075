"""Reads what other programs put on the clipboard: words and light formatting, nothing else.

Fonts, colours, pictures, scripts, hidden text and what Word keeps of tracked changes are left
out; nothing is ever loaded. The reading takes one pass over the source whatever it is, so that
a page made to be slow is not.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.marks import Mark, MarkKind, normalised
from portfolio_app.ui.editor.pasted_words import Paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST: Final = 1_000_000
"""Characters of source; 10,000 words in Word's are a third of it. What is longer comes as plain
words."""
MOST_MARKS: Final = 4_000
"""More stretches than that are no light formatting either, and would be slow to put on."""
MOST_PARAGRAPHS: Final = 4_000

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][\w:.-]*+)([^<>]*+)>")
_ATTRIBUTE: Final = re.compile(
    r"(?<![\w:-])([\w:-]++)\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"']++)"
)
_WEIGHT: Final = re.compile(r"(?<![\w-])font-weight\s*:\s*([\w]+)")
_SLANT: Final = re.compile(r"(?<![\w-])font-style\s*:\s*(\w+)")
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])"
    r"|mso-element\s*:\s*comment|mso-special-character\s*:\s*comment"
)
_WORD_LIST: Final = re.compile(r"mso-list\s*:\s*l\d")
_WORD_MARKER: Final = re.compile(r"mso-list\s*:\s*ignore")
_COUNTED: Final = re.compile(r"\s*\(?(?:[0-9]+|[a-zA-Z]|[ivxIVX]{1,5})[.):]")

_UNREAD: Final = frozenset({"style", "script", "title", "xml", "textarea", "noscript"})
"""Their content is no text, and is passed over up to their end."""
_LEFT_OUT: Final = frozenset(
    {"head", "del", "template", "svg", "math", "object", "iframe", "select", "audio", "video"}
)
_EMPTY: Final = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "wbr"}
)
_BLOCKS: Final = frozenset(
    {
        "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "table", "tr", "pre",
        "section", "article", "header", "footer", "main", "aside", "nav", "figure", "address",
        "figcaption", "center", "form", "fieldset", "caption", "details", "summary", "body",
        "h1", "h2", "h3", "h4", "h5", "h6",
    }
)  # fmt: skip
_HEADS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WORD_HEADS: Final = ("msotitle", "msosubtitle", "msoheading")
_WORD_QUOTES: Final = ("msoquote", "msointensequote")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Within:
    """What holds for the words inside an element."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    is_marker: bool = False
    """Whether they are the bullet or number that Word writes before an item."""
    kind: MarkKind | None = None
    list_kind: MarkKind = MarkKind.BULLET
    in_item: bool = False
    in_row: bool = False
    is_exact: bool = False
    """Whether line breaks of the source are line breaks."""


def read_html(source: str) -> tuple[str, tuple[Mark, ...]] | None:
    """Return the words of an HTML document with their formatting.

    None where it is too long, or has so much formatting that its words are better pasted alone.
    """
    if len(source) > LARGEST:
        return None
    text, marks = _Reader().read(source)
    if len(marks) > MOST_MARKS or text.count("\n") >= MOST_PARAGRAPHS:
        return None
    return text, normalised(marks, text)


class _Reader:
    """Goes through a document once."""

    def __init__(self) -> None:
        self._open: list[tuple[str, _Within]] = []
        self._counted: Counter[str] = Counter()
        self._found = Paragraphs()

    def read(self, source: str) -> tuple[str, list[Mark]]:
        """Return words and formatting."""
        for piece in _pieces(source):
            if isinstance(piece, str):
                self._words(piece)
            elif piece[1]:
                self._end(piece[0])
            else:
                self._begin(piece[0], piece[2])
        return self._found.joined()

    @property
    def _now(self) -> _Within:
        return self._open[-1][1] if self._open else _Within()

    def _words(self, source: str) -> None:
        now = self._now
        if now.hidden:
            return
        words = html.unescape(source)
        if now.is_marker:
            kind = MarkKind.NUMBERED if _COUNTED.match(words) else None
            self._found.mark_as(kind)
            return
        for number, line in enumerate(words.split("\n") if now.is_exact else [words]):
            if number:
                self._found.end()
            self._found.add(line, bold=now.bold, italic=now.italic, kind=now.kind)

    def _begin(self, tag: str, source: str) -> None:
        now = self._now
        if tag == "br":
            self._break(now)
        if tag in _EMPTY:
            if tag == "hr":
                self._break(now)
            return
        if tag in _BLOCKS:
            self._part(tag, now)
        elif tag in {"td", "th"}:
            self._found.part_cell()
        within = _styled(_inside(tag, now), tag, source)
        self._open.append((tag, within))
        self._counted[tag] += 1
        if tag in _BLOCKS:
            self._found.expect(within.kind)

    def _end(self, tag: str) -> None:
        if not self._counted[tag]:
            return
        while True:
            closed, _ = self._open.pop()
            self._counted[closed] -= 1
            if closed == tag:
                break
        if tag in _BLOCKS:
            self._part(tag, self._now)
            self._found.expect(self._now.kind)

    def _part(self, tag: str, now: _Within) -> None:
        """End a paragraph where a block begins or ends; items and rows hold but one."""
        holds = {"tr"} if now.in_row else {"li", "ul", "ol"}
        if (now.in_row or now.in_item) and tag not in holds:
            self._found.space()
        else:
            self._found.end()

    def _break(self, now: _Within) -> None:
        if now.in_row or now.in_item:
            self._found.space()
        else:
            self._found.end()


def _pieces(source: str) -> Iterator[str | tuple[str, bool, str]]:
    """Yield words, and tags: name, whether it ends, attributes. Each place is seen once."""
    at = 0
    while at < len(source):
        start = source.find("<", at)
        if start < 0:
            yield source[at:]
            return
        if start > at:
            yield source[at:start]
        if source.startswith("<!--", start):
            at = _after(source, "-->", start + 4)
        elif source.startswith(("<!", "<?"), start):
            at = _after(source, ">", start + 2)
        elif tag := _TAG.match(source, start):
            name = tag[2].lower()
            at = tag.end()
            yield name, bool(tag[1]), tag[3]
            if name in _UNREAD and not tag[1]:
                at = _end_of(source, name, at)
        else:
            yield "<"
            at = start + 1


def _after(source: str, sign: str, at: int) -> int:
    found = source.find(sign, at)
    return len(source) if found < 0 else found + len(sign)


def _end_of(source: str, name: str, at: int) -> int:
    """Return where an element of unread content ends."""
    found = re.compile(f"</{name}", re.IGNORECASE).search(source, at)
    return found.start() if found else len(source)


def _inside(tag: str, now: _Within) -> _Within:
    """Return what an element makes of its content, its style aside."""
    if tag in _LEFT_OUT or tag in _UNREAD:
        return replace(now, hidden=True)
    if tag in {"b", "strong"}:
        return replace(now, bold=True)
    if tag in {"i", "em"}:
        return replace(now, italic=True)
    if tag in {"ul", "ol"}:
        listed = MarkKind.BULLET if tag == "ul" else MarkKind.NUMBERED
        return replace(now, list_kind=listed, in_item=False)
    if tag == "tr":
        return replace(now, kind=None, in_row=True, in_item=False)
    if tag == "pre":
        return replace(now, is_exact=True)
    return now if now.in_row else _inside_block(tag, now)


def _inside_block(tag: str, now: _Within) -> _Within:
    """Return what an element makes of whole paragraphs in it."""
    if tag == "li":
        return replace(now, kind=now.list_kind, in_item=True)
    if tag == "blockquote":
        return replace(now, kind=now.kind or MarkKind.QUOTATION)
    if tag in _HEADS and not now.in_item:
        return replace(now, kind=MarkKind.HEADING)
    return now


def _styled(within: _Within, tag: str, source: str) -> _Within:
    """Return what the style and the class of an element make of it."""
    if "=" not in source and "hidden" not in source:
        return within
    found = {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(source)}
    style, kind = found.get("style", "").lower(), found.get("class", "").lower()
    if _HIDDEN.search(style) or re.search(r"(?:^|\s)hidden(?:\s|=|$)", source):
        return replace(within, hidden=True)
    if weight := _WEIGHT.search(style):
        within = replace(within, bold=_is_heavy(weight[1]))
    if slant := _SLANT.search(style):
        within = replace(within, italic=slant[1] in {"italic", "oblique"})
    if _WORD_MARKER.search(style):
        return replace(within, is_marker=True)
    if tag == "p" and not within.in_row:
        if _WORD_LIST.search(style):
            return replace(within, kind=MarkKind.BULLET)
        if kind.startswith(_WORD_HEADS):
            return replace(within, kind=MarkKind.HEADING)
        if kind.startswith(_WORD_QUOTES):
            return replace(within, kind=MarkKind.QUOTATION)
    return within


def _is_heavy(weight: str) -> bool:
    return weight in {"bold", "bolder"} or (weight.isdecimal() and int(weight) >= 600)
