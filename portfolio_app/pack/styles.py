"""How the pack looks: page, grid, type and colours of an edition, as values.

Measures and colours are those of the publication design; sizes are in points, the grid in
millimetres of the page from its top left corner. Another edition is another `Sheet`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from portfolio_app.model.domain.editions import EditionKind, Numbering
from portfolio_app.pack.fonts import Face

if TYPE_CHECKING:
    from collections.abc import Mapping

INK = HexColor("#1A2326")
GREY = HexColor("#485457")
"""Notes, attributions, heads of tables; 7.8 to 1 on white."""
QUIET = HexColor("#5A676A")
"""Labels of facts, the foot; 5.9 to 1 on white."""
TEAL = HexColor("#0C4F5C")
"""Structure, links, marks, "done"; 9.2 to 1 on white."""
TEAL_LINE = HexColor("#2A6E7C")
PALE_ON_TEAL = HexColor("#CFE2E5")
LINE_ON_TEAL = HexColor("#2F6B77")
RULE = HexColor("#C6CFD1")
HAIRLINE = HexColor("#DDE3E4")
PANEL = HexColor("#F2F5F5")
TINT = HexColor("#E4EFF0")
CLAIM = "#DCEAEC"
CLAIM_ON_TINT = "#C7DEE1"
"""Behind claimed words in a child's panel, which is tinted itself."""
WHITE = HexColor("#FFFFFF")

OPENING = 1.4
"""Line that opens a block, in points."""
HEAD_LINE = 0.8
THIN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The page of an edition and its grid, in points."""

    size: tuple[float, float] = A4
    left: float = 22 * mm
    """Clear of punch holes."""
    right: float = 18 * mm
    top: float = 29 * mm
    """Where content begins."""
    bottom: float = 27 * mm
    """Where content ends."""
    head: float = 16 * mm
    """Baseline of the head line, from the top."""
    foot_rule: float = 20 * mm
    foot: float = 14.4 * mm
    """Baseline of the foot, from the bottom."""
    gutter: float = 4 * mm
    text: float = 112 * mm
    """Width of running text: about 62 characters."""
    side: float = 54 * mm
    """Width of the side column, and of a quotation."""
    note: float = 51.4 * mm
    """Width of a margin note."""
    note_gap: float = 6.6 * mm
    """From running text to a margin note."""
    bracket_gap: float = 3.4 * mm

    @property
    def width(self) -> float:
        """Width of the grid."""
        return self.size[0] - self.left - self.right

    @property
    def ceiling(self) -> float:
        """Top of the content, measured from the bottom of the page."""
        return self.size[1] - self.top

    @property
    def height(self) -> float:
        """Height of the content."""
        return self.ceiling - self.bottom

    @property
    def half(self) -> float:
        """Width of half the grid."""
        return (self.width - self.gutter) / 2

    @property
    def third(self) -> float:
        """Width of a third of the grid."""
        return (self.width - 2 * self.gutter) / 3

    @property
    def margin(self) -> float:
        """What running text leaves free at its right."""
        return self.width - self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A sheet with its styles, and what becomes of the pack's pages on it."""

    sheet: Sheet
    styles: Mapping[str, ParagraphStyle]
    kind: EditionKind = EditionKind.STANDARD
    title: str = "Standard"
    """As the cover names it."""
    notice: str = ""
    """What every page says of it; of the standard edition nothing."""
    numbering: Numbering = Numbering.CONTINUOUS
    reflowed: bool = False
    """Whether everything stands in one column, in the order in which it is read."""
    bound: bool = True
    """Whether attached documents are bound in."""
    page_word: str = "p."
    """What stands before a page number."""
    said: Face = Face.SERIF
    """The face of words that a person wrote, among words of the pack."""

    @property
    def signable(self) -> bool:
        """Whether people sign it: it has their fields, and the manifest."""
        return self.kind is EditionKind.STANDARD

    def __getitem__(self, name: str) -> ParagraphStyle:
        return self.styles[name]


