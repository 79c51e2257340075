"""What stands in the cells of the capability matrix: marks, turned heads, the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from portfolio_app.pack.fonts import Face
from portfolio_app.pack.pages.furniture import fitting
from portfolio_app.pack.pages.shapes import SHAPES, voice_mark
from portfolio_app.pack.plan.matrix import VOICES
from portfolio_app.pack.styles import GREY, INK, TEAL
from portfolio_app.pack.tagged.structure import Attributes, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.model.domain.roles import Voice
    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.front import Column, MatrixCell
    from portfolio_app.pack.plan.text import Place
    from portfolio_app.pack.tagged.structure import Element

TITLE = "Capability matrix"
NUMBER = 6 * mm
"""Width of the numbers of evidence."""
HEAD = 65 * mm
"""Height of the heads of columns."""


class MatrixMark(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A mark in the matrix: a link to the first passage."""

    def __init__(self, setting: Setting, cell: MatrixCell, voice: Voice, height: float) -> None:
        super().__init__()
        self.cell, self.voice, self.height = cell, voice, height
        self.page = setting.pages.printed(cell.passages[0])

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Fill the cell."""
        self.width = availWidth
        return availWidth, self.height

    def draw(self) -> None:
        """Draw the mark as a figure in a link that says all it says."""
        canvas = self.canv
        said = f"{self.cell.description}, page {self.page}"
        box = (0, 0, self.width, self.height)
        with canvas.within(Step("Link", "link")):
            with canvas.figure("mark", said, box):
                figure = str(len(self.cell.passages))
                voice_mark(canvas, self.voice, self.width / 2, self.height / 2, text=figure)
            canvas.link_to(self.cell.passages[0], box, said)


class TurnedHead(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The head of a column: its title turned by 90 degrees, its number below."""

    def __init__(self, column: Column, group: str) -> None:
        super().__init__()
        self.column, self.group = column, group

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Fill the cell."""
        self.width = availWidth
        return availWidth, HEAD

    def draw(self) -> None:
        """Draw the title upwards, the number in teal, the framework above its first column.

        Who hears it has no framework above, so the number is heard with it: PCF 6.
        """
        canvas, column = self.canv, self.column
        canvas.setFillColor(TEAL)
        if self.group:
            with canvas.artifact():
                canvas.draw_text(0, HEAD - 7, self.group, Face.SANS_BOLD, 8.4)
        heard = Attributes(actual_text=f"{column.code} ")
        with canvas.within(Step("Span", "number", heard)):
            canvas.draw_text(
                self.width / 2, 4.4, column.number, Face.SANS_BOLD, 8, anchor="middle"
            )
        canvas.saveState()
        canvas.translate(self.width / 2 + 2.8, 17)
        canvas.rotate(90)
        canvas.setFillColor(INK)
        title = Attributes(actual_text=column.short_title)
        with canvas.within(Step("Span", "title", title)):
            shown = fitting(column.short_title, HEAD - 30, size=8)
            canvas.draw_text(0, 0, shown, Face.SANS, 8)
        canvas.restoreState()


class Ahead(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Where the legend is heard: before the matrix, in a corner of which it is seen."""

    def __init__(self, legend: Legend, place: Place | None = None) -> None:
        """Make it for a legend.

        Args:
            legend: Of the table that follows.
            place: Of a later table, which parts over pages only if it must.
        """
        super().__init__()
        self.legend, self.place = legend, place
        self.keepWithNext = int(place is not None)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Make the element that the legend fills."""
        self.legend.element = self.canv.current.child(Step("L", self.legend))
        if self.place:
            self.canv.bookmarkHorizontal(self.place, 0, 12)
            self.canv.titles[self.place] = TITLE


class Legend(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """What the marks mean, in the empty corner of the matrix."""

    PITCH = 17.0

    def __init__(self, voices: Sequence[Voice]) -> None:
        super().__init__()
        self.voices = voices
        self.element: Element | None = None
        """Where it is heard."""

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Fill the corner."""
        return availWidth, HEAD

    def draw(self) -> None:
        """Draw a line for each voice; the figure in it is an example."""
        with self.canv.inside(self.element or self.canv.current):
            self._voices()
        with self.canv.within(Step("P", "evidence")):
            self.canv.setFillColor(GREY)
            self.canv.draw_text(0, 4.4, "Evidence", Face.SANS_BOLD, 8)

    def _voices(self) -> None:
        canvas = self.canv
        y = HEAD - 62
        with canvas.within(Step("Caption", "whose")):
            canvas.setFillColor(GREY)
            canvas.draw_text(0, y + 4, "Whose words", Face.SANS_BOLD, 8)
        for index, voice in enumerate(self.voices):
            y -= self.PITCH + (3 if index == 0 else 0)
            with canvas.artifact():
                voice_mark(canvas, voice, 6, y + 3, text="2")
            shape = Attributes(actual_text=f"{VOICES[voice]}: {SHAPES[voice]}")
            with canvas.within(Step("LI", voice), Step("LBody", "said", shape)):
                canvas.setFillColor(INK)
                canvas.draw_text(NUMBER, y, VOICES[voice], Face.SANS, 8.4)
