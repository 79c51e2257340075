"""Where accounts are written: paragraphs with light formatting, by keys, marks or buttons."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QTextCursor
from PySide6.QtWidgets import QApplication

from portfolio_app.model.domain.marks import INLINE, MarkKind, carried
from portfolio_app.ui.editor.formatting import (
    blocks_in,
    carries,
    dress,
    inline_format,
    is_dressed,
    kind_of,
    marks_of,
    put_marks,
    selected_formats,
    set_kind,
    word_format,
)
from portfolio_app.ui.editor.formatting_clipboard import copied, pasted, taken
from portfolio_app.ui.editor.formatting_marks import draw_marks
from portfolio_app.ui.editor.pasted_words import cleaned_lines
from portfolio_app.ui.editor.writing import WritingArea
from portfolio_app.ui.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QPaintEvent, QTextBlock
    from PySide6.QtWidgets import QMenu

    from portfolio_app.model.domain.marks import Mark
    from portfolio_app.ui.look import Look

KEYS: Final = {
    MarkKind.BOLD: Keys(does="Bold", keys=("Ctrl+B",)),
    MarkKind.ITALIC: Keys(does="Italic", keys=("Ctrl+I",)),
}
PASTE_PLAIN: Final = Keys(does="Paste without formatting", keys=("Ctrl+Shift+V",))
_ENTER: Final = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))
_TYPED: Final = (
    (re.compile(r"[-*•]"), MarkKind.BULLET),
    (re.compile(r"1[.)]"), MarkKind.NUMBERED),
    (re.compile(r">"), MarkKind.QUOTATION),
    (re.compile(r"#{1,3}"), MarkKind.HEADING),
)
"""What is typed at the beginning of a paragraph, before a blank, to make it something."""


class FormattedArea(WritingArea):
    """Plain words, and formatting beside them that follows whatever is done to the words."""

    formatting_changed = Signal()
    """What the caret stands in is formatted differently from where it stood before."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        marks: Sequence[Mark] = (),
        *,
        name: str = "",
        lines: int = 3,
        claimable: bool = False,
    ) -> None:
        """Make an area.

        Args:
            look: The theme in use.
            text: What it holds at first.
            marks: How that is formatted.
            name: Accessible name.
            lines: Least height in lines.
            claimable: Whether passages may be claimed.
        """
        self._shown: frozenset[MarkKind] = frozenset()
        super().__init__(look, text, name=name, lines=lines, claimable=claimable)
        self._hint = self.placeholderText()
        if marks:
            self.document().setUndoRedoEnabled(False)
            put_marks(QTextCursor(self.document()), self.text(), marks, look.theme)
            self.document().setUndoRedoEnabled(True)
            self._fit()
        self.textChanged.connect(self._settle)
        self.cursorPositionChanged.connect(self._look_around)
        self.currentCharFormatChanged.connect(self._look_around)

    # Formatting

    @property
    def formatting(self) -> tuple[Mark, ...]:
        """How the words are formatted now."""
        return marks_of(self.document(), self.text())

    @property
    def kinds_here(self) -> frozenset[MarkKind]:
        """What the selected words are, or what is typed next would be."""
        return self._shown

    def toggle(self, kind: MarkKind) -> None:
        """Make the selected words, or the paragraphs that they stand in, something, or not."""
        if kind in INLINE:
            self._toggle_inline(kind)
        else:
            blocks = blocks_in(self.textCursor())
            same = all(kind_of(block) is kind for block in blocks)
            self._set_kind(blocks, None if same else kind)
        self._look_around()

    def rewrite(self, text: str) -> None:
        """Put other words in the place of all; what both have in common stays formatted."""
        marks = carried(self.formatting, self.text(), text)
        with self._one_step() as cursor:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(text, word_format())
            cursor.setPosition(0)
            put_marks(cursor, text, marks, self._look.theme)

    def insert(self, text: str, marks: Sequence[Mark]) -> None:
        """Put formatted words in the place of what is selected, as one step."""
        with self._one_step() as cursor:
            cursor.removeSelectedText()
            here, start = kind_of(cursor.block()), cursor.position()
            whole = not cursor.block().text()
            cursor.insertText(text, word_format())
            place = QTextCursor(self.document())
            place.setPosition(start)
            put_marks(place, text, marks, self._look.theme)
            self._keep_kind(start, cursor.position(), here, is_whole=whole)
        self.ensureCursorVisible()

    def paste_plain(self) -> None:
        """Paste words, however they looked where they come from."""
        found = QApplication.clipboard().mimeData()
        if found.hasText():
            self.textCursor().insertText(cleaned_lines(found.text()))

    def _keep_kind(
        self, start: int, end: int, here: MarkKind | None, *, is_whole: bool
    ) -> None:
        """Let pasted paragraphs that are nothing be what they are pasted into."""
        is_heading = here is MarkKind.HEADING
        if here is None or (is_heading and is_whole):
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        for number, block in enumerate(blocks_in(cursor)):
            is_first = number == 0 and not is_whole
            if is_first or (kind_of(block) is None and not is_heading):
                set_kind(QTextCursor(block), here, self._look.theme)

    def _toggle_inline(self, kind: MarkKind) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            if kind_of(cursor.block()) is not MarkKind.HEADING:
                wanted = not carries(self.currentCharFormat(), kind)
                self.mergeCurrentCharFormat(inline_format(kind, on=wanted))
            return
        pieces = list(selected_formats(cursor))
        form = inline_format(kind, on=not all(carries(f, kind) for _, _, f in pieces))
        with self._one_step() as writer:
            for first, last, _ in pieces:
                writer.setPosition(first)
                writer.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
                writer.mergeCharFormat(form)

    def _set_kind(self, blocks: Sequence[QTextBlock], kind: MarkKind | None) -> None:
        with self._one_step():
            for block in blocks:
                set_kind(QTextCursor(block), kind, self._look.theme)

    @contextmanager
    def _one_step(self) -> Iterator[QTextCursor]:
        """Lend the caret for changes that are undone together."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        try:
            yield cursor
        finally:
            cursor.endEditBlock()

    @Slot()
    def _settle(self) -> None:
        """Have words that came to stand in another paragraph look like the rest of it."""
        block = self.textCursor().block()
        # What is being undone needs no help: it was in order before.
        if not is_dressed(block) and not self.document().isRedoAvailable():
            cursor = QTextCursor(block)
            cursor.joinPreviousEditBlock()
            dress(block, self._look.theme)
            cursor.endEditBlock()
        first = self.document().begin()
        self.setPlaceholderText("" if kind_of(first) else self._hint)
        self._look_around()

    @Slot()
    def _look_around(self) -> None:
        """Notice in what the caret stands now."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            forms = [form for _, _, form in selected_formats(cursor)]
        else:
            forms = [self.currentCharFormat()]
        found = {k for k in INLINE if forms and all(carries(form, k) for form in forms)}
        kinds = {kind_of(block) for block in blocks_in(cursor)}
        if len(kinds) == 1:
            found |= kinds - {None}  # type: ignore[arg-type]
        if found != self._shown:
            self._shown = frozenset(found)
            self.formatting_changed.emit()

    # Keys

    def _turn(self) -> bool:
        """Make something of a paragraph for what was typed at its beginning."""
        cursor = self.textCursor()
        block = cursor.block()
        typed = block.text()[: cursor.positionInBlock()]
        kind = next((k for sign, k in _TYPED if sign.fullmatch(typed[:-1])), None)
        if not typed.endswith(" ") or kind is None or kind_of(block) is not None:
            return False
        with self._one_step() as writer:
            writer.setPosition(block.position())
            writer.setPosition(block.position() + len(typed), QTextCursor.MoveMode.KeepAnchor)
            writer.removeSelectedText()
            set_kind(writer, kind, self._look.theme)
        self._look_around()
        return True

    def _break(self) -> None:
        """Begin another paragraph; an empty item ends its list, and a heading has one line."""
        cursor = self.textCursor()
        block, kind = cursor.block(), kind_of(cursor.block())
        if kind and not block.text() and not cursor.hasSelection():
            self._set_kind([block], None)
            return
        with self._one_step() as writer:
            writer.insertBlock()
            if kind is MarkKind.HEADING:
                emptied = writer.block() if writer.atBlockEnd() else writer.block().previous()
                if not emptied.text():
                    set_kind(QTextCursor(emptied), None, self._look.theme)
        self.setTextCursor(writer)
        if kind is MarkKind.HEADING and kind_of(self.textCursor().block()) is None:
            self.setCurrentCharFormat(word_format())
        self.ensureCursorVisible()

    def _joins(self, key: int) -> bool:
        """Return whether a key, if it changes words, puts two paragraphs into one."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return len(blocks_in(cursor)) > 1
        at_start = key == Qt.Key.Key_Backspace and cursor.atBlockStart()
        return at_start or (key == Qt.Key.Key_Delete and cursor.atBlockEnd())

    def _unmake(self) -> bool:
        """Take from a paragraph what it is, before its words join those above."""
        cursor = self.textCursor()
        if cursor.hasSelection() or not cursor.atBlockStart() or not kind_of(cursor.block()):
            return False
        self._set_kind([cursor.block()], None)
        return True

    def _toggles(self, event: QKeyEvent) -> bool:
        kind = next((kind for kind, keys in KEYS.items() if keys.match(event)), None)
        if kind:
            self.toggle(kind)
        elif PASTE_PLAIN.match(event):
            self.paste_plain()
        else:
            return False
        return True

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Format by keys; the rest is typed."""
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif self._toggles(event):
            event.accept()
        elif event.key() in _ENTER and not event.modifiers() & ~_HARMLESS:
            self._break()
        elif event.key() == Qt.Key.Key_Backspace and not event.modifiers() and self._unmake():
            event.accept()
        elif event.text() and self._joins(event.key()):
            with self._one_step() as cursor:  # so that what follows is undone along with it
                super().keyPressEvent(event)
                dress(cursor.block(), self._look.theme)
        else:
            super().keyPressEvent(event)
            if event.text() == " ":
                self._turn()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and what stands before their paragraphs."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        line = self._look.theme.line_height(self._face)
        draw_marks(painter, self.document(), self._look.theme, event.rect(), line)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words with their bold, their lists and so on, and nothing else of the look."""
        if own := taken(source):
            self.insert(*own)
        elif source.hasHtml():
            self.insert(*pasted(source.html(), source.text()))
        else:
            self.textCursor().insertText(cleaned_lines(source.text()))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the selected words, formatted for whatever they are pasted into."""
        return copied(self.textCursor(), self.text(), self.formatting)

    def _space_lines(self) -> None:
        """Set every paragraph anew, since what it is decides where it stands."""
        super()._space_lines()
        self.document().setUndoRedoEnabled(False)
        block = self.document().begin()
        while block.isValid():
            if kind := kind_of(block):
                set_kind(QTextCursor(block), kind, self._look.theme)
            block = block.next()
        self.document().setUndoRedoEnabled(True)

    def _extend_menu(self, menu: QMenu) -> None:
        super()._extend_menu(menu)
        plain = QAction(PASTE_PLAIN.does, menu)
        plain.setShortcuts(PASTE_PLAIN.sequences)
        plain.setEnabled(self.canPaste())
        plain.triggered.connect(self.paste_plain)
        menu.addAction(plain)


_HARMLESS: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
"""With these Enter begins a paragraph too: there are no lines within one."""