def standard(numbering: Numbering = Numbering.CONTINUOUS) -> Edition:
    """Return the standard edition: A4, body 10.5 on 16."""
    sheet = Sheet()
    styles = {s.name: s for s in _styles(sheet)}
    return Edition(sheet=sheet, styles=styles, numbering=numbering)


def reading_copy(numbering: Numbering = Numbering.CONTINUOUS) -> Edition:
    """Return the standard pages without attached documents, not to be signed."""
    return replace(
        standard(numbering),
        kind=EditionKind.READING_COPY,
        title="Reading copy",
        notice="Reading copy, not signed",
        bound=False,
    )


def _styles(sheet: Sheet) -> list[ParagraphStyle]:
    """Return every style, named by its role."""
    beside = sheet.margin
    return [
        *_headings(beside),
        *_words(beside),
        *_cells(),
        *_notes(beside),
        *_cover(),
    ]


def _headings(beside: float) -> list[ParagraphStyle]:
    """Return the styles of titles, headings and leads."""
    return [
        _style("h1", Face.DISPLAY, 27, 32, after=5 * mm),
        _style("h1-rule", Face.DISPLAY, 27, 32, after=3.5 * mm),
        _style("h1-rule-small", Face.DISPLAY, 21, 26, after=3.5 * mm),
        _style("label", Face.SANS_BOLD, 8.5, 11, TEAL, after=1.2, keep=True),
        _style("h2", Face.SANS_BOLD, 12, 16, before=16, after=4),
        _style("h2-first", Face.SANS_BOLD, 12, 16, after=3),
        _style("h3", Face.SANS_BOLD, 9, 12.5, TEAL, before=8, after=2),
        _style("h3-first", Face.SANS_BOLD, 9, 12.5, TEAL, after=2),
        _style("section", Face.SANS_BOLD, 9.5, 13, before=9, after=1.5, indent=beside),
        _style("subsection", Face.SERIF_BOLD, 10.5, 16, before=4, after=1, indent=beside),
        _style("question", Face.SANS_BOLD, 10, 13, TEAL, before=4, after=2.5 * mm),
        _style("lead", Face.SANS, 11, 16.5, after=6 * mm, indent=24 * mm),
        _style(
            "report-head", Face.SANS_BOLD, 8.5, 12.5, TEAL, before=3.5, after=1, indent=beside
        ),
        _style("part", Face.SANS_BOLD, 9.8, 13),
        _style("part-letter", Face.SANS_BOLD, 9.8, 13, TEAL),
        _style("entry", Face.SANS, 8.8, 12.4),
        _style("number", Face.DISPLAY, 27, 30, TEAL),
        _style("signature-number", Face.DISPLAY, 25, 28, TEAL),
        _style("name", Face.SANS_BOLD, 10.5, 14),
    ]


def _words(beside: float) -> list[ParagraphStyle]:
    """Return the styles of what people wrote."""
    return [
        _style("body", Face.SERIF, 10.5, 16, after=6, indent=beside),
        _style("statement", Face.SERIF, 10.5, 16, after=6),
        _style("report", Face.SERIF, 10.2, 15.4, after=6, indent=beside),
        _style("unwritten", Face.SANS, 10.5, 16, GREY, after=6, indent=beside),
        _style("quotation", Face.SERIF, 10.2, 15.2),
        _style("recommendation", Face.SERIF, 13.5, 20, after=8),
        _style("child", Face.SERIF, 14.5, 21.5),
        _style("child-medium", Face.SERIF, 12.5, 18.5),
        _style("child-small", Face.SERIF, 11.5, 17),
    ]


