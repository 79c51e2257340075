"""All pages of a closed vault, decrypted one at a time and never anywhere but in memory."""

from __future__ import annotations

from contextlib import ExitStack
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Self

from portfolio_app.model.store.folder import DATABASE, JOURNAL
from portfolio_app.model.store.salvage.cipher import PAGE, PageCipher
from portfolio_app.model.store.salvage.journal import Journal, read_journal
from portfolio_app.model.store.salvage.records import Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType
    from typing import BinaryIO

    from portfolio_app.model.store.keys import VaultKey

_LOCK_PAGE: Final = 0x40000000 // PAGE + 1
"""SQLite locks bytes of this page and never writes it."""
_SIZE_PLACE: Final = 28
"""Where the first page says how many pages there are."""
_REMEMBERED: Final = 512
"""Pages kept decrypted: two megabytes."""


class Pages:
    """The newest version of every page: from the journal where it is there, else the database.

    Open it only while nobody has the vault open, ourselves included: closing a second handle
    on its files would take SQLite's locks away.
    """

    def __init__(self, folder: Path, key: VaultKey) -> None:
        self._cipher = PageCipher(key)
        self._stack = ExitStack()
        self.journal: Journal = read_journal(folder / JOURNAL, self._cipher)
        """What the journal that a crash left is worth."""
        try:
            self._database = self._stack.enter_context((folder / DATABASE).open("rb"))
            self._log = self._open_journal(folder) if self.journal.pages else None
        except BaseException:
            self._stack.close()
            raise
        self.read = lru_cache(maxsize=_REMEMBERED)(self._read)
        """Return the content of a page, by its number from 1; None when it is damaged.

        Of rows whose newest state is damaged in the journal, the state before is returned.
        """
        self.count = self._count((folder / DATABASE).stat().st_size)
        """How many there should be; of a file that was cut short, more than there are."""

    def damaged(self, step: Callable[[int, int], None]) -> frozenset[int]:
        """Return the numbers of all pages that are damaged or missing."""
        found = set()
        for number in range(1, self.count + 1):
            if not self._cipher.is_intact(number, self._raw(number)) and number != _LOCK_PAGE:
                found.add(number)
            if number % 1000 == 0:
                step(number, self.count)
        return frozenset(found | self.journal.damaged)

    def has_any_intact(self) -> bool:
        """Tell whether there is anything at all that the key reads."""
        return any(
            self._cipher.is_intact(number, self._raw(number))
            for number in range(1, self.count + 1)
        )

    def _read(self, number: int) -> bytes | None:
        if not 0 < number <= self.count:
            return None
        page = self._cipher.decrypted(number, self._raw(number))
        if number in self.journal.damaged and page and page[0] != Kind.TABLE_LEAF:
            return None  # an older state of what leads to other pages would lead astray
        return page

    def _raw(self, number: int) -> bytes:
        place = self.journal.pages.get(number)
        if place is not None and self._log is not None:
            self._log.seek(place)
            return self._log.read(PAGE)
        self._database.seek((number - 1) * PAGE)
        return self._database.read(PAGE)

    def _count(self, size: int) -> int:
        """Return the number of pages that the database itself states, or else that it has."""
        if self.journal.size is not None:
            return self.journal.size
        first = self._cipher.decrypted(1, self._raw(1))
        stated = int.from_bytes(first[_SIZE_PLACE : _SIZE_PLACE + 4]) if first else 0
        return stated or -(-size // PAGE)

    def _open_journal(self, folder: Path) -> BinaryIO:
        return self._stack.enter_context((folder / JOURNAL).open("rb"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()
