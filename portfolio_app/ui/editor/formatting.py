"""Formatting of a text as Qt keeps it: read as marks, and put on from marks.

What a stretch or a paragraph is stands in a property of its own; weight and slant only show it.
So a heading, which is set in a heavy weight, is not mistaken for bold words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat

from portfolio_app.model.domain.marks import (
    INLINE,
    LISTS,
    Mark,
    MarkKind,
    block_kinds,
    normalised,
    paragraphs,
)
from portfolio_app.ui.editor.offsets import Offsets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QTextBlock, QTextDocument

    from portfolio_app.ui.theme import Theme

_BLOCK: Final = int(QTextFormat.Property.UserProperty) + 1
_INLINE: Final = {MarkKind.BOLD: _BLOCK + 1, MarkKind.ITALIC: _BLOCK + 2}
_HEADING: Final = _BLOCK + 3

LIST_INDENT: Final = 28
"""Px at 100 % by which items stand in, so that a two-digit number has room before them."""
QUOTATION_INDENT: Final = 20
HEADING_ABOVE: Final = 10


def kind_of(block: QTextBlock) -> MarkKind | None:
    """Return what a paragraph is."""
    stored = block.blockFormat().property(_BLOCK)
    return MarkKind(stored) if stored else None


def carries(form: QTextCharFormat, kind: MarkKind) -> bool:
    """Return whether words are bold, or italic."""
    return bool(form.property(_INLINE[kind]))


def is_dressed(block: QTextBlock) -> bool:
    """Return whether the words of a paragraph look as its kind has it."""
    heads = kind_of(block) is MarkKind.HEADING
    return all(
        bool(form.property(_HEADING)) == heads and not (heads and _is_inline(form))
        for _, _, form in _fragments(block)
    )


def marks_of(document: QTextDocument, text: str) -> tuple[Mark, ...]:
    """Return the formatting of a document as marks on `text`, its words."""
    # All of this is asked at every key, so formats are looked at once, and known by number.
    formats = document.allFormats()
    kinds = {n: kind for n, form in enumerate(formats) if (kind := _block_kind(form))}
    inline = {n: own for n, form in enumerate(formats) if (own := _inline_kinds(form))}
    if not kinds and not inline:
        return ()
    blocks: list[tuple[MarkKind, int, int]] = []
    inlines: list[tuple[MarkKind, int, int]] = []
    block = document.begin()
    while block.isValid():
        kind, start = kinds.get(block.blockFormatIndex()), block.position()
        if kind:
            before = blocks[-1] if blocks else None
            if before and (before[0], before[2] + 1) == (kind, start):
                start = blocks.pop()[1]  # so that an empty item belongs to its list
            blocks.append((kind, start, block.position() + block.length() - 1))
        if kind is not MarkKind.HEADING and inline:
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if found := inline.get(piece.charFormatIndex()):
                    first = piece.position()
                    inlines += ((k, first, first + piece.length()) for k in found)
                pieces += 1
        block = block.next()
    if not blocks and not inlines:
        return ()
    found_all = (*blocks, *inlines)
    if document.characterCount() - 1 != len(text):  # some characters are two for Qt
        point = Offsets(text).point
        found_all = tuple((k, point(a), point(b)) for k, a, b in found_all)
    return normalised((Mark(kind=k, start=a, end=b) for k, a, b in found_all), text)


def put_marks(cursor: QTextCursor, text: str, marks: Sequence[Mark], theme: Theme) -> None:
    """Format words that stand in the document from the position of `cursor` on.

    Args:
        cursor: Where `text` begins; its paragraphs become what `marks` say, the first too.
        text: The words, which are there already.
        marks: How they are formatted.
        theme: What indents are measured in.
    """
    base, offsets = cursor.position(), Offsets(text)
    spans = paragraphs(text)
    writer = QTextCursor(cursor.document())
    for span, kind in zip(spans, block_kinds(marks, spans), strict=True):
        writer.setPosition(base + offsets.units(span.start))
        writer.setPosition(base + offsets.units(span.end), QTextCursor.MoveMode.KeepAnchor)
        set_kind(writer, kind, theme)
    for mark in marks:
        if mark.kind in INLINE:
            writer.setPosition(base + offsets.units(mark.start))
            writer.setPosition(base + offsets.units(mark.end), QTextCursor.MoveMode.KeepAnchor)
            writer.mergeCharFormat(inline_format(mark.kind, on=True))


def set_kind(cursor: QTextCursor, kind: MarkKind | None, theme: Theme) -> None:
    """Make the paragraph that `cursor` is in a heading, an item, or nothing in particular."""
    was = kind_of(cursor.block())
    cursor.setBlockFormat(block_format(kind, cursor.blockFormat(), theme))
    if MarkKind.HEADING in (was, kind) or not is_dressed(cursor.block()):
        dress(cursor.block(), theme)


def dress(block: QTextBlock, theme: Theme) -> None:
    """Have the words of a paragraph look as its kind has it; headings hold nothing bold."""
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    heads = kind_of(block) is MarkKind.HEADING
    wanted = word_format(heads=heads)
    for first, last, form in list(_fragments(block)):
        if bool(form.property(_HEADING)) != heads or (heads and _is_inline(form)):
            cursor.setPosition(first)
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(wanted)
    cursor.setPosition(block.position())
    cursor.setBlockCharFormat(wanted)


def block_format(
    kind: MarkKind | None, now: QTextBlockFormat, theme: Theme
) -> QTextBlockFormat:
    """Return the format of a paragraph; only the height of lines stays as it is."""
    made = QTextBlockFormat()
    made.setLineHeight(now.lineHeight(), now.lineHeightType())
    if kind is None:
        return made
    made.setProperty(_BLOCK, kind.value)
    if kind in LISTS:
        made.setLeftMargin(theme.px(LIST_INDENT))
    elif kind is MarkKind.QUOTATION:
        made.setLeftMargin(theme.px(QUOTATION_INDENT))
    else:
        made.setTopMargin(theme.px(HEADING_ABOVE))
    return made


def word_format(*, heads: bool = False) -> QTextCharFormat:
    """Return the format of words that are neither bold nor italic."""
    made = QTextCharFormat()
    if heads:
        made.setProperty(_HEADING, True)
        made.setFontWeight(QFont.Weight.Bold)
    return made


def inline_format(kind: MarkKind, *, on: bool) -> QTextCharFormat:
    """Return what makes words bold or italic, or no longer so."""
    made = QTextCharFormat()
    made.setProperty(_INLINE[kind], on)
    if kind is MarkKind.BOLD:
        made.setFontWeight(QFont.Weight.Bold if on else QFont.Weight.Normal)
    else:
        made.setFontItalic(on)
    return made


def blocks_in(cursor: QTextCursor) -> list[QTextBlock]:
    """Return the paragraphs that a cursor is in or has selected."""
    document = cursor.document()
    block, last = (
        document.findBlock(at) for at in (cursor.selectionStart(), cursor.selectionEnd())
    )
    found = [block]
    while block != last:
        block = block.next()
        found.append(block)
    return found


def selected_formats(cursor: QTextCursor) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """Yield the selected stretches outside headings: where from, where to, and their format."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    for block in blocks_in(cursor):
        if kind_of(block) is MarkKind.HEADING:
            continue
        for first, last, form in _fragments(block):
            if max(first, start) < min(last, end):
                yield max(first, start), min(last, end), form


def _fragments(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """Yield the stretches of a paragraph that are formatted alike, in UTF-16 units."""
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        yield piece.position(), piece.position() + piece.length(), piece.charFormat()
        pieces += 1


def _block_kind(form: QTextFormat) -> MarkKind | None:
    return MarkKind(form.property(_BLOCK)) if form.hasProperty(_BLOCK) else None


def _inline_kinds(form: QTextFormat) -> tuple[MarkKind, ...]:
    return tuple(kind for kind, number in _INLINE.items() if form.property(number))


def _is_inline(form: QTextCharFormat) -> bool:
    return any(carries(form, kind) for kind in INLINE)
