"""A place for a person's own words: one that grows, and that Tab leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QTextEdit

from portfolio_app.ui.tokens import Face

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFont
    from PySide6.QtWidgets import QMenu

    from portfolio_app.ui.look import Look

LINES_AROUND = 2
"""Lines kept in sight above and below a caret that is brought into sight."""


class TextArea(QTextEdit):
    """Plain text in the writing face, at the line height of the token file.

    As high as its text, at least `lines` lines; it never scrolls by itself unless
    `most_lines` is given.
    """

    edited = Signal(str)
    """The text after a change by the person; setting it from outside is silent."""
    menu_made = Signal(object, int)
    """A `QMenu` about to be shown, to which actions may be added, and the place in the
    document that was asked about."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        lines: int = 3,
        most_lines: int | None = None,
        bare: bool = False,
        hint: str = "",
        name: str = "",
        face: Face = Face.WRITING,
    ) -> None:
        """Make an input.

        Args:
            look: The theme in use.
            text: What it holds at first.
            lines: Least height in lines.
            most_lines: Greatest height in lines; longer text scrolls inside.
            bare: Whether it has no frame, as on the editor's page.
            hint: Words while it is empty; never the only guidance.
            name: Accessible name where no `LabelledField` gives one.
            face: Step of the type scale: a title is larger, a note smaller than an account.
        """
        super().__init__()
        self._look = look
        self._face = face
        self._lines = lines
        self._most_lines = most_lines
        self._bare = bare
        self._measured: tuple[QFont, int] | None = None
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self._dress()
        self._measure()
        self.set_text(text)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        look.changed.connect(self._measure)

    def text(self) -> str:
        """Return the text; lines end in a line feed."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace the text without announcing it; what could be undone is forgotten."""
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self._space_lines()
        self.blockSignals(blocked)
        self._fit()

    def show_caret(self) -> None:
        """Scroll whatever this lies in until its caret is in sight."""
        outer = self.parentWidget()
        while outer is not None and not isinstance(outer, QScrollArea):
            outer = outer.parentWidget()
        if outer is None or (page := outer.widget()) is None:
            return
        box = self.cursorRect()
        around = LINES_AROUND * box.height()
        top = self.viewport().mapTo(page, QPoint(0, box.top())).y()
        outer.ensureVisible(0, top, 0, around)
        outer.ensureVisible(0, top + box.height(), 0, around)

    def _dress(self) -> None:
        """Set what stays as it is: the style to wear, plain text alone, height by the text."""
        self.setProperty("bare", "true" if self._bare else "false")
        self.setProperty("face", str(self._face))
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if self._most_lines is None:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)

    @Slot()
    def _measure(self) -> None:
        theme = self._look.theme
        font, line = theme.font(self._face), theme.line_height(self._face)
        if self._measured == (font, line):
            return  # a change of colours alone must not cost what can be undone
        self._measured = (font, line)
        self.document().setDefaultFont(font)
        self._space_lines()
        self._fit()

    def _space_lines(self) -> None:
        """Give every line its fixed height; `ProportionalHeight` would be too much."""
        line = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight
        line.setLineHeight(self._look.theme.line_height(self._face), fixed.value)
        self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(line)
        self.document().setUndoRedoEnabled(True)

    @Slot()
    def _fit(self) -> None:
        line = self._look.theme.line_height(self._face)
        content = round(self.document().size().height())
        wanted = max(content, self._lines * line)
        if self._most_lines is not None:
            wanted = min(wanted, self._most_lines * line)
        height = wanted + self._frame_height()
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _frame_height(self) -> int:
        if self._bare:
            return 0
        theme = self._look.theme
        return 2 * (theme.space.s + theme.border.hairline)

    @Slot()
    def _on_text_changed(self) -> None:
        self.edited.emit(self.text())

    def _extend_menu(self, menu: QMenu) -> None:
        """Add what a kind of text offers besides the usual."""

    # Qt overrides

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the usual, and what others add to it."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._extend_menu(menu)
        self.menu_made.emit(menu, self.cursorForPosition(event.pos()).position())
        menu.popup(event.globalPos())

    def sizeHint(self) -> QSize:
        """Return a usual width and the height of the text."""
        return QSize(self._look.theme.px(320), self.minimumHeight())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only, whatever they looked like where they came from."""
        if source.hasText():
            self.textCursor().insertText(source.text())

    def wheelEvent(self, event: object) -> None:
        """Leave the wheel to the page where there is nothing to scroll inside."""
        if self._most_lines is None:
            event.ignore()  # type: ignore[attr-defined]
        else:
            super().wheelEvent(event)  # type: ignore[arg-type]
