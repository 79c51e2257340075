"""All pages of the pack as a strip, to see at a glance where the core pages are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from portfolio_app.model.domain.wording import count
from portfolio_app.pack.fonts import Face, text_width
from portfolio_app.pack.pages.place import part_place
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.styles import GREY, RULE, TEAL, WHITE

if TYPE_CHECKING:
    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.tagged.canvas import TaggedCanvas

SHORT_PARTS = {
    Part.GLANCE: "Glance", Part.CAPABILITIES: "Capabilities",
    Part.EVIDENCE: "Evidence", Part.REPORT: "Report",
}  # fmt: skip


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
            f"{self.setting.pages.runs(sorted(self.core))}"
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
            if (page := self.setting.pages.of_place.get(part_place(part)))
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
