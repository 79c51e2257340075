"""Attached documents: each page of theirs on a host page of ours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import NextPageTemplate, PageBreak
from reportlab.platypus.flowables import Flowable

from portfolio_app.pack.bind import fitted, place
from portfolio_app.pack.pages.document import PAGE, WIDE
from portfolio_app.pack.pages.edition_notes import left_out
from portfolio_app.pack.pages.flow import Anchor
from portfolio_app.pack.pages.margin import Clear, Manner, Marking
from portfolio_app.pack.pages.tables import facts_table
from portfolio_app.pack.plan.blocks import Fact
from portfolio_app.pack.styles import PANEL, RULE, TEAL, THIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portfolio_app.pack.foreign_page import ForeignDocument, ForeignPage
    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import AttachmentPlan, EvidencePlan

AIR = 3 * mm
"""Between the frame and the page in it."""
CORNER = 6 * mm
FULL_LINE = 0.75
"""A line of at least this share of the longest goes on on the next; ours."""


def attachments(setting: Setting, plan: EvidencePlan, *, alone: bool) -> Iterator[Flowable]:
    """Yield the host pages of a piece of evidence.

    Args:
        setting: The plan and its edition.
        plan: The piece.
        alone: Whether it has nothing but attachments: then its title stands on the first.
    """
    if not setting.edition.bound:
        yield from _named(setting, plan, alone=alone)
        return
    for index, attached in enumerate(plan.attachments):
        document = setting.attachments[attached.id]
        for page in document.pages:
            first = alone and index == 0 and page.number == 1
            said = paragraphs(page.text) if setting.edition.reflowed else []
            if not first:
                wide = page.width > page.height and not said
                yield NextPageTemplate(WIDE if wide else PAGE)
                yield PageBreak()
            yield Marking(Manner.NOTHING)
            if page.number == 1:
                yield Anchor(attached.place)
                yield from _title(setting, plan, attached, document, alone=first)
            alt = _alt(plan, attached, page, document)
            source = f"{attached.place}/{page.number}"
            if said:
                yield from _text(setting, plan, page, said, source)
            # Text that is set in full need not be heard again with the picture.
            shown = replace(page, text="") if said else page
            yield Host(setting, shown, alt, source)
    yield NextPageTemplate(PAGE)


def _named(setting: Setting, plan: EvidencePlan, *, alone: bool) -> Iterator[Flowable]:
    """Yield what stands where attached documents are left out: what they are, and where."""
    if alone:
        yield setting.para(f"{plan.name}, attached document", "label")
        yield setting.title(plan.title, small=True)
        yield facts_table(setting, plan.facts)
    yield Clear(setting.sheet.bottom)
    yield setting.heading("Attached", "h2")
    for attached in plan.attachments:
        said = setting.para(left_out(setting, attached), "attribution")
        said.source = attached.place
        yield said


def _alt(
    plan: EvidencePlan, attached: AttachmentPlan, page: ForeignPage, document: ForeignDocument
) -> str:
    """Name a page; what is to be seen on it is heard in the description above the first."""
    count = document.page_count
    called = f"attached, page {page.number} of {count}" if count > 1 else "attached page"
    if not attached.description:
        return f"{plan.name}, {called}: {plan.title}"
    above = ", as described above" if page.number == 1 else ""
    return f"{plan.name}, {called}{above}"


def _text(
    setting: Setting, plan: EvidencePlan, page: ForeignPage, found: list[str], source: str
) -> Iterator[Flowable]:
    """Yield what a page says, in large print; the page as it looks follows on its own."""
    for text in found:
        said = setting.para(text, "body")
        said.source = source
        yield said
    yield NextPageTemplate(WIDE if page.width > page.height else PAGE)
    yield PageBreak()
    yield setting.para(f"{plan.name}, attached document, as it looks", "label")


def paragraphs(text: str) -> list[str]:
    """Join the lines of a page's text: a line much shorter than the longest ends one."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    longest = max(map(len, lines), default=0)
    found: list[str] = []
    open_ = False
    for line in lines:
        if line and open_:
            found[-1] = f"{found[-1]} {line}"
        elif line:
            found.append(line)
        open_ = bool(line) and len(line) > FULL_LINE * longest
    return found


def _title(
    setting: Setting, plan: EvidencePlan, attached: AttachmentPlan, document: ForeignDocument,
    *, alone: bool,
) -> Iterator[Flowable]:  # fmt: skip
    yield setting.para(f"{plan.name}, attached document", "label")
    yield setting.title(plan.title, level=1 if alone else 2, small=True)
    if attached.description:
        yield setting.para(attached.description, "described")
    scans = not any(page.text for page in document.pages)
    facts = [
        *(plan.facts if alone else ()),
        Fact(label="Pages", value=(str(document.page_count),)),
        Fact(label="Text", value=("A picture of it" if scans else "Searchable",)),
    ]
    if any(page.problems for page in document.pages):
        facts.append(Fact(label="Shown", value=("As a picture, its text kept",)))
    yield facts_table(setting, facts, columns=3, label=16 * mm)


class Host(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The frame that a foreign page is shown in: fills what is left of the page."""

    def __init__(self, setting: Setting, page: ForeignPage, alt: str, source: str) -> None:
        super().__init__()
        self.setting, self.page, self.alt, self.source = setting, page, alt, source
        self.spaceBefore = 6 * mm

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take all the room there is."""
        self.width, self.height = availWidth, availHeight - 0.01
        return self.width, self.height

    def draw(self) -> None:
        """Draw the frame, its corners, and the page in it."""
        canvas, width, height = self.canv, self.width, self.height
        canvas.note_source(self.source, (0.0, 1.0))
        canvas.setFillColor(PANEL)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(THIN)
        canvas.rect(0, 0, width, height, stroke=1, fill=1)
        canvas.setStrokeColor(TEAL)
        canvas.setLineWidth(1.1)
        for x, across in ((0, CORNER), (width, -CORNER)):
            for y, up in ((0, CORNER), (height, -CORNER)):
                canvas.line(x, y, x + across, y)
                canvas.line(x, y, x, y + up)
        box = fitted(self.page, (AIR, AIR, width - AIR, height - AIR))
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(box[0], box[1], box[2] - box[0], box[3] - box[1], stroke=0, fill=1)
        place(canvas, self.page, box, key=self, alt=self.alt)
