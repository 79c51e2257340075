"""Spelling in the texts of one page: waves, own words, and going from word to word."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from portfolio_app.services.changes import Area
from portfolio_app.spelling import is_among, plain
from portfolio_app.ui.keys import Keys
from portfolio_app.ui.spelling.menus import WordMenus, suggested
from portfolio_app.ui.spelling.passages import words_of_all
from portfolio_app.ui.spelling.waves import Waves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QTextEdit

    from portfolio_app.services.progress import Progress
    from portfolio_app.services.spelling import SpellingService
    from portfolio_app.ui.hub import Hub
    from portfolio_app.ui.look import Look
    from portfolio_app.ui.spelling.bar import SpellingBar
    from portfolio_app.ui.spelling.language import Language
    from portfolio_app.ui.spelling.passages import Found
    from portfolio_app.ui.tasks import TaskRunner

SPELLING: Final = Keys(does="Go to the next word that may be misspelt", keys=("F7",))


class SpellingDesk(QObject):
    """Marks words, suggests others, and learns a person's own."""

    landed = Signal(object)
    """A word of this text is selected now; it is to be in sight."""
    failed = Signal(object)
    """A word could not be stored; the exception."""

    def __init__(
        self,
        look: Look,
        language: Language,
        service: SpellingService,
        areas: Callable[[], Iterable[QTextEdit]],
        bar: SpellingBar,
        runner: TaskRunner,
        hub: Hub,
        parent: QObject,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """Make a desk; it reads the person's own words with the first text.

        Args:
            look: The theme in use.
            language: Judges words.
            service: Keeps the person's own words.
            areas: Gives the texts of the page in reading order.
            bar: Goes from word to word.
            runner: Where the service runs.
            hub: Hears of changes.
            parent: Owns this.
            is_wanted: Whether anything is to be looked at; may change at any time.
        """
        super().__init__(parent)
        self._look, self._language, self._service = look, language, service
        self._areas, self._bar, self._runner = areas, bar, runner
        self._is_on = is_wanted
        self._waves: list[Waves] = []
        self._ignored: set[str] = set()
        self._is_ready = False
        self._is_wanted = False
        """Whether the next word is to be shown as soon as all have been judged."""
        self._here: tuple[QTextEdit, Found] | None = None
        self._called_in: QTextEdit | None = None
        """The text that had the keyboard when this was called."""
        self._menus = WordMenus(language, self)
        hub.changed.connect(self._on_changed)
        self._connect(language, bar)

    def _connect(self, language: Language, bar: SpellingBar) -> None:
        language.answered.connect(self._on_answered)
        language.suggested.connect(self._on_suggested)
        bar.chosen.connect(self._on_chosen)
        bar.added.connect(self._on_added)
        bar.ignored.connect(self._on_ignored)
        bar.went_on.connect(self.go_on)
        bar.closed.connect(self._on_closed)

    def attach(self, area: QTextEdit) -> None:
        """Mark the words of a text from now on, unless that is done already."""
        if self.looks_at(area):
            return
        if not self._waves:
            self._reload()
        self._waves.append(Waves(self._look, area, self.is_wrong))
        self._menus.attach(area)

    def looks_at(self, area: QTextEdit) -> bool:
        """Whether the words of a text are marked."""
        return area.findChild(Waves) is not None

    def is_wrong(self, word: str) -> bool:
        """Whether a word is to be looked at again."""
        if not (self._is_ready and self._is_on()) or not self._language.is_wrong(word):
            return False
        return not is_among(plain(word), self._ignored)

    @Slot()
    def go_on(self) -> None:
        """Go to the next word to be looked at, after the one that is selected."""
        self._is_wanted = True
        for area in self._areas():
            if area.hasFocus():
                self._called_in = area
            for word in words_of_all(area):
                self.is_wrong(word.text)
        if self._is_ready and self._language.is_settled():
            self._land()

    def _land(self) -> None:
        """Select the next word and say what may have been meant."""
        self._is_wanted = False
        found = self._next()
        self._here = found
        if found is None:
            self._bar.show_nothing()
            return
        area, word = found
        area.setFocus(Qt.FocusReason.OtherFocusReason)
        area.setTextCursor(word.cursor(area))
        self._bar.show_word(word.text, suggested(self._language, word.text))
        self.landed.emit(area)

    def _next(self) -> tuple[QTextEdit, Found] | None:
        areas = list(self._areas())
        wrong = [
            (number, word)
            for number, area in enumerate(areas)
            for word in words_of_all(area)
            if self.is_wrong(word.text)
        ]
        if not wrong:
            return None
        here = self._place(areas)
        later = ((n, w) for n, w in wrong if (n, w.start) >= here)
        number, word = next(later, wrong[0])
        return areas[number], word

    def _place(self, areas: list[QTextEdit]) -> tuple[int, int]:
        """Return behind which word of which text to go on."""
        held = self._here[0] if self._here and isValid(self._here[0]) else None
        for number, area in enumerate(areas):
            if area.hasFocus() or (area is held and not self._has_focus(areas)):
                return number, area.textCursor().selectionEnd()
        return 0, 0

    def _has_focus(self, areas: Iterable[QTextEdit]) -> bool:
        return any(area.hasFocus() for area in areas)

    # What can be done about a word

    def replace(self, area: QTextEdit, word: Found, other: str) -> None:
        """Put another word in the place of one, if that still stands where it was found."""
        cursor = word.cursor(area)
        if not area.isReadOnly() and cursor.selectedText() == word.text:
            cursor.insertText(other)

    def accept(self, word: str) -> None:
        """Keep a word among the person's own; it is right at once, whatever the disk says."""
        self._ignored.add(plain(word))
        self._refresh()
        work = partial(self._store, word)
        self._runner.run(work, done=self._on_stored, failed=self._on_failed)

    def ignore(self, word: str) -> None:
        """Take a word for right on this page, as long as it is open."""
        self._ignored.add(plain(word))
        self._refresh()

    def _refresh(self) -> None:
        self._waves = [waves for waves in self._waves if isValid(waves)]
        for waves in self._waves:
            waves.update()

    @Slot(str)
    def _on_chosen(self, other: str) -> None:
        if self._here and isValid(self._here[0]):
            self.replace(*self._here, other)
        self.go_on()

    @Slot()
    def _on_added(self) -> None:
        if self._here:
            self.accept(self._here[1].text)
        self.go_on()

    @Slot()
    def _on_ignored(self) -> None:
        if self._here:
            self.ignore(self._here[1].text)
        self.go_on()

    @Slot()
    def _on_closed(self) -> None:
        self._is_wanted = False
        self._bar.hide()
        area = self._here[0] if self._here else self._called_in
        if area is None or not isValid(area):
            area = next(iter(self._areas()), None)
        if area is not None:
            area.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the language and the vault answer

    @Slot()
    def _on_answered(self) -> None:
        self._refresh()
        if self._is_wanted and self._is_ready and self._language.is_settled():
            self._land()

    @Slot(str)
    def _on_suggested(self, word: str) -> None:
        if self._here and self._bar.isVisible() and plain(self._here[1].text) == word:
            area, found = self._here
            is_left = isValid(area) and area.textCursor().selectedText() == found.text
            self._bar.show_word(
                found.text, suggested(self._language, found.text), takes_keyboard=is_left
            )

    def _reload(self) -> None:
        self._runner.run(self._read, done=self._show, failed=self._on_failed)

    def _read(self, progress: Progress) -> frozenset[str]:
        own = {own.word for own in self._service.own_words()}
        return self._service.names() | own

    def _store(self, word: str, progress: Progress) -> None:
        self._service.add(word)

    @Slot(object)
    def _show(self, words: frozenset[str]) -> None:
        self._is_ready = True
        self._language.accept(words)
        if self._is_wanted:
            self.go_on()

    @Slot(object)
    def _on_stored(self, nothing: object) -> None:
        """The change is announced, and the words are read again."""

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    @Slot(object)
    def _on_changed(self, area: Area) -> None:
        if self._waves and area & (Area.SPELLING | Area.PEOPLE | Area.CONTRIBUTORS):
            self._reload()
