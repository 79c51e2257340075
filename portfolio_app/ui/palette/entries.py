"""What can be found by its name, and how it is found. Knows no widget."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_BREAKS = re.compile(r"[^\w]+")


class Kind(StrEnum):
    """What an entry is; the order is that of the groups."""

    HERE = "On this page"
    ACTION = "Anywhere"
    PLACE = "Places"
    BEGIN = "Begin a new piece"
    EVIDENCE = "Evidence"
    CAPABILITY = "Capabilities"
    PERSON = "People"
    ELSEWHERE = "On other pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that is found, and what happens when it is chosen."""

    kind: Kind
    title: str
    """What it is called: never the name of anybody in the register."""
    act: Callable[[], object]
    detail: str = ""
    """What it is, in few words; searched after the title."""
    keys: str = ""
    """The keys that do the same, as this system writes them."""

    @property
    def spoken(self) -> str:
        """Everything in one line."""
        return ", ".join(
            part for part in (self.title, self.detail, self.kind, self.keys) if part
        )


class Finder:
    """Finds entries by the beginnings of their words."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._known = [
            (entry, words(entry.title), words(f"{entry.detail} {entry.kind}"))
            for entry in entries
        ]

    def found(self, typed: str) -> tuple[Entry, ...]:
        """Return what fits every typed word, in groups.

        In each group comes first what has the words in its title; the group with the best
        of all comes first. Typing nothing finds everything, as it stands.
        """
        wanted = words(typed)
        scored = [
            (fit, entry)
            for entry, title, more in self._known
            if (fit := _fit(wanted, title, more)) is not None
        ]
        best: dict[Kind, int] = {}
        for fit, entry in scored:
            best[entry.kind] = min(fit, best.get(entry.kind, fit))
        order = list(Kind)
        scored.sort(key=lambda s: (best[s[1].kind], order.index(s[1].kind), s[0]))
        return tuple(entry for _, entry in scored)


def words(text: str) -> tuple[str, ...]:
    """Return the words of `text` as they are compared: small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return tuple(word for word in _BREAKS.split(plain) if word)


def _fit(wanted: tuple[str, ...], title: tuple[str, ...], more: tuple[str, ...]) -> int | None:
    """Return how well it fits, 0 the best, or None."""
    if not wanted:
        return 0
    if title[: len(wanted) - 1] == wanted[:-1] and _begins(
        wanted[-1], title[len(wanted) - 1 : len(wanted)]
    ):
        return 0
    if all(_begins(word, title) for word in wanted):
        return 1
    if all(_begins(word, title + more) for word in wanted):
        return 2
    return None


def _begins(word: str, among: tuple[str, ...]) -> bool:
    """Whether `word` begins one of the others; a number has to be the whole number."""
    if word.isdecimal():
        return word in among
    return any(other.startswith(word) for other in among)
