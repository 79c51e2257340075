"""Head and foot of large print: 16 points at least, and no more than is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from portfolio_app.pack.fonts import Face, text_width
from portfolio_app.pack.pages.edition_notes import hash_line, of_page
from portfolio_app.pack.pages.furniture import fitting, foot_name
from portfolio_app.pack.styles import GREY, INK, QUIET, RULE, TEAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfolio_app.pack.pages.flow import Section
    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.tagged.canvas import TaggedCanvas

SIZE, NUMBER = 16.0, 20.0
NOTICES = (11 * mm, 18 * mm)
"""Baselines of what every page says, from the top."""
SOURCE = 7 * mm
"""From the foot down to the line that names the page of origin."""
SAID = "Confidential"
GAP = 12.0


def frame_large(canvas: TaggedCanvas, setting: Setting, sections: Sequence[Section]) -> None:
    """Draw head and foot of a page of large print."""
    with canvas.artifact():
        _head(canvas, setting)
        _foot(canvas, setting, sections)


def _head(canvas: TaggedCanvas, setting: Setting) -> None:
    _, height = canvas.page_size
    said = [setting.edition.notice, setting.plan.masthead.notice]
    canvas.setFillColor(TEAL)
    for text, down in zip([s for s in said if s], NOTICES, strict=False):
        canvas.draw_text(setting.sheet.left, height - down, text, Face.SANS_BOLD, SIZE)


def _foot(canvas: TaggedCanvas, setting: Setting, sections: Sequence[Section]) -> None:
    sheet = setting.sheet
    width, _ = canvas.page_size
    right = width - sheet.right
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.8)
    canvas.line(sheet.left, sheet.foot_rule, right, sheet.foot_rule)
    taken = _page_number(canvas, setting, right, sheet.foot)
    confidential = text_width(SAID, Face.SANS, SIZE)
    room = right - taken - sheet.left - confidential - 2 * GAP
    name = fitting(foot_name(setting, sections, canvas.getPageNumber()), room, size=SIZE)
    canvas.setFillColor(INK)
    canvas.draw_text(sheet.left, sheet.foot, name, Face.SANS, SIZE)
    canvas.setFillColor(GREY)
    at = right - taken - GAP
    canvas.draw_text(at, sheet.foot, SAID, Face.SANS, SIZE, anchor="right")
    canvas.setFillColor(QUIET)
    source = [of_page(setting, canvas, sections), hash_line(setting, room_for_all=False)]
    text = fitting(", ".join(s for s in source if s), right - sheet.left, size=SIZE)
    canvas.draw_text(sheet.left, sheet.foot - SOURCE, text, Face.SANS, SIZE)


def _page_number(canvas: TaggedCanvas, setting: Setting, right: float, y: float) -> float:
    """Draw `27 of 92`, flush right, and return its width."""
    number = setting.pages.label(canvas.getPageNumber())
    of = f" of {setting.pages.total}" if number.isdigit() else ""
    aside = text_width(of, Face.SANS, SIZE)
    canvas.setFillColor(INK)
    canvas.draw_text(right, y, of, Face.SANS, SIZE, anchor="right")
    canvas.draw_text(right - aside, y, number, Face.SANS_BOLD, NUMBER, anchor="right")
    return aside + text_width(number, Face.SANS_BOLD, NUMBER)
