"""Page numbers, known from the pass before, and texts that contain them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portfolio_app.model.domain.editions import Numbering
from portfolio_app.pack.fonts import Face, marked_up
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.plan.text import Line, PageLink, Place, Said, Strong
from portfolio_app.pack.styles import TEAL, TEAL_LINE
from portfolio_app.pack.tagged.links import link

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNKNOWN = 0
"""The page of a place that no pass has found yet."""
NO_BREAK = "\N{NO-BREAK SPACE}"
_TEAL = "#" + TEAL.hexval()[2:]
_TEAL_LINE = "#" + TEAL_LINE.hexval()[2:]
_BOLD = {Face.SERIF: Face.SERIF_BOLD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Where everything fell in the pass before; nothing in the first pass."""

    of_place: Mapping[str, int] = field(default_factory=dict)
    """The page on which a place lies."""
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """First and last page of each section, by its place."""
    total: int = UNKNOWN
    crowded: frozenset[str] = frozenset()
    """The sections, by their places, with more claims than the margin has room for."""
    numbering: Numbering = Numbering.CONTINUOUS

    def page(self, place: Place) -> int:
        """Return the page of a place."""
        return self.of_place.get(place, UNKNOWN)

    def span(self, place: Place) -> tuple[int, int]:
        """Return first and last page of a section."""
        return self.spans.get(place, (UNKNOWN, UNKNOWN))

    def printed(self, place: Place) -> str:
        """Return the number printed on the page of a place."""
        return self.label(self.page(place))

    def range(self, place: Place) -> str:
        """Return `14–16`, or `25` for a single page."""
        return self.run(*self.span(place))

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """The letter of each part with the page on which it begins; empty where unknown."""
        marks = ((part_place(part), part) for part in Part)
        return tuple((p.value, self.of_place[key]) for key, p in marks if key in self.of_place)

    def label(self, page: int) -> str:
        """Return what is printed on a page: `14`, or `C3` where each section counts anew."""
        letter, number = self._counted(page)
        return f"{letter}{number}"

    def run(self, first: int, last: int) -> str:
        """Return `14–16`, `C3–5`, or `25` for a single page."""
        if first == last:
            return self.label(first)
        letter, number = self._counted(last)
        same = self._counted(first)[0] == letter
        return f"{self.label(first)}\N{EN DASH}{'' if same else letter}{number}"

    def runs(self, pages: Sequence[int]) -> str:
        """Return `3, 14–16, 44` for pages in reading order."""
        found: list[list[int]] = []
        for page in pages:
            if found and page == found[-1][-1] + 1 and self._joins(found[-1][-1], page):
                found[-1].append(page)
            elif not found or page not in found[-1]:
                found.append([page])
        return ", ".join(self.run(run[0], run[-1]) for run in found)

    def _joins(self, page: int, after: int) -> bool:
        return self._counted(page)[0] == self._counted(after)[0]

    def _counted(self, page: int) -> tuple[str, int]:
        """Return the letter of a page, if it has one, and its number."""
        if self.numbering is Numbering.SECTIONS:
            for letter, first in reversed(self.parts):
                if page >= first:
                    return letter, page - first + 1
        return "", page


def part_place(part: Part) -> str:
    """Return the place at which a part begins."""
    return f"part-{part}"


def linked(markup: str, place: Place, description: str = "") -> str:
    """Return a link: teal and underlined, so that it is told without colour."""
    underlined = f'<u color="{_TEAL_LINE}" width="0.4" offset="-1.7">{markup}</u>'
    return link(underlined, f"#{place}", description=description, color=_TEAL)


def markup(
    text: Line, pages: Pages, face: Face, *, said: Face = Face.SERIF, page_word: str = "p."
) -> str:
    """Return a line of the plan as paragraph markup, its page numbers filled in.

    Args:
        text: The line.
        pages: Where everything lies.
        face: The face of the paragraph.
        said: The face of words that a person wrote.
        page_word: What stands before a page number.
    """
    return "".join(
        _link(part, pages, page_word)
        if isinstance(part, PageLink)
        else _words(part, face, said)
        for part in text
    )


def _words(part: str | Strong | Said, face: Face, said: Face) -> str:
    if isinstance(part, Strong):
        bold = _BOLD.get(face, Face.SANS_BOLD)
        return f'<font name="{bold.value}">{marked_up(part.text, bold)}</font>'
    if isinstance(part, Said):
        return f'<font name="{said.value}">{marked_up(part.text, said)}</font>'
    return marked_up(part, face)


def _link(part: PageLink, pages: Pages, page_word: str) -> str:
    text = pages.printed(part.place)
    if part.last is not None and (last := pages.printed(part.last)) != text:
        text = f"{text} to {last}".replace(" ", NO_BREAK)
    return linked(text if part.bare else f"{page_word}{NO_BREAK}{text}", part.place)
