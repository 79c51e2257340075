"""The words of a text on the screen, counted as Qt counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from portfolio_app.spelling import words_in
from portfolio_app.ui.editor.offsets import Offsets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QTextBlock
    from PySide6.QtWidgets import QTextEdit

PARAGRAPHS = 512
"""Paragraphs whose words are remembered; a screen shows some thirty."""


@dataclass(frozen=True, slots=True)
class Found:
    """A word of a document, between two of its positions."""

    start: int
    end: int
    text: str

    def cursor(self, area: QTextEdit) -> QTextCursor:
        """Return a cursor that selects it."""
        cursor = QTextCursor(area.document())
        cursor.setPosition(self.start)
        cursor.setPosition(self.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def words_of(block: QTextBlock, fits: Callable[[str], bool] | None = None) -> Iterator[Found]:
    """Yield the words of a paragraph that can be judged; with `fits`, those that it takes."""
    at = block.position()
    for start, end, text in _words(block.text()):
        if fits is None or fits(text):
            yield Found(at + start, at + end, text)


def words_of_all(area: QTextEdit) -> Iterator[Found]:
    """Yield the words of a whole text that can be judged."""
    block = area.document().begin()
    while block.isValid():
        yield from words_of(block)
        block = block.next()


def word_at(area: QTextEdit, position: int) -> Found | None:
    """Return the word that `position` is in or beside."""
    block = area.document().findBlock(position)
    return next((w for w in words_of(block) if w.start <= position <= w.end), None)


@lru_cache(maxsize=PARAGRAPHS)
def _words(text: str) -> tuple[tuple[int, int, str], ...]:
    offsets = Offsets(text)
    return tuple(
        (offsets.units(word.start), offsets.units(word.end), word.text)
        for word in words_in(text)
    )
