"""The line above the page in which words are looked for, and replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from portfolio_app.ui.announcing import say
from portfolio_app.ui.editor.finding import Wanted
from portfolio_app.ui.keys import ENTER, Keys
from portfolio_app.ui.tokens import Face, Role
from portfolio_app.ui.widgets.buttons import IconButton, PlainButton, QuietButton
from portfolio_app.ui.widgets.fields import CheckLine, TextLine
from portfolio_app.ui.widgets.fitting import Flow
from portfolio_app.ui.widgets.layouts import Column, Row
from portfolio_app.ui.widgets.words import Strip, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from portfolio_app.ui.look import Look

LINE_WIDTH = 240
"""Px at 100 % of each of the two lines."""
_ENTER = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))
KEYS = (
    Keys(does="Go to the next place, or replace", keys=ENTER),
    Keys(does="Go to the place before", keys=("Shift+Return", "Shift+Enter")),
    Keys(does="Back to the text", keys=("Esc",)),
)
"""What `keyPressEvent` answers to."""


class FindingBar(Strip):
    """What to find, how many there are, and what to put in their place."""

    changed = Signal()
    """Something else is looked for."""
    went_on = Signal()
    went_back = Signal()
    replaced = Signal()
    replaced_all = Signal()
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(side="bottom")
        self._look = look
        self.words = TextLine(look, icon="search", name="Find in this piece")
        self.words.setPlaceholderText("Find in this piece")
        self.amount = Words("", face=Face.SMALL, tone=Role.INK_2, wrap=False)
        self.back = IconButton(look, "arrow-left", "Previous place")
        self.on = IconButton(look, "arrow-right", "Next place")
        self.case = CheckLine(look, "Match case")
        self.whole = CheckLine(look, "Whole words")
        self.instead = TextLine(look, name="Replace with")
        self.instead.setPlaceholderText("Replace with")
        self.replace = PlainButton(look, "Replace")
        self.replace_all = QuietButton(look, "Replace all")
        self.close_bar = IconButton(look, "close", "Close the search")
        self._second = QWidget()
        self._compose()
        self._measure()
        look.changed.connect(self._measure)
        self.words.textChanged.connect(self.changed)
        self.case.toggled.connect(self.changed)
        self.whole.toggled.connect(self.changed)
        self.on.clicked.connect(self.went_on)
        self.back.clicked.connect(self.went_back)
        self.replace.clicked.connect(self.replaced)
        self.replace_all.clicked.connect(self.replaced_all)
        self.close_bar.clicked.connect(self.closed)
        self._second.hide()
        self.hide()

    @property
    def wanted(self) -> Wanted:
        """What is looked for now."""
        return Wanted(
            words=self.words.text(),
            match_case=self.case.isChecked(),
            whole_words=self.whole.isChecked(),
        )

    def open_with(self, words: str, *, replacing: bool) -> None:
        """Show the line, with the keyboard in it; `words` are what to look for, if any."""
        if words:
            self.words.setText(words)
        self._second.setVisible(replacing)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def show_amount(self, at: int, amount: int) -> None:
        """Say which of how many places is selected; 0: none of them."""
        if not self.words.text():
            words = ""
        elif not amount:
            words = "Not found"
        else:
            words = f"{at} of {amount}" if at else f"{amount} found"
        self.amount.setText(words)
        for button in (self.on, self.back, self.replace, self.replace_all):
            button.setEnabled(bool(amount))
        if words and self.isVisible():
            say(self, words)

    def show_replaced(self, amount: int) -> None:
        """Say how many were replaced."""
        words = f"{amount} replaced. Ctrl+Z takes it back." if amount else "Nothing replaced"
        self.amount.setText(words)
        say(self, words)

    def _compose(self) -> None:
        row = Row(self._look, gap="m", inset=("s", "l"), parent=self)
        column = Column(self._look, gap="s")
        first = Flow(self._look, gap="m")
        first.add(self.words, self.back, self.on, self.case, self.whole, self.amount)
        second = Flow(self._look, gap="s", parent=self._second)
        second.add(self.instead, self.replace, self.replace_all)
        column.add(first, self._second)
        row.add(column, stretch=1)
        row.add(self.close_bar, align=Qt.AlignmentFlag.AlignTop)

    @Slot()
    def _measure(self) -> None:
        for line in (self.words, self.instead):
            line.setFixedWidth(self._look.theme.px(LINE_WIDTH))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Enter, back by Shift+Enter, replace by Enter in the second line."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in _ENTER and self.instead.hasFocus():
            self.replaced.emit()
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.went_back.emit()
        elif event.key() in _ENTER:
            self.went_on.emit()
        else:
            super().keyPressEvent(event)
