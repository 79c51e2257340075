"""The cover: whose pack this is, and what to read in ten minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from portfolio_app.model.domain.wording import count
from portfolio_app.pack.fonts import Face, text_width
from portfolio_app.pack.pages.furniture import page_number
from portfolio_app.pack.pages.place import linked, runs_of
from portfolio_app.pack.pages.tables import facts_table, text_table
from portfolio_app.pack.plan.blocks import Fact
from portfolio_app.pack.plan.cover import PAGES, core_pages
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
from portfolio_app.pack.tagged.structure import Step

if TYPE_CHECKING:

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.front import CoreItem
    from portfolio_app.pack.tagged.canvas import TaggedCanvas

BLOCK = 128 * mm
"""Height of the teal block; a title of several lines makes it taller."""
OUTSET = 6 * mm
SHORT_PARTS = {
    Part.GLANCE: "Glance", Part.CAPABILITIES: "Capabilities",
    Part.EVIDENCE: "Evidence", Part.REPORT: "Report",
}  # fmt: skip
_COLUMNS = (16.4 * mm, 68.4 * mm, 63.2 * mm, 22 * mm)
_TIGHT = 12
"""Core items above which their rows stand closer."""


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
        y = self._block(canvas)
        y = self._facts(canvas, y - 9.6 * mm)
        y = self._panel(canvas, y - 7.6 * mm)
        self._below(canvas, y - 7 * mm)

    # --- the block -----------------------------------------------------------------------

    def _block(self, canvas: TaggedCanvas) -> float:
        setting, plan = self.setting, self.setting.plan.cover
        sheet = setting.sheet
        title = self._title()
        _, title_height = title.wrap(sheet.width, self.height)
        one_line = setting.style("cover-title").leading
        block = BLOCK + max(0.0, title_height - one_line - 6 * mm)
        bottom = self.height - block
        canvas.setFillColor(TEAL)
        canvas.rect(0, bottom, self.width, block, stroke=0, fill=1)
        canvas.setFillColor(WHITE)
        top = self.height - 20.2 * mm
        canvas.rect(sheet.left, top - 13.8 * mm, 0.7 * mm, 13.8 * mm, stroke=0, fill=1)
        self._put(plan.authority, "cover-authority", sheet.left + 4 * mm, top - 1.2 * mm)
        self._put(plan.department, "cover-department", sheet.left + 4 * mm, top - 7 * mm)
        y = self._put(plan.purpose, "cover-purpose", sheet.left, self.height - 58.6 * mm)
        title.drawOn(canvas, sheet.left - 0.6, y - 1.6 * mm - title_height)
        line = y - 1.6 * mm - title_height - 6.4 * mm
        canvas.setStrokeColor(LINE_ON_TEAL)
        canvas.setLineWidth(THIN)
        canvas.line(sheet.left, line, sheet.left + sheet.width, line)
        self._people(line - 4.6 * mm)
        return bottom

    def _title(self) -> Flowable:
        setting = self.setting
        title = setting.plan.cover.title
        fits = text_width(title, Face.DISPLAY, 48) <= setting.sheet.width
        style = "cover-title" if fits else "cover-title-small"
        return setting.para(title, style, "H1")

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
        _, height = para.wrap(room, self.height)
        para.drawOn(self.canv, x, top - height)
        return top - height

    # --- facts ---------------------------------------------------------------------------

    def _facts(self, canvas: TaggedCanvas, top: float) -> float:
        setting = self.setting
        known = {
            PAGES: f"{setting.pages.total}, as your PDF reader counts",
            "Pack code": setting.plan.masthead.code,
        }
        facts = [
            Fact(label=f.label, value=f.value or (known[f.label],))
            for f in setting.plan.cover.facts
        ]
        table = facts_table(setting, facts, label=23 * mm, top=False)
        _, height = table.wrapOn(canvas, setting.sheet.width, self.height)
        table.drawOn(canvas, setting.sheet.left, top - height)
        return top - height

    # --- ten minutes ---------------------------------------------------------------------

    def _panel(self, canvas: TaggedCanvas, top: float) -> float:
        setting, sheet = self.setting, self.setting.sheet
        table = self._core_table()
        _, height = table.wrapOn(canvas, sheet.width, self.height)
        panel = height + 54 * mm
        canvas.setFillColor(PANEL)
        canvas.rect(
            sheet.left - OUTSET, top - panel, sheet.width + 2 * OUTSET, panel, stroke=0, fill=1
        )
        y = top - 6.6 * mm
        self._put(setting.plan.cover.reading, "h2", sheet.left, y)
        number = len(self._core_page_numbers())
        count_line = setting.para(core_pages(number), "note-right")
        _, tall = count_line.wrap(sheet.width, self.height)
        count_line.drawOn(canvas, sheet.left, y - 1 * mm - tall)
        y -= 9.4 * mm
        table.drawOn(canvas, sheet.left, y - height)
        y -= height + 5.4 * mm
        Strip(setting, frozenset(self._core_page_numbers())).draw_on(canvas, sheet.left, y)
        self._legend(canvas, y - 17.5 * mm)
        return top - panel

    def _core_table(self) -> Flowable:
        setting = self.setting
        items = setting.plan.cover.core
        rows = []
        for item in items:
            pages = linked(runs_of(self._pages_of(item)), item.places[0])
            rows.append([
                self._cell(f'<font name="{Face.SANS_BOLD.value}">{pages}</font>'),
                setting.para(item.title, "cell-bold", "P"),
                setting.para(item.question, "means"),
                setting.para(f"{item.minutes} min", "cell-right"),
            ])  # fmt: skip
        tight = len(items) > _TIGHT
        extra = (
            ("LINEABOVE", (0, 0), (-1, 0), THIN, RULE),
            ("LINEBELOW", (0, 0), (-1, -1), THIN, RULE),
            ("TOPPADDING", (0, 0), (-1, -1), 2 if tight else 3.6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6 if tight else 5),
        )
        return text_table(
            rows, _COLUMNS, summary="Pages to read first, why, and how long they take",
            header=False, header_cols=0, closed=False, extra=extra,
        )  # fmt: skip

    def _cell(self, markup: str) -> Flowable:
        from portfolio_app.pack.tagged.flowables import Para

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
        with canvas.within(Step("P", "core")):
            canvas.setFillColor(TEAL)
            canvas.draw_text(right, y, "core page", Face.SANS, 8.2, anchor="right")
        x = right - text_width("core page", Face.SANS, 8.2) - 10.5
        canvas.setFillColor(TEAL)
        canvas.rect(x, y - 0.8, 6.6, 6.6, stroke=0, fill=1)

    # --- below ---------------------------------------------------------------------------

    def _below(self, canvas: TaggedCanvas, top: float) -> None:
        sheet = self.setting.sheet
        with canvas.within(Step("P", "confidential")):
            y = top - 3 * mm
            canvas.setFillColor(INK)
            canvas.draw_text(sheet.left, y, "Confidential. ", Face.SANS_BOLD, 8)
            x = sheet.left + text_width("Confidential. ", Face.SANS_BOLD, 8)
            canvas.setFillColor(GREY)
            canvas.draw_text(x, y, self.setting.plan.cover.confidential, Face.SANS, 8)
        with canvas.artifact():
            page_number(canvas, self.setting, sheet.left + sheet.width, sheet.foot)


class Strip:
    """All pages of the pack as a strip, core pages filled; one figure."""

    GAP, PART_GAP, HEIGHT, MOST = 1.2, 9.0, 6 * mm, 9.6

    def __init__(self, setting: Setting, core: frozenset[int]) -> None:
        self.setting = setting
        self.core = core

    def draw_on(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the strip from its left, downwards from its top."""
        width = self.setting.sheet.width
        parts = self._parts()
        total = sum(len(pages) for _, pages in parts)
        if not total:
            return
        # A part with a page or two still needs room for its name.
        room = width - self.PART_GAP * (len(parts) - 1)
        pitch = min(self.MOST + self.GAP, room / total)
        alt = (
            f"A strip of {count(total, 'page')} in {len(parts)} parts; core pages: "
            f"{runs_of(sorted(self.core))}"
        )
        box = (x, top - self.HEIGHT - 14, x + width, top)
        with canvas.figure("strip", alt, box):
            widths = _shared([max(len(p) * pitch, _name(part)) for part, p in parts], room)
            for (part, pages), own in zip(parts, widths, strict=True):
                self._part(canvas, part, pages, x, top, min(pitch, own / len(pages)))
                x += own + self.PART_GAP

    def _part(
        self, canvas: TaggedCanvas, part: Part, pages: range, x: float, top: float, pitch: float
    ) -> None:
        canvas.setLineWidth(0.5)
        width = pitch - min(self.GAP, pitch / 4)
        for index, page in enumerate(pages):
            canvas.setStrokeColor(TEAL if page in self.core else RULE)
            canvas.setFillColor(TEAL if page in self.core else WHITE)
            canvas.rect(x + index * pitch, top - self.HEIGHT, width, self.HEIGHT, fill=1)
        canvas.setFillColor(TEAL)
        y = top - self.HEIGHT - 11.5
        canvas.draw_text(x, y, part.value, Face.SANS_BOLD, 8)
        canvas.setFillColor(GREY)
        canvas.draw_text(x + 9.5, y, SHORT_PARTS[part], Face.SANS, 8)

    def _parts(self) -> list[tuple[Part, range]]:
        """Return the pages of each part, from where it begins to where the next one does."""
        starts = [
            (part, page)
            for part in Part
            if (page := self.setting.pages.of_place.get(f"part-{part}"))
        ]
        if not starts:
            return []
        ends = [page for _, page in starts[1:]] + [self.setting.pages.total + 1]
        return [(p, range(s, e)) for (p, s), e in zip(starts, ends, strict=True) if e > s]


def _name(part: Part) -> float:
    return 9.5 + text_width(SHORT_PARTS[part], Face.SANS, 8)


def _shared(wanted: list[float], room: float) -> list[float]:
    """Shrink the widest of `wanted` until all fit in `room`."""
    found = list(wanted)
    over = sum(found) - room
    if over > 0:
        widest = max(range(len(found)), key=found.__getitem__)
        found[widest] -= over
    return found
