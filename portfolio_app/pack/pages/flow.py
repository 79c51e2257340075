"""Small flowables: rules, marks, icons, places, and where sections open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from portfolio_app.pack.pages.place import part_place
from portfolio_app.pack.pages.shapes import MARK_RADIUS, state_icon, voice_mark
from portfolio_app.pack.styles import OPENING, TEAL
from portfolio_app.pack.tagged.structure import Step

if TYPE_CHECKING:
    from reportlab.lib.colors import HexColor

    from portfolio_app.model.domain.roles import Voice
    from portfolio_app.pack.plan.records import Part
    from portfolio_app.pack.plan.text import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What a run of pages is about."""

    part: Part
    place: Place
    name: str
    """As in the foot: `Evidence 2`."""
    title: str
    """As in the bookmark, after the page number."""
    counted: bool = False
    """Whether the foot says `page 1 of 1` even of a single page."""


class Opening(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Where a section opens: a place, a bookmark, an element of the structure."""

    def __init__(self, section: Section, *, top_level: bool = False) -> None:
        super().__init__()
        self.section = section
        self.top_level = top_level
        """Whether it opens its part as well."""

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Register the section with the document, and lead the structure into it."""
        section, canvas = self.section, self.canv
        document = canvas._doctemplate  # noqa: SLF001 - platypus offers no other way
        document.open_section(section)
        canvas.bookmarkPage(section.place)
        canvas.chapter = section.place
        page = document.setting.pages.label(canvas.getPageNumber())
        canvas.addOutlineEntry(f"{page}  {section.title}", section.place, 1)
        # Links say the title and the page; the bookmark's own number would say it twice.
        canvas.titles[section.place] = section.title
        part = canvas.root.child(Step("Part", section.part))
        canvas.current = part.child(Step("Sect", section.place))


class PartMark(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Where a part begins: its bookmark."""

    def __init__(self, part: Part, title: str) -> None:
        super().__init__()
        self.part, self.title = part, title

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Add the bookmark."""
        key = part_place(self.part)
        self.canv.bookmarkPage(key)
        document = self.canv._doctemplate  # noqa: SLF001 - platypus offers no other way
        page = document.setting.pages.label(self.canv.getPageNumber())
        self.canv.addOutlineEntry(f"{page}  {self.part}  {self.title}", key, 0)


class Anchor(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A place that links lead to, without anything to be seen."""

    def __init__(self, place: Place, title: str = "") -> None:
        """Make a place; links to it say the title, or the page alone."""
        super().__init__()
        self.place, self.title = place, title

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Make the place known."""
        self.canv.bookmarkHorizontal(self.place, 0, 12)
        if self.title:
            self.canv.titles[self.place] = self.title
        self.canv.note_source(self.place, (0.0, 1.0))


class Rule(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A horizontal line."""

    def __init__(
        self,
        width: float,
        *,
        weight: float = OPENING,
        color: HexColor = TEAL,
        before: float = 0,
        after: float = 0,
        kept: bool = False,
    ) -> None:
        super().__init__()
        self.length, self.weight, self.color = width, weight, color
        self.spaceBefore, self.spaceAfter = before, after
        self.keepWithNext = int(kept)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take the room of the line."""
        return self.length, self.weight

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setStrokeColor(self.color)
        self.canv.setLineWidth(self.weight)
        self.canv.line(0, self.weight / 2, self.length, self.weight / 2)


class Shape(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The mark of a voice, with a figure or letter in it."""

    def __init__(self, voice: Voice, text: str = "", *, radius: float = MARK_RADIUS) -> None:
        super().__init__()
        self.voice, self.text, self.radius = voice, text, radius

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take the room of the mark."""
        return 2.2 * self.radius, 2.2 * self.radius

    def draw(self) -> None:
        """Draw it as decoration; the words beside it say the same."""
        with self.canv.artifact():
            voice_mark(
                self.canv, self.voice, self.radius, 1.1 * self.radius, self.radius, self.text
            )


class Icon(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The icon of a state; the word stands beside it."""

    def __init__(self, state: str, *, radius: float = 5.6) -> None:
        super().__init__()
        self.state, self.radius = state, radius

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take the room of the icon."""
        return 2 * self.radius, 2 * self.radius

    def draw(self) -> None:
        """Draw it as decoration."""
        with self.canv.artifact():
            state_icon(self.canv, self.state, self.radius, self.radius, self.radius)
