"""Draws what stands before paragraphs: bullets, numbers, and the bar of a quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt

from portfolio_app.model.domain.marks import MarkKind
from portfolio_app.ui.editor.formatting import LIST_INDENT, kind_of
from portfolio_app.ui.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter, QTextBlock, QTextDocument

    from portfolio_app.ui.theme import Theme

BULLET: Final = "•"
GAP: Final = 8
"""Px at 100 % between a bullet or number and its words."""
BAR: Final = 3


def draw_marks(
    painter: QPainter, document: QTextDocument, theme: Theme, dirty: QRect, line: int
) -> None:
    """Draw what stands before the paragraphs in `dirty`, whose lines are `line` px high."""
    painter.setFont(document.defaultFont())
    metrics = painter.fontMetrics()
    above = (line + metrics.ascent() - metrics.descent()) / 2  # of a baseline in its line
    for block, kind, box in _shown(document, dirty):
        first, last = _baselines(block, box)
        if kind is MarkKind.QUOTATION:
            bar = QRectF(0, first - above, theme.px(BAR), last - first + line)
            painter.fillRect(bar, theme.colour(Role.LINE_STRONG))
        elif kind is not MarkKind.HEADING:
            words = BULLET if kind is MarkKind.BULLET else f"{number_of(block)}."
            right = theme.px(LIST_INDENT - GAP)
            painter.setPen(theme.colour(Role.INK_2))
            painter.drawText(QPointF(right - metrics.horizontalAdvance(words), first), words)


def number_of(block: QTextBlock) -> int:
    """Return which item of its list a paragraph is, from 1."""
    number, kind, before = 1, kind_of(block), block.previous()
    while before.isValid() and kind_of(before) is kind:
        number += 1
        before = before.previous()
    return number


def _baselines(block: QTextBlock, box: QRectF) -> tuple[float, float]:
    """Return where the first and the last line of a paragraph stand."""
    layout = block.layout()
    lines = (layout.lineAt(0), layout.lineAt(max(layout.lineCount() - 1, 0)))
    first, last = (box.top() + line.y() + line.ascent() for line in lines)
    return first, last


def _shown(
    document: QTextDocument, dirty: QRect
) -> Iterator[tuple[QTextBlock, MarkKind, QRectF]]:
    """Yield the paragraphs in sight that are something, with where they stand."""
    layout = document.documentLayout()
    at = layout.hitTest(QPointF(0, dirty.top()), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(at, 0))
    while block.isValid():
        box = layout.blockBoundingRect(block)
        if box.top() > dirty.bottom():
            return
        if kind := kind_of(block):
            yield block, kind, box
        block = block.next()
