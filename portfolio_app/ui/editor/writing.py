"""Where the person writes: text that grows, whose claimed passages are tinted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QTextEdit

from portfolio_app.model.domain.anchors import Span
from portfolio_app.ui.editor.marks import colours
from portfolio_app.ui.editor.offsets import Offsets
from portfolio_app.ui.editor.pasted_words import cleaned
from portfolio_app.ui.focus import NO_RING
from portfolio_app.ui.keys import Keys
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMenu

    from portfolio_app.ui.editor.marks import Mark
    from portfolio_app.ui.look import Look

NOWHERE = Span(0, 0)
CLAIM = Keys(does="Claim these words", keys=("Ctrl+M",))
_SCROLLS = frozenset((Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))


class WritingArea(TextArea):
    """Paragraphs, or one line that wraps; no frame, as on a page.

    Passages are tinted by extra selections: nothing of a claim is stored in the text, and
    Qt moves the tint along while the person types.
    """

    claim_wanted = Signal()
    """The person asked to claim the selected words."""
    marks_changed = Signal()
    caret_moved = Signal()

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        name: str = "",
        lines: int = 3,
        claimable: bool = False,
        face: Face = Face.WRITING,
    ) -> None:
        """Make an area.

        Args:
            look: The theme in use.
            text: What it holds at first.
            name: Accessible name.
            lines: Least height in lines.
            claimable: Whether passages may be claimed.
            face: Step of the type scale.
        """
        super().__init__(
            look, text, lines=lines, bare=True, hint="Write here.", name=name, face=face
        )
        self.is_claimable = claimable
        self._marks: tuple[Mark, ...] = ()
        self._cursors: tuple[QTextCursor, ...] = ()
        self._layers: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._mark_rows: list[tuple[int, int] | None] = []
        self.setProperty(NO_RING, True)  # the caret shows the place; a ring round a page tires
        self.cursorPositionChanged.connect(self.caret_moved)
        self.document().contentsChange.connect(self._forget_rows_at)
        self.document().documentLayout().documentSizeChanged.connect(self._forget_rows)
        look.changed.connect(self._forget_rows)
        look.changed.connect(self._tint)

    def text(self) -> str:
        """Return the text as typed; unlike Qt's own, no-break spaces stay what they are."""
        raw = self.document().toRawText()  # not `translate`, which takes ten times as long
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def rewrite(self, text: str) -> None:
        """Put other words in the place of all, which can be undone like typing."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    # Passages

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The passages that are marked."""
        return self._marks

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Tint the claimed passages."""
        offsets = Offsets(self.text())
        before, self._marks = self._marks, tuple(marks)
        if self._stand_at(before, offsets):
            return  # Qt has moved them along
        self._mark_rows = [None] * len(self._marks)
        self._cursors = tuple(self._cursor(mark.span, offsets) for mark in marks)
        self._tint()
        self.marks_changed.emit()

    def _stand_at(self, before: tuple[Mark, ...], offsets: Offsets) -> bool:
        """Return whether the marks that are to be shown are those that are, in their places."""
        if [replace(m, span=NOWHERE) for m in before] != [
            replace(m, span=NOWHERE) for m in self._marks
        ]:
            return False
        return all(
            offsets.span(cursor.selectionStart(), cursor.selectionEnd()) == mark.span
            for cursor, mark in zip(self._cursors, self._marks, strict=True)
        )

    def show_layer(self, name: str, selections: list[QTextEdit.ExtraSelection]) -> None:
        """Lay something over the words: what is misspelt, what was found. Claims lie below.

        Each name holds one layer, which replaces the one shown under it before.
        """
        if selections or self._layers.get(name):
            self._layers[name] = selections
            self._tint()

    def selected_span(self) -> Span | None:
        """Return the selected words without the blanks around them, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        text = self.text()
        span = Offsets(text).span(cursor.selectionStart(), cursor.selectionEnd())
        words = text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        end = span.end - len(words) + len(words.rstrip())
        return Span(start, end) if start < end else None

    def select_span(self, span: Span) -> None:
        """Select a passage."""
        self.setTextCursor(self._cursor(span, Offsets(self.text())))

    def underlined(self, span: Span) -> QTextEdit.ExtraSelection:
        """Return a passage as it stands in a layer, with a line below."""
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._cursor(span, Offsets(self.text()))
        selection.format.setFontUnderline(True)
        selection.format.setUnderlineColor(self._look.theme.colour(Role.INK_2))
        return selection

    def mark_rows(self) -> list[tuple[Mark, int, int]]:
        """Return each mark with the top and the bottom of its lines, in px, from the top."""
        for number, known in enumerate(self._mark_rows):
            if known is None:
                self._mark_rows[number] = self._rows(self._cursors[number])
        found = zip(self._marks, self._mark_rows, strict=True)
        return [(mark, *rows) for mark, rows in found if rows]

    @Slot(int, int, int)
    def _forget_rows_at(self, position: int, removed: int, added: int) -> None:
        """Have marks in the paragraph that was changed looked at again, others as they were."""
        block = self.document().findBlock(position)
        first, last = block.position(), block.position() + block.length()
        if removed > 1 or position + added > last:
            self._forget_rows()
            return
        for number, cursor in enumerate(self._cursors):
            if cursor.selectionStart() <= last and cursor.selectionEnd() >= first:
                self._mark_rows[number] = None

    @Slot()
    def _forget_rows(self) -> None:
        self._mark_rows = [None] * len(self._marks)

    def selection_box(self) -> QRect:
        """Return the lines that the selection covers, in the area's own px."""
        top, bottom = self._rows(self.textCursor())
        first = QTextCursor(self.textCursor())
        first.setPosition(self.textCursor().selectionStart())
        left = self.cursorRect(first).left()
        return QRect(QPoint(left, top), QSize(1, bottom - top))

    def _cursor(self, span: Span, offsets: Offsets) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(offsets.units(span.start))
        cursor.setPosition(offsets.units(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _rows(self, cursor: QTextCursor) -> tuple[int, int]:
        line = self._look.theme.line_height(self._face)
        top = self._line_top(cursor.selectionStart())
        last = max(cursor.selectionStart(), cursor.selectionEnd() - 1)
        return top, self._line_top(last) + line

    def _line_top(self, position: int) -> int:
        block = self.document().findBlock(position)
        box = self.document().documentLayout().blockBoundingRect(block)
        line = block.layout().lineForTextPosition(position - block.position())
        return round(box.top() + (line.y() if line.isValid() else 0))

    @Slot()
    def _tint(self) -> None:
        theme = self._look.theme
        selections = []
        for mark, cursor in zip(self._marks, self._cursors, strict=True):
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format.setBackground(theme.colour(colours(theme, mark.group)[1]))
            selections.append(selection)
        for layer in self._layers.values():
            selections += layer
        self.setExtraSelections(selections)

    def _extend_menu(self, menu: QMenu) -> None:
        """Offer claiming first."""
        if self.is_claimable:
            claim = QAction(CLAIM.does, menu)
            claim.setShortcuts(CLAIM.sequences)
            claim.setEnabled(self.selected_span() is not None)
            claim.triggered.connect(self.claim_wanted)
            menu.insertAction(menu.actions()[0] if menu.actions() else None, claim)  # type: ignore[arg-type]

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Claim by Ctrl+M; leave the page keys to the page."""
        if self.is_claimable and CLAIM.match(event):
            self.claim_wanted.emit()
        elif event.key() in _SCROLLS and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Refuse files: they are dropped to be attached, not to have their names typed."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)


class LineArea(WritingArea):
    """One line of text that wraps rather than scrolls; Enter goes on to the next field."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        name: str = "",
        claimable: bool = False,
        face: Face = Face.WRITING,
    ) -> None:
        super().__init__(look, text, name=name, lines=1, claimable=claimable, face=face)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on at Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste in one line."""
        self.textCursor().insertText(cleaned(source.text().strip("\r\n")))
