"""Sets the blocks of evidence: prose with its claims, facts, tables, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from portfolio_app.pack.bind import place as place_page
from portfolio_app.pack.fonts import Face, text_width
from portfolio_app.pack.pages.flow import Anchor
from portfolio_app.pack.pages.margin import Clear
from portfolio_app.pack.pages.reflow import claims_after, pairs_below, rows_below
from portfolio_app.pack.pages.tables import GAP, layout_table, text_table
from portfolio_app.pack.pages.written import heading, in_blocks, inside, words, written
from portfolio_app.pack.plan.blocks import (
    Block,
    CardsBlock,
    FactsBlock,
    PictureBlock,
    ProseBlock,
    TableBlock,
)
from portfolio_app.pack.styles import HAIRLINE, THIN
from portfolio_app.pack.tagged.structure import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portfolio_app.pack.foreign_page import ForeignPage
    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import AttachmentPlan
    from portfolio_app.pack.tagged.flowables import Para

LABELS = 38 * mm
"""Width of the labels of a facts block."""
PICTURE = 100 * mm
"""Greatest height of a picture among the text."""
KEPT = 700
"""Characters up to which a last paragraph moves with its attribution; ours."""
CELL = 9.2
"""Size of what people wrote in tables."""
HEAD = 8.0
"""Size of the heads of their columns."""
SUBSECTION = "subsection"
"""The style of a heading that an author wrote below that of the section."""
STEPS = 24
"""In how many steps the room that is left is given to columns; ours."""
_SHORT = 18
"""Characters up to which a cell of a table is taken for a date or a state."""


def blocks(setting: Setting, found: tuple[Block, ...]) -> Iterator[Flowable]:
    """Yield the flowables of blocks in the text column; tables take the full width."""
    for block in found:
        if isinstance(block, ProseBlock):
            yield from prose(setting, block)
        elif isinstance(block, FactsBlock):
            yield from _facts(setting, block)
        elif isinstance(block, TableBlock):
            yield from _table(setting, block)
        elif isinstance(block, PictureBlock):
            yield from _picture(setting, block)
        elif isinstance(block, CardsBlock):
            for card in block.cards:
                yield setting.heading(card.question, "section")
                yield from written(setting, card.words, "body")
        if block.attribution:
            yield setting.para(block.attribution, "attribution")


def prose(
    setting: Setting, block: ProseBlock, style: str = "body", head: str = "section"
) -> Iterator[Flowable]:
    """Yield a heading and its paragraphs; a heading stays with three lines at least."""
    if block.heading:
        yield from _with_what_follows(setting, setting.heading(block.heading, head, 2))
    below = SUBSECTION if head == "section" else head
    for paragraph, around in in_blocks(block.paragraphs):
        if paragraph.heading:
            level = 3 if block.heading else 2
            made = heading(setting, paragraph, below if block.heading else head, level)
            yield from _with_what_follows(setting, made)
            yield from claims_after(setting, paragraph)
        else:
            made = words(setting, paragraph, style, around=around)
            last = paragraph is block.paragraphs[-1]
            kept = 0 if setting.edition.reflowed else KEPT
            if block.attribution and last and len(paragraph.text) <= kept:
                made.keepWithNext = 1
            yield made
            yield from claims_after(setting, paragraph, inside(made))


def _with_what_follows(setting: Setting, made: Para) -> Iterator[Flowable]:
    # Keeping it with the whole paragraph would leave half a page empty before a long one.
    body = setting.style("body")
    yield CondPageBreak(made.style.leading + 3 * body.leading + 2 * body.spaceAfter)
    made.keepWithNext = 0
    yield made


def _facts(setting: Setting, block: FactsBlock) -> Iterator[Flowable]:
    yield setting.heading(block.heading, "section")
    if setting.edition.reflowed:
        yield from pairs_below(setting, [(label, v.text) for label, v in block.facts])
        return
    key = object()
    rows = [
        [
            setting.para(label, "fact-label", "Lbl", (Step("L", key), Step("LI", index))),
            setting.para(
                value.text, "cell-serif", "LBody", (Step("L", key), Step("LI", index))
            ),
        ]
        for index, (label, value) in enumerate(block.facts)
    ]
    yield layout_table(
        rows,
        (LABELS, setting.sheet.text - LABELS),
        (
            ("LINEBELOW", (0, 0), (-1, -1), THIN, HAIRLINE),
            ("TOPPADDING", (0, 0), (-1, -1), 3.2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4.6),
            ("RIGHTPADDING", (0, 0), (0, -1), 3 * mm),
        ),
    )
    yield Spacer(0, 6)


def _table(setting: Setting, block: TableBlock) -> Iterator[Flowable]:
    yield Clear(setting.sheet.bottom)
    yield CondPageBreak(40 * mm)
    for place in block.row_places:
        yield Anchor(place)
    heading = setting.heading(block.heading, "section")
    if not setting.edition.reflowed:
        heading.keepWithNext = 0  # a long table begins here and goes on overleaf
    yield heading
    if setting.edition.reflowed:
        rows_of = [[*zip(block.heads, row, strict=True)] for row in block.rows]
        yield from rows_below(setting, rows_of, "cell")
        return
    width = setting.sheet.width
    head = [setting.para(title, "head") for title in block.heads]
    rows = [[setting.para(cell, "cell-serif") for cell in row] for row in block.rows]
    yield text_table(
        [head, *rows],
        _widths(block, width),
        summary=block.heading,
        row_heads=(0,),
    )
    yield Spacer(0, 8)


def _widths(block: TableBlock, width: float) -> list[float]:
    """Return the widths of columns: no word is broken, short answers stay whole, rows low."""
    heads = [text_width(head, Face.SANS_BOLD, HEAD) for head in block.heads]
    needs = [[text_width(cell, Face.SERIF, CELL) for cell in row] for row in block.rows]
    columns = range(len(heads))
    widths = [_longest_word(block, at) + GAP + 1 for at in columns]
    spare = width - sum(widths)
    short = {at for at in columns if all(len(row[at]) <= _SHORT for row in block.rows)}
    for at in sorted(short):
        whole = max((row[at] for row in needs), default=0.0) + GAP + 1 - widths[at]
        if 0 < whole <= spare:
            widths[at] += whole
            spare -= whole
    rows = [heads, *needs]
    for _ in range(STEPS if spare > 0 else 0):
        grown = [
            _depth(rows, [w + spare / STEPS * (at == n) for n, w in enumerate(widths)])
            for at in columns
        ]
        widths[grown.index(min(grown))] += spare / STEPS
    return [own * width / sum(widths) for own in widths]


def _longest_word(block: TableBlock, column: int) -> float:
    """Return the width of the longest word of a column, its head included."""
    words = {word for row in block.rows for word in row[column].split()}
    said = max((text_width(word, Face.SERIF, CELL) for word in words), default=0.0)
    head = (text_width(word, Face.SANS_BOLD, HEAD) for word in block.heads[column].split())
    return max(said, *head, 0.0)


def _depth(needs: Sequence[Sequence[float]], widths: Sequence[float]) -> float:
    """Return about how many lines the rows take that need so much width in all."""
    room = [width - float(GAP) for width in widths]
    return sum(max(need / own for need, own in zip(row, room, strict=True)) for row in needs)


# --- pictures ----------------------------------------------------------------------------


class Picture(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A picture among the text, never enlarged."""

    def __init__(self, page: ForeignPage, alt: str, width: float, height: float) -> None:
        super().__init__()
        self.page, self.alt = page, alt
        scale = min(1.0, width / page.width, height / page.height)
        self.size = (page.width * scale, page.height * scale)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803
        """Take the room of the picture."""
        return self.size

    def draw(self) -> None:
        """Draw it as a figure, with a hairline around it."""
        width, height = self.size
        place_page(self.canv, self.page, (0, 0, width, height), key=self, alt=self.alt)
        self.canv.setStrokeColor(HAIRLINE)
        self.canv.setLineWidth(THIN)
        self.canv.rect(0, 0, width, height, stroke=1, fill=0)


def picture(
    setting: Setting, plan: AttachmentPlan, name: str, width: float, height: float
) -> Picture | None:
    """Return an attached picture as a flowable, if it has been opened."""
    document = setting.attachments.get(plan.id)
    if document is None:
        return None
    return Picture(document.pages[0], plan.description or f"Picture: {name}", width, height)


def caption(
    setting: Setting, plan: AttachmentPlan, shown: Picture, gap: float
) -> Iterator[Flowable]:
    """Yield what a picture shows, in words; in the figure, where it is heard but once."""
    if plan.description:
        yield Spacer(0, gap)
        yield setting.para(plan.description, "caption", "Caption", (Step("Figure", shown),))


def _picture(setting: Setting, block: PictureBlock) -> Iterator[Flowable]:
    shown = picture(setting, block.attachment, block.heading, setting.sheet.text, PICTURE)
    if shown is None:
        return
    _, height = shown.size
    yield CondPageBreak(height + 24)
    yield setting.heading(block.heading, "section")
    yield shown
    yield from caption(setting, block.attachment, shown, 3)
