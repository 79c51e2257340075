"""Gathers pasted words into paragraphs, their blanks put in order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from portfolio_app.model.domain.marks import Mark, MarkKind

CELLS: Final = "; "
"""Between the cells of a row, which becomes one line: it can be read, heard and printed."""

_BLANKS: Final = re.compile(r"\s+")
_INVISIBLE: Final = frozenset(
    "\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Soft hyphens, blanks of no width, and marks that may reverse what is shown. Without the
joiners U+200C and U+200D, which scripts and emoji need."""
_NEVER: Final = frozenset({"Cc", "Cs", "Co"})


def cleaned(words: str) -> str:
    """Return pasted words in NFC, every run of blanks as one, without unseen characters.

    Non-breaking spaces become plain ones, as in whatever else is taken in: a quotation is found
    by the words that one types. Typographic quotation marks and dashes are the author's.
    """
    if words.isascii() and words.isprintable():
        return _BLANKS.sub(" ", words)
    blank = _BLANKS.sub(" ", words)
    kept = "".join(c for c in blank if _is_kept(c))
    return unicodedata.normalize("NFC", kept)


def cleaned_lines(text: str) -> str:
    """Return plain pasted text cleaned, its line breaks kept.

    A blank at its very end stays: it parts what is pasted from what follows.
    """
    lines = [cleaned(line) for line in text.splitlines()]
    last = len(lines) - 1
    return "\n".join(x if n == last else x.rstrip(" ") for n, x in enumerate(lines))


def _is_kept(character: str) -> bool:
    if character in _INVISIBLE or unicodedata.category(character) in _NEVER:
        return False
    point = ord(character)  # the last two of every plane, and some, are no characters
    return point & 0xFFFE != 0xFFFE and not 0xFDD0 <= point <= 0xFDEF


@dataclass(slots=True)
class _Paragraph:
    """One paragraph on its way."""

    kind: MarkKind | None = None
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[tuple[MarkKind, int, int]] = field(default_factory=list)
    wants_blank: bool = False
    """Whether a blank stands before whatever comes next."""
    between: str = " "


class Paragraphs:
    """What has been pasted so far."""

    def __init__(self) -> None:
        self._done: list[_Paragraph] = []
        self._now = _Paragraph()

    def add(self, words: str, *, bold: bool, italic: bool, kind: MarkKind | None) -> None:
        """Add words to the paragraph that is open."""
        text, now = cleaned(words), self._now
        if not text:
            return
        starts, ends = text.startswith(" "), text.endswith(" ")
        text = text.strip(" ")
        now.wants_blank = now.wants_blank or starts
        if not text:
            return
        if now.kind is None:
            now.kind = kind
        if now.wants_blank and now.length:
            now.pieces.append(now.between)
            now.length += len(now.between)
        start = now.length
        now.pieces.append(text)
        now.length += len(text)
        now.wants_blank, now.between = ends, " "
        if bold:
            self._mark(MarkKind.BOLD, start)
        if italic:
            self._mark(MarkKind.ITALIC, start)

    def _mark(self, kind: MarkKind, start: int) -> None:
        """Mark the words just added; two stretches with but a blank between them are one."""
        now = self._now
        before = start - 1 if now.pieces[-2:-1] == [" "] else start
        for at in range(len(now.marks) - 1, max(-1, len(now.marks) - 3), -1):
            if now.marks[at][0] is kind and now.marks[at][2] >= before:
                now.marks[at] = (kind, now.marks[at][1], now.length)
                return
        now.marks.append((kind, start, now.length))

    def mark_as(self, kind: MarkKind | None) -> None:
        """Take what Word wrote before an item for what it says of its list."""
        if kind:
            self._now.kind = kind

    def expect(self, kind: MarkKind | None) -> None:
        """Say what the next paragraph is, before its first word."""
        if not self._now.length:
            self._now.kind = kind

    def space(self) -> None:
        """Part what follows from what was by a blank."""
        self._now.wants_blank = True

    def part_cell(self) -> None:
        """Part a cell of a row from the one before."""
        if self._now.length:
            self._now.wants_blank, self._now.between = True, CELLS

    def end(self) -> None:
        """End the paragraph that is open, if it has any words."""
        if self._now.length:
            self._done.append(self._now)
        self._now = _Paragraph()

    def joined(self) -> tuple[str, list[Mark]]:
        """Return everything as one text."""
        self.end()
        texts, marks, at = [], list[Mark](), 0
        for paragraph in self._done:
            texts.append("".join(paragraph.pieces))
            end = at + paragraph.length
            if paragraph.kind:
                marks.append(Mark(kind=paragraph.kind, start=at, end=end))
            marks += (Mark(kind=k, start=at + a, end=at + b) for k, a, b in paragraph.marks)
            at = end + 1
        return "\n".join(texts), marks
