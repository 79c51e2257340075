"""A child's page: their words in panels, faces, a drawing, and what may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from portfolio_app.pack.fonts import Face
from portfolio_app.pack.large_print import SMALLEST
from portfolio_app.pack.pages.flow import Icon
from portfolio_app.pack.pages.margin import Manner, Marking
from portfolio_app.pack.pages.prose import blocks, caption, picture
from portfolio_app.pack.pages.reflow import abreast
from portfolio_app.pack.pages.shapes import face
from portfolio_app.pack.pages.tables import facts_table, layout_table, tall
from portfolio_app.pack.pages.written import in_blocks, words, written
from portfolio_app.pack.plan.answers import FACES
from portfolio_app.pack.plan.blocks import CardsBlock
from portfolio_app.pack.styles import (
    CLAIM_ON_TINT,
    GREY,
    INK,
    OPENING,
    TEAL,
    TINT,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import Card, ChildPlan, EvidencePlan, Paragraph
    from portfolio_app.pack.tagged.flowables import Para

ROUND = 3.4 * mm
PAD = 4.6 * mm
TAIL = 2.6 * mm
STYLES = ("child", "child-medium")
"""Sizes of a child's words, the larger preferred."""
FACE_WORDS = 8.2
LARGE_FACES = 1.72
"""Faces as wide as the column of large print; their words are then set in 16 points."""
BESIDE_FACES = 90
"""Characters up to which words stand beside the faces; ours."""


def child(setting: Setting, plan: EvidencePlan) -> Iterator[Flowable]:
    """Yield a child's page: as large as one page allows, or else as large as it may be."""
    if setting.edition.reflowed:
        yield from _page_below(setting, plan)
        return
    for style in STYLES:
        found = list(_page(setting, plan, style))
        shown = [f for f in found if not isinstance(f, CondPageBreak)]
        if sum(tall(f, setting.sheet.width) for f in shown) <= setting.sheet.height:
            break
    else:
        found = list(_page(setting, plan, STYLES[0]))
    yield from found


def _page(setting: Setting, plan: EvidencePlan, style: str) -> Iterator[Flowable]:
    yield Marking(Manner.NOTHING)
    yield setting.para(plan.label, "label")
    yield setting.title(plan.title)
    yield facts_table(setting, plan.facts)
    yield Spacer(0, 4 * mm)
    for block in plan.blocks:
        if isinstance(block, CardsBlock):
            for card in block.cards:
                yield from _card(setting, card, style)
        else:
            yield from blocks(setting, (block,))
    if plan.child:
        yield from _drawing(setting, plan.child)
        yield from _permission(setting, plan.child)


def _page_below(setting: Setting, plan: EvidencePlan) -> Iterator[Flowable]:
    """Yield a child's page in one column, the child's words like anybody's."""
    yield Marking(Manner.NOTHING)
    yield setting.para(plan.label, "label")
    yield setting.title(plan.title)
    yield facts_table(setting, plan.facts)
    for block in plan.blocks:
        if not isinstance(block, CardsBlock):
            yield from blocks(setting, (block,))
            continue
        for card in block.cards:
            if card.question:
                yield setting.heading(card.question, "question")
            if card.face is not None:
                yield Faces(card.face, LARGE_FACES)
                yield Spacer(0, 8)
            yield from written(setting, card.words, "child")
        if block.attribution:
            yield setting.para(block.attribution, "attribution")
    if plan.child:
        yield from _drawing(setting, plan.child)
        yield from _permission(setting, plan.child)


def _card(setting: Setting, card: Card, style: str) -> Iterator[Flowable]:
    yield CondPageBreak(34 * mm)
    if card.question:
        yield setting.heading(card.question, "question")
    width = setting.sheet.width
    beside = width - Faces.WIDTH - 8 * mm
    short = sum(len(p.text) for p in card.words) < BESIDE_FACES
    if card.face is None:
        yield Bubble(setting, card.words, width, style)
    elif not card.words:
        yield Faces(card.face)
    elif short:
        bubble = Bubble(setting, card.words, beside, "child-small")
        table = layout_table([[Faces(card.face), "", bubble]], (Faces.WIDTH, 8 * mm, beside))
        table.spaceAfter = bubble.spaceAfter
        yield table
    else:
        yield Faces(card.face)
        yield Spacer(0, 2 * mm)
        yield Bubble(setting, card.words, width, style)


