"""What can be told of an attachment from its bytes alone.

It is found by whoever wants to know first, and kept: it takes far longer than binding the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfolio_app.errors import IntakeError
from portfolio_app.model.domain.wording import joined
from portfolio_app.pack.foreign import PDF_TYPE, open_attachment
from portfolio_app.pack.foreign_sight import Hidden, Sight
from portfolio_app.pack.pictures import COARSEST, POINTS_PER_INCH
from portfolio_app.pack.scans import Scan, look_at_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from portfolio_app.pack.foreign_page import ForeignPage

_FEW = 6
"""Page numbers that a sentence can list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the bytes of an attachment tell; pages count from 1."""

    refusal: str = ""
    """Why it cannot become pages; empty if it can."""
    advice: str = ""
    """What to do then."""
    is_for_now: bool = False
    """Whether it could not be looked at just now, which says nothing against the file."""
    pictured: tuple[tuple[int, str], ...] = ()
    """Pages shown as pictures of themselves, and why."""
    scans: tuple[Scan, ...] = ()
    """Pages of a PDF that look out of place: without text, coarse or turned."""
    longest_side: int = 0
    """Of a photograph or picture, in pixels; 0 for a PDF."""
    sights: tuple[Sight, ...] = ()
    """What was found by looking at each page of a PDF."""

    def hiding(self, what: Hidden) -> tuple[int, ...]:
        """Return the pages that hide something of this kind."""
        found = enumerate(self.sights, start=1)
        return tuple(number for number, sight in found if sight.hidden is what)


def read_attachment(
    data: bytes, media_type: str, tick: Callable[[], None] | None = None
) -> Reading:
    """Return what can be told of an attachment; never raises for what is in it.

    Args:
        data: The file.
        media_type: What it is.
        tick: Called whenever a page has been looked at.
    """
    on_page = tick or _nothing
    longest = 0
    try:
        with open_attachment(data, media_type, on_page=on_page) as opened:
            pictured = tuple((p.number, p.problems[0]) for p in opened.pages if p.problems)
            silent = frozenset(page.number for page in opened.pages if not page.text)
            sights = tuple(page.sight for page in opened.pages if page.sight)
            if media_type != PDF_TYPE:
                longest = round(_longest_side(opened.pages[0]))
            for page in opened.pages:
                page.rendition.try_out()
                on_page()
    except IntakeError as error:
        return Reading(refusal=error.summary, advice=error.advice)
    scans = look_at_pages(data, silent) if media_type == PDF_TYPE else ()
    return Reading(pictured=pictured, scans=scans, sights=sights, longest_side=longest)


def _longest_side(picture: ForeignPage) -> float:
    """Return how many pixels the longer side of a picture has."""
    return max(picture.width, picture.height) * COARSEST / POINTS_PER_INCH


def remarks(reading: Reading) -> tuple[str, ...]:
    """Return what to tell the person who attaches a file: a sentence or two on each matter."""
    return tuple(
        f"{pages_of(found).capitalize()} {verb} {_TOLD[what]}. "
        f"In the pack {becomes}, so they cannot be {sense}."
        for what, sense in ((Hidden.WORDS, "read"), (Hidden.PARTS, "seen"))
        if (found := reading.hiding(what))
        for verb, becomes in [_number(found)]
    )


_TOLD = {
    Hidden.WORDS: "words that are covered or hidden",
    Hidden.PARTS: "parts of pictures that are covered or cut off",
}


def pages_of(numbers: Sequence[int]) -> str:
    """Return `page 2`, `pages 2 and 5` or, of many, how many they are."""
    if len(numbers) > _FEW:
        return f"{len(numbers)} pages"
    listed = joined([str(number) for number in numbers])
    return f"page {listed}" if len(numbers) == 1 else f"pages {listed}"


def _number(pages: Sequence[int]) -> tuple[str, str]:
    if len(pages) == 1:
        return "contains", "this page becomes a picture"
    return "contain", "these pages become pictures"


def _nothing() -> None:
    """Tell nobody."""
