"""Judges the spelling of single words."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from portfolio_app import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from hunspell import Hunspell

MOST_SUGGESTIONS: Final = 5
"""As many as a menu shows at a glance; ours."""

_STRAIGHT: Final = str.maketrans({"’": "'", "‑": "-"})


class Speller:
    """Knows the dictionary, the words of social work and a person's own words.

    One thread at a time. Loading takes some 30 ms, a word a few microseconds. Suggestions take
    up to half a second each and hold up every thread: let `Suggesting` make those.
    """

    def __init__(self, own_words: Iterable[str] = ()) -> None:
        self._own = {plain(word) for word in own_words}

    def is_known(self, word: str) -> bool:
        """Whether `word` is spelled right, as far as can be told.

        Abbreviations in capitals are passed over: no dictionary has a service's own. A word
        with hyphens is right when each of its parts is.
        """
        written = plain(word)
        if len(written) == 1 or written.isupper() or is_among(written, self._own):
            return True
        if self._dictionary.spell(written) or self._is_possessive(written):
            return True
        parts = written.split("-")
        return len(parts) > 1 and all(self.is_known(part) for part in parts)

    def _is_possessive(self, written: str) -> bool:
        """Whether something is said to be somebody's whose name is known: Rowan's."""
        stem = written.removesuffix("'s")
        return stem != written and bool(self._dictionary.spell(stem))

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant by a word that is not known, the likeliest first."""
        return tuple(self._dictionary.suggest(plain(word)))[:MOST_SUGGESTIONS]

    @functools.cached_property
    def _dictionary(self) -> Hunspell:
        from hunspell import Hunspell  # loaded with its first word

        folder = places.resource("dictionary")
        found = Hunspell("en_GB", hunspell_data_dir=str(folder))
        for line in (folder / "social-work.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                found.add(line)
        return found


def plain(word: str) -> str:
    """Return `word` with the apostrophes and hyphens that the dictionary uses."""
    return word.translate(_STRAIGHT)


def is_among(written: str, known: Set[str]) -> bool:
    """Whether a word, as `plain` writes it, is one of `known`.

    Its possessive is known with it, and a word in small letters may begin a sentence.
    """
    stem = written.removesuffix("'s").removesuffix("'")
    return bool({written, stem, written.lower(), stem.lower()} & known)
