"""The cover: whose pack this is, and what to read in ten minutes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from portfolio_app.pack.fonts import Face, text_width
from portfolio_app.pack.pages.edition_notes import about
from portfolio_app.pack.pages.flow import Section
from portfolio_app.pack.pages.furniture import fitting, page_number, source_line
from portfolio_app.pack.pages.place import NO_BREAK, linked
from portfolio_app.pack.pages.strip import Strip
from portfolio_app.pack.pages.tables import GAP, facts_table, text_table
from portfolio_app.pack.plan.bundle import COVER
from portfolio_app.pack.plan.cover import EDITION, PAGES, core_pages
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.styles import (
    GREY,
    INK,
    LINE_ON_TEAL,
    PANEL,
    RULE,
    TEAL,
    THIN,
    WHITE,
)
from portfolio_app.pack.tagged.flowables import Para
from portfolio_app.pack.tagged.structure import Step

if TYPE_CHECKING:
    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import Fact
    from portfolio_app.pack.plan.front import CoreItem
    from portfolio_app.pack.tagged.canvas import TaggedCanvas

COVER_SECTION = Section(
    part=Part.GLANCE, place=COVER, name="Cover", title="Cover and how to read it"
)
BLOCK = 128 * mm
"""Height of the teal block; a title of several lines makes it taller."""
OUTSET = 6 * mm
SLACK = 25 * mm
"""How much the block may give where the page needs room,"""
LOWER = 8 * mm
"""of which this much below the name, before its title moves up."""
FACTS_GAP, PANEL_GAP = 9.6 * mm, 7.6 * mm
PANEL_REST = 47 * mm
"""Height of the panel but for its table."""
BELOW = 31 * mm
"""From the panel to the bottom of the page."""
EDITION_ROOM = 6 * mm
"""As much more where the line on the sealed file stands there too,"""
EDITION_DROP = 17
"""which is so many points beneath the line on confidentiality,"""
LEAST_ABOVE_FOOT = 13
"""and never less than so many above the foot, on a cover that is full."""
MOST_LINES = 2
"""Lines of the title, before it is set smaller."""
_COLUMNS = (16.4 * mm, 68.4 * mm, 63.2 * mm, 22 * mm)


class Cover(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The first page as a whole."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take the whole page."""
        self.width, self.height = self.setting.sheet.size
        return self.width, self.height

    def draw(self) -> None:
        """Draw from the top: block, facts, panel, confidentiality."""
        canvas = self.canv
        facts, core = self._facts_table(), self._core_table()
        below = BELOW + (EDITION_ROOM if about(self.setting) else 0)
        rest = FACTS_GAP + self._tall(facts) + PANEL_GAP + PANEL_REST + below
        block = BLOCK + self._title_extra()
        over = block + rest + self._tall(core) - self.height
        if over > SLACK:
            core = self._core_table(tight=True)
            over = block + rest + self._tall(core) - self.height
        self._lift = min(max(over, 0.0), SLACK)
        y = self._block(canvas, block - self._lift)
        y = self._put_table(facts, y - FACTS_GAP)
        y = self._panel(canvas, y - PANEL_GAP, core)
        self._below(canvas, y - 8 * mm)

    def _tall(self, flowable: Flowable) -> float:
        _, height = flowable.wrapOn(self.canv, self.setting.sheet.width, self.height)
        return float(height)

    def _put_table(self, table: Flowable, top: float) -> float:
        bottom = top - self._tall(table)
        table.drawOn(self.canv, self.setting.sheet.left, bottom)
        return bottom

    # --- the block -----------------------------------------------------------------------

    def _block(self, canvas: TaggedCanvas, block: float) -> float:
        plan, sheet = self.setting.plan.cover, self.setting.sheet
        bottom = self.height - block
        canvas.setFillColor(TEAL)
        canvas.rect(0, bottom, self.width, block, stroke=0, fill=1)
        canvas.setFillColor(WHITE)
        top = self.height - 20.2 * mm
        canvas.rect(sheet.left, top - 13.8 * mm, 0.7 * mm, 13.8 * mm, stroke=0, fill=1)
        self._put(plan.authority, "cover-authority", sheet.left + 4 * mm, top - 1.2 * mm)
        self._put(plan.department, "cover-department", sheet.left + 4 * mm, top - 7 * mm)
        start = self.height - 58.6 * mm + max(0.0, self._lift - LOWER)
        y = self._put(plan.purpose, "cover-purpose", sheet.left, start) - 1.6 * mm
        title, width = self._title()
        _, tall = title.wrap(width, self.height)
        y -= tall
        title.drawOn(canvas, sheet.left - 0.6, y)
        line = y - 6.4 * mm
        canvas.setStrokeColor(LINE_ON_TEAL)
        canvas.setLineWidth(THIN)
        canvas.line(sheet.left, line, sheet.left + sheet.width, line)
        self._people(line - 4.6 * mm)
        return bottom

    def _title(self) -> tuple[Flowable, float]:
        """Return the title and the width that parts its lines most evenly."""
        # A number stays with its word: "Level 3".
        text = re.sub(r" (?=\d)", NO_BREAK, self.setting.plan.cover.title)
        width = self.setting.sheet.width + 1
        para = self.setting.para(text, "cover-title", "H1")
        for style in ("cover-title-small", "cover-title-smallest"):
            if _lines(para, width) > MOST_LINES:
                para = self.setting.para(text, style, "H1")
        lines = _lines(para, width)
        while lines > 1 and _lines(para, width - 4) == lines and width > 40 * mm:
            width -= 4
        return para, width

    def _title_extra(self) -> float:
        title, width = self._title()
        _, tall = title.wrap(width, self.height)
        return max(0.0, float(tall - self.setting.style("cover-title").leading))

    def _people(self, top: float) -> None:
        plan, sheet = self.setting.plan.cover, self.setting.sheet
        wide = sheet.half if plan.panel else sheet.width
        y = self._put(plan.practitioner, "cover-name", sheet.left, top, wide)
        self._put(plan.job_title, "cover-job", sheet.left, y - 0.8 * mm, wide)
        if plan.panel:
            x = sheet.left + sheet.half + sheet.gutter
            y = self._put("Panel", "cover-job", x, top - 2.2 * mm, sheet.half)
            self._put(plan.panel, "cover-panel", x, y - 1.4 * mm, sheet.half)

    def _put(self, text: str, style: str, x: float, top: float, width: float = 0) -> float:
        """Draw a paragraph with its top there and return its bottom."""
        if not text:
            return top
        para = self.setting.para(text, style)
        room = width or self.setting.sheet.width - (x - self.setting.sheet.left)
        _, height = para.wrapOn(self.canv, room, self.height)
        para.drawOn(self.canv, x, top - height)
        return float(top - height)

    # --- facts ---------------------------------------------------------------------------

    def _facts_table(self) -> Flowable:
        return facts_table(self.setting, cover_facts(self.setting), label=23 * mm, top=False)

    # --- ten minutes ---------------------------------------------------------------------

    def _panel(self, canvas: TaggedCanvas, top: float, core: Flowable) -> float:
        setting, sheet = self.setting, self.setting.sheet
        bottom = top - self._tall(core) - PANEL_REST
        canvas.setFillColor(PANEL)
        canvas.rect(
            sheet.left - OUTSET,
            bottom,
            sheet.width + 2 * OUTSET,
            top - bottom,
            stroke=0,
            fill=1,
        )
        y = top - 6.6 * mm
        heading = setting.heading(setting.plan.cover.reading, "h2", 2)
        heading.wrapOn(canvas, sheet.width, self.height)
        heading.drawOn(canvas, sheet.left, y - 16)
        pages = self._core_page_numbers()
        said = setting.para(core_pages(len(pages)), "note-right")
        said.drawOn(canvas, sheet.left, y - 1 * mm - self._tall(said))
        y = self._put_table(core, y - 9.4 * mm) - 5.4 * mm
        Strip(setting, frozenset(pages)).draw_on(canvas, sheet.left, y)
        self._legend(canvas, y - 17.5 * mm)
        return float(bottom)

    def _core_table(self, *, tight: bool = False) -> Flowable:
        setting = self.setting
        items = setting.plan.cover.core
        rows = []
        for item in items:
            pages = self._links(item)
            rows.append([
                self._cell(f'<font name="{Face.SANS_BOLD.value}">{pages}</font>'),
                setting.para(self._on_one_line(item.title), "cell-bold"),
                setting.para(item.question, "means"),
                setting.para(f"{item.minutes} min", "cell-right"),
            ])  # fmt: skip
        extra = (
            ("LINEABOVE", (0, 0), (-1, 0), THIN, RULE),
            ("LINEBELOW", (0, 0), (-1, -1), THIN, RULE),
            ("TOPPADDING", (0, 0), (-1, -1), 2 if tight else 3.6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6 if tight else 5),
        )
        return text_table(
            rows, _COLUMNS, summary="Pages to read first, why, and how long they take",
            header=False, row_heads=(1,), closed=False, extra=extra,
        )  # fmt: skip

    def _links(self, item: CoreItem) -> str:
        """Return the pages of an item, each of its own places a link."""
        pages = self.setting.pages
        if not item.first_only:
            return linked(pages.runs(self._pages_of(item)), item.places[0])
        return ", ".join(
            linked(pages.label(page), place)
            for page, place in zip(self._pages_of(item), item.places, strict=True)
        )

    def _on_one_line(self, title: str) -> str:
        return fitting(title, _COLUMNS[1] - GAP, Face.SANS_BOLD, 8.8)

    def _cell(self, markup: str) -> Para:
        return Para(markup, self.setting.style("cell"))

    def _pages_of(self, item: CoreItem) -> list[int]:
        pages: list[int] = []
        for place in item.places:
            first, last = self.setting.pages.span(place)
            pages.extend([first] if item.first_only else range(first, last + 1))
        return pages

    def _core_page_numbers(self) -> set[int]:
        return {page for item in self.setting.plan.cover.core for page in self._pages_of(item)}

    def _legend(self, canvas: TaggedCanvas, y: float) -> None:
        sheet = self.setting.sheet
        with canvas.within(Step("P", "faces")):
            canvas.setFillColor(INK)
            first = "Words that people wrote are set in this face. "
            canvas.draw_text(sheet.left, y, first, Face.SERIF, 8.8)
            canvas.setFillColor(GREY)
            x = sheet.left + text_width(first, Face.SERIF, 8.8)
            canvas.draw_text(x, y, "What the pack adds is set in this one.", Face.SANS, 8.2)
        right = sheet.left + sheet.width
        with canvas.artifact():  # it explains the strip, of which the words say the same
            canvas.setFillColor(TEAL)
            canvas.draw_text(right, y, "core page", Face.SANS, 8.2, anchor="right")
        x = right - text_width("core page", Face.SANS, 8.2) - 10.5
        canvas.setFillColor(TEAL)
        canvas.rect(x, y - 0.8, 6.6, 6.6, stroke=0, fill=1)

    # --- below ---------------------------------------------------------------------------

    def _below(self, canvas: TaggedCanvas, top: float) -> None:
        sheet = self.setting.sheet
        with canvas.within(Step("P", "confidential")):
            y = top
            canvas.setFillColor(INK)
            canvas.draw_text(sheet.left, y, "Confidential. ", Face.SANS_BOLD, 8)
            x = sheet.left + text_width("Confidential. ", Face.SANS_BOLD, 8)
            canvas.setFillColor(GREY)
            canvas.draw_text(x, y, self.setting.plan.cover.confidential, Face.SANS, 8)
        if said := about(self.setting):
            with canvas.within(Step("P", "edition")):
                sha256 = self.setting.origin.sha256 if self.setting.origin else ""
                y = max(y - EDITION_DROP, sheet.foot + LEAST_ABOVE_FOOT)
                canvas.draw_text(sheet.left, y, f"{said} {sha256}".strip(), Face.SANS, 8)
        with canvas.artifact():
            source_line(canvas, self.setting, [COVER_SECTION], sheet.foot, hashed=False)
            page_number(canvas, self.setting, sheet.left + sheet.width, sheet.foot)


def cover_facts(setting: Setting) -> list[Fact]:
    """Return the facts of the cover with those that drawing knows."""
    known = {
        EDITION: setting.edition.title,
        PAGES: f"{setting.pages.total}, as your PDF reader counts",
        "Pack code": setting.plan.masthead.code,
    }
    return [
        replace(f, value=(known[f.label],)) if f.label in known else f
        for f in setting.plan.cover.facts
    ]


def _lines(para: Para, width: float) -> int:
    para.wrap(width, 10_000)
    return len(para.blPara.lines)
