"""What every page is set with: the plan, the edition, and page numbers of the pass before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from portfolio_app.pack.fonts import Face, marked_up, text_width
from portfolio_app.pack.pages.place import Pages, markup
from portfolio_app.pack.plan.text import PageLink, plain
from portfolio_app.pack.styles import Edition, Sheet, face_of
from portfolio_app.pack.tagged.flowables import Heading, Memory, Para

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportlab.lib.styles import ParagraphStyle

    from portfolio_app.pack.foreign_page import ForeignDocument
    from portfolio_app.pack.origin import Origin
    from portfolio_app.pack.plan.blocks import ClaimedPassage
    from portfolio_app.pack.plan.records import PackPlan
    from portfolio_app.pack.plan.text import Inline, Line, Place
    from portfolio_app.pack.tagged.structure import Step


Made = TypeVar("Made", bound=Para)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Sets texts of the plan as flowables."""

    plan: PackPlan
    edition: Edition
    pages: Pages
    passages: Mapping[str, ClaimedPassage]
    """Every passage of the pack by its key."""
    attachments: Mapping[str, ForeignDocument]
    """Every attachment of the plan, opened, by its id."""
    claim_numbers: Mapping[str, int] = field(default_factory=dict)
    """Which claim of its piece each passage is, from 1."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """The letter that stands after a passage, by its key, where the margin has no room."""
    memory: Memory = field(default_factory=Memory)
    """What the passes of one drawing know of its paragraphs."""
    origin: Origin | None = None
    """Of an edition: the pack that it comes from."""

    @property
    def sheet(self) -> Sheet:
        """The page of the edition."""
        return self.edition.sheet

    @property
    def notice(self) -> str:
        """The line that no page of an example, a draft or an edition goes without, or empty."""
        said = (self.plan.masthead.notice, self.edition.notice)
        return ". ".join(part for part in said if part)

    def style(self, name: str) -> ParagraphStyle:
        """Return the style of a role."""
        return self.edition[name]

    def para(self, text: str, style: str, tag: str = "P", path: tuple[Step, ...] = ()) -> Para:
        """Return plain text as a paragraph."""
        chosen = self.edition[style]
        markup_ = marked_up(text, face_of(chosen))
        return self._sourced(Para(markup_, chosen, tag, path, memory=self.memory), text)

    def line(self, text: Line, style: str, tag: str = "P", path: tuple[Step, ...] = ()) -> Para:
        """Return a line of the plan as a paragraph, its page numbers filled in."""
        chosen = self.edition[style]
        markup_ = self.markup(text, face_of(chosen))
        made = Para(markup_, chosen, tag, path, memory=self.memory)
        return self._sourced(made, plain(text))

    def markup(self, text: Line, face: Face = Face.SANS) -> str:
        """Return a line of the plan as paragraph markup."""
        edition = self.edition
        return markup(text, self.pages, face, said=edition.said, page_word=edition.page_word)

    def places_markup(self, places: Sequence[Place]) -> str:
        """Return `see p. 9, 14` as paragraph markup."""
        see: list[Inline] = []
        for index, place in enumerate(places):
            see += [", " if index else "see ", PageLink(place, bare=index > 0)]
        return self.markup(tuple(see))

    def title(self, text: str, *, level: int = 1, small: bool = False) -> Heading:
        """Return the title of a section: smaller where that keeps it on one line."""
        large = self.edition["h1-rule"]
        fits = text_width(text, face_of(large), large.fontSize) <= self.sheet.width
        return self.heading(text, "h1-rule" if fits and not small else "h1-rule-small", level)

    def heading(self, text: str, style: str, level: int = 2) -> Heading:
        """Return a heading that stays with what follows it."""
        chosen = self.edition[style]
        markup_ = marked_up(text, face_of(chosen))
        made = Heading(markup_, chosen, level, memory=self.memory)
        made.keepWithNext = 1
        return self._sourced(made, text)

    def _sourced(self, made: Made, text: str) -> Made:
        made.source = text
        return made
