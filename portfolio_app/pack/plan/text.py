"""Texts of the pack: words, words set bold, and page numbers still to be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Place = NewType("Place", str)
"""The key of a place in the pack that links may lead to: `matrix`, `evidence-2`."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that matter more than those around them."""

    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words that a person wrote, among words of the pack."""

    text: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a place; it reads `p. 14`, or `14` alone."""

    place: Place
    last: Place | None = None
    """Where a range ends: `p. 5 to 11`."""
    bare: bool = False
    """Whether the figure stands without `p.`, as in a column of page numbers."""


Inline: TypeAlias = str | Strong | Said | PageLink
Line: TypeAlias = tuple[Inline, ...]
"""One paragraph of mixed text."""


def line(*parts: Inline) -> Line:
    """Return a line of `parts`, those that are empty left out."""
    return tuple(part for part in parts if part != "")


def plain(text: Line) -> str:
    """Return the words of a line without its links."""
    said = (p if isinstance(p, str) else p.text for p in text if not isinstance(p, PageLink))
    return "".join(said).strip()


def listed(lines: Iterable[Line], last: str = "and") -> Line:
    """Join lines as a sentence lists things: `a, b and c`."""
    items = list(lines)
    found: list[Inline] = []
    for index, item in enumerate(items):
        if index:
            found.append(f" {last} " if index == len(items) - 1 else ", ")
        found.extend(item)
    return tuple(found)
