"""Contents: every section with its page, every piece of evidence with who wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from portfolio_app.model.domain.wording import day, sentence
from portfolio_app.pack.fonts import Face, text_width
from portfolio_app.pack.pages.flow import Opening, Rule, Section
from portfolio_app.pack.pages.place import NO_BREAK, linked
from portfolio_app.pack.pages.shapes import voice_mark
from portfolio_app.pack.pages.tables import layout_table, text_table
from portfolio_app.pack.plan.bundle import (
    CONTENTS,
    COVER,
    MATRIX,
    REQUIREMENTS,
    SIGNATURES,
    STATEMENT,
    VERIFY,
    WORDS,
)
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.styles import HEAD_LINE, RULE, TEAL, TEAL_LINE
from portfolio_app.pack.tagged.flowables import Para
from portfolio_app.pack.tagged.structure import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from portfolio_app.model.domain.roles import Voice
    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import EvidencePlan
    from portfolio_app.pack.plan.text import Place

INDENT = 11.5 * mm
_EVIDENCE = (INDENT, 64 * mm, 14 * mm, 45.5 * mm, 22.5 * mm, 12.5 * mm)
TOGETHER = 3
"""The last entries of a part, of which none stands on a page alone; ours."""
_DOT, _PITCH = 0.9, 3.2


def contents(setting: Setting) -> Iterator[Flowable]:
    """Yield the pages of contents."""
    plan = setting.plan
    yield Opening(Section(part=Part.GLANCE, place=CONTENTS, name="Contents", title="Contents"))
    yield setting.heading("Contents", "h1", 1)
    yield from _part(setting, Part.GLANCE, [
        ("Cover and how to read this pack", COVER),
        (plan.requirements.title, REQUIREMENTS),
        *([("Capability matrix", MATRIX)] if plan.matrix.groups else []),
    ])  # fmt: skip
    if plan.domains or plan.lists:
        yield from _part(setting, Part.CAPABILITIES, [
            *((f"{d.number}{NO_BREAK}{NO_BREAK}{d.title}", d.place) for d in plan.domains),
            *((table.title, table.place) for table in plan.lists),
        ])  # fmt: skip
    if plan.evidence:
        yield from (_evidence_below if setting.edition.reflowed else _evidence)(setting)
    yield from _part(setting, Part.REPORT, [
        *((r.kind, r.place) for r in plan.reports),
        ("Confidentiality and authenticity", STATEMENT),
        ("Frameworks and words used", WORDS),
        ("How to verify this pack", VERIFY),
        ("Signatures", SIGNATURES),
    ])  # fmt: skip


def _part(
    setting: Setting, part: Part, rows: Sequence[tuple[str, Place]]
) -> Iterator[Flowable]:
    yield CondPageBreak(30 * mm)
    yield PartHead(setting, part)
    yield Rule(setting.sheet.width, weight=HEAD_LINE, before=2, after=3.4, kept=True)
    for index, (title, place) in enumerate(rows):
        entry = Entry(setting, (part, index), title, place)
        entry.keepWithNext = int(len(rows) - TOGETHER <= index < len(rows) - 1)
        yield entry
    yield Spacer(0, 12)


class PartHead(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The letter of a part and its title."""

    def __init__(self, setting: Setting, part: Part, *, kept: bool = True) -> None:
        super().__init__()
        self.part = part
        self.title = setting.heading(setting.plan.part_title(part), "part")
        self.keepWithNext = int(kept)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take the room of the title."""
        _, self.height = self.title.wrapOn(self.canv, availWidth - INDENT, availHeight)
        return availWidth, self.height

    def draw(self) -> None:
        """Draw the letter as decoration, the title as a heading."""
        with self.canv.artifact():
            self.canv.setFillColor(TEAL)
            size = self.title.style.fontSize - 0.3
            at = self.height - 1.06 * self.title.style.fontSize
            self.canv.draw_text(0, at, self.part.value, Face.SANS_BOLD, size)
        self.title.drawOn(self.canv, INDENT, 0)


class Entry(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A line of contents: title, dots, page. Dots align down the page."""

    def __init__(
        self, setting: Setting, key: tuple[Part, int], title: str, place: Place
    ) -> None:
        super().__init__()
        self.setting, self.key, self.place = setting, key, place
        self.title = setting.para(title, "entry", "Span")
        self.page = setting.pages.printed(place)
        self.size = setting.style("entry").fontSize
        self.drop = 0.386 * self.size
        """From the bottom of the last line to its baseline."""

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take the room of the title, which may run over two lines."""
        self.width = availWidth
        _, self.height = self.title.wrapOn(self.canv, availWidth - 2 * INDENT, availHeight)
        return availWidth, self.height + 4.6

    def draw(self) -> None:
        """Draw it as an item of the table of contents, all of it a link."""
        canvas = self.canv
        kind, index = self.key
        y, size = 4.6 + self.drop, self.size
        item = (Step("TOC", kind), Step("TOCI", index), Step("Reference", "r"))
        with canvas.within(*item, Step("Link", "link")):
            self.title.drawOn(canvas, INDENT, 4.6)
            canvas.setFillColor(TEAL)
            canvas.draw_text(self.width, y, self.page, Face.SANS, size, anchor="right")
            canvas.link_to(self.place, (INDENT, 0, self.width, self.height + 4.6))
        number = text_width(self.page, Face.SANS, size)
        canvas.setStrokeColor(TEAL_LINE)
        canvas.setLineWidth(0.4)
        canvas.line(self.width - number, y - 1.7, self.width, y - 1.7)
        self._dots(INDENT + self._last_line() + 5, self.width - number - 5, y)

    def _last_line(self) -> float:
        widths = self.title.getActualLineWidths0()
        return float(widths[-1]) if widths else 0.0

    def _dots(self, left: float, right: float, y: float) -> None:
        if right - left < _PITCH:
            return
        # The dots are counted from the right edge of the page, so that they align.
        start = self.width - _PITCH * int((self.width - left) / _PITCH)
        self.canv.saveState()
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(_DOT)
        self.canv.setLineCap(1)
        self.canv.setDash([0.01, _PITCH])
        self.canv.line(start, y, right, y)
        self.canv.restoreState()


# --- evidence ----------------------------------------------------------------------------


def _evidence(setting: Setting) -> Iterator[Flowable]:
    yield CondPageBreak(40 * mm)
    yield PartHead(setting, Part.EVIDENCE, kept=False)
    yield Spacer(0, 6)
    head = [
        setting.para("No.", "head"),
        setting.para("Title", "head"),
        setting.para("Who wrote it", "head"),
        "",
        setting.para("Date", "head"),
        setting.para("Pages", "head-right"),
    ]
    rows = [head, *(_row(setting, piece) for piece in setting.plan.evidence)]
    extra = (
        ("RIGHTPADDING", (1, 0), (1, -1), 2 * mm),
        ("RIGHTPADDING", (2, 0), (2, -1), 0),
        ("RIGHTPADDING", (4, 0), (4, -1), 1),
        # The marks have no head of their own; that of the names stands above the names.
        ("SPAN", (2, 0), (3, 0)),
        ("LEFTPADDING", (2, 0), (2, 0), _EVIDENCE[2]),
    )
    yield text_table(
        rows, _EVIDENCE, tight=True, extra=extra, row_heads=(1,),
        summary="Evidence with who wrote it, its date and its pages",
    )  # fmt: skip
    yield Spacer(0, 14)


def _evidence_below(setting: Setting) -> Iterator[Flowable]:
    """Yield the evidence one below another: its title with its page, then who wrote it."""
    part = Part.EVIDENCE
    yield CondPageBreak(40 * mm)
    yield PartHead(setting, part)
    yield Rule(setting.sheet.width, weight=HEAD_LINE, before=2, after=3.4, kept=True)
    for index, piece in enumerate(setting.plan.evidence):
        entry = Entry(
            setting,
            (part, index),
            f"{piece.number}{NO_BREAK}{NO_BREAK}{piece.title}",
            piece.place,
        )
        entry.keepWithNext = 1
        yield entry
        who = sentence(", ".join(s.title for s in piece.sources))
        when = f", {day(piece.dated)}" if piece.dated else ""
        path = (Step("TOC", part), Step("TOCI", index))
        said = setting.para(f"{who}{when}", "attribution", "P", path)
        table = layout_table([["", said]], (INDENT, setting.sheet.width - INDENT))
        table.spaceAfter = 8
        yield table
    yield Spacer(0, 6)


def _row(setting: Setting, piece: EvidencePlan) -> list[object]:
    pages = linked(
        f'<font name="{Face.SANS_BOLD.value}">{setting.pages.range(piece.place)}</font>',
        piece.place,
    )
    return [
        setting.para(str(piece.number), "cell-bold"),
        setting.para(piece.title, "cell"),
        Marks(tuple(dict.fromkeys(s.voice for s in piece.sources))),
        setting.para(sentence(", ".join(s.title for s in piece.sources)), "means"),
        setting.para(_short(piece.dated), "means"),
        Para(pages, setting.style("cell-right")),
    ]


def _short(when: date | None) -> str:
    return f"{when.day} {day(when).split()[1][:3]} {when.year}" if when else ""


class Marks(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The marks of those who wrote, flush right before their names."""

    RADIUS, PITCH = 5.0, 13.0

    def __init__(self, voices: Sequence[Voice]) -> None:
        super().__init__()
        self.voices = voices

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take the room of a line of text."""
        self.width = availWidth
        return availWidth, 12.4

    def draw(self) -> None:
        """Draw them as decoration; the names say the same."""
        with self.canv.artifact():
            last = self.width - self.RADIUS - 3.5 * mm
            for index, voice in enumerate(reversed(self.voices)):
                voice_mark(self.canv, voice, last - index * self.PITCH, 5.6, self.RADIUS)
