"""Takes every name of one person out of a text, and tells where everything else went.

A name counts as a whole word, in capitals or not, with any blanks, hyphens and apostrophes
between its parts, however its letters are composed. Of the real name each single word counts
too, but only with a capital: `May` is a name in `with May`, and none in `I may`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portfolio_app.model.domain.anchors import Span, anchor, locate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portfolio_app.model.domain.anchors import TextAnchor
    from portfolio_app.model.domain.names import AttachmentId, EvidenceId
    from portfolio_app.model.domain.people import Person

ERASED: Final = "[erased]"
"""What takes the place of a name unless the practitioner chooses something else."""

_LEAST_WORD: Final = 2
"""Letters; an initial alone is no name."""
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})
_BLANKS: Final = r"\s+"
_ALIKE: Final = ("'’‘ʼ`´", "-‐‑‒–")
"""Characters of which people type one for another."""


class ErasedFrom(StrEnum):
    """A part of a portfolio in which a name may stand."""

    ANSWER = "answer"
    AUTHOR = "author"
    NOTE = "note"
    CLAIM = "claim"
    STATEMENT = "statement"
    RATING = "rating"
    """A note on how the practitioner saw themselves."""
    FILE = "file"
    """The name or the description of an attached file."""
    HISTORY = "history"
    REGISTER = "register"
    """The note of another person."""
    RETENTION = "retention"
    TIMETABLE = "timetable"
    """Why the practitioner was away, or was given more time."""
    OWN_WORD = "own word"
    """What the spelling was taught to accept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedPlace:
    """Where names of a person stand or stood, and how many."""

    part: ErasedFrom
    evidence: EvidenceId | None = None
    path: str = ""
    """Of the answer, or the capability."""
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingFile:
    """An attached file in whose pages a person is named."""

    attachment: AttachmentId
    evidence: EvidenceId
    pages: tuple[int, ...]
    """From 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What is to be erased, or was."""

    places: tuple[ErasedPlace, ...]
    files: tuple[NamingFile, ...]
    """Their pages cannot be changed: they go as a whole or stay as they are."""
    unread: int
    """Files without any text that can be read, such as pictures: a person must look at them."""
    backups: int
    """Older backups, which hold everything that is erased here."""
    cut_off: int = 0
    """Remains of earlier wordings that damage made illegible. They go as a whole: a name may
    stand in them in pieces."""

    @property
    def count(self) -> int:
        """How many names stand in texts."""
        return sum(place.count for place in self.places)


class Names:
    """Every name of one person, ready to be found."""

    def __init__(
        self,
        name: str,
        also: Iterable[str] = (),
        *,
        stand_in: str = "",
        others: Iterable[str] = (),
        instead: str,
    ) -> None:
        """Prepare to erase a person.

        Args:
            name: The real name; each word of it is a name as well.
            also: Whatever else they are called, as it is.
            stand_in: What they are called here, as it is; empty: that is to stay.
            others: Names of others. Those of several words are left alone, even where they
                share one with this person.
            instead: What takes the place of a name.
        """
        full = [other for other in others if len(other.split()) > 1]
        called = [each for each in (name, *also) if each.strip()]
        whole = [*called, stand_in] if stand_in.strip() else called
        self._bare = set().union(*map(_bare, called)) - _TITLES
        parts = {word for word in name.split() if word.strip(".").casefold() not in _TITLES}
        self._instead = instead
        self._pattern = re.compile(
            _any("keep", map(_loosely, full))
            + "|"
            + _any(
                "name",
                [
                    *(_loosely(each) for each in whole),
                    *(_capital(word) for word in parts if len(word) >= _LEAST_WORD),
                ],
            )
        )

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return where a name stands, from the front, none overlapping another."""
        found = self._pattern.finditer(text)
        return tuple(Span(*each.span()) for each in found if each.lastgroup == "name")

    def are_in_word(self, word: str) -> bool:
        """Return whether one word holds a word of a name: in small letters, of several, too.

        Only for words that stand alone. In a sentence `may` is no name; in a list of what no
        dictionary knows, `abaras` is.
        """
        ends = ("", "s", "es")
        return any(bare + end in _bare(word) for bare in self._bare for end in ends)

    def erased(self, text: str) -> str:
        """Return `text` without any name."""
        return self._without(text, self.spans(text))

    def moved(self, claimed: TextAnchor, text: str) -> TextAnchor:
        """Return a claim's anchor as it is once `text`, in which it stands, is erased.

        One whose words are no longer in the text keeps only these, without what stood around.
        """
        at = locate(claimed, text)
        if at is None:
            bare = self.erased(claimed.exact)
            return type(claimed)(start=claimed.start, end=claimed.end, exact=bare)
        gone = self.spans(text)
        start = self._shifted(at.start, gone, is_end=False)
        end = self._shifted(at.end, gone, is_end=True)
        return anchor(self._without(text, gone), start, end)

    def _without(self, text: str, gone: Sequence[Span]) -> str:
        kept, at = [], 0
        for span in gone:
            kept += [text[at : span.start], self._instead]
            at = span.end
        return "".join([*kept, text[at:]])

    def _shifted(self, offset: int, gone: Sequence[Span], *, is_end: bool) -> int:
        """Return where an offset is afterwards; inside a name it moves to the name's edge."""
        shift = 0
        for span in gone:
            if span.end <= offset:
                shift += len(self._instead) - (span.end - span.start)
            elif span.start < offset:
                edge = span.start + shift
                return edge + len(self._instead) if is_end else edge
        return offset + shift


