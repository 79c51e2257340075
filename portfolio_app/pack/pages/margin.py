"""What stands beside running text: brackets and notes of claims, and side columns.

The canvas notes where passages start and end while paragraphs are drawn. When a page ends, or
where a block of full width needs the margin to be clear, brackets and notes are drawn for all
that is known by then.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from portfolio_app.pack.fonts import Face
from portfolio_app.pack.pages.claims import note_markup
from portfolio_app.pack.styles import GREY, TEAL
from portfolio_app.pack.tagged.flowables import Para
from portfolio_app.pack.tagged.marks import Stretch, stretches
from portfolio_app.pack.tagged.structure import Annotation, Element, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import ClaimedPassage
    from portfolio_app.pack.tagged.canvas import TaggedCanvas

ABOVE, BELOW = 9.2, 3.4
"""How far a bracket reaches above its first and below its last baseline, in points."""
FEET = 1.7 * mm
LANE = 2 * mm
"""How far the bracket of an overlapping passage stands aside."""
APART = 3 * mm
"""Least distance between two notes."""
ELBOW_FROM = 6 * mm
"""A note further than this from its bracket is joined to it by a line."""
GOES_ON = "continues on the next page"
SIZE = 8
"""Of letters and notes; letters nearer than this would stand on one another."""
FIRST_BASELINE = 8.6
"""From the top of a note to its first baseline, at 8 on 11."""


class Manner(Enum):
    """How passages are marked beside their text."""

    NOTES = "a bracket and a note"
    LETTERS = "a bracket and a letter, explained in the side column"
    NOTHING = "not at all"


class Wanted(NamedTuple):
    """A note to be placed: where its top should be, and its height, in points of the page."""

    top: float
    height: float


def place_notes(
    wanted: Sequence[Wanted], ceiling: float, floor: float, apart: float = APART
) -> list[float]:
    """Return the top of each note, from the highest wanted to the lowest.

    Notes go where they are wanted, or below the one before; where the last would fall below
    the floor, the run is pushed up from the bottom.
    """
    tops: list[float] = []
    limit = ceiling
    for note in wanted:
        tops.append(min(note.top, limit))
        limit = tops[-1] - note.height - apart
    rise = floor
    for index in range(len(tops) - 1, -1, -1):
        tops[index] = max(tops[index], rise + wanted[index].height)
        rise = tops[index] + apart
    return tops


@dataclass(slots=True)
class _Shown:
    """A stretch with its bracket and its note, on one page."""

    stretch: Stretch
    passage: ClaimedPassage
    top: float
    """Upper end of the bracket."""
    bottom: float
    lane: int = 0
    note: Para | None = None
    goes_on: Para | None = None
    """That it continues on the next page, below the note; seen only."""
    height: float = 0.0


class Margin:
    """Draws what stands beside the text, page by page, in one pass."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._carried: tuple[Stretch, ...] = ()
        self._done: set[str] = set()
        self.crowded: set[str] = set()
        """The sections, by their places, with more claims than there is room for."""
        self._limit = setting.sheet.ceiling
        """Nothing may stand above it on this page: what was drawn last."""
        self.side_floor: float | None = None
        """Where a side column on this page ends."""
        self.side: Element | None = None
        """The element of that column, to be put after the text it stands beside."""
        self.manner = Manner.NOTHING
        self.letters: dict[str, str] = {}

    def mark_as(self, manner: Manner, letters: dict[str, str], y: float) -> None:
        """Mark passages below `y` in a manner; without a margin, claims stand in the text."""
        self._limit = min(self._limit, y + ABOVE)
        self.manner = Manner.NOTHING if self._setting.edition.reflowed else manner
        self.letters = letters

    def clearance(self, canvas: TaggedCanvas, y: float) -> float:
        """Return how far below `y` the margin is still taken."""
        shown = self._known(canvas, y)
        lowest = min((s.bottom for s in shown), default=y)
        if self.manner is Manner.NOTES and shown:
            tops = self._tops(shown, floor=-10_000)
            lowest = min(lowest, *(t - s.height for t, s in zip(tops, shown, strict=True)))
        if self.side_floor is not None:
            lowest = min(lowest, self.side_floor)
        return max(0.0, float(y - lowest))

    def flush(self, canvas: TaggedCanvas, y: float) -> None:
        """Draw what is known, so that a block of full width may follow below `y`."""
        shown = self._known(canvas, y)
        self._draw(canvas, shown, floor=y)
        self._done.update(s.stretch.key for s in shown)
        if self.side is not None:
            self.side.attach()
        self.side_floor, self.side = None, None

    def end_page(self, canvas: TaggedCanvas) -> None:
        """Draw what is left on a page, and make its passages places."""
        floor = self._setting.sheet.bottom
        shown = self._known(canvas, floor)
        self._draw(canvas, shown, floor=floor)
        for stretch in self._all(canvas):
            if stretch.top is not None:
                canvas.bookmarkHorizontal(stretch.key, 0, stretch.top + 2 * ABOVE)
        _, self._carried = stretches(canvas.marks_on_page(), self._carried)
        self._done.clear()
        self._limit = self._setting.sheet.ceiling
        self.side_floor = None

    def _all(self, canvas: TaggedCanvas) -> tuple[Stretch, ...]:
        return stretches(canvas.marks_on_page(), self._carried)[0]

    def _known(self, canvas: TaggedCanvas, floor: float) -> list[_Shown]:
        if self.manner is Manner.NOTHING:
            return []
        found = []
        for stretch in self._all(canvas):
            if stretch.key in self._done:
                continue
            top = self._setting.sheet.ceiling if stretch.top is None else stretch.top + ABOVE
            bottom = floor if stretch.bottom is None else stretch.bottom - BELOW
            passage = self._setting.passages[stretch.key]
            found.append(_Shown(stretch, passage, top, bottom))
        found.sort(key=lambda s: -s.top)
        _assign_lanes(found)
        if self.manner is Manner.NOTES:
            for one in found:
                markup = note_markup(self._setting, one.passage)
                style, memory = self._setting.style("note"), self._setting.memory
                one.note = Para(markup, style, memory=memory)
                _, one.height = one.note.wrap(self._setting.sheet.note, 10_000)
                if one.stretch.bottom is None:
                    one.goes_on = self._setting.para(GOES_ON, "note")
                    one.height += one.goes_on.wrap(self._setting.sheet.note, 10_000)[1]
        return found

    def _tops(self, shown: Sequence[_Shown], floor: float) -> list[float]:
        wanted = [Wanted(s.top - ABOVE + FIRST_BASELINE, s.height) for s in shown]
        return place_notes(wanted, min(self._limit, self._setting.sheet.ceiling + 4), floor)

    def _draw(self, canvas: TaggedCanvas, shown: Sequence[_Shown], floor: float) -> None:
        for one in shown:
            self._bracket(canvas, one)
        if self.manner is Manner.LETTERS:
            if any(abs(one.top - next_.top) < SIZE for one, next_ in pairwise(shown)):
                self.crowded.add(canvas.chapter)
            for one in shown:
                self._letter(canvas, one)
        elif self.manner is Manner.NOTES and shown:
            tops = self._tops(shown, floor)
            if tops[0] > self._limit + 1:
                self.crowded.add(canvas.chapter)
            for one, top in zip(shown, tops, strict=True):
                self._note(canvas, one, top)
            self._limit = tops[-1] - shown[-1].height - APART

    def _x(self, lane: int = 0) -> float:
        sheet = self._setting.sheet
        if self.manner is Manner.LETTERS:
            # Letters need the room between bracket and side column.
            return float(sheet.left + sheet.text + FEET + min(lane, 1) * LANE / 4)
        return float(sheet.left + sheet.text + sheet.bracket_gap + min(lane, 1) * LANE / 2)

    def _bracket(self, canvas: TaggedCanvas, one: _Shown) -> None:
        x = self._x(one.lane)
        canvas.saveState()
        canvas.setStrokeColor(TEAL)
        canvas.setLineWidth(1.1)
        canvas.line(x, one.top, x, one.bottom)
        if one.stretch.top is not None:
            canvas.line(x - FEET, one.top, x, one.top)
        if one.stretch.bottom is not None:
            canvas.line(x - FEET, one.bottom, x, one.bottom)
        canvas.restoreState()

    def _letter(self, canvas: TaggedCanvas, one: _Shown) -> None:
        letter = self.letters.get(one.stretch.key, "")
        with canvas.artifact():
            canvas.setFillColor(TEAL)
            canvas.draw_text(
                self._x(one.lane) + 2.6, one.top - 7.2, letter, Face.SANS_BOLD, SIZE
            )

    def _note(self, canvas: TaggedCanvas, one: _Shown, top: float) -> None:
        sheet = self._setting.sheet
        x = sheet.left + sheet.text + sheet.note_gap
        if one.note is None:
            return
        with _heard_once(canvas, one.stretch):
            one.note.drawOn(canvas, x, top - one.note.height)
        if one.goes_on is not None:
            with canvas.artifact():
                one.goes_on.drawOn(canvas, x, top - one.height)
        if not one.bottom - ELBOW_FROM <= top - 4 <= one.top + ELBOW_FROM:
            bracket = self._x(one.lane)
            near = min(max(top - 5.5, one.bottom), one.top)
            canvas.saveState()
            canvas.setStrokeColor(GREY)
            canvas.setLineWidth(0.35)
            canvas.line(bracket, near, x - 3.5, top - 5.5)
            canvas.line(x - 3.5, top - 5.5, x - 1.5, top - 5.5)
            canvas.restoreState()