def _cells() -> list[ParagraphStyle]:
    """Return the styles of tables and facts."""
    return [
        _style("cell", Face.SANS, 8.8, 12.4),
        _style("item", Face.SANS, 8.8, 12.4),
        _style("cell-bold", Face.SANS_BOLD, 8.8, 12.4),
        _style("cell-bold-teal", Face.SANS_BOLD, 8.8, 12.4, TEAL),
        _style("cell-right", Face.SANS, 8.8, 12.4, right=True),
        _style("cell-serif", Face.SERIF, 9.2, 13.4),
        _style("head", Face.SANS_BOLD, 8, 11, GREY),
        _style("head-right", Face.SANS_BOLD, 8, 11, GREY, right=True),
        _style("fact", Face.SANS, 8.8, 12.4),
        _style("fact-label", Face.SANS, 8, 12.4, QUIET),
        _style("matrix-number", Face.SANS_BOLD, 8.4, 11, GREY),
        _style("matrix-title", Face.SANS, 8.4, 11),
        _style("matrix-further", Face.SANS, 8.4, 11, GREY),
        _style("matrix-kinds", Face.SANS_BOLD, 8.4, 11),
        _style("matrix-page", Face.SANS_BOLD, 8, 13, GREY),
        _style("matrix-page-link", Face.SANS, 8.4, 11),
        _style("matrix-kind", Face.SANS_BOLD, 8.4, 11, centre=True),
        _style("matrix-domain", Face.SANS, 8.4, 11, centre=True),
    ]


def _notes(beside: float) -> list[ParagraphStyle]:
    """Return the styles of notes, attributions and side columns."""
    return [
        _style("side-fact", Face.SANS, 8.4, 11.6),
        _style("side-right", Face.SANS, 8.4, 11.6, right=True),
        _style("letter", Face.SANS_BOLD, 8, 11, TEAL),
        _style("caption", Face.SERIF, 9.4, 13.6, after=4, indent=beside),
        _style("described", Face.SERIF, 9.4, 13.6, after=3 * mm, indent=24 * mm),
        _style("byline", Face.SANS, 8, 11, GREY, after=4 * mm),
        _style("note", Face.SANS, 8, 11, GREY),
        _style("note-right", Face.SANS, 8, 11, GREY, right=True),
        _style("attribution", Face.SANS, 8, 11, GREY, before=1, after=7, indent=beside),
        _style("attribution-flush", Face.SANS, 8, 11, GREY, before=3),
        _style("side", Face.SANS, 8.8, 12.8),
        _style("side-serif", Face.SERIF, 9.2, 13.6),
        _style("means", Face.SANS, 8.8, 12.8, GREY),
    ]


def _cover() -> list[ParagraphStyle]:
    """Return the styles of the cover."""
    return [
        _style("cover-authority", Face.SANS_BOLD, 10.5, 15, WHITE),
        _style("cover-department", Face.SANS, 10.5, 15, PALE_ON_TEAL),
        _style("cover-purpose", Face.SANS, 10.5, 15, PALE_ON_TEAL),
        _style("cover-title", Face.DISPLAY, 48, 54, WHITE),
        _style("cover-title-small", Face.DISPLAY, 38, 43, WHITE),
        _style("cover-title-smallest", Face.DISPLAY, 29, 34, WHITE),
        _style("cover-name", Face.SERIF, 18, 23, WHITE),
        _style("cover-job", Face.SANS, 9, 13, PALE_ON_TEAL),
        _style("cover-panel", Face.SANS_BOLD, 10.5, 14, WHITE),
    ]


def _style(
    name: str,
    face: Face,
    size: float,
    leading: float,
    color: HexColor = INK,
    *,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
    right: bool = False,
    centre: bool = False,
    keep: bool = False,
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=face.value,
        fontSize=size,
        leading=leading,
        textColor=color,
        spaceBefore=before,
        spaceAfter=after,
        rightIndent=indent,
        alignment=TA_RIGHT if right else TA_CENTER if centre else TA_LEFT,
        allowWidows=0,
        allowOrphans=0,
        keepWithNext=int(keep),
        splitLongWords=1,
        bulletFontName=Face.SANS_BOLD.value,
        underlineWidth=0.4,
        underlineOffset=-1.7,
    )


def face_of(style: ParagraphStyle) -> Face:
    """Return the face that a style sets."""
    return Face(style.fontName)