def names_of(person: Person, others: Iterable[str], instead: str = ERASED) -> Names:
    """Return what to look for to erase a person.

    Where `instead` is the person's stand-in, that is left as it is: the story stays and only
    the names go.
    """
    if person.real_name == ERASED:  # left by an erasure that did not come to its end
        return Names("", instead=instead)
    stand_in = "" if person.stand_in == instead else person.stand_in
    return Names(
        person.real_name, person.also, stand_in=stand_in, others=others, instead=instead
    )


def _bare(text: str) -> set[str]:
    """Return the words of a text, whole and in their parts, as letters without capitals.

    `O'Brien-Léa` gives `obrienlea`, `obrien`, `brien` and `lea`: people leave out what is hard
    to type.
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    between = (r"\s", rf"[\s{re.escape(_ALIKE[1])}]", r"[\W\d_]")
    parts = [part for each in between for part in re.split(each, plain)]
    found = {re.sub(r"[\W\d_]", "", part) for part in parts}
    return {each for each in found if len(each) >= _LEAST_WORD}


def _any(group: str, patterns: Iterable[str]) -> str:
    """Return a group of patterns, the longest first; none matches nothing."""
    ordered = sorted(set(patterns), key=len, reverse=True)
    return f"(?P<{group}>{'|'.join(ordered) or '(?!)'})"


def _loosely(name: str) -> str:
    """Return a pattern for a name in any writing."""
    words = unicodedata.normalize("NFC", name).split()
    return _alone(f"(?i:{_BLANKS.join(map(_letters, words))})")


def _capital(word: str) -> str:
    """Return a pattern for one word of a name, as a name: `Wren` or `WREN`."""
    word = unicodedata.normalize("NFC", word)
    forms = {word.capitalize(), word.upper(), word[:1].upper() + word[1:]}
    return _alone("|".join(sorted(map(_letters, forms), reverse=True)))


def _alone(pattern: str) -> str:
    """Return a pattern that matches no part of a longer word."""
    return rf"(?<!\w)(?:{pattern})(?![\w\u0300-\u036f])"


def _letters(word: str) -> str:
    """Return a pattern for a word, each letter composed or not."""
    return "".join(map(_letter, word))


def _letter(letter: str) -> str:
    for group in _ALIKE:
        if letter in group:
            return f"[{re.escape(group)}]"
    apart = unicodedata.normalize("NFD", letter)
    if apart == letter:
        return re.escape(letter)
    return f"(?:{re.escape(letter)}|{re.escape(apart)})"
