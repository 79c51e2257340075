"""The menu of a word: what may have been meant, and what else can be done about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from shiboken6 import isValid

from portfolio_app.spelling import plain
from portfolio_app.ui.spelling.passages import word_at

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QTextEdit

    from portfolio_app.ui.spelling.desk import SpellingDesk
    from portfolio_app.ui.spelling.language import Language
    from portfolio_app.ui.spelling.passages import Found

LOOKING = "Looking for others ..."
NONE = "Nothing like it is known"


class WordMenus(QObject):
    """Adds to the menu of a text what concerns the word that it was asked for at."""

    def __init__(self, language: Language, desk: SpellingDesk) -> None:
        """Have `desk` do what is chosen; it owns this."""
        super().__init__(desk)
        self._language, self._desk = language, desk
        self._waiting: tuple[QMenu, QAction, QTextEdit, Found] | None = None
        language.suggested.connect(self._on_suggested)

    def attach(self, area: QTextEdit) -> None:
        """Add to the menus of a text, where it lets others add to them."""
        if hasattr(area, "menu_made"):
            area.menu_made.connect(self._on_menu_made)

    @Slot(object, int)
    def _on_menu_made(self, menu: QMenu, position: int) -> None:
        area: QTextEdit = self.sender()  # type: ignore[assignment]
        word = word_at(area, position)
        if word is None or not self._desk.is_wrong(word.text):
            return
        first = menu.actions()[0] if menu.actions() else None
        title = _action(menu, f"“{word.text}” is not in the dictionary", first)
        title.setEnabled(False)
        place = _action(menu, LOOKING, first)
        place.setEnabled(False)
        add = _action(menu, "Add to my words", first)
        add.triggered.connect(partial(self._desk.accept, word.text))
        ignore = _action(menu, "Ignore here", first)
        ignore.triggered.connect(partial(self._desk.ignore, word.text))
        if first is not None:
            menu.insertSeparator(first)
        self._waiting = (menu, place, area, word)
        if self._language.suggestions(word.text) is not None:
            self._fill()

    def _fill(self) -> None:
        """Put the suggestions into the menu that waits for them."""
        if self._waiting is None:
            return
        menu, place, area, word = self._waiting
        self._waiting = None
        if not (isValid(menu) and isValid(place)):
            return
        found = suggested(self._language, word.text) or ()
        for other in found:
            choice = _action(menu, other, place)
            choice.triggered.connect(partial(self._desk.replace, area, word, other))
        if found:
            menu.removeAction(place)
        else:
            place.setText(NONE)

    @Slot(str)
    def _on_suggested(self, word: str) -> None:
        if self._waiting and plain(self._waiting[3].text) == word:
            self._fill()


def suggested(language: Language, word: str) -> tuple[str, ...] | None:
    """Return what may have been meant, with the apostrophe that stands in the word."""
    found = language.suggestions(word)
    if found is None or "’" not in word:
        return found
    return tuple(other.replace("'", "’") for other in found)


def _action(menu: QMenu, words: str, before: QAction | None) -> QAction:
    action = QAction(words, menu)
    menu.insertAction(before, action)  # type: ignore[arg-type]
    return action