class Bubble(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A child's words in a panel; long ones go on in another panel on the next page."""

    def __init__(
        self,
        setting: Setting,
        spoken: Sequence[Paragraph],
        width: float,
        style: str = "child",
        *,
        paras: list[Para] | None = None,
        tail: bool = True,
    ) -> None:
        super().__init__()
        self.setting, self.room, self.tail, self.style = setting, width, tail, style
        self.paras = paras or [
            words(setting, paragraph, style, CLAIM_ON_TINT, around=around)
            for paragraph, around in in_blocks(spoken)
        ]
        tight = style != STYLES[0]
        self.air = (1.35 if tight else 1.7) * PAD
        """Room above and below the words together."""
        self.spaceAfter = (2.2 if tight else 3.4) * mm

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take the room of the words, the padding and the tail."""
        inner = self.room - 2 * PAD
        self.heights = [para.wrap(inner, 10_000)[1] for para in self.paras]
        gaps = 4 * (len(self.paras) - 1)
        self.height = sum(self.heights) + gaps + self.air + (TAIL if self.tail else 0)
        return self.room, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803
        """Part the words where the page ends."""
        left = availHeight - self.air - (TAIL if self.tail else 0)
        here: list[Para] = []
        rest = list(self.paras)
        inner = self.room - 2 * PAD
        while rest:
            _, height = rest[0].wrap(inner, 10_000)
            if height > left:
                parts = rest[0].split(inner, left)
                if len(parts) == 2:
                    here.append(parts[0])
                    rest[0] = parts[1]
                break
            here.append(rest.pop(0))
            left -= height + 4
        if not here or not rest:
            return []
        return [self._with(here, tail=self.tail), self._with(rest, tail=False)]

    def _with(self, paras: list[Para], *, tail: bool) -> Bubble:
        return Bubble(self.setting, (), self.room, self.style, paras=paras, tail=tail)

    def draw(self) -> None:
        """Draw the panel, its tail, and the words."""
        canvas = self.canv
        panel = self.height - (TAIL if self.tail else 0)
        canvas.setFillColor(TINT)
        canvas.roundRect(0, 0, self.room, panel, ROUND, stroke=0, fill=1)
        if self.tail:
            path = canvas.beginPath()
            path.moveTo(8 * mm, panel - 0.5)
            path.lineTo(10 * mm, panel + TAIL)
            path.lineTo(13 * mm, panel - 0.5)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)
        y = panel - 0.47 * self.air
        for para, height in zip(self.paras, self.heights, strict=True):
            y -= height
            para.drawOn(canvas, PAD, y)
            y -= 4


class Faces(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Five faces, the chosen one filled and its word bold; one figure."""

    WIDTH = 98 * mm
    RADIUS = 6.6 * mm
    HEIGHT = 20 * mm

    def __init__(self, chosen: int, scale: float = 1.0) -> None:
        super().__init__()
        self.chosen, self.scale = chosen, scale

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take the room of the faces and their words."""
        return self.WIDTH * self.scale, self.HEIGHT * self.scale

    def draw(self) -> None:
        """Draw them."""
        canvas = self.canv
        canvas.scale(self.scale, self.scale)
        size = FACE_WORDS if self.scale == 1 else SMALLEST / self.scale
        alt = f"Of five faces, from not at all to always, this one is chosen: {self._word()}"
        with canvas.figure(self, alt, (0, 0, self.WIDTH, self.HEIGHT)):
            for index, word in enumerate(FACES):
                x = self.RADIUS + 1 + index * 20.4 * mm
                chosen = index + 1 == self.chosen
                y = self.HEIGHT - self.RADIUS - 1
                face(canvas, index + 1, x, y, self.RADIUS, chosen)
                canvas.setFillColor(INK if chosen else GREY)
                bold = Face.SANS_BOLD if chosen else Face.SANS
                canvas.draw_text(x, 5, word, bold, size, anchor="middle")

    def _word(self) -> str:
        return FACES[self.chosen - 1]


def _drawing(setting: Setting, plan: ChildPlan) -> Iterator[Flowable]:
    if plan.drawing is None:
        return
    attached = plan.drawing.attachment
    shown = picture(setting, attached, plan.drawing.heading, setting.sheet.text, 92 * mm)
    if shown is None:
        return
    yield CondPageBreak(shown.size[1] + 22 * mm)
    yield setting.heading(plan.drawing.heading, "question")
    yield shown
    yield from caption(setting, attached, shown, 4)
    yield Spacer(0, 4 * mm)


def _permission(setting: Setting, plan: ChildPlan) -> Iterator[Flowable]:
    """Yield what may be shown and how the page was made, side by side."""
    sheet = setting.sheet
    radius, own, width, drop = 5.0, 6 * mm, sheet.half, 1.6
    if setting.edition.reflowed:
        radius, own, width, drop = 8.0, 9 * mm, sheet.width, 5.0
    asked: list[Flowable] = [setting.heading("May it be shown?", "h3-first")]
    for permission in plan.permissions:
        style = "side-serif" if permission.own_words else "side"
        said = permission.answer if permission.own_words else (
            f"{permission.question} {permission.answer}."
        )  # fmt: skip
        icon = "met" if permission.given else "no"
        asked.append(
            layout_table(
                [[Icon(icon, radius=radius), setting.para(said, style)]],
                (own, width - own),
                (("BOTTOMPADDING", (0, 0), (-1, -1), 4), ("TOPPADDING", (0, 0), (0, 0), drop)),
            )
        )
    made: list[Flowable] = [setting.heading("How this was made", "h3-first")]
    for line in plan.made:
        made += [setting.line(line, "note"), Spacer(0, 8 if setting.edition.reflowed else 3)]
    yield Spacer(0, 2 * mm)
    yield CondPageBreak(36 * mm)
    yield from abreast(
        setting,
        [asked, made],
        (sheet.half, sheet.gutter, sheet.half),
        (
            ("LINEABOVE", (0, 0), (-1, 0), OPENING, TEAL),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
        ),
    )
