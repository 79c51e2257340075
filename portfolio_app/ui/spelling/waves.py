"""A calm wave under each word that may be misspelt.

Drawn over the text, never stored in it: nothing is laid out anew, and what can be undone stays
as it was. Only what is painted is looked at, which is what can be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Slot
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.spelling.passages import Found, word_at, words_of
from portfolio_app.ui.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QPaintEvent, QTextBlock
    from PySide6.QtWidgets import QTextEdit

    from portfolio_app.ui.look import Look

STEP = 2.5
"""Px at 100 % from a crest of the wave to the next trough."""
HEIGHT = 2.0
"""Px at 100 % between the two."""
BELOW = 2.0
"""Px at 100 % between the feet of the letters and the crests."""


class Waves(QWidget):
    """Lies over a text and lets everything through."""

    def __init__(self, look: Look, area: QTextEdit, is_wrong: Callable[[str], bool]) -> None:
        """Lie over `area` from now on.

        Args:
            look: The theme in use.
            area: A text; it owns this.
            is_wrong: Tells whether a word is to be marked.
        """
        super().__init__(area.viewport())
        self._look = look
        self._area = area
        self._is_wrong = is_wrong
        self._written: int | None = None
        """Where the word begins that is being typed."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(area.viewport().size())
        area.viewport().installEventFilter(self)
        area.textChanged.connect(self._on_text_changed)
        area.cursorPositionChanged.connect(self._on_caret_moved)
        self.show()

    def marked(self) -> list[Found]:
        """Return the words that are marked in the whole text."""
        block, found = self._area.document().begin(), list[Found]()
        while block.isValid():
            found += self._wrong(block)
            block = block.next()
        return found

    def _wrong(self, block: QTextBlock) -> Iterator[Found]:
        """Yield the words to be marked; not the one that is still being typed."""
        unfinished = self._written if self._area.hasFocus() else None
        for word in words_of(block, self._is_wrong):
            if word.start != unfinished:
                yield word

    def _word_here(self) -> int | None:
        word = word_at(self._area, self._area.textCursor().position())
        return word.start if word else None

    @Slot()
    def _on_text_changed(self) -> None:
        if self._area.hasFocus():
            self._written = self._word_here()

    @Slot()
    def _on_caret_moved(self) -> None:
        if self._written is not None and self._word_here() != self._written:
            self._written = None
            self.update()

    def _paint_wave(self, painter: QPainter, block: QTextBlock, word: Found) -> None:
        layout, theme = block.layout(), self._look.theme
        top = self._area.document().documentLayout().blockBoundingRect(block).topLeft()
        start, end = word.start - block.position(), word.end - block.position()
        line = layout.lineForTextPosition(start)
        while line.isValid() and line.textStart() < end:
            first = max(start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            left, right = _x(line, first), _x(line, last)
            foot = top.y() + line.y() + line.ascent() + theme.scale * BELOW
            _draw(
                painter,
                top.x() + min(left, right),
                top.x() + max(left, right),
                foot,
                theme.scale,
            )
            number = line.lineNumber() + 1
            if number >= layout.lineCount():
                return
            line = layout.lineAt(number)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the text; look again when the keyboard comes or goes."""
        if event.type() == QEvent.Type.Resize:
            self.resize(self._area.viewport().size())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the waves of the paragraphs that are to be painted."""
        document = self._area.document()
        layout = document.documentLayout()
        down = self._area.verticalScrollBar().value()
        top, bottom = event.rect().top() + down, event.rect().bottom() + down
        place = layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)
        block = document.findBlock(max(0, place))
        pen = QPen(self._look.theme.colour(Role.PROBLEM), self._look.theme.scale)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -down)
        painter.setPen(pen)
        while block.isValid() and layout.blockBoundingRect(block).top() <= bottom:
            for word in self._wrong(block):
                self._paint_wave(painter, block, word)
            block = block.next()


def _draw(painter: QPainter, left: float, right: float, top: float, scale: float) -> None:
    """Draw a wave from `left` to `right`."""
    step, points, x, is_low = STEP * scale, QPolygonF(), left, False
    while x <= right:
        points.append(QPointF(x, top + (HEIGHT * scale if is_low else 0)))
        x, is_low = x + step, not is_low
    painter.drawPolyline(points)


def _x(line: object, position: int) -> float:
    found = line.cursorToX(position)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)
