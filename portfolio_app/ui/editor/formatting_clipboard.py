"""Between the clipboard and formatted words."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData

from portfolio_app.model.domain.marks import (
    INLINE,
    LISTS,
    Mark,
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

_BLANK: Final = (" ", "\u00a0")
_TAGS: Final = {MarkKind.BOLD: "b", MarkKind.ITALIC: "i"}
_AROUND: Final = {
    MarkKind.BULLET: "ul",
    MarkKind.NUMBERED: "ol",
    MarkKind.QUOTATION: "blockquote",
}


_OWN: Final = "application/x-progression-portfolio-words"
"""Words as they stand here, to the last blank and empty line, which HTML does not tell."""
_NEVER: Final = frozenset({"Cc", "Cs"})


def pasted(html: str, plain: str) -> tuple[str, tuple[Mark, ...]]:
    """Return what is on the clipboard as words with their formatting.

    Args:
        html: As another program shows it.
        plain: Its words alone, for where the other cannot be used.
    """
    found = read_html(html)
    if found is None or not found[0]:
        return cleaned_lines(plain), ()
    text, marks = found
    if "\n" in text or any(mark.kind not in INLINE for mark in marks):
        return found
    before, after = (" " if end in _BLANK else "" for end in (plain[:1], plain[-1:]))
    moved = (
        replace(mark, start=mark.start + len(before), end=mark.end + len(before))
        for mark in marks
    )
    return f"{before}{text}{after}", tuple(moved)


def taken(data: QMimeData) -> tuple[str, tuple[Mark, ...]] | None:
    """Return words that were copied in this program, as they stood; None for any others."""
    if not data.hasFormat(_OWN):
        return None
    try:
        text, marks = json.loads(data.data(_OWN).toStdString())
        found = [Mark(kind=MarkKind(k), start=int(a), end=int(b)) for k, a, b in marks]
        is_ours = isinstance(text, str) and all(map(_may_stand, text))
    except (ValueError, TypeError):
        return None  # another program calls something else so
    return (text, normalised(found, text)) if is_ours else None


def _may_stand(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in _NEVER


def copied(cursor: QTextCursor, text: str, marks: Sequence[Mark]) -> QMimeData:
    """Return the selected words of a text for the clipboard."""
    span = Offsets(text).span(cursor.selectionStart(), cursor.selectionEnd())
    words = text[span.start : span.end]
    data = QMimeData()
    data.setText(words)
    own = normalised(within(marks, span), words)
    if own:
        data.setHtml(as_html(words, own))
    told = json.dumps([words, [(mark.kind, mark.start, mark.end) for mark in own]])
    data.setData(_OWN, told.encode())
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
