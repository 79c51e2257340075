"""The dictionary as the screen sees it: asked for words, it answers a moment later.

The dictionary lives in a thread of its own, suggestions are made in a process of their own.
Both get single words and nothing else: they never see the portfolio. Nothing of either is there
before the first word is asked for.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from portfolio_app.spelling import Speller, Suggesting, is_among, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LONGEST: Final = 30
"""Letters up to which suggestions are made; those for longer words take too long."""


class Language(QObject):
    """Judges words, remembers how, and suggests others."""

    answered = Signal()
    """Words were judged that were not known before, or others are accepted now."""
    suggested = Signal(str)
    """Suggestions for this word are there."""
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accepted: frozenset[str] = frozenset()
        self._known: dict[str, bool] = {}
        """What the dictionary says of words."""
        self._verdicts: dict[str, bool] = {}
        """Whether words are misspelt, as they are written, once that is known."""
        self._suggestions: dict[str, tuple[str, ...]] = {}
        self._asked: set[str] = set()
        self._wondered: set[str] = set()
        """Words for which suggestions are being looked up."""
        self._waiting: list[str] = []
        self._speller = Speller()  # both are touched by the thread alone
        self._suggesting = Suggesting()
        self._pool: ThreadPoolExecutor | None = None
        self._is_closed = False
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._ask)
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    def accept(self, words: Iterable[str]) -> None:
        """Take these words for right, and no others besides the dictionary's."""
        self._accepted = frozenset(plain(word) for word in words)
        self._verdicts.clear()
        self.answered.emit()

    def is_wrong(self, word: str) -> bool:
        """Whether `word` is known to be misspelt; one that is not known yet is looked up."""
        verdict = self._verdicts.get(word)  # asked for every word in sight at every keystroke
        if verdict is None:
            verdict = self._verdict(plain(word))
            if verdict is None:
                return False
            self._verdicts[word] = verdict
        return verdict

    def _verdict(self, written: str) -> bool | None:
        """Return whether a word is misspelt; None when that is looked up now."""
        if is_among(written, self._accepted):
            return False
        known = self._known.get(written)
        if known is not None:
            return not known
        if written not in self._asked:
            self._asked.add(written)
            self._waiting.append(written)
            self._soon.start()
        return None

    def is_settled(self) -> bool:
        """Whether every word that was asked for has been judged."""
        return not self._asked

    def suggestions(self, word: str) -> tuple[str, ...] | None:
        """Return what may have been meant; None when that is looked up now."""
        written = plain(word)
        if len(written) > LONGEST:
            return ()
        found = self._suggestions.get(written)
        if found is None and written not in self._wondered:
            self._wondered.add(written)
            self._submit(partial(self._suggest, written))
        return found

    def is_suggesting(self) -> bool:
        """Whether suggestions are being looked up."""
        return bool(self._wondered)

    def close(self) -> None:
        """Stop the thread and end the process; nothing is looked up any more."""
        self._is_closed = True
        self._soon.stop()
        self._suggesting.stop()  # so that nobody waits for its answer
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._suggesting.close()  # the thread is no more

    @Slot()
    def _ask(self) -> None:
        words, self._waiting = tuple(self._waiting), []
        self._submit(partial(self._judge, words))

    def _submit(self, work: Callable[[], None]) -> None:
        if self._is_closed:
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="language")
        self._pool.submit(self._run, work)

    # In the thread of the language

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as defect:  # noqa: BLE001 - carried to the GUI thread, not swallowed
            self._posted.emit(defect)

    def _judge(self, words: tuple[str, ...]) -> None:
        self._posted.emit({word: self._speller.is_known(word) for word in words})

    def _suggest(self, word: str) -> None:
        self._posted.emit((word, self._suggesting.suggestions(word)))

    # Back on the GUI thread

    @Slot(object)
    def _on_posted(
        self, found: dict[str, bool] | tuple[str, tuple[str, ...]] | Exception
    ) -> None:
        if isinstance(found, Exception):
            raise found
        if isinstance(found, dict):
            self._known.update(found)
            self._asked.difference_update(found)
            self.answered.emit()
        else:
            word, suggestions = found
            self._suggestions[word] = suggestions
            self._wondered.discard(word)
            self.suggested.emit(word)
