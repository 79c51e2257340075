"""Where the pages of an edition come from: the pages of the pack that people sign."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from portfolio_app.pack.pages.place import Pages
    from portfolio_app.pack.plan.text import Place
    from portfolio_app.pack.tagged.structure import Drawn, SourceKey

LEAST = 0.004
"""A share of a text below this is a word that another edition set on another line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The standard edition as it was drawn for the pack that an edition is of."""

    pages: Pages
    sources: Mapping[SourceKey, tuple[Drawn, ...]]
    """Where each text of each section stands."""
    sha256: str = ""
    """Of the sealed file, 64 lower-case hexadecimal digits; empty where the pack is a draft."""

    @property
    def called(self) -> str:
        """What the pack is called on each page."""
        return "sealed pack" if self.sha256 else "draft"

    def pages_of(
        self, places: Iterable[Place], texts: Iterable[tuple[SourceKey, Drawn]]
    ) -> range:
        """Return the pages that a page of an edition comes from.

        A text that stands in more than one place of its section says nothing of where it is
        from; where no text tells, the sections that stand on the page do.

        Args:
            places: The sections that stand on the page.
            texts: What was drawn on it.
        """
        told = [page for key, part in texts for page in self._told(key, part)]
        if not told:
            told = [self.pages.span(place)[0] for place in places if place in self.pages.spans]
        return range(min(told), max(told) + 1) if told else range(0)

    def _told(self, key: SourceKey, part: Drawn) -> Iterator[int]:
        found = self.sources.get(key, ())
        # The parts of one text follow one another; what begins again is another text.
        once = all(drawn.start >= before.end for before, drawn in pairwise(found))
        for drawn in found if once else ():
            if min(drawn.end, part.end) - max(drawn.start, part.start) > LEAST:
                yield drawn.page
