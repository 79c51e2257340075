"""Heads, feet and tabs: what every page has around its content; decoration but for one link."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from portfolio_app.model.domain.wording import joined
from portfolio_app.pack.fonts import Face, text_width
from portfolio_app.pack.pages.edition_notes import hash_line, of_page
from portfolio_app.pack.plan.bundle import CONTENTS
from portfolio_app.pack.plan.records import Part
from portfolio_app.pack.styles import GREY, INK, QUIET, RULE, TEAL, TEAL_LINE, THIN, WHITE
from portfolio_app.pack.tagged.links import with_description
from portfolio_app.pack.tagged.structure import Element, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.pack.pages.flow import Section
    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.tagged.canvas import TaggedCanvas

TAB_WIDTH, TAB_HEIGHT = 6 * mm, 26 * mm
TAB_TOPS = {
    Part.GLANCE: 33 * mm, Part.CAPABILITIES: 63 * mm,
    Part.EVIDENCE: 93 * mm, Part.REPORT: 123 * mm,
}  # fmt: skip
NOTICE = 10.4 * mm
"""Baseline of the line that marks examples and drafts, from the top."""
SIZE = 8
SOURCE = 4 * mm
"""From the foot down to the line that names the page of origin."""
_LINK = "Contents"


def frame_page(
    canvas: TaggedCanvas, setting: Setting, sections: Sequence[Section], navigation: Element
) -> None:
    """Draw head, foot and tab of an ordinary page.

    Args:
        canvas: What is drawn on.
        setting: The plan and its edition.
        sections: Those that stand on the page.
        navigation: The element for links to the contents, last in the reading order.
    """
    part = sections[-1].part
    is_pack = setting.plan.decision is None
    linked = is_pack and sections[0].place != CONTENTS
    with canvas.artifact():
        _head(canvas, setting, part if is_pack else None, linked=linked)
        if is_pack:
            _tab(canvas, part)
        _foot(canvas, setting, sections)
        notice(canvas, setting, TEAL)
    if linked:
        _contents_link(canvas, setting, navigation)


def notice(canvas: TaggedCanvas, setting: Setting, color: object) -> None:
    """Draw the line that no page of an example or a draft goes without."""
    text = setting.notice
    if text:
        with canvas.artifact():
            _, height = canvas._pagesize  # noqa: SLF001 - ReportLab has no other way
            canvas.setFillColor(color)
            canvas.draw_text(setting.sheet.left, height - NOTICE, text, Face.SANS_BOLD, SIZE)


def page_number(canvas: TaggedCanvas, setting: Setting, right: float, y: float) -> None:
    """Draw `14 of 48`, flush right, the figure that of the PDF; or `C3`, as it is labelled."""
    number = setting.pages.label(canvas.getPageNumber())
    of = f" of {setting.pages.total}" if number.isdigit() else ""
    canvas.setFillColor(GREY)
    canvas.draw_text(right, y, of, Face.SANS, 8.5, anchor="right")
    canvas.setFillColor(INK)
    at = right - text_width(of, Face.SANS, 8.5)
    canvas.draw_text(at, y, number, Face.SANS_BOLD, 11.5, anchor="right")


def _head(canvas: TaggedCanvas, setting: Setting, part: Part | None, *, linked: bool) -> None:
    """Draw the part, if it is one of a pack, and whose it is."""
    sheet = setting.sheet
    width, height = canvas._pagesize  # noqa: SLF001 - ReportLab has no other way
    y = height - sheet.head
    if part:
        canvas.setFillColor(TEAL)
        canvas.draw_text(sheet.left, y, part.value, Face.SANS_BOLD, SIZE)
        canvas.setFillColor(QUIET)
        title = setting.plan.part_title(part).partition(" (")[0]
        canvas.draw_text(sheet.left + 4.4 * mm, y, title, Face.SANS, SIZE)
    canvas.setFillColor(QUIET)
    masthead = setting.plan.masthead
    right = width - sheet.right - (18 * mm if linked else 0)
    room = right - sheet.left - 60 * mm
    canvas.draw_text(
        right, y, fitting(f"{masthead.practitioner}, {masthead.level}", room), Face.SANS, SIZE,
        anchor="right",
    )  # fmt: skip


def _contents_link(canvas: TaggedCanvas, setting: Setting, navigation: Element) -> None:
    sheet = setting.sheet
    width, height = canvas._pagesize  # noqa: SLF001 - ReportLab has no other way
    right, y = width - sheet.right, height - sheet.head
    left = right - text_width(_LINK, Face.SANS, SIZE)
    link = navigation.child(Step("P", CONTENTS)).child(Step("Link", CONTENTS))
    canvas.setFillColor(TEAL)
    with canvas.inside(link) if not link.kids else _one_more(canvas, link):
        canvas.draw_text(left, y, _LINK, Face.SANS, SIZE)
        canvas.link_to(CONTENTS, (left, y - 3, right, y + 8), _LINK)
    canvas.setStrokeColor(TEAL_LINE)
    canvas.setLineWidth(0.4)
    canvas.line(left, y - 1.7, right, y - 1.7)


@contextmanager
def _one_more(canvas: TaggedCanvas, link: Element) -> Iterator[None]:
    """Draw a link that leads on from here as well, but was heard already."""
    canvas.await_annotation(f"#{with_description(CONTENTS, _LINK)}", link)
    with canvas.artifact():
        yield


def _tab(canvas: TaggedCanvas, part: Part) -> None:
    width, height = canvas._pagesize  # noqa: SLF001 - ReportLab has no other way
    top = height - TAB_TOPS[part]
    canvas.setFillColor(TEAL)
    canvas.rect(width - TAB_WIDTH, top - TAB_HEIGHT, TAB_WIDTH, TAB_HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(WHITE)
    canvas.draw_text(
        width - TAB_WIDTH / 2, top - TAB_HEIGHT / 2 - 3.4, part.value, Face.SANS_BOLD, 9.5,
        anchor="middle",
    )  # fmt: skip


def _foot(canvas: TaggedCanvas, setting: Setting, sections: Sequence[Section]) -> None:
    sheet, masthead = setting.sheet, setting.plan.masthead
    width, _ = canvas._pagesize  # noqa: SLF001 - ReportLab has no other way
    right = width - sheet.right
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(THIN)
    canvas.line(sheet.left, sheet.foot_rule, right, sheet.foot_rule)
    middle = (sheet.left + right) / 2
    gap = "\N{EN SPACE}"
    said = f"Confidential{gap}{masthead.code}{gap}version {masthead.version}"
    room = middle - text_width(said, Face.SANS, SIZE) / 2 - sheet.left - 8
    canvas.setFillColor(INK)
    name = fitting(foot_name(setting, sections, canvas.getPageNumber()), room)
    canvas.draw_text(sheet.left, sheet.foot, name, Face.SANS, SIZE)
    canvas.setFillColor(QUIET)
    canvas.draw_text(middle, sheet.foot, said, Face.SANS, SIZE, anchor="middle")
    page_number(canvas, setting, right, sheet.foot)
    source_line(canvas, setting, sections, sheet.foot - SOURCE)


def source_line(
    canvas: TaggedCanvas,
    setting: Setting,
    sections: Sequence[Section],
    y: float,
    *,
    hashed: bool = True,
) -> None:
    """Draw, in an edition, the page that this one comes from and the sealed file's hash."""
    said = [of_page(setting, canvas, sections)]
    if hashed:
        said.append(hash_line(setting, room_for_all=True))
    canvas.setFillColor(QUIET)
    text = "\N{EN SPACE}".join(part for part in said if part)
    canvas.draw_text(setting.sheet.left, y, text, Face.SANS, SIZE)


def foot_name(setting: Setting, sections: Sequence[Section], page: int) -> str:
    """Return what a page is about: `Evidence 2, page 1 of 3`."""
    if len(sections) > 1:
        return joined([section.name for section in sections])
    only = sections[0]
    first, last = setting.pages.span(only.place)
    if not only.counted and first == last:
        return only.name
    return f"{only.name}, page {page - first + 1} of {last - first + 1}"


def fitting(text: str, room: float, face: Face = Face.SANS, size: float = SIZE) -> str:
    """Return a text cut with an ellipsis where it does not fit on its line."""
    if text_width(text, face, size) <= room:
        return text
    while text and text_width(f"{text} …", face, size) > room:
        text = text[:-1].rstrip(" ,")
    return f"{text} …"
