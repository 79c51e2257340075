"""Page numbers, known from the pass before, and texts that contain them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portfolio_app.pack.fonts import Face, marked_up
from portfolio_app.pack.plan.text import Inline, Line, Place, Said, Strong
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

    def page(self, place: Place) -> int:
        """Return the page of a place."""
        return self.of_place.get(place, UNKNOWN)

    def span(self, place: Place) -> tuple[int, int]:
        """Return first and last page of a section."""
        return self.spans.get(place, (UNKNOWN, UNKNOWN))

    def range(self, place: Place) -> str:
        """Return `14–16`, or `25` for a single page."""
        first, last = self.span(place)
        return str(first) if first == last else f"{first}\N{EN DASH}{last}"


def linked(markup: str, place: Place, description: str = "") -> str:
    """Return a link: teal and underlined, so that it is told without colour."""
    underlined = f'<u color="{_TEAL_LINE}" width="0.4" offset="-1.7">{markup}</u>'
    return link(underlined, f"#{place}", description=description, color=_TEAL)


def markup(text: Line, pages: Pages, face: Face = Face.SANS) -> str:
    """Return a line of the plan as paragraph markup, its page numbers filled in."""
    return "".join(_part(part, pages, face) for part in text)


def _part(part: Inline, pages: Pages, face: Face) -> str:
    if isinstance(part, str):
        return marked_up(part, face)
    if isinstance(part, Strong):
        bold = _BOLD.get(face, Face.SANS_BOLD)
        return f'<font name="{bold.value}">{marked_up(part.text, bold)}</font>'
    if isinstance(part, Said):
        return f'<font name="{Face.SERIF.value}">{marked_up(part.text, Face.SERIF)}</font>'
    first = pages.page(part.place)
    text = str(first)
    if part.last is not None and (last := pages.page(part.last)) != first:
        text = f"{first} to {last}".replace(" ", NO_BREAK)
    return linked(text if part.bare else f"p.{NO_BREAK}{text}", part.place)


def runs_of(pages: Sequence[int]) -> str:
    """Return `3, 14–16, 44` for page numbers in reading order."""
    found: list[list[int]] = []
    for page in pages:
        if found and page == found[-1][-1] + 1:
            found[-1].append(page)
        elif not found or page not in found[-1]:
            found.append([page])
    return ", ".join(
        str(run[0]) if len(run) == 1 else f"{run[0]}\N{EN DASH}{run[-1]}" for run in found
    )
