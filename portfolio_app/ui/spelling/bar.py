"""The line above the page that goes from one misspelt word to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot

from portfolio_app.spelling.speller import MOST_SUGGESTIONS
from portfolio_app.ui.announcing import say
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import IconButton, PlainButton, QuietButton
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.words import Strip, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QPushButton

    from portfolio_app.ui.look import Look

LOW = 560
"""Px at 100 %: in a window lower than this, fewer suggestions leave room for the text."""
FEW = 2
NOTHING = "No other word here needs a second look."


class SpellingBar(Strip):
    """A word, what may have been meant, and what else can be done about it."""

    chosen = Signal(str)
    """This word is to take its place."""
    added = Signal()
    ignored = Signal()
    went_on = Signal()
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(side="bottom")
        self._look = look
        self.about = Words("", face=Face.SMALL, tone=Role.INK_2, wrap=False)
        self.suggestions = [PlainButton(look, "") for _ in range(MOST_SUGGESTIONS)]
        self.add = QuietButton(look, "Add to my words")
        self.ignore = QuietButton(look, "Ignore here")
        self.next = QuietButton(look, "Next word", tip="F7")
        self.close_bar = IconButton(look, "close", "Close spelling")
        row = Row(look, gap="m", inset=("s", "l"), parent=self)
        flow = Flow(look, gap="s")
        flow.add(self.about, *self.suggestions, self.add, self.ignore, self.next)
        column = Column(look, gap="none")
        column.add(flow)
        row.add(column, stretch=1)
        row.add(self.close_bar, align=Qt.AlignmentFlag.AlignTop)
        for button in self.suggestions:
            button.hide()
            button.clicked.connect(self._on_suggestion)
        self.add.clicked.connect(self.added)
        self.ignore.clicked.connect(self.ignored)
        self.next.clicked.connect(self.went_on)
        self.close_bar.clicked.connect(self.closed)
        self.hide()

    def show_word(
        self, word: str, suggestions: Sequence[str] | None, *, takes_keyboard: bool = True
    ) -> None:
        """Show a word; without `suggestions` they are still looked up.

        Once they are there the keyboard goes to the first, unless somebody writes meanwhile.
        """
        self._show_suggestions(suggestions or ())
        for button in (self.add, self.ignore, self.next):
            button.show()
        words = f"“{word}” is not in the dictionary."
        if suggestions is None:
            words = f"{words} Looking for others ..."
        elif not suggestions:
            words = f"{words} Nothing like it is known."
        self.about.setText(words)
        self.show()
        if suggestions is None:
            return
        say(self, " ".join([words, *(f"{n}: {s}." for n, s in enumerate(suggestions, 1))]))
        if takes_keyboard:
            self.first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_nothing(self) -> None:
        """Say that there is nothing more to look at."""
        self._show_suggestions(())
        for button in (self.add, self.ignore, self.next):
            button.hide()
        self.about.setText(NOTHING)
        self.show()
        self.close_bar.setFocus(Qt.FocusReason.ShortcutFocusReason)
        say(self, NOTHING)

    def first(self) -> QPushButton:
        """Return what gets the keyboard for a word: the likeliest suggestion, if any."""
        return next((b for b in self.suggestions if not b.isHidden()), self.add)

    def _show_suggestions(self, suggestions: Sequence[str]) -> None:
        most = FEW if self.window().height() < self._look.theme.px(LOW) else MOST_SUGGESTIONS
        for number, button in enumerate(self.suggestions):
            words = suggestions[number] if number < min(most, len(suggestions)) else ""
            button.setText(words)
            button.setVisible(bool(words))

    @Slot()
    def _on_suggestion(self) -> None:
        button: QPushButton = self.sender()  # type: ignore[assignment]
        self.chosen.emit(button.text())

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
