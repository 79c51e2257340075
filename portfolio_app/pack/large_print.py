"""The large print edition as a value: one column of 170 mm, Noto Sans, 18 on 27.

Nothing is smaller than 16 points, nothing is italic, and everything is set flush left, as the
UK Association for Accessible Formats asks of large print.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.units import mm

from portfolio_app.model.domain.editions import EditionKind, Numbering
from portfolio_app.pack.fonts import Face
from portfolio_app.pack.styles import GREY, INK, TEAL, Edition, Sheet, standard

if TYPE_CHECKING:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

COLUMN = 170 * mm
SMALLEST = 16.0
FOOT_NUMBER = 20.0

_TITLES = "h1 h1-rule h1-rule-small cover-title cover-title-small cover-title-smallest number"
_HEADINGS = "h2 h2-first section question report-head part part-letter name"
_SUBHEADINGS = "h3 h3-first subsection cell-bold-teal letter matrix-kinds"
_STRONG = "cell-bold head head-right"
_CLAIMS = "note note-right"
_LABELS = "label cover-department cover-purpose cover-job byline attribution attribution-flush"
_FACTS = "fact fact-label side-fact side-right means"
_LARGER = "recommendation child child-medium child-small cover-name"


def large_print(numbering: Numbering = Numbering.CONTINUOUS) -> Edition:
    """Return the large print edition: reflowed in one column, not to be signed."""
    sheet = Sheet(
        left=20 * mm,
        right=20 * mm,
        top=26 * mm,
        bottom=28 * mm,
        foot_rule=22 * mm,
        foot=14.6 * mm,
        text=COLUMN,
        side=COLUMN,
        note=COLUMN,
    )
    known = standard()
    return replace(
        known,
        sheet=sheet,
        styles={name: _larger(style) for name, style in known.styles.items()},
        kind=EditionKind.LARGE_PRINT,
        title="Large print edition",
        notice="Large print edition, not signed",
        numbering=numbering,
        reflowed=True,
        page_word="page",
        said=Face.SANS,
    )


def _larger(style: ParagraphStyle) -> ParagraphStyle:
    """Return the style of the same role in large print."""
    name = style.name
    if name in _TITLES.split():
        return _set(style, Face.SANS_BOLD, 26, 34, TEAL, after=8)
    if name in _HEADINGS.split():
        return _set(style, Face.SANS_BOLD, 20, 27, INK, before=14, after=5)
    if name in _SUBHEADINGS.split():
        return _set(style, Face.SANS_BOLD, 18, 27, TEAL, before=8, after=3)
    if name in _STRONG.split():
        return _set(style, Face.SANS_BOLD, 18, 27, INK)
    if name in _LARGER.split():
        return _set(style, Face.SANS, 20, 30, INK, after=10)
    if name in _CLAIMS.split():
        return _set(style, Face.SANS, SMALLEST, 23, INK)
    if name in _LABELS.split():
        return _set(style, Face.SANS, SMALLEST, 23, GREY, after=6)
    if name in _FACTS.split():
        return _set(style, Face.SANS, SMALLEST, 23, INK)
    if name in {"unwritten", "caption", "described"}:
        return _set(style, Face.SANS, 18, 27, GREY, after=10)
    return _set(style, Face.SANS, 18, 27, INK, after=4 if name == "item" else 10)


def _set(
    style: ParagraphStyle,
    face: Face,
    size: float,
    leading: float,
    color: HexColor,
    *,
    before: float = 0,
    after: float = 0,
) -> ParagraphStyle:
    return style.clone(
        style.name,
        fontName=face.value,
        fontSize=size,
        leading=leading,
        textColor=color,
        spaceBefore=before,
        spaceAfter=after,
        rightIndent=0,
        alignment=TA_LEFT,
        underlineOffset=-2.6,
    )
