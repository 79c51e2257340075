"""A table of a resource file that knows where it stands.

Whatever is wrong with it is told in one sentence: the file, the place in it, what is
expected and what stands there instead. Readers ask for each value by the type they need, so
that no unchecked value reaches a record.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from portfolio_app.errors import CatalogueError
from portfolio_app.model.domain.wording import count, harmless, hidden_sign, joined

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from enum import StrEnum

    Choice = TypeVar("Choice", bound=StrEnum)

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LONGEST_SHOWN = 40
"""Characters of a wrong value that are quoted back."""
_LONGEST_SENTENCE = 600
MOST = 1000
"""What no count in any rules exceeds; ours. Files come from outside: a number without a bound
would be a day that no calendar has, or a list that no screen can show."""
_PARAGRAPHS = frozenset(
    {"about", "asks", "gloss", "guidance", "means", "note", "notes", "prompts", "source", "why"}
)
"""Keys whose texts may have several lines; every other is one line wherever it is shown."""


def complaint(sentence: str, file: str) -> CatalogueError:
    """Return the error that says `sentence` and names the file to mend."""
    return CatalogueError(
        sentence,
        advice=f"Portfolios are untouched. Mend {file}, or put back the copy that worked, "
        "and try again.",
    )


class Table:
    """One TOML table: a whole file, or an entry of an array in it."""

    def __init__(self, content: Mapping[str, Any], file: str, place: str = "") -> None:
        self._content = content
        self.file = file
        """The file's name, without its folder."""
        self._place = place
        """Where in the file, in words: `requirement "managers-report"`."""

    def only(self, *keys: str) -> None:
        """Refuse keys that mean nothing here.

        Raises:
            CatalogueError: There is one.
        """
        for key in self._content:
            if key not in keys:
                raise self.fault(f'"{key}" means nothing here; {_offer(key, keys)}')

    def text(self, key: str, default: str | None = None, *, most: int | None = None) -> str:
        """Return a text; without a default it must be there and say something.

        Args:
            key: The key asked for.
            default: What its absence means.
            most: The greatest number of characters.
        """
        value = self._content.get(key, default)
        expected = "a text" if most is None else f"a text of at most {most} characters"
        if not isinstance(value, str) or not (value.strip() or default is not None):
            raise self.wrong(key, expected)
        if most is not None and len(value) > most:
            raise self.wrong(key, expected)
        self._require_plain(key, value)
        return value

    def identifier(self, key: str = "id") -> str:
        """Return an id: small letters, figures, hyphens and underscores."""
        value = self._content.get(key)
        if not isinstance(value, str) or not _ID.fullmatch(value):
            raise self.wrong(key, "an id in small letters, figures, hyphens and underscores")
        return value

    def texts(self, key: str, *, least: int = 0) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        value = self._content.get(key, [])
        found = [value] if isinstance(value, str) else value
        if (
            not isinstance(found, list)
            or len(found) < least
            or not all(isinstance(item, str) and item.strip() for item in found)
        ):
            raise self.wrong(key, "a list of texts")
        for text in found:
            self._require_plain(key, text)
        return tuple(found)

    def number(
        self, key: str, default: int | None = None, *, least: int = 1, most: int = MOST
    ) -> int:
        """Return a whole number from `least` to `most`; without a default it must be there."""
        value = self._content.get(key, default)
        if type(value) is not int or value < least:  # a bool is an int to Python
            raise self.wrong(key, f"a whole number of {least} or more")
        if value > most:
            raise self.wrong(key, f"a whole number of at most {most}")
        return value

    def optional_number(self, key: str, *, most: int = MOST) -> int | None:
        """Return a whole number from 1 to `most`, or None where the key is absent."""
        return self.number(key, most=most) if key in self._content else None

    def flag(self, key: str) -> bool:
        """Return true or false, which is what absence means."""
        value = self._content.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "true or false")
        return value

    def day(self, key: str) -> date | None:
        """Return a day, or None where the key is absent."""
        value = self._content.get(key)
        if value is not None and type(value) is not date:  # a moment is a date to Python
            raise self.wrong(key, "a day without quotation marks, such as 2027-03-31")
        return value

    def moment(self, key: str) -> datetime:
        """Return a moment with its time zone."""
        value = self._content.get(key)
        if not isinstance(value, datetime) or value.tzinfo is None:
            raise self.wrong(key, "a moment such as 2027-03-31T10:00:00Z")
        return value

    def days(self, key: str) -> tuple[date, ...]:
        """Return a list of days, each later than the one before it."""
        values = self._content.get(key, [])
        if not isinstance(values, list) or not all(type(day) is date for day in values):
            raise self.wrong(key, "a list of days without quotation marks")
        for earlier, later in pairwise(values):
            if later <= earlier:
                raise self.fault(f'"{key}" must be in order: {later} stands after {earlier}.')
        return tuple(values)

    def numbers(self, key: str, *, least: int, most: int) -> tuple[int, ...]:
        """Return a list of whole numbers from `least` to `most`."""
        values = self._content.get(key, [])
        expected = f"whole numbers from {least} to {most}"
        if not isinstance(values, list):
            raise self.wrong(key, f"a list of {expected}")
        for value in values:
            if type(value) is not int or not least <= value <= most:
                raise self.fault(f'"{key}" must hold {expected}; {_shown(value)} is none.')
        return tuple(values)

    def table(self, key: str) -> Table:
        """Return the one table under `key`."""
        value = self._content.get(key)
        if not isinstance(value, dict):
            raise self.wrong(key, "a table")
        return Table(value, self.file, self._inside(key))

    def keys(self, known: Collection[str], what: str) -> tuple[str, ...]:
        """Return the keys of this table, each of which is the id of something known."""
        for key in self._content:
            if key not in known:
                raise self.fault(f'"{key}" is no {what}; {_offer(key, known)}')
        return tuple(self._content)

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """Return one of a closed set of words."""
        value = self._content.get(key, default)
        try:
            return kind(value)
        except ValueError:
            words = [member.value for member in kind]
            raise self.wrong(key, f"one of {_quoted(words)}") from None

    def reference(
        self, key: str, known: Collection[str], what: str, default: str | None = None
    ) -> str:
        """Return the id of something that is defined elsewhere.

        Args:
            key: The key asked for.
            known: The ids there are.
            what: What they name, for the sentence: `form`.
            default: What its absence means.
        """
        value = self._content.get(key, default)
        if not isinstance(value, str) or value not in known:
            raise self._unknown(key, value, known, what)
        return value

    def references(
        self, key: str, known: Collection[str], what: str, *, least: int = 0
    ) -> tuple[str, ...]:
        """Return the ids of things that are defined elsewhere, each once."""
        values = self.texts(key, least=least)
        for value in values:
            if value not in known:
                raise self._unknown(key, value, known, what)
        if len(set(values)) < len(values):
            raise self.fault(f'"{key}" must name each {what} once.')
        return values

    def tables(
        self, key: str, *, naming: str = "id", least: int = 0, what: str = ""
    ) -> tuple[Table, ...]:
        """Return the entries of an array of tables, no two under the same name.

        Args:
            key: The key of the array, such as `requirement`.
            naming: The key of an entry that names it in sentences.
            least: How many there must be.
            what: What an entry is called in sentences; `key` unless it is given.
        """
        entries = self._content.get(key, [])
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            raise self.wrong(key, "a list of tables")
        if len(entries) < least:
            raise self.fault(f'"{key}" must have at least {count(least, "entry", "entries")}.')
        called = what or key
        names = [entry[naming] for entry in entries if isinstance(entry.get(naming), str)]
        for name in names:
            if names.count(name) > 1:
                raise self.fault(f'there are two entries for {called} "{name}"; one must go.')
        return tuple(
            Table(entry, self.file, self._inside(called, entry.get(naming), number))
            for number, entry in enumerate(entries, start=1)
        )

    def has(self, key: str) -> bool:
        """Return whether `key` stands here."""
        return key in self._content

    def wrong(self, key: str, expected: str) -> CatalogueError:
        """Return the error that `key` is missing, or holds something unexpected."""
        if key not in self._content:
            return self.fault(f'"{key}" is missing; it must be {expected}.')
        return self.fault(f'"{key}" must be {expected}, not {_shown(self._content[key])}.')

    def _require_plain(self, key: str, text: str) -> None:
        """See that a text holds nothing that turns words round, or rewrites a line.

        Raises:
            CatalogueError: It does.
        """
        sign = hidden_sign(text, allowed="\n\t" if key in _PARAGRAPHS else "")
        if sign == "U+000A":
            raise self.fault(f'"{key}" must be one line.')
        if sign:
            raise self.fault(f'"{key}" holds a sign that nobody can see ({sign}).')

    def fault(self, sentence: str) -> CatalogueError:
        """Return the error that says `sentence` of this place."""
        place = f"{self._place}: " if self._place else ""
        # Keys and names are a stranger's words too.
        return complaint(
            harmless(f"{self.file}: {place}{sentence}", _LONGEST_SENTENCE), self.file
        )

    def _unknown(
        self, key: str, value: object, known: Collection[str], what: str
    ) -> CatalogueError:
        if not isinstance(value, str):
            return self.wrong(key, f"the id of a {what}")
        offer = _offer(value, known)
        return self.fault(f'"{key}" names "{value}", which is no {what}; {offer}')

    def _inside(self, what: str, name: object = None, number: int = 0) -> str:
        own = f'{what} "{name}"' if isinstance(name, str) and name else f"{what} {number or ''}"
        own = own.rstrip()
        return f"{self._place}: {own}" if self._place else own


def _offer(word: str, known: Iterable[str]) -> str:
    """Return what to write instead: the nearest word, or all of them."""
    words = sorted(known)
    near = get_close_matches(word, words, n=1)
    if near:
        return f'the nearest is "{near[0]}".'
    if not words:
        return "there is none yet."
    return f"there {'is' if len(words) == 1 else 'are'} {_quoted(words, 'and')}."


def _quoted(words: Iterable[str], last: str = "or") -> str:
    return joined([f'"{word}"' for word in words], last)


def _shown(value: object) -> str:
    """Return a value as its author wrote it, or what it is when it is long."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            cut = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
            return f'"{" ".join(cut.split())}"' if value.strip() else "empty"
        case list():
            return "a list" if value else "an empty list"
        case dict():
            return "a table"
    return str(value)[:_LONGEST_SHOWN]
