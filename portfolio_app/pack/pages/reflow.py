"""One column or several: what the standard edition sets abreast, large print sets below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from portfolio_app.pack.pages.claims import note_markup
from portfolio_app.pack.pages.flow import Rule
from portfolio_app.pack.pages.margin import Beside, Clear
from portfolio_app.pack.pages.tables import Command, before_value, layout_table
from portfolio_app.pack.plan.text import plain
from portfolio_app.pack.styles import HAIRLINE, TEAL
from portfolio_app.pack.tagged.flowables import Para
from portfolio_app.pack.tagged.structure import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportlab.platypus.flowables import Flowable

    from portfolio_app.pack.pages.setting import Setting
    from portfolio_app.pack.plan.blocks import Paragraph
    from portfolio_app.pack.plan.text import Line

BAR = 1.6 * mm
"""Width of the bar at the left of a claim."""
CLAIM_INDENT = 8 * mm


def abreast(
    setting: Setting,
    cells: Sequence[Sequence[Flowable]],
    widths: Sequence[float],
    lines: Sequence[Command] = (),
) -> Iterator[Flowable]:
    """Yield cells side by side, a gutter between them; below one another where reflowed."""
    if setting.edition.reflowed:
        for index, cell in enumerate(cells):
            if index:
                yield Spacer(0, 6)
            yield from cell
        return
    row: list[object] = []
    for cell in cells:
        row += [list(cell), ""]
    yield layout_table([row[:-1]], widths, lines)


def with_aside(
    setting: Setting,
    main: Iterable[Flowable],
    aside: Sequence[Flowable],
    x: float,
    width: float,
) -> Iterator[Flowable]:
    """Yield text with a column beside it; after it where reflowed, as it is read."""
    if setting.edition.reflowed:
        yield from main
        yield from aside
        return
    yield Beside(aside, x, width)
    yield from main
    yield Clear(setting.sheet.bottom)


def opening_rules(setting: Setting, below: float) -> Iterator[Flowable]:
    """Yield the lines that open text with a column beside it; one line where reflowed."""
    sheet = setting.sheet
    if setting.edition.reflowed:
        yield Rule(sheet.width, after=below + 4)
        return
    yield layout_table(
        [[Rule(sheet.text), "", Rule(sheet.side)]],
        (sheet.text, sheet.gutter, sheet.side),
        (("BOTTOMPADDING", (0, 0), (-1, -1), below),),
    )


def labelled(
    setting: Setting, label: str, value: Line, style: str, path: tuple[Step, ...] = ()
) -> Para:
    """Return `Label: value` as one paragraph, the label bold."""
    made = setting.line((before_value(label), *value), style, "LBody" if path else "P", path)
    made.source = plain(value)  # by which it is found beside its label elsewhere
    return made


def rows_below(
    setting: Setting, rows: Sequence[Sequence[tuple[str, str]]], style: str
) -> Iterator[Flowable]:
    """Yield the rows of a table below one another, each cell after the head of its column."""
    for row in rows:
        for head, cell in row:
            if cell.strip():
                made = labelled(setting, head, (cell,), style)
                made.keepWithNext = 1  # a row is read as one
                yield made
        yield Rule(setting.sheet.width, weight=0.8, color=HAIRLINE, before=2, after=8)


def pairs_below(setting: Setting, pairs: Iterable[tuple[str, str]]) -> Iterator[Flowable]:
    """Yield words and what they mean, as a list."""
    key = object()
    for index, (word, meaning) in enumerate(pairs):
        path = (Step("L", key), Step("LI", index))
        yield labelled(setting, word, (meaning,), "item", path)


def kept_together(flowables: Sequence[Flowable]) -> Sequence[Flowable]:
    """Return flowables that stay on one page with one another, if a page can hold them."""
    for flowable in flowables[:-1]:
        flowable.keepWithNext = 1
    return flowables


def claims_after(
    setting: Setting, paragraph: Paragraph, inside: tuple[Step, ...] = ()
) -> Iterator[Flowable]:
    """Yield, where reflowed, a block for each claim whose words end in a paragraph.

    `inside` are the steps down to the list item or the quotation that the words stand in.
    """
    if setting.edition.reflowed:
        for mark in paragraph.marks:
            if mark.closes:
                yield _claim(setting, mark.passage, inside)


def _claim(setting: Setting, key: str, inside: tuple[Step, ...]) -> Flowable:
    label = f"Claim {setting.claim_numbers[key]}: "
    markup = note_markup(setting, setting.passages[key], label=label)
    path = (*inside, Step("Note", ("note", key)))
    said = Para(markup, setting.style("note"), "P", path, memory=setting.memory)
    said.source = key
    return _barred(setting, said)


def _barred(setting: Setting, said: Para) -> Flowable:
    """Return a block with a teal bar at its left."""
    table = layout_table(
        [["", said]],
        (CLAIM_INDENT, setting.sheet.text - CLAIM_INDENT),
        (
            ("LINEBEFORE", (0, 0), (0, -1), BAR, TEAL),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ),
    )
    table.spaceBefore, table.spaceAfter = 4, 12
    return table
