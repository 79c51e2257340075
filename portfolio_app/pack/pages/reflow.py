"""One column or several: what the standard edition sets abreast, large print sets below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import Spacer

from portfolio_app.pack.fonts import Face, marked_up
from portfolio_app.pack.pages.flow import Rule
from portfolio_app.pack.pages.margin import Beside, Clear
from portfolio_app.pack.pages.tables import Command, layout_table
from portfolio_app.pack.plan.text import Strong
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
    return setting.line((Strong(f"{label}: "), *value), style, "LBody" if path else "P", path)


def rows_below(
    setting: Setting, rows: Sequence[Sequence[tuple[str, str]]], style: str
) -> Iterator[Flowable]:
    """Yield the rows of a table below one another, each cell after the head of its column."""
    for row in rows:
        for head, cell in row:
            if cell.strip():
                yield labelled(setting, head, (cell,), style)
        yield Rule(setting.sheet.width, weight=0.8, color=HAIRLINE, before=2, after=8)


def pairs_below(setting: Setting, pairs: Iterable[tuple[str, str]]) -> Iterator[Flowable]:
    """Yield words and what they mean, as a list."""
    key = object()
    for index, (word, meaning) in enumerate(pairs):
        path = (Step("L", key), Step("LI", index))
        yield labelled(setting, word, (meaning,), "cell", path)


def claims_after(setting: Setting, paragraph: Paragraph) -> Iterator[Flowable]:
    """Yield, where reflowed, a block for each claim whose words end in a paragraph."""
    if setting.edition.reflowed:
        for mark in paragraph.marks:
            if mark.closes:
                yield _claim(setting, mark.passage)


def _claim(setting: Setting, key: str) -> Flowable:
    passage = setting.passages[key]
    see = setting.places_markup(passage.see)
    codes = marked_up(
        f"Claim {setting.claim_numbers[key]}: {' · '.join(passage.codes)}", Face.SANS_BOLD
    )
    teal = "#" + TEAL.hexval()[2:]
    lines = [f'<font name="{Face.SANS_BOLD.value}" color="{teal}">{codes}</font>, {see}']
    if passage.note:
        lines.append(marked_up(passage.note, Face.SANS))
    if passage.claimed_by:
        lines.append(marked_up(f"Claimed by {passage.claimed_by}", Face.SANS))
    said = Para("<br/>".join(lines), setting.style("note"), "P", (Step("Note", ("note", key)),))
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
