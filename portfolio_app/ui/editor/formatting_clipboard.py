"""Between the clipboard and formatted words."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData

from portfolio_app.model.domain.marks import (
    INLINE,
    LISTS,
    MarkKind,
    block_kinds,
    normalised,
    paragraphs,
    within,
)
from portfolio_app.ui.editor.offsets import Offsets
from portfolio_app.ui.editor.pasted_html import read_html
from portfolio_app.ui.editor.pasted_words import cleaned_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextCursor

    from portfolio_app.model.domain.anchors import Span
    from portfolio_app.model.domain.marks import Mark

_TAGS: Final = {MarkKind.BOLD: "b", MarkKind.ITALIC: "i"}
_AROUND: Final = {
    MarkKind.BULLET: "ul",
    MarkKind.NUMBERED: "ol",
    MarkKind.QUOTATION: "blockquote",
}


def pasted(html: str, plain: str) -> tuple[str, tuple[Mark, ...]]:
    """Return what is on the clipboard as words with their formatting.

    Args:
        html: As another program shows it.
        plain: Its words alone, for where the other cannot be used.
    """
    found = read_html(html)
    if found is None or not found[0]:
        return cleaned_lines(plain), ()
    return found


def copied(cursor: QTextCursor, text: str, marks: Sequence[Mark]) -> QMimeData:
    """Return the selected words of a text for the clipboard."""
    span = Offsets(text).span(cursor.selectionStart(), cursor.selectionEnd())
    words = text[span.start : span.end]
    data = QMimeData()
    data.setText(words)
    if own := normalised(within(marks, span), words):
        data.setHtml(as_html(words, own))
    return data


def as_html(text: str, marks: Sequence[Mark]) -> str:
    """Return formatted words as other programs understand them."""
    spans = paragraphs(text)
    made, around = [], ""
    for span, kind in zip(spans, block_kinds(marks, spans), strict=True):
        outer = _AROUND.get(kind, "") if kind else ""
        if outer != around:
            made += [f"</{around}>" if around else "", f"<{outer}>" if outer else ""]
            around = outer
        tag = "h3" if kind is MarkKind.HEADING else "li" if kind in LISTS else "p"
        made.append(f"<{tag}>{_inline(text, span, marks)}</{tag}>")
    made.append(f"</{around}>" if around else "")
    return "".join(made)


def _inline(text: str, span: Span, marks: Sequence[Mark]) -> str:
    own = [mark for mark in marks if mark.kind in INLINE]
    words = text[span.start : span.end]
    inner = within(own, span)
    cuts = sorted({0, len(words), *(m.start for m in inner), *(m.end for m in inner)})
    made = []
    for start, end in pairwise(cuts):
        tags = [_TAGS[m.kind] for m in inner if m.start <= start and end <= m.end]
        opening = "".join(f"<{tag}>" for tag in tags)
        closing = "".join(f"</{tag}>" for tag in reversed(tags))
        made.append(f"{opening}{escape(words[start:end])}{closing}")
    return "".join(made)