def _assign_lanes(shown: Sequence[_Shown]) -> None:
    """Set brackets that overlap side by side."""
    for index, one in enumerate(shown):
        taken = {s.lane for s in shown[:index] if s.bottom < one.top}
        one.lane = next(lane for lane in range(len(shown) + 1) if lane not in taken)


@contextmanager
def _heard_once(canvas: TaggedCanvas, stretch: Stretch) -> Iterator[None]:
    """Draw a note, or draw again what was heard on the page before; its links lead on."""
    links = [] if stretch.top is not None else list(_links(stretch.note))
    if not links:
        with canvas.inside(stretch.note):
            yield
        return
    for link, target in links:
        canvas.await_annotation(f"#{target}", link)
    with canvas.artifact():
        yield


def _links(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield every Link in an element with the place that it leads to, once a line."""
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _links(kid)
        elif isinstance(kid, Annotation) and kid.target is not None:
            yield element, kid.target


class Beside(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A side column: takes no room in the text, and is read after it."""

    def __init__(self, content: Sequence[Flowable], x: float, width: float) -> None:
        super().__init__()
        self.content, self.x, self.room = list(content), x, width

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Draw the column from here downwards."""
        canvas = self.canv
        margin: Margin = canvas._doctemplate.margin  # noqa: SLF001 - no other way
        column = canvas.current.child(Step("Div", self), attach=False)
        y = 0.0
        with canvas.inside(column):
            for index, flowable in enumerate(self.content):
                _, height = flowable.wrapOn(canvas, self.room, 10_000)
                y -= height + (flowable.getSpaceBefore() if index else 0)
                flowable.drawOn(canvas, self.x, y)
                y -= flowable.getSpaceAfter()
        _, on_page = canvas.absolutePosition(0, y)
        margin.side_floor, margin.side = on_page, column


class Clear(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Goes on only below everything that stands beside the text."""

    def __init__(self, floor: float) -> None:
        super().__init__()
        self.floor = floor
        """Bottom of the frame on the page."""

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take what room the margin still needs."""
        margin: Margin = self.canv._doctemplate.margin  # noqa: SLF001 - no other way
        self.need = margin.clearance(self.canv, self.floor + availHeight)
        return 0, self.need

    def draw(self) -> None:
        """Draw what was waiting."""
        canvas = self.canv
        margin: Margin = canvas._doctemplate.margin  # noqa: SLF001 - no other way
        x, y = canvas.absolutePosition(0, 0)
        canvas.saveState()
        canvas.translate(-x, -y)  # the margin speaks in points of the page
        margin.flush(canvas, y)
        canvas.restoreState()


class Marking(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """From here on, passages are marked in another manner."""

    def __init__(self, manner: Manner, letters: dict[str, str] | None = None) -> None:
        super().__init__()
        self.manner, self.letters = manner, letters or {}

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Tell the margin."""
        margin: Margin = self.canv._doctemplate.margin  # noqa: SLF001 - no other way
        _, y = self.canv.absolutePosition(0, 0)
        margin.mark_as(self.manner, self.letters, y)
